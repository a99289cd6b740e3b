"""Lines that a page carried into a text and that are not of it: buttons, tags, credits.

What is named here is left out of search and entities, so in doubt a line is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reader.text.blocks import Block, BlockKind
from reader.text.late import late
from reader.text.spans import Span

_TOP = 8  # blocks at the top of a text, where a page's furniture stands
_LONGEST = 100  # characters of a carried line
_FEW_WORDS = 4  # a caption or name among carried lines has at most so many
_CARRIED = late(
    r"""
    author-image | new \s update | image | photo | video | getty \s images
    | advertisement | (?:story|article) \s continues \s below .* | sponsored(?: \s content)?
    | share(?: \s this(?: \s (?:article|story))?)? | share \s on \s \w+
    | print | email | copy \s link
    | (?:also \s|related \s)? read(?: \s more| \s also)? \s* :.* | read \s more | also \s read
    | related(?: \s articles| \s stories)? \s* :? | listen \s to \s this \s article .*
    | sign \s up(?: \s (?:for|to|now|here)\b.*)? | subscribe(?: \s (?:to|for|now|today|here)\b.*)?
    | follow \s us\b.* | click \s here\b.* | loading(?:…|\.{3})?
    | \d+ \s (?:min(?:ute)?s?(?: \s read)?|comments?|shares) | comments?
    | (?:copyright|©).{0,20}\d{4}.* | all \s rights \s reserved\.?
    | \((?:additional \s)?(?:reporting|writing|editing|compiled) \s by \s .*\)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TAGS = late(r"[@#][\w&.'’-]+(?:[\s,]+[@#]?[\w&.'’-]+){0,12}|(?:tags?|keywords):.*", re.IGNORECASE)
_TAGS_LENGTH = 200  # characters
_LOOSE = (BlockKind.PARAGRAPH, BlockKind.HEADING)


def carried_lines(text: str, blocks: Sequence[Block]) -> set[int]:
    """Numbers of the blocks that are not of the text.

    A line is carried if it is known.  Near the top, so is what stands in one heap with such a line:
    a name or caption between two of them, a single word beside one.
    """
    lines = [_line(text, block) for block in blocks]
    known = {n for n, line in enumerate(lines) if line and _CARRIED.fullmatch(line)}
    carried = set(known)
    for heap in _heaps(text, blocks, lines, known):
        inner = [n for n in heap if n in known]
        for n in heap:
            between = inner[0] < n < inner[-1]
            if between or (len(lines[n].split()) == 1 and not lines[n].endswith(_SENTENCE_ENDS)):
                carried.add(n)
    if len(blocks) > 1:
        last = blocks[-1].span.of(text)
        if len(last) <= _TAGS_LENGTH and not last.endswith(".") and _TAGS.fullmatch(last):
            carried.add(len(blocks) - 1)
    return carried


_SENTENCE_ENDS = (".", "!", "?", ":", "”", '"')


def author_after_image(lines: Sequence[str]) -> str:
    """The name below ``author-image``, where a content management system put it."""
    for above, line in pairwise(lines):
        if above.lower() == "author-image" and _NAME.fullmatch(line):
            return line
    return ""


_NAME = late(r"[A-Z][\w.'’-]+(?: (?:de |al |bin |van |von |der |la )?[A-Z][\w.'’-]+){1,4}")


def _line(text: str, block: Block) -> str:
    span: Span = block.span
    if block.kind not in _LOOSE or span.length > _LONGEST:
        return ""
    return span.of(text)


def _heaps(
    text: str, blocks: Sequence[Block], lines: Sequence[str], known: set[int]
) -> list[list[int]]:
    """Runs of short lines near the top, without a blank one between, that hold a known one."""
    heaps: list[list[int]] = [[]]
    for n in range(min(_TOP, len(blocks))):
        few = bool(lines[n]) and (n in known or len(lines[n].split()) <= _FEW_WORDS)
        apart = n > 0 and text.count("\n", blocks[n - 1].span.end, blocks[n].span.start) > 1
        if not few or apart:
            heaps.append([])
        if few:
            heaps[-1].append(n)
    return [heap for heap in heaps if known.intersection(heap)]
