"""The full-text index of a library."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from reader.articles.article import Article
from reader.articles.library import Library
from reader.errors import ReaderError
from reader.paths import cache_folder
from reader.search.collecting import Found, collect
from reader.search.compiling import Compiler
from reader.search.hits import find_hits, hit_at
from reader.search.query import Query, parse
from reader.search.results import Result, Results
from reader.search.searchers import HINT, Searchers
from reader.search.store import MUST_BE_BUILT, Store
from reader.search.tree import Node
from reader.search.update import Update, update

__all__ = ["SORTS", "Index", "Update"]

SORTS = ("score", "date", "title")
"""Orders of results: the best first, the newest first, by title."""


class Index:
    """The index of one library.  Threads may share it.

    A cache, nothing else: it is built by :meth:`update`, and deleting it loses nothing.
    """

    def __init__(self, library: Library, folder: Path | None = None) -> None:
        """Nothing is read or written yet.  ``folder`` is the library's own in the cache."""
        self._library = library
        self._folder = folder
        self._searching: Searchers | None = None
        self._kept: Store | None = None
        self._lock = threading.Lock()
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def temporary(cls, library: Library) -> Index:
        """An index that lives until it is closed, for where the cache cannot be written.

        Raises:
            ReaderError: there is no place for temporary files either.
        """
        try:
            folder = tempfile.TemporaryDirectory(prefix="rafah-reader-")
        except OSError as error:
            raise ReaderError(f"cannot make a temporary folder: {error.strerror}") from error
        index = cls(library, Path(folder.name) / "index")
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
        A damaged index is set aside and built anew.

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

    def search(
        self,
        text: str,
        limit: int = 50,
        sort: str = "score",
        live: bool = False,
        hits_each: int = 20,
    ) -> Results:
        """The articles that a query wants, with the places in them.

        ``sort`` is one of :data:`SORTS`.  ``live``: the query is being typed, and its last word
        stands for the thirty most frequent words that it begins.  An article gives
        its first ``hits_each`` hits and counts the others; one deleted since is passed over.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        query = parse(text, live)
        if query.root is None:
            return Results(text, query.parsed, query.notes, (), 0, 0)
        found, total = self._found(query.root, limit, sort, live)
        results = [r for f in found if (r := self._result(f, query, hits_each)) is not None]
        hits = sum(len(result.hits) for result in results)
        return Results(text, query.parsed, query.notes, tuple(results), total, hits)

    def close(self) -> None:
        """Let go of files; a temporary index is deleted."""
        with self._lock:
            searching, self._searching = self._searching, None
        if searching:
            searching.close()
        if self._temporary:
            self._temporary.cleanup()

    def _found(self, root: Node, limit: int, sort: str, live: bool) -> tuple[list[Found], int]:
        searchers = self._searchers()
        try:
            with searchers.lend() as searcher:
                wanted = Compiler(searcher.reader(), live).query(root)
                return collect(searcher, wanted, limit, sort)
        except ReaderError:
            raise
        except Exception as error:
            fault = searchers.store.fault(deep=True)
            if not fault:
                raise  # a bug of ours
            raise ReaderError(f"{MUST_BE_BUILT} anew: {fault}", HINT) from error

    def _result(self, found: Found, query: Query, hits_each: int) -> Result | None:
        article = self._article(found.path)
        if article is None:
            return None
        spans = find_hits(article, query)
        hits = tuple(hit_at(article, span) for span in spans[:hits_each])
        return Result(found.path, found.title, found.score, hits, len(spans))

    def _article(self, path: str) -> Article | None:
        """An article as its file is now; none where it is gone."""
        try:
            return self._library.article(path)
        except ReaderError:
            return None

    def _searchers(self) -> Searchers:
        store = self._store()
        with self._lock:
            if self._searching is None:
                self._searching = Searchers(store)
            return self._searching

    def _store(self) -> Store:
        with self._lock:
            if self._kept is None:
                self._kept = Store(self._folder or _folder_of(self._library))
            return self._kept


def _folder_of(library: Library) -> Path:
    try:
        return cache_folder(library.root) / "index"
    except OSError as error:
        raise ReaderError(
            f"cannot use the cache folder {error.filename or ''}: {error.strerror or error}",
            "set XDG_CACHE_HOME to a folder that can be written",
        ) from error
