"""A query as it was understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.search.patterns import Pattern

TEXT = ("title", "body")
"""The fields in which a word without a field is looked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word or phrase in one of some fields: ``title``, ``body``, ``source``, ``author``."""

    pattern: Pattern
    fields: tuple[str, ...] = TEXT
    at: int = field(default=0, compare=False)
    """Its place in the query, to speak of it."""


@dataclass(frozen=True, slots=True)
class Near:
    """Words in any order with at most so many others between them, all in one field."""

    patterns: tuple[Pattern, ...]
    within: int
    fields: tuple[str, ...] = TEXT
    label: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """Articles dated within two days, as numbers ``yyyymmdd``, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class InPath:
    """Articles with some characters in their path, in either case."""

    part: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another room knows of the articles: ``entity:``, ``tag:``, ``is:``, ….

    ``at`` is its place in the query, to speak of it.
    """

    name: str
    value: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class All:
    """Every part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What a part does not find."""

    part: Node


Node = Wanted | Near | Dated | InPath | Elsewhere | All | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Query:
    """A query: as typed, as understood (``None`` asks for nothing), in words, and what was not.

    ``written`` are the words and phrases in it, with their places, that may be misspelt.
    """

    text: str
    root: Node | None
    parsed: str = ""
    notes: tuple[str, ...] = ()
    written: tuple[tuple[int, str], ...] = ()

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """What is to be lit in a text: everything wanted there, nothing that is excluded."""
        return tuple(dict.fromkeys(_lit(self.root))) if self.root else ()

    @property
    def lights(self) -> tuple[Pattern, ...]:
        """Every pattern that hits are made of."""
        return (*self.patterns, *(pattern for near in self.nears for pattern in near.patterns))

    @property
    def nears(self) -> tuple[Near, ...]:
        """What is to be lit from its first word to its last."""
        return tuple(dict.fromkeys(_near(self.root))) if self.root else ()


def _near(node: Node) -> Iterator[Near]:
    match node:
        case Near() if "body" in node.fields:
            yield node
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _near(part)
        case _:
            pass


def _lit(node: Node) -> Iterator[Pattern]:
    match node:
        case Wanted(pattern, fields) if "body" in fields:
            yield pattern
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _lit(part)
        case _:
            pass


def root_of(query: Query) -> Node:
    """What a query asks for; nothing, where it asks for nothing."""
    return query.root or AnyOf(())


def elsewhere(node: Node | None, excluded: bool = True) -> Iterator[Elsewhere]:
    """What a query asks other rooms; ``excluded=False`` leaves out what it does not want."""
    match node:
        case Elsewhere():
            yield node
        case Not(part) if excluded:
            yield from elsewhere(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from elsewhere(part, excluded)
        case _:
            pass


def all_of(parts: list[Node]) -> Node | None:
    """Every part: none, the only one, or all."""
    return All(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def any_of(parts: list[Node]) -> Node | None:
    """One of the parts: none, the only one, or any."""
    return AnyOf(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None


def in_words(node: Node | None, inside: bool = False) -> str:
    """A query in words."""
    match node:
        case None:
            return ""
        case Wanted(pattern, fields):
            return f"{_where(fields)}{pattern.label}"
        case Near(_, within, fields, label):
            words = f"{within} word{'' if within == 1 else 's'}"
            return f"{_where(fields)}{label} with at most {words} between"
        case Dated(first, last):
            return _period(first, last)
        case InPath(part):
            return f"path has {part}"
        case Elsewhere(name, value):
            return f"{name} {value}" if name in ("is", "has") else f"{name} “{value}”"
        case Not(part):
            return f"not {in_words(part, inside=True)}"
        case All(parts):
            words = " and ".join(in_words(part, inside=True) for part in parts)
        case AnyOf(parts):
            words = " or ".join(in_words(part, inside=True) for part in parts)
    return f"({words})" if inside else words


def _where(fields: tuple[str, ...]) -> str:
    return "" if fields == TEXT else f"{'text' if fields[0] == 'body' else fields[0]} has "


FIRST_DAY, LAST_DAY = 1_01_01, 9999_12_31
"""Bounds of dates, as numbers ``yyyymmdd``."""


def _period(first: int, last: int) -> str:
    if first == last:
        return f"dated {_day(first)}"
    if first <= FIRST_DAY:
        return f"dated {_day(last)} or before"
    if last >= LAST_DAY:
        return f"dated {_day(first)} or after"
    return f"dated {_day(first)} to {_day(last)}"


def _day(number: int) -> str:
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"
