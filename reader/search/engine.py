"""What answers queries: the tables, or Whoosh where they cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from reader.search.expanding import Vocabulary
from reader.search.outside import Answers
from reader.search.page import Page
from reader.search.tree import Node, Query
from reader.search.words import Token

SORTS = ("score", "date", "title")
"""Orders of results: the best first, the newest first, by title."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article that matches; ``number`` is the engine's own."""

    path: str
    title: str
    score: float
    number: int = field(default=-1, compare=False)


class Kept(NamedTuple):
    """A text as it was indexed, its file in the library, and the bytes and modification time (ns)
    of that; zeros where these tell nothing."""

    page: Page
    file: str
    stamp: tuple[int, int]


class Engine(Protocol):
    """Answers queries over one commit."""

    @property
    def articles(self) -> int:
        """How many articles there are."""
        ...

    def found(
        self, root: Node, answers: Answers, limit: int, sort: str, *, live: bool
    ) -> tuple[list[Found], int]:
        """The first articles in an order, and how many there are in all."""
        ...

    def rows(self, root: Node, answers: Answers) -> Iterator[tuple[str, str, str, int]]:
        """Path, source, date and number of every article that matches."""
        ...

    def frequency(self, field: str, term: str) -> int:
        """How many articles have a term."""
        ...

    def words(self, start: str) -> Iterable[tuple[str, int]]:
        """The terms of bodies that begin so, and how many articles have each."""
        ...

    def vocabulary(self, fields: tuple[str, ...]) -> Vocabulary:
        """The terms of some fields."""
        ...

    def written(self, term: str) -> str:
        """How a term is written most often."""
        ...

    def page(self, number: int) -> Kept | None:
        """The text of an article as it was indexed, where that is kept."""
        ...

    def tokens(self, number: int, query: Query) -> list[Token]:
        """The words of an article's body that a query may be about."""
        ...
