"""The full-text index of a library."""

from __future__ import annotations

import re
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from reader.articles.article import Article
from reader.articles.library import Library
from reader.errors import ReaderError
from reader.paths import cache_folder
from reader.search.collecting import Found, collect
from reader.search.compiling import Compiler
from reader.search.concordance import ORDERS, lines_of, ordered
from reader.search.facets import facets_of
from reader.search.forms import term_of
from reader.search.hits import find_hits, hit_at
from reader.search.likeness import telling_words
from reader.search.outside import Answers, Outside
from reader.search.patterns import word_pattern
from reader.search.query import Query, parse
from reader.search.results import Facet, Line, Lines, Result, Results
from reader.search.searchers import HINT, Searchers
from reader.search.spelling import nearest, replaced
from reader.search.store import MUST_BE_BUILT, Store
from reader.search.tree import AnyOf, Node, Not, Wanted, any_of
from reader.search.update import Update, update
from reader.text.spans import Span

__all__ = ["ORDERS", "SORTS", "Index", "Update"]

_EVERY = 2**31  # articles: all of them
_RARE = 1  # articles with a word that may be a slip of the pen in them too
_LIKE_HITS = 5  # of an article that is like another; its words are everywhere
_LETTERS = re.compile(r"[^\W\d_]+")

SORTS = ("score", "date", "title")
"""Orders of results: the best first, the newest first, by title."""


class Index:
    """The index of one library.  Threads may share it.

    A cache, nothing else: it is built by :meth:`update`, and deleting it loses nothing.
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
        self._searching: Searchers | None = None
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
        answers = Answers(query.root, self._outside)
        notes = (*query.notes, *(str(note) for note in answers.notes))
        if query.root is None:
            return Results(text, query.parsed, notes, (), 0, 0)
        found, total = self._found(query.root, answers, limit, sort, live)
        results = self._results(found, query, answers, hits_each)
        hits = sum(len(result.hits) for result in results)
        suggestion = self._suggestion(query)
        return Results(text, query.parsed, notes, results, total, hits, suggestion)

    def count(self, text: str) -> int:
        """How many articles a query wants.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        query = parse(text)
        if query.root is None:
            return 0
        return self._found(query.root, Answers(query.root, self._outside), 0, "score", False)[1]

    def hits(self, article: Article, text: str, live: bool = False) -> list[Span]:
        """Where an article has what a query wants: sorted, not overlapping."""
        query = parse(text, live)
        answers = Answers(query.root, self._outside)
        return find_hits(article, query, answers.spans(article.path))

    def facets(self, text: str) -> tuple[Facet, ...]:
        """What all the articles that a query wants are grouped by; those of an empty query are all.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        groups = [group for room in self._outside for group in room.groups().items()]
        found = ((each.path, each.source, each.date) for each in self._all(text)[1])
        return facets_of(found, groups)

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
        query, found = self._all(text)
        answers = Answers(query.root, self._outside)
        lines: list[Line] = []
        for each in found if query.root else ():
            article = self._article(each.path)
            if article:
                hits = find_hits(article, query, answers.spans(each.path))
                lines += lines_of(article, hits, width)
        dates = {each.path: each.date for each in found}
        return Lines(tuple(ordered(lines, sort, dates.__getitem__)[:limit]), len(lines))

    def like(self, article: Article, span: Span | None = None, limit: int = 20) -> Results:
        """The articles most like one, or like a passage of it; ``parsed`` names the words.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        text = span.of(article.text) if span else f"{article.title}\n\n{article.body}"
        with self._searchers().lend() as searcher:
            reader = searcher.reader()
            words = telling_words(
                text, lambda term: int(reader.doc_frequency("body", term)), reader.doc_count()
            )
        patterns = [Wanted(word_pattern(word)) for word in words]
        root = any_of(list(patterns))
        parsed = ", ".join(words)
        if root is None:
            return Results("", parsed, (), (), 0, 0)
        query = Query(parsed, root, parsed)
        answers = Answers(None, ())
        found, total = self._found(root, answers, limit + 1, "score", False)
        others = [each for each in found if each.path != article.path][:limit]
        results = self._results(others, query, answers, _LIKE_HITS)
        hits = sum(len(result.hits) for result in results)
        return Results(parsed, parsed, (), results, total - (len(others) < len(found)), hits)

    def completions(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Words of the library with a beginning, the most frequent first.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        start = term_of(prefix, stemmed=False)
        if not start:
            return ()
        with self._searchers().lend() as searcher:
            reader = searcher.reader()
            found = [
                (-int(info.doc_frequency()), term.decode("utf-8"))
                for term, info in reader.iter_prefix("body", start)
            ]
        return tuple(term for _, term in sorted(found)[:limit])

    def close(self) -> None:
        """Let go of files; a temporary index is deleted."""
        with self._lock:
            searching, self._searching = self._searching, None
        if searching:
            searching.close()
        if self._temporary:
            self._temporary.cleanup()

    def _all(self, text: str) -> tuple[Query, list[Found]]:
        """Every article that a query wants, or of an empty one every article there is."""
        query = parse(text)
        root = query.root or (Not(AnyOf(())) if not text.strip() else None)
        if root is None:
            return query, []
        answers = Answers(root, self._outside)
        return query, self._found(root, answers, _EVERY, "score", False)[0]

    def _suggestion(self, query: Query) -> str:
        """A query with words of the library in the place of those that it has not."""
        with self._searchers().lend() as searcher:
            reader = searcher.reader()

            def other(word: str) -> str:
                term = term_of(word)
                having = int(reader.doc_frequency("body", term))
                if having > _RARE or reader.doc_frequency("title", term):
                    return ""
                words = (
                    (text.decode("utf-8"), int(info.doc_frequency()))
                    for text, info in reader.iter_prefix("body", term[:1])
                )
                return nearest(term, words, having)

            return replaced(query.text, _words(query), other)

    def _results(
        self, found: list[Found], query: Query, answers: Answers, hits_each: int
    ) -> tuple[Result, ...]:
        made = (self._result(each, query, answers, hits_each) for each in found)
        return tuple(result for result in made if result is not None)

    def _found(
        self, root: Node, answers: Answers, limit: int, sort: str, live: bool
    ) -> tuple[list[Found], int]:
        searchers = self._searchers()
        try:
            with searchers.lend() as searcher:
                wanted = Compiler(searcher.reader(), answers, live).query(root)
                return collect(searcher, wanted, limit, sort)
        except ReaderError:
            raise
        except Exception as error:
            fault = searchers.store.fault(deep=True)
            if not fault:
                raise  # a bug of ours
            raise ReaderError(f"{MUST_BE_BUILT} anew: {fault}", HINT) from error

    def _result(
        self, found: Found, query: Query, answers: Answers, hits_each: int
    ) -> Result | None:
        article = self._article(found.path)
        if article is None:
            return None
        spans = find_hits(article, query, answers.spans(found.path))
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


def _words(query: Query) -> Iterator[tuple[int, str]]:
    """The words of a query that may be misspelt, with their places."""
    for at, text in query.written:
        for match in _LETTERS.finditer(text):
            yield at + match.start(), match.group()


def _folder_of(library: Library) -> Path:
    try:
        return cache_folder(library.root) / "index"
    except OSError as error:
        raise ReaderError(
            f"cannot use the cache folder {error.filename or ''}: {error.strerror or error}",
            "set XDG_CACHE_HOME to a folder that can be written",
        ) from error
