"""Spans over a text, and layers of highlights asked for by range."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """Code points ``start`` (included) to ``end`` (excluded) of one canonical text."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Code points covered."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters covered."""
        return text[self.start : self.end]

    def holds(self, offset: int) -> bool:
        """Whether a character is inside."""
        return self.start <= offset < self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Highlight(NamedTuple):
    """A span and the name of its look."""

    start: int
    end: int
    look: str


class Layer:
    """Highlights of one kind, sorted, with a running maximum of ends to seek by."""

    def __init__(self, highlights: Iterable[Highlight] = ()) -> None:
        self.highlights = sorted(highlights)
        self._starts = [h.start for h in self.highlights]
        self._reach = list(accumulate((h.end for h in self.highlights), max))

    def between(self, start: int, end: int) -> Iterator[Highlight]:
        """Highlights that share a character with ``start..end``, in order of start."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        for highlight in self.highlights[first:last]:
            if highlight.end > start:
                yield highlight


class Layers:
    """Named layers, lowest first: a later layer paints over an earlier one."""

    def __init__(self, *names: str) -> None:
        self._layers = {name: Layer() for name in names}

    def put(self, name: str, highlights: Iterable[Highlight]) -> bool:
        """Replace one layer; whether that changed anything."""
        if name not in self._layers:
            raise KeyError(name)
        layer = Layer(highlights)
        changed = layer.highlights != self._layers[name].highlights
        self._layers[name] = layer
        return changed

    def between(self, start: int, end: int) -> list[Highlight]:
        """Highlights of every layer that share a character with ``start..end``, lowest first."""
        return [h for layer in self._layers.values() for h in layer.between(start, end)]


def runs(
    highlights: Sequence[Highlight], start: int, end: int
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Cut ``start..end`` wherever the set of covering highlights changes.

    Yields ``(start, end, looks)`` in order, without gaps; looks stand as the highlights do.
    """
    cuts = {start, end}
    for h in highlights:
        cuts.update(edge for edge in (h.start, h.end) if start < edge < end)
    for a, b in pairwise(sorted(cuts)):
        yield a, b, tuple(h.look for h in highlights if h.start <= a and h.end >= b)


def holding(spans: Sequence[Span], offset: int) -> int:
    """Index of the last of sorted spans that starts at or before an offset; 0 if none does."""
    return max(0, bisect_right(spans, offset, key=lambda s: s.start) - 1)
