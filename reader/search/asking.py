"""What is asked of one engine, and answered with the texts of the library."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest

from reader.articles.article import Article
from reader.articles.library import Library
from reader.search.concordance import ordered
from reader.search.engine import Engine, Found
from reader.search.expanding import expanded
from reader.search.facets import facets_of
from reader.search.likeness import telling_words
from reader.search.outside import Answers, Outside
from reader.search.patterns import word_pattern
from reader.search.query import Query
from reader.search.results import Facet, Line, Lines, Results
from reader.search.showing import Showing
from reader.search.suggesting import suggested
from reader.search.tree import Wanted, any_of, root_of

_LIKE_HITS = 5  # of an article that is like another; its words are everywhere


class Asking:
    """Questions to one engine, as long as it is lent."""

    def __init__(self, library: Library, outside: Sequence[Outside], engine: Engine) -> None:
        """``outside``: the rooms that answer fields like ``entity:`` and ``tag:``."""
        self._library = library
        self._outside = outside
        self._engine = engine

    def search(self, query: Query, limit: int, sort: str, live: bool, hits_each: int) -> Results:
        """The articles that a query wants, with the places in them."""
        engine = self._engine
        answers = Answers(query.root, self._outside)
        query, more = expanded(query, engine.vocabulary)
        notes = (*query.notes, *(str(note) for note in (*answers.notes, *more)))
        found, total = engine.found(root_of(query), answers, limit, sort, live=live)
        showing = Showing(self._library, engine, query, answers)
        results = tuple(r for each in found if (r := showing.result(each, hits_each)))
        suggestion = "" if live and total else suggested(query, engine)
        hits = sum(len(result.hits) for result in results)
        return Results(query.text, query.parsed, notes, results, total, hits, suggestion)

    def count(self, query: Query) -> int:
        """How many articles a query wants."""
        answers = Answers(query.root, self._outside)
        query = expanded(query, self._engine.vocabulary)[0]
        return self._engine.found(root_of(query), answers, 0, "score", live=False)[1]

    def facets(self, query: Query) -> tuple[Facet, ...]:
        """What all the articles that a query wants are grouped by."""
        answers = Answers(query.root, self._outside)
        groups = [group for room in self._outside for group in room.groups().items()]
        query = expanded(query, self._engine.vocabulary)[0]
        return facets_of(self._engine.rows(root_of(query), answers), groups)

    def concordance(self, query: Query, sort: str, width: int, limit: int) -> Lines:
        """The first hits of a query in an order, with the words around them."""
        lines: list[Line] = []
        dates: dict[str, str] = {}
        answers = Answers(query.root, self._outside)
        query = expanded(query, self._engine.vocabulary)[0]
        showing = Showing(self._library, self._engine, query, answers)
        for path, _, date, number in self._engine.rows(root_of(query), answers):
            dates[path] = date
            lines += showing.lines(Found(path, "", 0.0, number), width)
        return Lines(tuple(ordered(lines, sort, dates.__getitem__)[:limit]), len(lines))

    def like(self, text: str, article: Article, limit: int) -> Results:
        """The articles most like a text of one; ``parsed`` names the words."""
        engine = self._engine
        words = telling_words(text, lambda term: engine.frequency("body", term), engine.articles)
        parsed = ", ".join(engine.written(word) for word in words)
        root = any_of([Wanted(word_pattern(word)) for word in words])
        if root is None:
            return Results("", parsed, (), (), 0, 0)
        answers = Answers(None, ())
        found, total = engine.found(root, answers, limit + 1, "score", live=False)
        others = [each for each in found if each.path != article.path]
        showing = Showing(self._library, engine, Query(parsed, root, parsed), answers)
        results = tuple(r for each in others[:limit] if (r := showing.result(each, _LIKE_HITS)))
        hits = sum(len(result.hits) for result in results)
        return Results(parsed, parsed, (), results, total - (len(others) < len(found)), hits)

    def completions(self, start: str, limit: int) -> tuple[str, ...]:
        """Words of the library with a beginning, the most frequent first."""
        words = (word for word in self._engine.words(start) if word[0][0] != "-")
        found = nsmallest(limit, words, key=lambda word: (-word[1], word[0]))
        return tuple(self._engine.written(term) for term, _ in found)
