"""Showing what was found: the hits of an article, in its text as it is now."""

from __future__ import annotations

import os

from reader.articles.library import Library
from reader.errors import ReaderError
from reader.search.concordance import lines_of
from reader.search.engine import Engine, Found
from reader.search.hits import Terms, hit_at, hits_among, terms_of
from reader.search.outside import Answers
from reader.search.page import Shown
from reader.search.results import Line, Result
from reader.search.tree import Query
from reader.text.spans import Span


class Showing:
    """The hits of one query.

    Texts come from the index as long as their files are what they were; else they are read.
    """

    def __init__(self, library: Library, engine: Engine, query: Query, answers: Answers) -> None:
        self._library = library
        self._engine = engine
        self._query = query
        self._answers = answers
        self._has_words = bool(query.lights)

    def result(self, found: Found, hits_each: int) -> Result | None:
        """An article with its first hits; none where it is gone."""
        shown = self._shown(found)
        if shown is None:
            return None
        page, spans = shown
        hits = tuple(hit_at(page, span) for span in spans[:hits_each])
        return Result(found.path, found.title, found.score, hits, len(spans), page.text)

    def lines(self, found: Found, width: int) -> list[Line]:
        """The hits of an article with the words around them."""
        shown = self._shown(found)
        return lines_of(*shown, width) if shown else []

    def _shown(self, found: Found) -> tuple[Shown, list[Span]] | None:
        """A text and the hits in it."""
        kept = self._engine.page(found.number)
        more = self._answers.spans(found.path)
        page: Shown
        if kept and self._is_as_it_was(kept.file, kept.stamp):
            page = kept.page
        else:
            try:
                article = self._library.article(found.path)
            except ReaderError:
                return None
            if kept is None or article.text != kept.page.text:
                terms = terms_of(article.body) if self._has_words else None
                return article, hits_among(terms, article, self._query, more)
            page = article
        tokens = self._engine.tokens(found.number, self._query) if self._has_words else []
        return page, hits_among(Terms(tokens), page, self._query, more)

    def _is_as_it_was(self, file: str, stamp: tuple[int, int]) -> bool:
        try:
            status = os.stat(os.path.join(self._library.root, file))  # noqa: PTH116, PTH118 - three times faster
        except OSError:
            return False
        return stamp == (status.st_size, status.st_mtime_ns)
