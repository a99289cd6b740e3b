"""Rows that stand between the rows of a text: notes below the passages they are on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from reader.ui.panes.items import wrap_words

_MOST = 8
"""Rows of one note in the text; the whole of it stands in the editor."""


@dataclass(frozen=True, slots=True)
class Note:
    """Words below the row that holds an offset; ``sign`` and its look stand before them."""

    at: int
    sign: str
    words: str
    look: str


Row = tuple[str, str, str]
"""A sign, its look, and words."""


class Between:
    """Which rows stand where.  ``row`` counts the text's own rows, ``y`` all."""

    def __init__(self, notes: Iterable[tuple[int, Note]] = (), width: int = 0) -> None:
        below: dict[int, list[Row]] = {}
        for row, note in notes:
            below.setdefault(row, []).extend(_rows(note, width))
        self._below = below
        self._rows = sorted(below)
        self._sums = [0, *accumulate(len(below[row]) for row in self._rows)]
        self._ys = [self.y_of(row) for row in self._rows]

    def __len__(self) -> int:
        return self._sums[-1]

    def y_of(self, row: int) -> int:
        """Where a row of the text stands."""
        return row + self._sums[bisect_left(self._rows, row)]

    def at(self, y: int) -> tuple[int, int]:
        """The row of the text at a ``y`` and 0, or the row above it and which row below that."""
        n = bisect_right(self._ys, y) - 1
        if n < 0:
            return y, 0
        row, past = self._rows[n], y - self._ys[n]
        more = len(self._below[row])
        return (row, past) if past <= more else (row + past - more, 0)

    def below(self, row: int, number: int) -> Row:
        """One of the rows below a row, counted from 1."""
        return self._below[row][number - 1]


def _rows(note: Note, width: int) -> list[Row]:
    """A note as rows of a width in cells."""
    lead = " " * len(note.sign)
    lines = wrap_words(note.words, max(8, width - len(note.sign) - 1))
    if len(lines) > _MOST:
        lines = [*lines[: _MOST - 1], "…"]
    return [(note.sign if n == 0 else lead, note.look, line) for n, line in enumerate(lines)]
