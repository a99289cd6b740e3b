"""The marks of the whole library with their places of today, as far as these were looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.annotations.listing import Entry
    from reader.annotations.mark import Annotation
    from reader.annotations.placing import Placed
    from reader.annotations.shelf import Shelf
    from reader.articles.article import Article
    from reader.articles.library import Library

Places = dict[str, "tuple[Placed, int | None]"]
"""By the id of a mark its place, and the number of the paragraph."""

_OFTEN = 0.3
"""Seconds to the first paint of the list while the library is looked through; each takes as long
as one of 10,000 marks is listed, so that the next comes after twice the time."""


class Gathered:
    """Entries of the list, made once for each article as long as its marks are the same."""

    def __init__(self) -> None:
        self._of: dict[str, tuple[tuple[Annotation, ...], list[Entry]]] = {}  # by article
        self._places: Places = {}

    def learn(self, places: Places) -> None:
        """Take in where marks stand."""
        self._places.update(places)
        for placed, _ in places.values():
            self._of.pop(placed.path, None)

    def learn_here(self, marks: Iterable[Placed], entries: Iterable[Entry]) -> None:
        """Take in where the marks of the article on the screen stand."""
        for entry, placed in zip(entries, marks, strict=True):
            self._places[entry.mark.id] = (placed, entry.paragraph)

    def every(self, shelf: Shelf, here: str, called: Callable[[str], str]) -> list[Entry]:
        """The entries of all marks; ``here`` is the path of the article on the screen."""
        from reader.annotations.listing import Entry

        every: list[Entry] = []
        for path, marks in shelf.everything():
            known = self._of.get(path)
            if known is None or path == here or known[0] != marks:
                title = called(path)
                entries = [self._known(Entry(mark, path, title, mark.span)) for mark in marks]
                known = self._of[path] = (marks, entries)
            every += known[1]
        return every

    def _known(self, entry: Entry) -> Entry:
        """The entry with its place of today, where that was looked for."""
        found = self._places.get(entry.mark.id)
        if found is None or found[0].annotation is not entry.mark:
            return entry
        placed, paragraph = found
        return replace(
            entry, span=placed.span, paragraph=paragraph, found=placed.found, reason=placed.reason
        )


def looked_through(shelf: Shelf, library: Library) -> Iterator[Places]:
    """Where every mark of the library stands, some at a time; articles are read for it."""
    from reader.annotations.listing import haystack
    from reader.exchange.marked import in_library

    places: Places = {}
    told, often = monotonic(), _OFTEN
    for marked in in_library(shelf, library):
        places[marked.annotation.id] = (marked.placed, marked.paragraph)
        haystack(marked.annotation)  # kept, so that the first key of a filter is fast
        if monotonic() - told > often:
            yield places
            places, told, often = {}, monotonic(), 2 * often
    yield places


def _paragraph(placed: Placed, article: Article | None) -> int | None:
    span = placed.span
    return article.paragraph_at(span.start) if article and span and span.length else None


def entry_of(placed: Placed, article: Article) -> Entry:
    """A mark of an article with its place of today."""
    from reader.annotations.listing import Entry

    mark = placed.annotation
    return Entry(
        mark, placed.path, article.title, placed.span, _paragraph(placed, article), placed.found,
        placed.reason,
    )  # fmt: skip
