"""What lies on the desk: one library and what the rooms below know about it.  No Textual here."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.annotations.shelf import Shelf
    from reader.articles.article import Article, Card
    from reader.articles.cards import Cards
    from reader.articles.library import Library
    from reader.articles.places import Places
    from reader.articles.scan import Problem, Scan
    from reader.entities.catalogue import Catalogue
    from reader.search.index import Index
    from reader.search.outside import Outside


class Desk:
    """One library with its index, its mentions, its marks and its places, each made when needed.

    The index and the catalogue are heavy to import, so the first paint must not touch them.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.cards: dict[str, Card] = {}
        self.problems: list[Problem] = []
        self.listed: Scan | None = None
        """The walk of the folder that :attr:`cards` are of."""
        self.tagged = False
        """Whether names were looked for in every article, so that queries may ask for them."""
        self._lock = threading.Lock()

    @cached_property
    def places(self) -> Places:
        """Where the user stood in each article, and what was read."""
        from reader.articles.places import Places

        return Places(self.library.root)

    @cached_property
    def shelf(self) -> Shelf:
        """The annotations."""
        from reader.annotations.shelf import Shelf

        return Shelf(self.library)

    @property
    def index(self) -> Index:
        """The full-text index; may be asked for by any thread."""
        with self._lock:
            return self._index

    @cached_property
    def _index(self) -> Index:
        from reader.search.index import Index

        return Index(self.library, outside=self._rooms())

    def _rooms(self) -> tuple[Outside, ...]:
        """The rooms that answer fields of a query."""
        from reader.annotations.outside import Marked
        from reader.entities.outside import Named
        from reader.search.described import Described
        from reader.search.outside import ReadOnes

        named = Named(self.library, lambda: self.catalogue if self.tagged else None)
        described = Described(lambda: self.cards, self.places)
        marked = Marked(self.library, lambda: self.shelf)
        return named, marked, ReadOnes(self.places), described

    def use_temporary_index(self) -> None:
        """Search through an index of this session only, where the cache cannot be used.

        Raises:
            ReaderError: there is no place for temporary files either.
        """
        from reader.search.index import Index

        with self._lock:
            self._index.close()
            self._index = Index.temporary(self.library, self._rooms())

    def close(self) -> None:
        """Let go of what was opened, and of a file being read."""
        from reader.articles.formats import end_reading

        end_reading()
        if "_index" in self.__dict__:
            self._index.close()
        if self.has_catalogue:
            self._catalogue.close()

    @property
    def catalogue(self) -> Catalogue:
        """The mentions and entities; may be asked for by any thread."""
        with self._lock:
            return self._catalogue

    @property
    def has_catalogue(self) -> bool:
        """Whether anything was asked of the catalogue, which is slow to import."""
        return "_catalogue" in self.__dict__

    @cached_property
    def _catalogue(self) -> Catalogue:
        from reader.entities.catalogue import Catalogue

        return Catalogue(self.library)

    def read_library(self, progress: Callable[[int, int], None]) -> Iterator[dict[str, Card]]:
        """Every article as a list shows it: what is kept at once, then more as files are read."""
        self.listed = self.library.scanned
        try:
            yield from self._cards.growing(progress, named=True)
        finally:
            self.problems = self._cards.problems

    @cached_property
    def _cards(self) -> Cards:
        from reader.articles.cards import Cards

        return Cards(self.library)

    def first(self, wanted: str | None) -> Article | None:
        """The article to open at the start: the wanted one, the last one read, the first there is.

        Raises:
            ReaderError: the wanted one cannot be read.
        """
        if wanted:
            return self.library.find(wanted)
        last = self.places.last
        with suppress(ReaderError):  # gone, perhaps
            return self.library.article(last)
        for entry in self.library.scanned.entries:
            with suppress(ReaderError):
                return self.library.article(entry.path)
        return None
