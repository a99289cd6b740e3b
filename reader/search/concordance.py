"""Hits with the words around them, one a line: key words in context (KWIC, Luhn 1960)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from reader.search.folding import fold
from reader.search.page import Shown
from reader.search.results import Line
from reader.text.spans import Span

ORDERS = ("left", "right", "date", "article")
"""Orders of a concordance: by the words before or after the hit, by date, by path."""

_WORDS = re.compile(r"\w+")
_MOST = 5  # words of a context that lines are sorted by


def lines_of(article: Shown, hits: Iterable[Span], width: int) -> list[Line]:
    """The lines of an article, each with at most ``width`` code points on either side."""
    text = article.text
    return [
        Line(
            article.path,
            span,
            _flat(text[max(0, span.start - 2 * width) : span.start])[-width:],
            " ".join(span.of(text).split()),
            _flat(text[span.end : span.end + 2 * width])[:width],
            article.paragraph_at(span.start),
        )
        for span in hits
    ]


def ordered(lines: Iterable[Line], sort: str, days: Callable[[str], str]) -> list[Line]:
    """Lines in one of :data:`ORDERS`; ``days`` gives the date of a path, the newest come first.

    Raises:
        ValueError: there is no such order.
    """
    if sort not in ORDERS:
        raise ValueError(f"no order {sort!r}")
    by_place = sorted(lines, key=lambda line: (line.path, line.span))
    if sort == "article":
        return by_place
    if sort == "date":
        return sorted(by_place, key=lambda line: days(line.path), reverse=True)
    key: Callable[[Line], Any] = _before if sort == "left" else _after
    return sorted(by_place, key=key)


def _before(line: Line) -> list[str]:
    words = _WORDS.findall(line.left)[-_MOST:]
    return [fold(word) for word in reversed(words)]


def _after(line: Line) -> list[str]:
    return [fold(word) for word in _WORDS.findall(line.right)[:_MOST]]


def _flat(text: str) -> str:
    """A text with each run of blanks as one, at its ends too."""
    return _BLANKS.sub(" ", text)


_BLANKS = re.compile(r"\s+")
