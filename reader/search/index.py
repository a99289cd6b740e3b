"""The full-text index of a library."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reader.articles.article import Article
from reader.articles.library import Library
from reader.errors import ReaderError
from reader.search.asking import Asking
from reader.search.concordance import ORDERS
from reader.search.engine import SORTS
from reader.search.engines import Engines
from reader.search.expanding import expanded, has_likes
from reader.search.forms import term_of
from reader.search.hits import find_hits
from reader.search.merging import MANY, tidy
from reader.search.outside import Answers, Outside
from reader.search.query import Query, parse
from reader.search.results import Facet, Lines, Results
from reader.search.store import Store, folder_of
from reader.search.tree import TEXT, AnyOf, Not
from reader.search.update import Update, update
from reader.text.spans import Span

__all__ = ["MANY", "ORDERS", "SORTS", "Index", "Update"]


class Index:
    """The index of one library.  Threads may share it.

    A cache, nothing else: :meth:`update` builds it, and deleting it loses nothing.
    """

    def __init__(
        self, library: Library, folder: Path | None = None, outside: Sequence[Outside] = ()
    ) -> None:
        """Nothing is read or written yet.  ``folder`` is the library's own in the cache.

        ``outside``: the rooms that answer fields like ``entity:`` and ``tag:``.
        """
        self._library = library
        self._outside = outside
        self._folder = folder
        self._answering: Engines | None = None
        self._kept: Store | None = None
        self._lock = threading.Lock()
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def temporary(cls, library: Library, outside: Sequence[Outside] = ()) -> Index:
        """An index that lives until it is closed, for where the cache cannot be written.

        Raises:
            ReaderError: there is no place for temporary files either.
        """
        try:
            folder = tempfile.TemporaryDirectory(prefix="rafah-reader-")
        except OSError as error:
            raise ReaderError(f"cannot make a temporary folder: {error.strerror}") from error
        index = cls(library, Path(folder.name) / "index", outside)
        index._temporary = folder
        return index

    def update(
        self,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Update:
        """Bring the index up to date with the files of the library; call it from a worker.

        Files are told apart by size and modification time, and by digest where those differ.
        ``progress`` gets the files read and those to read; ``cancelled`` is asked before each.
        A damaged index is set aside and built anew.  Hundreds of files are read by processes of
        their own (:mod:`.apart`).

        Raises:
            ReaderError: the folder cannot be written, or another process is writing.
        """
        return update(self._library, self._store(), progress, cancelled)

    def rebuild(
        self,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Update:
        """Build the index from nothing; as :meth:`update`."""
        return update(self._library, self._store(), progress, cancelled, anew=True)

    def tidy(
        self,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        above: int = 0,
    ) -> bool:
        """Merge small parts of the index (:mod:`.merging`), if there are more than ``above``.

        Searches go on meanwhile; call it from a worker.  Whether anything was merged.
        """
        return tidy(self._store(), above, progress, cancelled) > 0

    def warm(self) -> None:
        """Open the tables and gather the terms, so that the first query need not; from a worker.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        with self._engines().lend() as engine:
            engine.vocabulary(TEXT)

    def search(
        self,
        text: str,
        limit: int = 50,
        sort: str = "score",
        live: bool = False,
        hits_each: int = 20,
    ) -> Results:
        """The articles that a query wants, with the places in them.

        ``sort`` is one of :data:`SORTS`.  ``live``: the query is being typed, and its last word may
        go on.  An article gives its first ``hits_each`` hits and counts the others; one deleted
        since is passed over.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        query = parse(text, live)
        if query.root is None:
            return Results(text, query.parsed, query.notes, (), 0, 0)
        with self._asking() as asking:
            return asking.search(query, limit, sort, live, hits_each)

    def count(self, text: str) -> int:
        """How many articles a query wants.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        query = parse(text)
        if query.root is None:
            return 0
        with self._asking() as asking:
            return asking.count(query)

    def notes(self, text: str) -> tuple[str, ...]:
        """What of a query was not understood or cut, with the place.

        Raises:
            ReaderError: as :meth:`search`.
        """
        return self.search(text, limit=1, hits_each=0).notes

    def hits(self, article: Article, text: str, live: bool = False) -> list[Span]:
        """Where an article has what a query wants: sorted, not overlapping.

        Raises:
            ReaderError: there is no index, and the query asks for words that are like something.
        """
        query = parse(text, live)
        if has_likes(query):
            with self._engines().lend() as engine:
                query = expanded(query, engine.vocabulary)[0]
        answers = Answers(query.root, self._outside)
        return find_hits(article, query, answers.spans(article.path))

    def facets(self, text: str) -> tuple[Facet, ...]:
        """What all the articles that a query wants are grouped by; those of an empty query are all.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        query = parse(text)
        if query.root is None:
            if text.strip():
                return ()
            query = Query(text, Not(AnyOf(())))
        with self._asking() as asking:
            return asking.facets(query)

    def concordance(
        self, text: str, sort: str = "left", width: int = 40, limit: int = 5000
    ) -> Lines:
        """Every hit of a query with the words around it.

        ``sort`` is one of :data:`ORDERS`; ``width`` counts code points on either side.  Only the
        first ``limit`` lines in that order are given.

        Raises:
            ReaderError: there is no index, or it is damaged.
            ValueError: there is no such order.
        """
        if sort not in ORDERS:
            raise ValueError(f"no order {sort!r}")
        query = parse(text)
        if query.root is None:
            return Lines((), 0)
        with self._asking() as asking:
            return asking.concordance(query, sort, width, limit)

    def like(self, article: Article, span: Span | None = None, limit: int = 20) -> Results:
        """The articles most like one, or like a passage of it; ``parsed`` names the words.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        text = span.of(article.text) if span else f"{article.title}\n\n{article.body}"
        with self._asking() as asking:
            return asking.like(text, article, limit)

    def completions(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Words of the library with a beginning, the most frequent first.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        start = term_of(prefix, stemmed=False)
        if not start:
            return ()
        with self._asking() as asking:
            return asking.completions(start, limit)

    def close(self) -> None:
        """Let go of files; a temporary index is deleted."""
        with self._lock:
            answering, self._answering = self._answering, None
        if answering:
            answering.close()
        if self._temporary:
            self._temporary.cleanup()

    @contextmanager
    def _asking(self) -> Iterator[Asking]:
        with self._engines().lend() as engine:
            yield Asking(self._library, self._outside, engine)

    def _engines(self) -> Engines:
        store = self._store()
        with self._lock:
            if self._answering is None:
                self._answering = Engines(store)
            return self._answering

    def _store(self) -> Store:
        with self._lock:
            if self._kept is None:
                self._kept = Store(self._folder or folder_of(self._library))
            return self._kept
