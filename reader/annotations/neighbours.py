"""What stands around words that were found word for word: their own sentence, or one like it."""

from __future__ import annotations

from reader.annotations.evidence import Place, Sought
from reader.annotations.mark import CONTEXT_LENGTH
from reader.annotations.meaning import strangers
from reader.annotations.myers import inside
from reader.annotations.passage import LONGEST, SENTENCE_END

EDGE = 20
"""Letters at an edge, or beyond a sentence, that are sought by themselves."""

SIDED = 0.50
"""Of the context on one side, below which that side does not speak for a place."""

OTHER = "it stands elsewhere, in a sentence that says something else"

_NEARBY = 0.05  # of a text, by which words may have moved with what was put in before them
_SLACK = 12  # letters more of a text than of the context that is looked for in it
_PARTED = "only part of what stood around it is there"


def estranged(text: str, best: Place, sought: Sought, near: int) -> str:
    """Why words that stand far from where they were may not be theirs; empty where they are.

    ``near`` is where they would stand if nothing had changed.  What stands beyond the sentence
    tells: a sentence that only looks like it came alone.
    """
    if abs(best.start - near) <= _NEARBY * len(text) + LONGEST / 4:
        return ""
    room = CONTEXT_LENGTH + _SLACK
    before = text[max(0, best.start - room) : best.start].rstrip()
    after = text[best.end : best.end + room].lstrip()
    opening = max((found.end() for found in SENTENCE_END.finditer(sought.before)), default=0)
    closing = SENTENCE_END.search(sought.after)
    end = closing.start() + 1 if closing else len(sought.after)
    if _is_there(sought.before[:opening][-EDGE:], before) or _is_there(
        sought.after[end:].lstrip()[:EDGE], after
    ):
        return ""
    own = sought.before[opening:], sought.after[:end]
    if not opening:
        own = own[0].partition(" ")[2], own[1]  # the first word may be cut
    if not closing:
        own = own[0], own[1].rpartition(" ")[0]
    there = before[-len(own[0]) :] if own[0] else "", after[: len(own[1])]
    if (
        strangers(own[0], before)
        or strangers(own[1], after)
        or strangers(there[0].partition(" ")[2], sought.before)
        or strangers(there[1].rpartition(" ")[0], sought.after)
    ):
        return OTHER
    return _PARTED if min(best.before, best.after) < SIDED else ""


def _is_there(words: str, text: str) -> bool:
    """Whether words stand in a text, or nearly."""
    return len(words) >= EDGE // 2 and inside(words, text)[0] <= 0.3 * len(words)
