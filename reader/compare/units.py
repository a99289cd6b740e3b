"""Sentences as an attribution sees them: quotations whole, and their words out of sight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from reader.text.quotations import quotations
from reader.text.sentences import sentences
from reader.text.spans import Span

MASK = "\ufffc"
"""Stands for each character of a quotation (Unicode's object replacement character)."""

_DASHES = "—–"
_TOKEN = re.compile(rf"{MASK}+|(?:[^\W\d_]\.){{2,}}|\w+(?:['’\-‑]\w+)*|[^\w\s]")


class Token(NamedTuple):
    """A word, a mark, or a whole quotation; offsets count in the article."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """In small letters, with straight apostrophes."""
        return self.text.lower().replace("’", "'")

    @property
    def is_quotation(self) -> bool:
        """Whether it stands for a quotation."""
        return self.text[0] == MASK


@dataclass(frozen=True)
class Unit:
    """A sentence, or several that one quotation holds together.

    ``quotations`` are the outermost ones, marks included; ``masked`` is the text of the unit with
    each of their characters replaced by :data:`MASK`.  ``paragraph`` is the place, from 0, of its
    paragraph among those given.
    """

    span: Span
    quotations: tuple[Span, ...]
    masked: str
    paragraph: int

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words, marks and quotations, in order."""
        base = self.span.start
        return tuple(
            Token(m.group(), base + m.start(), base + m.end()) for m in _TOKEN.finditer(self.masked)
        )

    @property
    def is_quotation(self) -> bool:
        """Whether there is nothing but quotations in it."""
        return bool(self.quotations) and not re.search(r"\w", self.masked)


def units(text: str, paragraphs: Iterable[Span]) -> Iterator[Unit]:
    """The units of some paragraphs, in order."""
    for number, paragraph in enumerate(paragraphs):
        quoted = quotations(text, [paragraph])
        for span in _whole(text, paragraph, quoted):
            inside = tuple(q for q in quoted if span.start <= q.start < span.end)
            yield Unit(span, inside, _masked(text, span, inside), number)


def _whole(text: str, paragraph: Span, quoted: list[Span]) -> Iterator[Span]:
    """The sentences, joined where a quotation or its signature runs on."""
    found = [
        Span(paragraph.start + s.start, paragraph.start + s.end)
        for s in sentences(paragraph.of(text))
    ]
    start = -1
    for sentence, after in zip_longest(found, found[1:]):
        start = sentence.start if start < 0 else start
        signed = after is not None and text[after.start] in _DASHES  # “…” — Anna Kowalska
        if not signed and not any(q.start < sentence.end < q.end for q in quoted):
            yield Span(start, sentence.end)
            start = -1
    if start >= 0:
        yield Span(start, paragraph.end)


def _masked(text: str, span: Span, quoted: Iterable[Span]) -> str:
    parts, at = [], span.start
    for q in quoted:
        end = min(q.end, span.end)
        parts += [text[at : q.start], MASK * (end - q.start)]
        at = end
    return "".join([*parts, text[at : span.end]])
