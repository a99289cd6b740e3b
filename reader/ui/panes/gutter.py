"""The gutter: what stands left of a row for each mark on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.text.spans import Span

GUTTER = 3
"""Cells left of the column: two signs, and a blank."""

BAR = "┃"
"""Beside a mark without note and tags, and beside every row after the first."""

Cell = tuple[str, str]
"""One character and its look."""


@dataclass(frozen=True, slots=True)
class GutterSign:
    """What stands beside the rows of a span.

    ``kind`` is what the mark is, ``number`` its colour; both are shown on its first row, and a bar
    beside the others.
    """

    span: Span
    kind: str
    number: str
    look: str


def gutter_cells(signs: Sequence[tuple[GutterSign, bool]], room: int) -> list[Cell]:
    """The cells beside a row, from the left, for signs of which each begins on the row or before.

    A mark that is alone on a row has two cells, its number and its kind.  Of several each has one,
    the outermost on the left; where there is no room for all, a plus stands for those left out.
    """
    if len(signs) == 1 and room > 1:
        sign, first = signs[0]
        return [(sign.number if first else " ", sign.look), (_one(sign, first), sign.look)]
    ordered = sorted(signs, key=lambda entry: (-entry[0].span.length, entry[0].span.start))
    cells = [
        (sign.number if first and sign.kind == BAR else _one(sign, first), sign.look)
        for sign, first in ordered
    ]
    if len(cells) > room:
        cells = [("+", ""), *cells[len(cells) - room + 1 :]]
    return cells


def _one(sign: GutterSign, first: bool) -> str:
    return sign.kind if first else BAR
