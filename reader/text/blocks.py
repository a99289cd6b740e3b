"""Blocks: the paragraphs, headings, list items and verses of a text.

Blocks are found in the canonical text and never change it.  They are sorted, do not overlap, start
and end at a character that is not blank, and hold every such character of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

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


_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_BULLET = re.compile(r"(?:[•◦▪‣·*–-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_UNDERLINE = re.compile(r"[=~-]{3,}\Z")
_ENDS_SENTENCE = re.compile(r"[.!?…;,][\"'”’)\]]*\Z")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_CAPITAL = re.compile(r"[^\W\d_]")

HEADING_WORDS = range(3, 26)
"""A headline has 3 to 25 words (measured on the published articles)."""

_LEAD_IN_WORDS = 6  # “Why It Matters:”

_WRAPPED = range(45, 101)
"""Lines of a hard-wrapped text are this many characters long, all but the last."""


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a bare text.

    A line is a paragraph, unless the lines around it look hard-wrapped (every line but the last
    between 45 and 100 characters, and not all of them whole sentences): then the lines up to the
    next blank one are.
    """
    out: list[Block] = []
    for group in _groups(text):
        if _is_wrapped([span.of(text) for span in group]):
            out.append(Block(Span(group[0].start, group[-1].end)))
        else:
            out.extend(_line_block(text, span) for span in group)
    return tuple(out)


def _groups(text: str) -> Iterator[list[Span]]:
    """Runs of lines without a blank line between them, each line without its outer blanks."""
    group: list[Span] = []
    previous = 0
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        span = Span(start, match.start() + len(line.rstrip()))
        if group and text.count("\n", previous, span.start) > 1:
            yield group
            group = []
        group.append(span)
        previous = span.end
    if group:
        yield group


def _is_wrapped(lines: list[str]) -> bool:
    if len(lines) < 2 or any(_BULLET.match(line) for line in lines):
        return False
    body = lines[:-1]
    if not all(len(line) in _WRAPPED for line in body) or len(lines[-1]) > _WRAPPED.stop:
        return False
    return not all(_ENDS_SENTENCE.search(line) for line in body)


def _line_block(text: str, span: Span) -> Block:
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
    if len(line) > 200 or (_ENDS_SENTENCE.search(line) and not line.endswith(("?", "!"))):
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
