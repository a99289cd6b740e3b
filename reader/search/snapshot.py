"""The tables of one commit: what a search looks at, however the index goes on meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from heapq import nlargest

from reader.search.schema import FIELDS
from reader.search.seal import Segment
from reader.search.store import Store
from reader.search.table import Table
from reader.search.weighting import K1, B, idf
from reader.search.whoosh_import import byte_to_length

_LENGTHS = [byte_to_length(byte) for byte in range(256)]


class Leaf:
    """A table, and which of its articles are deleted.  ``base`` is added to its numbers."""

    def __init__(self, table: Table, deleted: Sequence[int], base: int) -> None:
        self.table = table
        self.deleted = frozenset(deleted)
        self.base = base

    @cached_property
    def live(self) -> list[int]:
        """The articles that are not deleted."""
        return [doc for doc in range(len(self.table)) if doc not in self.deleted]

    @cached_property
    def paths(self) -> list[str]:
        """The path of each article."""
        return self.table.paths.every()

    @cached_property
    def lower_paths(self) -> list[str]:
        """The path of each article in small letters."""
        return [path.lower() for path in self.paths]

    @cached_property
    def docs(self) -> dict[str, int]:
        """The articles by path."""
        paths = self.paths
        return {paths[doc]: doc for doc in self.live}

    @cached_property
    def sources(self) -> list[str]:
        """The source of each article, empty where it is not known."""
        return self.table.sources.every()

    @cached_property
    def dates(self) -> list[str]:
        """The date of each article (ISO 8601, as far as it is known), or nothing."""
        return self.table.dates.every()

    @cached_property
    def shelves(self) -> list[str]:
        """The title of each article as it is sorted."""
        return self.table.shelves.every()

    @cached_property
    def days(self) -> list[tuple[int, int]]:
        """The first and the last day that each article may be of (``yyyymmdd``), or zeros."""
        return list(zip(self.table.first_days, self.table.last_days, strict=True))


class Scores(dict[int, float]):
    """The scores of a term by :func:`~reader.search.draft.key`, each made when it is needed.

    BM25 (Robertson & Zaragoza 2009) with Whoosh's lengths, of which it keeps a byte.
    """

    def __init__(self, weight: float, average: float) -> None:
        super().__init__()
        self._weight = weight
        self._average = average

    def __missing__(self, key: int) -> float:
        frequency, length = key >> 8, _LENGTHS[key & 255]
        part = frequency + K1 * ((1 - B) + B * length / self._average)
        score: float = self._weight * ((frequency * (K1 + 1)) / part)
        self[key] = score
        return score


class Snapshot:
    """The tables of one commit.  Threads may share it."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.leaves = leaves
        self.size = sum(len(leaf.table) for leaf in leaves)
        """Articles, deleted ones too: what Whoosh's scores count."""

        self.articles = sum(len(leaf.table) - len(leaf.deleted) for leaf in leaves)
        self._averages = {
            name: sum(leaf.table.fields[name].total for leaf in leaves) / (self.size or 1) or 1
            for name in FIELDS
        }
        self.largest = max(leaves, key=lambda leaf: len(leaf.table), default=None)
        """The largest table: its frequencies speak for all."""

        self._frequent: dict[tuple[str, str, int], list[str]] = {}
        self._scores: dict[tuple[str, str], Scores] = {}

    def is_whole(self) -> bool:
        """Whether the files of the tables are still as long as they were (2 µs a table)."""
        return all(leaf.table.is_whole() for leaf in self.leaves)

    def frequency(self, field: str, term: str) -> int:
        """How many articles have a term."""
        total = 0
        for leaf in self.leaves:
            postings = leaf.table.fields[field]
            for number in postings.numbers(term, prefix=False):
                total += postings.frequency(number)
        return total

    def frequent(self, start: str, field: str, most: int) -> list[str]:
        """The most frequent terms with a beginning, by the largest table."""
        known = self._frequent.get((start, field, most))
        if known is None:
            if len(self._frequent) >= _SCORED:
                self._frequent.clear()
            known = self._frequent[start, field, most] = self._most_frequent(start, field, most)
        return known

    def _most_frequent(self, start: str, field: str, most: int) -> list[str]:
        if self.largest is None:
            return []
        postings = self.largest.table.fields[field]
        numbers = postings.numbers(start, prefix=True)
        counted = zip(postings.frequencies(numbers), numbers, strict=True)
        return [postings.terms[number] for _, number in nlargest(most, counted)]

    def scores(self, field: str, term: str) -> Scores:
        """The scores of a term."""
        found = self._scores.get((field, term))
        if found is None:
            if len(self._scores) >= _SCORED:
                self._scores.clear()
            weight = idf(self.size, self.frequency(field, term))
            found = self._scores[field, term] = Scores(weight, self._averages[field])
        return found


_SCORED = 5000  # terms whose scores are kept


def open_snapshot(store: Store, segments: Sequence[Segment], known: Snapshot | None) -> Snapshot:
    """Open the tables of segments; those that are open already are used again.

    Raises:
        OSError, ValueError, KeyError: a table is missing or damaged.
    """
    opened = {leaf.table.name: leaf.table for leaf in known.leaves} if known else {}
    leaves = []
    base = 0
    for name, articles, deleted in segments:
        table = opened.get(name) or Table(store.table_of(name), name)
        if len(table) != articles:
            raise ValueError(f"{name} has {len(table)} articles instead of {articles}")
        leaves.append(Leaf(table, deleted, base))
        base += articles
    return Snapshot(leaves)
