"""Answers from the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from heapq import nsmallest
from typing import Any

from reader.search.answering import Answering, best
from reader.search.engine import SORTS, Found, Kept
from reader.search.expanding import Vocabulary
from reader.search.outside import Answers
from reader.search.snapshot import Leaf, Snapshot
from reader.search.tree import Node, Query
from reader.search.words import Token


class Tabled:
    """Answers queries over one snapshot.  Threads may share it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._vocabularies: dict[tuple[str, ...], Vocabulary] = {}
        self._wanted: dict[tuple[str, str], set[int]] = {}

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return self._snapshot.articles

    def found(
        self, root: Node, answers: Answers, limit: int, sort: str, *, live: bool
    ) -> tuple[list[Found], int]:
        """The first articles in an order, and how many there are in all.

        Raises:
            ValueError: there is no such order.
        """
        if sort not in SORTS:
            raise ValueError(f"no order {sort!r}")
        answering = Answering(self._snapshot, answers, live)
        parts = [(leaf, answering.found(root, leaf)) for leaf in self._snapshot.leaves]
        total = sum(len(part) for _, part in parts)
        if sort == "score":
            first = best(((leaf.base, part) for leaf, part in parts), limit)
        else:
            first = _sorted(parts, limit, _by_date if sort == "date" else _by_title)
        return [self._made(number, score) for number, score in first], total

    def rows(self, root: Node, answers: Answers) -> Iterator[tuple[str, str, str, int]]:
        """Path, source, date and number of every article that matches."""
        answering = Answering(self._snapshot, answers)
        for leaf in self._snapshot.leaves:
            for doc in answering.found(root, leaf):
                yield leaf.paths[doc], leaf.sources[doc], leaf.dates[doc], leaf.base + doc

    def frequency(self, field: str, term: str) -> int:
        """How many articles have a term."""
        return self._snapshot.frequency(field, term)

    def words(self, start: str) -> Iterable[tuple[str, int]]:
        """The terms of bodies that begin so, and how many articles have each."""
        counts: Counter[str] = Counter()
        for leaf in self._snapshot.leaves:
            body = leaf.table.fields["body"]
            numbers = body.numbers(start, prefix=True)
            words = body.terms.every(numbers.start, numbers.stop)
            counts.update(dict(zip(words, body.frequencies(numbers), strict=True)))
        return counts.items()

    def vocabulary(self, fields: tuple[str, ...]) -> Vocabulary:
        """The terms of some fields; they are gathered once (0.2 s at 10,000 articles)."""
        known = self._vocabularies.get(fields)
        if known is None:
            counts: dict[str, int] = {}
            for leaf in self._snapshot.leaves:
                for name in fields:
                    field = leaf.table.fields[name]
                    every = range(len(field.terms))
                    for term, count in zip(
                        field.terms.every(), field.frequencies(every), strict=True
                    ):
                        counts[term] = counts.get(term, 0) + count
            known = self._vocabularies[fields] = Vocabulary(counts, self.articles)
        return known

    def written(self, term: str) -> str:
        """How a term is written most often, by the table that has it most often."""
        most, word = 0, ""
        for leaf in self._snapshot.leaves:
            body = leaf.table.fields["body"]
            for number in body.numbers(term, prefix=False):
                if body.frequency(number) > most:
                    most, word = body.frequency(number), leaf.table.written[number]
        return word or term

    def page(self, number: int) -> Kept | None:
        """The text of an article as it was indexed."""
        leaf = self._leaf(number)
        doc = number - leaf.base
        return Kept(leaf.table.page(doc), leaf.table.files[doc], leaf.table.stamp(doc))

    def tokens(self, number: int, query: Query) -> list[Token]:
        """The words of an article's body that a query may be about."""
        leaf = self._leaf(number)
        key = (leaf.table.name, query.text)
        wanted = self._wanted.get(key)
        if wanted is None:
            if len(self._wanted) >= _QUERIES:
                self._wanted.clear()
            wanted = self._wanted[key] = _numbers(leaf, query)
        return leaf.table.tokens(number - leaf.base, wanted)

    def _leaf(self, number: int) -> Leaf:
        leaves = self._snapshot.leaves
        return next(leaf for leaf in reversed(leaves) if leaf.base <= number)

    def _made(self, number: int, score: float) -> Found:
        leaf = self._leaf(number)
        table, doc = leaf.table, number - leaf.base
        return Found(table.paths[doc], table.titles[doc], score, number)


_QUERIES = 256  # tables times queries whose terms are kept

_Key = Callable[[Leaf, int, float], Any]


def _sorted(
    parts: Iterable[tuple[Leaf, dict[int, float]]], limit: int, key: _Key
) -> list[tuple[int, float]]:
    rows = (
        (key(leaf, doc, score), leaf.base + doc, score)
        for leaf, part in parts
        for doc, score in part.items()
    )
    return [(number, score) for _, number, score in nsmallest(limit, rows)]


def _by_date(leaf: Leaf, doc: int, score: float) -> tuple[int, int, float]:
    first, last = leaf.days[doc]
    return -first, -last, -score


def _by_title(leaf: Leaf, doc: int, score: float) -> tuple[str, float]:
    return leaf.shelves[doc], -score


def _numbers(leaf: Leaf, query: Query) -> set[int]:
    """The numbers of the terms that a query may be about."""
    body = leaf.table.fields["body"]
    found: set[int] = set()
    for pattern in query.lights:
        for arcs in pattern.arcs:
            for arc in arcs:
                for piece in arc.pieces:
                    found.update(body.numbers(piece.term, piece.prefix))
    return found
