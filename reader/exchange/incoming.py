"""A mark on its way in, before it is known which article it is on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from reader.annotations.mark import Annotation, Quote
from reader.articles.article import Article
from reader.text.spans import Span

_OURS = uuid.UUID("6f0b4f39-5c0e-4f0e-9d3c-2b1d0a6a7e11")  # drawn once; names our derived ids


@dataclass(frozen=True, slots=True)
class Incoming:
    """A mark as a file tells of it.

    ``path``, ``url`` and ``title`` are what the file says of its article; empty where it says
    nothing.  ``utf16`` is a position that counts UTF-16 code units, as programs in a browser do.
    """

    annotation: Annotation
    path: str = ""
    url: str = ""
    title: str = ""
    utf16: Span | None = None

    def settled(self, article: Article) -> Annotation:
        """The mark with its position in code points, if the article has its words there.

        A position in UTF-16 that leads to other words was counted in another text (a web page as
        its browser saw it) and is left out: the quotation finds the place.
        """
        mark = self.annotation
        if self.utf16 is None or mark.span is not None:
            return mark
        span = code_points(article.text, self.utf16)
        if span is None or not mark.exact or span.of(article.text) != mark.exact:
            return mark
        quote = Quote.at(article.text, span)
        if quote.prefix.endswith(mark.prefix[-16:]) and quote.suffix.startswith(mark.suffix[:16]):
            return replace(mark, span=span)
        return mark


def utf16_units(text: str, span: Span) -> Span:
    """A span in code points as one in UTF-16 code units."""
    start = span.start + _astral(text[: span.start])
    return Span(start, start + span.length + _astral(text[span.start : span.end]))


def code_points(text: str, units: Span) -> Span | None:
    """A span in UTF-16 code units as one in code points; ``None`` where it cuts a character."""
    if text.isascii() or not _astral(text):
        return units if units.end <= len(text) else None
    starts: dict[int, int] = {}
    at = 0
    for offset, character in enumerate(text):
        starts[at] = offset
        at += 2 if ord(character) > 0xFFFF else 1
    starts[at] = len(text)
    start, end = starts.get(units.start), starts.get(units.end)
    return None if start is None or end is None else Span(start, end)


def derived_id(*parts: str) -> str:
    """An id for a mark that came without one: the same mark gets the same id every time."""
    return uuid.uuid5(_OURS, "\x00".join(parts).encode("utf-8", "replace").decode()).urn


def _astral(text: str) -> int:
    return 0 if text.isascii() else sum(character > "\uffff" for character in text)
