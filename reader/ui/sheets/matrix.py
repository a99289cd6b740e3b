"""The matrix: which article names whom, how often and how early; a blank is the finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.compare.matrix import Cell, bar, coverage, sorted_by
from reader.compare.matrix import Row as Covered
from reader.compare.source import Source
from reader.text.cells import fit, width
from reader.ui.panes.entities import LOOKS
from reader.ui.panes.found import counted
from reader.ui.panes.rows import Line, Part
from reader.ui.sheets.sheet import EDGES, Columns, Passage, Row, Sheet

MOST_ARTICLES, MOST_MENTIONS, BY_NAME, BY_COLUMN = (
    "in most articles first", "most mentions first", "by name", "by article",
)  # fmt: skip
_LEAST = 10  # cells of a column: count, paragraph, an eighth of a bar
_MOST = 18  # cells of a column that has room for a whole bar
_NAME = range(12, 29)  # cells of a name
_TOLD = 8  # cells before a bar
_SPREAD = 6  # cells for how many articles name it


@dataclass(frozen=True)
class Grid(Sheet):
    """The matrix as a sheet of cells."""

    covered: tuple[Covered, ...] = ()

    def sorted(self, order: str, path: str) -> tuple[Covered, ...]:
        """The rows in an order; ``path`` is the article to sort by, where it is one's."""
        match order:
            case str() if order == BY_NAME:
                return sorted_by(self.covered)
            case str() if order == BY_COLUMN:
                return sorted_by(self.covered, path)
            case str() if order == MOST_MENTIONS:
                return tuple(sorted(self.covered, key=lambda row: -row.count))
        return self.covered


def matrix_sheet(sources: Sequence[Source]) -> Grid:
    """Whom some articles name."""
    columns = Columns.of(sources)
    rows = coverage(sources)
    alone = sum(len(row.cells) == 1 for row in rows)
    orders = (MOST_ARTICLES, MOST_MENTIONS, BY_NAME, BY_COLUMN)
    return Grid(
        "matrix",
        columns,
        f"{counted(len(rows), 'name')}, {alone} only in one",
        dict.fromkeys(orders, tuple),
        lambda _: (),
        "nobody is named",
        rows,
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """What of the columns is in view: the first, the one of the cursor, and how wide each is."""

    name: int
    each: int
    first: int
    shown: int
    at: int

    @classmethod
    def of(cls, cells: int, columns: int, at: int) -> Frame:
        """The columns around the cursor's that a width has room for."""
        room = cells - EDGES
        name = max(_NAME.start, min(room // 4, _NAME.stop - 1))
        rest = room - name - _SPREAD
        each = max(_LEAST, min(_MOST, rest // max(1, columns)))
        shown = max(1, min(columns, rest // each))
        first = max(0, min(at - shown // 2, columns - shown))
        return cls(name, each, first, shown, at)

    @property
    def range(self) -> range:
        """The columns in view."""
        return range(self.first, self.first + self.shown)


def head(frame: Frame, columns: Columns) -> Line:
    """The titles over the columns, the cursor's marked."""
    before = f"‹{frame.first}" if frame.first else ""
    left = len(columns.paths) - frame.first - frame.shown
    parts: list[Part] = [
        (fit("", frame.name), ""),
        (fit(before + (f" {left}›" if left else ""), _SPREAD), "quiet"),
    ]
    for n in frame.range:
        here = n == frame.at
        title = f"{'▼' if here else ''}{n + 1} {columns.titles[n]}"
        parts += [(fit(title, frame.each - 1), "lit" if here else "quiet"), (" ", "")]
    return Line(tuple(parts))


def line(row: Covered, frame: Frame, columns: Columns, most: int) -> Line:
    """One entity with its cells; the longest bar is of ``most`` mentions."""
    spread = f"{len(row.cells)}/{len(columns.paths)}"
    name = fit(row.name, min(width(row.name), frame.name - 1))
    parts: list[Part] = [
        (name, LOOKS.get(row.kind, "figure")),
        (" " * (frame.name - width(name)), ""),  # underlined names end where they end
        (fit(spread, _SPREAD), "quiet"),
    ]
    for n in frame.range:
        parts += _cell(row.cells.get(columns.paths[n]), frame.each, most, here=n == frame.at)
    return Line(tuple(parts))


def _cell(cell: Cell | None, cells: int, most: int, *, here: bool) -> list[Part]:
    """A count at the right of three cells, the first paragraph, a bar; or a dot."""
    if cell is None:
        return [("  ", ""), ("·", "lit" if here else "quiet"), (" " * (cells - 3), "")]
    told = f"{cell.count:,} ¶{cell.paragraph}"
    before = " " * max(0, 3 - len(f"{cell.count:,}"))
    after = " " * max(1, _TOLD - len(before) - len(told))
    room = cells - len(before) - len(told) - len(after)
    drawn = bar(cell.count, most, max(1, room - 1))
    look = "lit" if here else ""
    return [(before, ""), (told, look), (after, ""), (fit(drawn, max(0, room)), "quiet")]


def cell_row(row: Covered, columns: Columns, at: int) -> Row:
    """A cell as a row that leads to the first mention; nowhere where it is blank."""
    path = columns.paths[at]
    cell = row.cells.get(path)
    told = f"{row.name} ({row.kind}): {counted(cell.count, 'mention') if cell else 'not named'}"
    return Row(
        ("entity", row.id), lambda _: (), f"{row.name} {row.kind}",
        Passage(path, cell.mentions[0]) if cell else None,
        f"{told}, first in ¶{cell.paragraph}" if cell else f"{told} in {columns.named(path)}",
        row.name,
    )  # fmt: skip
