"""Phrases in a table: how a pattern may be written, and where such words stand together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from reader.search.patterns import Pattern, Piece, ways_through
from reader.search.schema import COMPOUND_WIDTHS, compound
from reader.search.table import Field

_SPARSE = 4  # articles to a place of a phrase; where there are fewer, every article is looked at


def articles(postings: Field, ranges: list[range]) -> Iterable[int]:
    """The articles in which terms stand one after the other."""
    bits = [postings.bits(numbers) for numbers in ranges]
    if not all(bits) or not bits:
        return postings.docs_at(starts(postings, ranges))
    whole = _together(bits)
    if _SPARSE * whole.bit_count() < len(postings.bases):
        return postings.docs_at(_ones(whole))
    data = whole.to_bytes(postings.bases[-1] // 8 + 1, "little")
    # No byte belongs to two articles, for the gap between them is wider.
    ends = postings.bytes_of_bases
    return [n for n, (at, end) in enumerate(pairwise(ends)) if data.count(0, at, end) != end - at]


def _together(bits: list[memoryview | bytearray | None]) -> int:
    """The bits that are set in the first, and with the next ones one further each."""
    whole = -1
    for n, some in enumerate(bits):
        whole &= int.from_bytes(some or b"", "little") >> n
    return whole


def starts(postings: Field, ranges: list[range]) -> Iterable[int]:
    """The positions where terms begin that stand one after the other.

    The rarest is looked at first; each of the others takes those away that it does not follow:
    frequent ones by their bitmaps.
    """
    places = [postings.places(numbers) for numbers in ranges]
    order = sorted(range(len(places)), key=lambda n: len(places[n]))
    bits = [postings.bits(ranges[n]) for n in order]
    if all(bits) and order:
        return _ones(_together([postings.bits(numbers) for numbers in ranges]))
    first = order[0]
    found: Collection[int] = [place - first for place in places[first].tolist()]
    for n, some in zip(order[1:], bits[1:], strict=True):
        if not found:
            break
        if some:
            last = 8 * len(some) - n
            found = [
                at for at in found if -n <= at < last and some[(at + n) >> 3] >> ((at + n) & 7) & 1
            ]
        else:
            found = set(found).intersection([place - n for place in places[n].tolist()])
    return found


def widths_at(pattern: Pattern, postings: Field) -> dict[int, int]:
    """Where a word begins, in all articles, and how many positions it covers there."""
    found: dict[int, int] = {}
    for arc in pattern.arcs[0]:
        if arc.to == pattern.end and len(arc.pieces) == 1:
            term, prefix = arc.pieces[0][:2]
            here = dict.fromkeys(postings.places(postings.numbers(term, prefix)).tolist(), 1)
            for width in COMPOUND_WIDTHS:
                marks = postings.places(postings.numbers(compound(term, width), prefix)).tolist()
                here.update(dict.fromkeys(here.keys() & marks, width))
            found |= here
    for pieces in ways_through(pattern, lambda pieces: steps(postings, pieces)):
        ranges = [postings.numbers(piece.term, piece.prefix) for piece in pieces]
        found |= dict.fromkeys(starts(postings, ranges), len(ranges))
    return found


_NOT_ZERO = re.compile(rb"[^\0]")
_BITS = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]


def _ones(number: int) -> Iterator[int]:
    """Which bits of a number are set."""
    data = number.to_bytes(number.bit_length() // 8 + 1, "little")
    for match in _NOT_ZERO.finditer(data):
        at = match.start()
        for bit in _BITS[data[at]]:
            yield 8 * at + bit


def steps(postings: Field, pieces: tuple[Piece, ...]) -> Iterator[list[Piece]]:
    """Known terms one after the other; one that stands over several positions, so many times."""
    piece, *rest = pieces
    for step in _known(postings, piece):
        if not rest:
            yield step
            continue
        for others in steps(postings, tuple(rest)):
            yield step + others


def _known(postings: Field, piece: Piece) -> Iterator[list[Piece]]:
    if not postings.numbers(piece.term, piece.prefix):
        return
    yield [piece]
    for width in COMPOUND_WIDTHS:
        marked = Piece(compound(piece.term, width), piece.prefix)
        if postings.numbers(marked.term, marked.prefix):
            yield [marked] * width
