"""Running a query: every match counted, the first of an order kept."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from typing import Any

from reader.search.engine import Found


def collect(searcher: Any, query: Any, limit: int, sort: str) -> tuple[list[Found], int]:
    """The first articles by ``score``, ``date`` (newest first, undated last) or ``title``, and how
    many there are in all; ties stand in the order of the index.

    Raises:
        ValueError: there is no such order.
    """
    if sort not in _KEYS:
        raise ValueError(f"no order {sort!r}")
    total = 0

    def matches() -> Iterator[tuple[Any, int, float]]:
        nonlocal total
        context = searcher.context(needs_current=True)
        for leaf, base in searcher.leaf_searchers():
            matcher = query.matcher(leaf, context)
            if not matcher.is_active():
                continue
            key = _KEYS[sort](leaf)
            while matcher.is_active():
                number, score = matcher.id(), float(matcher.score())
                total += 1
                yield key(number, score), base + number, score
                matcher.next()

    first = heapq.nsmallest(max(1, limit), matches())[:limit]
    found = []
    for _, number, score in first:
        stored = searcher.stored_fields(number)
        found.append(Found(stored["path"], stored["name"], score, number))
    return found, total


Key = Callable[[int, float], Any]


def _by_score(_leaf: Any) -> Key:
    return lambda _number, score: -score


def _by_date(leaf: Any) -> Key:
    days = leaf.reader().column_reader("days")
    return lambda number, score: (-int(days[number] or 0), -score)


def _by_title(leaf: Any) -> Key:
    names = leaf.reader().column_reader("shelf")
    return lambda number, score: (names[number], -score)


_KEYS: dict[str, Callable[[Any], Key]] = {
    "score": _by_score,
    "date": _by_date,
    "title": _by_title,
}
