"""Blocks: the paragraphs, headings, list items and verses of a text.

Blocks are found in the canonical text and never change it.  They are sorted, do not overlap, start
and end at a character that is not blank, and hold every such character of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from reader.text.late import late
from reader.text.spans import Span


class BlockKind(StrEnum):
    """What a block is, as far as its look is concerned."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    VERBATIM = "verbatim"  # its line ends are its own: code, verse, tables


@dataclass(frozen=True, slots=True)
class Block:
    """One block.

    ``level`` is the rank of a heading (1 is the highest), the depth of a list item or quotation.
    ``hang`` is how many code points of the block stand before the text of a list item.
    """

    span: Span
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    hang: int = 0


_BULLET = late(r"(?:[•◦▪‣·*–-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_STANDS_ALONE = late(
    r">|By [A-Z]|(?i:title|headline|subject|date|sent|published|updated|author|by|from|to|cc|"
    r"source|publication|outlet|url|link|language|tags|keywords):"
)
_ENDS_SENTENCE = late(r"[.!?…;,][\"'”’)\]]*\Z")
_STOPS = late(r"[.!?…][\"'”’)\]]*\Z")
_WORD = late(r"\w+(?:[-'’.]\w+)*")
_CAPITAL = late(r"[^\W\d_]")

HEADING_WORDS = range(3, 26)
"""A headline has 3 to 25 words (measured on the published articles)."""

_HEADING_LENGTH = 200  # characters
_LEAD_IN_WORDS = 6  # “Why It Matters:”


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a bare text.

    A line is a block.  In a hard-wrapped text, so are the lines of a paragraph together.
    """
    groups = list(_groups(text))
    width = _wrap_width(text, groups)
    return tuple(
        _block(text, span)
        for group in groups
        for span in (_joined(text, group, width) if width else (line.span for line in group))
    )


class _Line(NamedTuple):
    """A line that is not blank, without its outer blanks; ``indent`` is how many it began with."""

    span: Span
    indent: int

    @property
    def reach(self) -> int:
        """Characters from the line's start to its last that is not blank."""
        return self.indent + self.span.length


def _groups(text: str) -> Iterator[list[_Line]]:
    """Runs of lines without a blank line between them."""
    group: list[_Line] = []
    start = 0
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            indent = raw.index(line[0])
            group.append(_Line(Span(start + indent, start + indent + len(line)), indent))
        elif group:
            yield group
            group = []
        start += len(raw) + 1
    if group:
        yield group


# -- hard-wrapped texts ---------------------------------------------------------------------------

_WIDTHS = range(45, 101)  # characters: columns that people and programs wrap text to
_OVERLONG = 0.05  # share of lines, say of links, that may be longer than the column
_MEAN = 30  # characters of a line, headings and ends of paragraphs included; spares us lists
_FULL = 0.8  # share of lines whose successor's first word had no room
_WHOLE = 0.7  # share of lines that may end a sentence: more, and each line is a paragraph


def _wrap_width(text: str, groups: list[list[_Line]]) -> int:
    """The column that a text was hard-wrapped to, or 0.

    The line ends of a paragraph are where the next word had no room; line ends that someone meant
    are not.  At least two line ends must tell.
    """
    lengths = [line.reach for group in groups for line in group]
    overlong = sum(1 for n in lengths if n >= _WIDTHS.stop)
    if overlong > _OVERLONG * len(lengths) or sum(lengths) < _MEAN * len(lengths):
        return 0
    pairs = [
        (line, below)
        for group in groups
        for line, below in pairwise(group)
        if not _is_apart(text, line, below)
    ]
    above = sorted(n for line, _ in pairs if (n := line.reach) < _WIDTHS.stop)
    if len(above) < 2 or (width := above[len(above) * 9 // 10]) not in _WIDTHS:
        return 0
    full = sum(1 for line, below in pairs if _is_full(text, line, below, width))
    whole = sum(1 for line, _ in pairs if _STOPS.search(line.span.of(text)))
    return width if full >= _FULL * len(pairs) and whole <= _WHOLE * len(pairs) else 0


def _is_full(text: str, line: _Line, below: _Line, width: int) -> bool:
    start, end = below.span
    word = text[start : min(end, start + width)].split(maxsplit=1)[0]
    return line.reach + 1 + len(word) > width


def _is_apart(text: str, line: _Line, below: _Line) -> bool:
    """Whether the second line begins an item or stands alone, whatever the column."""
    start, end = below.span
    apart = _BULLET.match(text, start, end) or _STANDS_ALONE.match(text, start, end)
    return apart is not None or text[line.span.start] == ">"


def _joined(text: str, group: list[_Line], width: int) -> Iterator[Span]:
    """The paragraphs among lines without a blank one between them."""
    start = group[0].span.start
    in_item = _BULLET.match(group[0].span.of(text)) is not None
    for line, below in pairwise(group):
        indented = below.indent > line.indent + 1 and not in_item
        if indented or _is_apart(text, line, below) or not _is_full(text, line, below, width):
            yield Span(start, line.span.end)
            start = below.span.start
            in_item = _BULLET.match(text, start, below.span.end) is not None
    yield Span(start, group[-1].span.end)


# -- one block ------------------------------------------------------------------------------------


def _block(text: str, span: Span) -> Block:
    line = span.of(text)
    bullet = _BULLET.match(line)
    if bullet:
        return Block(span, BlockKind.ITEM, level=1, hang=bullet.end())
    return Block(span, BlockKind.HEADING, level=2) if looks_like_heading(line) else Block(span)


def looks_like_heading(line: str) -> bool:
    """Whether a line that stands alone reads as a heading.

    3 to 25 words (or 2 and more with a colon at the end) without a sentence's end, most of the
    longer words capitalised.
    """
    line = line.strip()
    if len(line) > _HEADING_LENGTH or (
        _ENDS_SENTENCE.search(line) and not line.endswith(("?", "!"))
    ):
        return False
    words = _WORD.findall(line)
    if line.endswith(":"):
        return 2 <= len(words) <= _LEAD_IN_WORDS and line[0].isupper()
    if len(words) not in HEADING_WORDS or line[0] in "@#“\"'":
        return False
    long_words: list[str] = [word for word in words if len(word) > 3 and _CAPITAL.match(word)]
    if not long_words:
        return False
    capitalised = sum(1 for word in long_words if word[0].isupper())
    return capitalised >= 0.6 * len(long_words)
