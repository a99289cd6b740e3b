"""Answers from Whoosh itself, for where a table is missing or damaged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from reader.search.collecting import collect
from reader.search.compiling import Compiler
from reader.search.engine import Found, Kept
from reader.search.expanding import Vocabulary
from reader.search.outside import Answers
from reader.search.tree import Node, Query
from reader.search.words import Token

_EVERY = 2**31


class Whooshed:
    """Answers queries through one searcher, which only one thread may use."""

    def __init__(self, searcher: Any) -> None:
        self._searcher = searcher
        self._reader = searcher.reader()

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return int(self._reader.doc_count())

    def found(
        self, root: Node, answers: Answers, limit: int, sort: str, *, live: bool
    ) -> tuple[list[Found], int]:
        """The first articles in an order, and how many there are in all."""
        query = Compiler(self._reader, answers, live).query(root)
        return collect(self._searcher, query, limit, sort)

    def rows(self, root: Node, answers: Answers) -> Iterator[tuple[str, str, str, int]]:
        """Path, source, date and number of every article that matches."""
        for each in self.found(root, answers, _EVERY, "score", live=False)[0]:
            stored = self._searcher.stored_fields(each.number)
            yield each.path, stored["outlet"], stored["date"], each.number

    def frequency(self, field: str, term: str) -> int:
        """How many articles have a term."""
        return int(self._reader.doc_frequency(field, term))

    def words(self, start: str) -> Iterable[tuple[str, int]]:
        """The terms of bodies that begin so, and how many articles have each."""
        for term, info in self._reader.iter_prefix("body", start):
            yield term.decode("utf-8"), int(info.doc_frequency())

    def vocabulary(self, fields: tuple[str, ...]) -> Vocabulary:
        """The terms of some fields."""
        counts: Counter[str] = Counter()
        for name in fields:
            for term, info in self._reader.iter_prefix(name, ""):
                counts[term.decode("utf-8")] += int(info.doc_frequency())
        return Vocabulary(counts, self.articles)

    def written(self, term: str) -> str:
        """The term: how it is written, Whoosh does not know."""
        return term

    def page(self, number: int) -> Kept | None:  # noqa: ARG002 - as the protocol has it
        """None: Whoosh keeps no texts."""
        return None

    def tokens(self, number: int, query: Query) -> list[Token]:  # noqa: ARG002 - as above
        """None: there is no page to put them on."""
        return []
