"""One person, organisation, place, …, and every place in the library that names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reader.entities.kinds import Kind
from reader.text.spans import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """``id`` is kind and name (``person/benjamin-netanyahu``): the same wherever it is computed.

    ``aliases`` are the surface forms, most frequent first; ``articles`` maps the path of each
    article that names the entity to the spans in its text, in order.
    """

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...]
    articles: Mapping[str, tuple[Span, ...]]

    @property
    def count(self) -> int:
        """Mentions in all the articles."""
        return sum(len(spans) for spans in self.articles.values())


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity as a list shows it: how often it is named, and in how many articles."""

    id: str
    name: str
    kind: Kind
    count: int
    articles: int
    hidden: bool = False
