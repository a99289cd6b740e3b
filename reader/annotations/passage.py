"""A passage of a text as it was marked, and what a diff knows of it."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.annotations.evidence import Ground, Place
from reader.annotations.fold import Folded
from reader.annotations.following import Following
from reader.annotations.meaning import firm_differences, name_differences
from reader.text.spans import Span

MOST = 0.75
"""Of a passage; with as much of it left the rest may stand elsewhere."""

SENTENCE_END = re.compile(r"[.!?][\"')]*\s")
LONGEST = 400
"""Letters of the longest sentence that is looked at."""

_ALIKE = 0.80  # of a sentence that was moved; with less of it left another may have taken its words
_BESIDE = 60  # letters of the sentences before and after


class Passage:
    """A passage of the text as it was marked, and what a diff knows of it."""

    def __init__(self, marked: str, text: str, span: Span) -> None:
        folded, self._following = _following(marked, text)
        self._old, self._new = folded.text, ground_of(text).text
        self.start, self.end = folded.forth(span.start), folded.forth(span.end)
        self.now = self._following.follow(self.start, self.end)

    def differs(self, start: int, end: int) -> bool:
        """Whether the sentences at a new place have other words, figures, names or negations.

        Where the sentence before or after went the same way it is no lookalike, but a part of the
        text that was moved and then edited.
        """
        a, b = _sentences(self._old, self.start, self.end)
        c, d = _sentences(self._new, start, end)
        was, now = self._old[a:b], self._new[c:d]
        whole = self._following.follow(a, b)
        rewritten = whole is None or whole.share < _ALIKE
        if not (rewritten or firm_differences(was, now) or name_differences(was, now)):
            return False
        before = self._following.follow(max(0, a - _BESIDE), a) if a > 1 else None
        after = self._following.follow(b, min(len(self._old), b + _BESIDE))
        came_before = before and before.share > MOST and abs(c - before.end) <= _BESIDE
        came_after = after and after.share > MOST and abs(after.start - d) <= _BESIDE
        return not (came_before or came_after)

    def owed_to_others(self, place: Place) -> float:
        """The share of a place that came from outside this passage."""
        return self._following.owed_to_others(place.start, place.end, self.start, self.end)


@lru_cache(maxsize=4)
def ground_of(text: str) -> Ground:
    return Ground(text)


@lru_cache(maxsize=8)
def _following(marked: str, text: str) -> tuple[Folded, Following]:
    folded = Folded(marked)
    return folded, Following(folded.lower, ground_of(text).folded.lower)


def _sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences that a passage stands in, of a folded text."""
    low = max(0, start - LONGEST)
    ends = (found.end() for found in SENTENCE_END.finditer(text, low, start + 1))
    opening = [end for end in ends if end <= start]
    closing = SENTENCE_END.search(text, max(start, end - 2), end + LONGEST)
    return (opening[-1] if opening else low), (closing.end() if closing else end + LONGEST)
