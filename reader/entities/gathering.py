"""Entities put together from the mentions of articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from reader.entities.applying import Head
from reader.entities.entity import Entity
from reader.entities.mending import Named
from reader.text.spans import Span


def gathered(articles: Iterable[tuple[str, Sequence[Named]]]) -> list[Entity]:
    """The entities of articles, given by path with their mentions."""
    heads: dict[str, Head] = {}
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    spans: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for path, named in articles:
        for each in named:
            ident = each.head.id
            heads[ident] = each.head
            surfaces[ident][each.mention.text] += 1
            spans[ident][path].append(each.mention.span)
    return [
        Entity(
            ident, head.name, head.kind,
            by_count(surfaces[ident]),
            {path: tuple(found) for path, found in spans[ident].items()},
        )
        for ident, head in heads.items()
    ]  # fmt: skip


def ordered(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The most frequent first, then by name."""
    return tuple(sorted(entities, key=lambda e: (-e.count, e.name.casefold(), e.id)))


def by_count(surfaces: Counter[str]) -> tuple[str, ...]:
    """Names, the most frequent first."""
    return tuple(sorted(surfaces, key=lambda s: (-surfaces[s], s)))
