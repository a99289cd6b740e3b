"""Text that stands in more than one article, verbatim or nearly.

Runs of four words, thinned by winnowing (Schleimer, Wilkerson, Aiken 2003), find where two articles
may share a passage; each find is then extended word by word over small differences, as in the
seed-and-extend aligners of text reuse (Smith, Cordell, Mullen 2015).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from zlib import crc32

from reader.compare.groups import Groups
from reader.compare.overlap import Overlap, Text, extended
from reader.text.spans import Span

WORDS = 8
"""Words that a shared passage has at least."""

TWINS = 0.8
"""Share of the words of both articles that makes two of them near-duplicates."""

_RUN = 4  # words of a fingerprint
_WINDOW = 3  # fingerprints of which the least is kept: each common run of six words has one
_ALIKE = 0.75  # share of words that agree
_EVERYWHERE = 24  # articles with one fingerprint, beyond which only neighbours are compared
_HALF = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shared passage stands in one article."""

    path: str
    span: Span
    words: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of two or more articles; ``verbatim``: in the same words everywhere."""

    places: tuple[Place, ...]
    verbatim: bool

    @property
    def words(self) -> int:
        """Words of its longest version."""
        return max(place.words for place in self.places)


@dataclass(frozen=True)
class Reuse:
    """What a set of articles shares."""

    passages: tuple[Passage, ...]
    own: Mapping[str, float]
    """For each article, the share of its words that stands in no other, 0 to 1."""
    twins: tuple[tuple[str, str, float], ...]
    """Duplicates and near-duplicates: two paths and the share of words that both have."""

    def of(self, path: str) -> list[tuple[Passage, Place]]:
        """The shared passages of one article, in order of its text."""
        found = [(p, place) for p in self.passages for place in p.places if place.path == path]
        return sorted(found, key=lambda pair: pair[1].span)


def reuse(articles: Iterable[tuple[str, str]], fewest: int = WORDS) -> Reuse:
    """What articles, given as path and text, share in passages of ``fewest`` words or more."""
    known: dict[str, int] = {}
    texts = [Text(path, text, known) for path, text in articles]
    found = list(_pairs(texts, fewest))
    covered: list[list[tuple[int, int]]] = [[] for _ in texts]
    between: dict[tuple[int, int], int] = defaultdict(int)
    for pair in found:
        covered[pair.a].append((pair.a0, pair.a1))
        covered[pair.b].append((pair.b0, pair.b1))
        between[pair.a, pair.b] += pair.agree
    own = {
        text.path: 1 - _length(spans) / len(text.ids) if text.ids else 1.0
        for text, spans in zip(texts, covered, strict=True)
    }
    twins = tuple(
        (texts[a].path, texts[b].path, round(share, 3))
        for (a, b), agree in sorted(between.items())
        if (share := agree / max(len(texts[a].ids), len(texts[b].ids))) >= TWINS
    )
    return Reuse(tuple(_passages(texts, found)), own, twins)


# -- where to look ---------------------------------------------------------------------------------


def _fingerprints(ids: array[int]) -> Iterator[tuple[int, int]]:
    """Hashes of runs of words with their places, the least of each window."""
    hashes = [crc32(ids[n : n + _RUN].tobytes()) for n in range(len(ids) - _RUN + 1)]
    kept = -1
    for n in range(len(hashes) - _WINDOW + 1):
        least = min(hashes[n : n + _WINDOW])
        if kept < n or least < hashes[kept]:
            kept = hashes.index(least, n)
            yield least, kept


def _seeds(texts: Sequence[Text]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """For each pair of articles, the places of runs that both have.

    Hash, article and place are one number each: a list of tuples takes four times the memory.
    """
    marks = sorted(
        mark << 64 | n << 32 | at
        for n, text in enumerate(texts)
        for mark, at in _fingerprints(text.ids)
    )
    seeds: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for _, group in groupby(marks, key=lambda mark: mark >> 64):
        places = [(mark >> 32 & _HALF, mark & _HALF) for mark in group]
        many = len(places) > _EVERYWHERE
        for m, (b, at_b) in enumerate(places):
            others = (places[0], places[m - 1]) if many and m else places[:m]
            for a, at_a in others:
                if a != b:
                    seeds[a, b].append((at_a, at_b))
    return seeds


# -- what is there ---------------------------------------------------------------------------------


def _pairs(texts: Sequence[Text], fewest: int) -> Iterator[Overlap]:
    for (a, b), places in _seeds(texts).items():
        done: list[Overlap] = []
        for at_a, at_b in sorted(set(places)):
            if any(d.a0 <= at_a < d.a1 and d.b0 <= at_b < d.b1 for d in done):
                continue
            pair = extended(texts, a, at_a, b, at_b)
            length = max(pair.a1 - pair.a0, pair.b1 - pair.b0)
            if pair.agree >= fewest and pair.agree >= _ALIKE * length:
                done.append(pair)
        yield from done


# -- what it amounts to ----------------------------------------------------------------------------


def _passages(texts: Sequence[Text], found: Sequence[Overlap]) -> Iterator[Passage]:
    """Pairs that cover the same words of an article are one passage."""
    groups = Groups(len(found))
    sides: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for n, pair in enumerate(found):
        sides[pair.a].append((pair.a0, pair.a1, n))
        sides[pair.b].append((pair.b0, pair.b1, n))
    for spans in sides.values():
        spans.sort()
        for (s0, s1, n), (t0, t1, m) in pairwise(spans):
            if min(s1, t1) - t0 >= 0.5 * min(s1 - s0, t1 - t0):
                groups.join(n, m)
    for members in groups.members():
        yield _passage(texts, [found[n] for n in members])


def _passage(texts: Sequence[Text], pairs: list[Overlap]) -> Passage:
    places: dict[int, tuple[int, int]] = {}
    for pair in pairs:
        for n, first, end in ((pair.a, pair.a0, pair.a1), (pair.b, pair.b0, pair.b1)):
            before = places.get(n, (first, end))
            places[n] = (min(first, before[0]), max(end, before[1]))
    return Passage(
        tuple(
            Place(texts[n].path, texts[n].span(first, end), end - first)
            for n, (first, end) in sorted(places.items())
        ),
        all(pair.is_verbatim for pair in pairs),
    )


def _length(spans: list[tuple[int, int]]) -> int:
    """Words that some spans cover together."""
    total = reach = 0
    for first, end in sorted(spans):
        total += max(0, end - max(first, reach))
        reach = max(reach, end)
    return total
