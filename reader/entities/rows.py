"""The rows of a library's entities: made from what was joined, and read back."""

from __future__ import annotations

import json
import re
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.entities.joining import Joined
from reader.entities.kinds import Kind
from reader.entities.mention import Mention
from reader.entities.names import plain
from reader.text.spans import Span

_SIGNS = re.compile(r"[^\w$€£%]+|_")
_FIELDS = 4  # of a place: article, start, end, alias


@dataclass(frozen=True, slots=True)
class Row:
    """An entity without its places.  ``articles`` is how many name it."""

    number: int
    id: str
    name: str
    kind: Kind
    count: int
    articles: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity with every place that names it: its span, and which of ``aliases`` stands there."""

    row: Row
    aliases: tuple[str, ...]
    places: Mapping[str, tuple[tuple[Span, int], ...]]


class Rows:
    """The rows of entities, made from what was joined."""

    def __init__(
        self,
        joined: Joined,
        articles: Mapping[str, tuple[str, Sequence[Mention]]],
        paths: Mapping[str, int],
        numbers: Mapping[str, int],
    ) -> None:
        self.aliases: list[tuple[str, int, int, int]] = []
        self._joined = joined
        self._numbers = numbers
        self._places: dict[str, array[int]] = {ident: array("I") for ident in numbers}
        self._surfaces: dict[str, dict[str, int]] = {ident: {} for ident in numbers}
        self._counts: dict[str, Counter[int]] = {ident: Counter() for ident in numbers}
        for path, (_, mentions) in articles.items():
            for mention, ident in zip(mentions, joined.ids[path], strict=True):
                surfaces = self._surfaces[ident]
                alias = surfaces.setdefault(mention.text, len(surfaces))
                self._counts[ident][alias] += 1
                self._places[ident].extend((paths[path], *mention.span, alias))

    def rows(self) -> Iterator[tuple[int, str, str, str, int, int, str, bytes]]:
        """The rows of the table; :attr:`aliases` are those of the other once they are through."""
        for ident, number in self._numbers.items():
            entity = self._joined.entity(ident, ())
            places, counts = self._places[ident], self._counts[ident]
            surfaces = list(self._surfaces[ident])
            articles = len(set(places[::_FIELDS]))
            folded = Counter[str]()
            for n, surface in enumerate(surfaces):
                folded[bare(surface)] += counts[n]
            own = bare(entity.name)
            folded[own] += 0
            self.aliases += [(f, number, int(f == own), count) for f, count in folded.items()]
            yield (
                number, ident, entity.name, entity.kind.value, counts.total(), articles,
                json.dumps(surfaces), zlib.compress(places.tobytes(), 1),
            )  # fmt: skip


def bare(name: str) -> str:
    """A name as it is looked up: in small letters, without accents and without signs."""
    return " ".join(_SIGNS.sub(" ", plain(name)).split()) or plain(name)


def packed(numbers: Sequence[int]) -> bytes:
    """Numbers as the tables keep them."""
    return zlib.compress(array("I", numbers).tobytes(), 1)


def unpacked(blob: object) -> array[int]:
    """The numbers of a row; none if it is damaged."""
    numbers = array("I")
    if isinstance(blob, bytes):
        try:
            numbers.frombytes(zlib.decompress(blob))
        except (zlib.error, ValueError):
            return array("I")
    return numbers


def row_of(values: Sequence[object]) -> Row:
    """A row from what the table gives."""
    number, ident, name, kind, count, articles = values
    return Row(
        int(str(number)), str(ident), str(name), Kind(str(kind)), int(str(count)),
        int(str(articles)),
    )  # fmt: skip


def places_of(blob: object, paths: Sequence[str]) -> dict[str, tuple[tuple[Span, int], ...]]:
    """The places of one entity; they stand in the order of the articles."""
    numbers = unpacked(blob)
    articles = numbers[::_FIELDS]
    out = {}
    at = 0
    while at < len(articles):
        article = articles[at]
        end = bisect_left(articles, article + 1, at)
        if article < len(paths):
            out[paths[article]] = tuple(
                (Span(numbers[n + 1], numbers[n + 2]), numbers[n + 3])
                for n in range(at * _FIELDS, end * _FIELDS, _FIELDS)
            )
        at = end
    return out
