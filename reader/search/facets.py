"""What the articles found are grouped by, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from reader.search.results import Facet, FacetValue

_VALUES = 50  # of a facet; nobody reads more
_MONTH = 7  # characters of 2024-03


def facets_of(
    found: Iterable[tuple[str, str, str, int]],
    groups: Iterable[tuple[str, Mapping[str, Collection[str]]]],
) -> tuple[Facet, ...]:
    """The facets of articles given as path, source, date and number; empty ones are left out.

    ``groups``: the fields of other rooms, each with the paths by value.
    """
    paths: set[str] = set()
    sources: Counter[str] = Counter()
    months: Counter[str] = Counter()
    for path, source, date, _ in found:
        paths.add(path)
        if source:
            sources[source] += 1
        if date:
            months[date[:_MONTH]] += 1
    counted = {"source": sources, "month": months}
    for field, by_value in groups:
        counts = counted.setdefault(field, Counter())
        for value, having in by_value.items():
            count = len(paths.intersection(having))
            if count:
                counts[value] += count
    return tuple(Facet(name, _values(name, counts)) for name, counts in counted.items() if counts)


def _values(name: str, counts: Counter[str]) -> tuple[FacetValue, ...]:
    """The most frequent first; months from the latest on."""
    if name == "month":
        ordered = sorted(counts.items(), reverse=True)
    else:
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold()))
    return tuple(
        FacetValue(label, count, clause(name, label)) for label, count in ordered[:_VALUES]
    )


def clause(name: str, label: str) -> str:
    """What asks for a value in a query."""
    if name == "month":
        return f"date:{label}"
    if name in ("tag", "is", "language", "format") and label.isalnum():
        return f"{name}:{label}"
    return f'{name}:"{"".join(" " if c in _QUOTES else c for c in label)}"'


_QUOTES = '"“”„‟«»＂'
