"""The matrix of articles and names: a comparison whose cursor is a cell."""

from __future__ import annotations

from collections.abc import Hashable

from reader.compare.matrix import Row as Covered
from reader.text.finding import Folded
from reader.ui.keys.dispatch import Press
from reader.ui.panes.rows import Item, Line
from reader.ui.screens.comparison import ComparisonScreen, Seen
from reader.ui.sheets.matrix import BY_COLUMN, Frame, Grid, cell_row, head, line
from reader.ui.sheets.sheet import Row


class GridScreen(ComparisonScreen):
    """Gives back the entity of the cell that was chosen; :attr:`column` is its article."""

    MODE = "MATRIX"

    column = 0
    _sorted_by = 0  # the column that the rows are sorted by
    _kind = ""  # the only kind listed
    _listed: dict[Hashable, Covered]

    # -- called from above -------------------------------------------------------------------------

    def look_as(self, seen: Seen) -> None:
        super().look_as(seen)
        self.column, self._sorted_by, self._kind = seen.column, seen.sorted_by, seen.kind

    @property
    def seen(self) -> Seen:
        return Seen(
            self.order, self.wanted, key=self.rows.current,
            column=self.column, sorted_by=self._sorted_by, kind=self._kind,
        )  # fmt: skip

    @property
    def grid(self) -> Grid | None:
        """The sheet, by its own type."""
        return self.sheet if isinstance(self.sheet, Grid) else None

    @property
    def row(self) -> Row | None:
        return self.found(self.rows.current)

    def found(self, key: Hashable) -> Row | None:
        covered = self._listed.get(key) if self.grid else None
        return cell_row(covered, self.grid.columns, self.column) if covered and self.grid else None

    # -- the list ----------------------------------------------------------------------------------

    def put_in_order(self) -> None:
        self.narrow(self.wanted)

    def narrow(self, words: str) -> None:
        grid = self.grid
        if grid is None:
            return
        columns = grid.columns
        self.column = min(self.column, len(columns.paths) - 1)
        parts = Folded(words).lower.split()
        rows = [
            row
            for row in grid.sorted(self.order, columns.paths[self._sorted_by])
            if self._kind in ("", row.kind)
            and all(part in Folded(f"{row.name} {row.kind}").lower for part in parts)
        ]
        most = max((cell.count for row in grid.covered for cell in row.cells.values()), default=1)
        self._listed = {("entity", row.id): row for row in rows}
        items = [self._item(row, grid, most) for row in rows]
        order = f"{self.order} {self._sorted_by + 1}" if self.order == BY_COLUMN else self.order
        some = f" · {len(rows):,} with “{words.strip()}”" if parts else ""
        kind = f" · only {self._kind}" if self._kind else ""
        self.over.show(self._heads, least=0)
        self.put(f"{grid.name} · {self.note}{grid.summary}{some}{kind} · {order}", items)

    def _heads(self, cells: int) -> list[Line]:
        if self.grid is None:
            return []
        room = cells - (self.rows.size.width < self.size.width)  # the scroll bar of the list
        return [head(Frame.of(room, len(self.grid.columns.paths), self.column), self.grid.columns)]

    def _item(self, row: Covered, grid: Grid, most: int) -> Item:
        columns = grid.columns

        def lines(cells: int) -> list[Line]:
            frame = Frame.of(cells, len(columns.paths), self.column)
            return [line(row, frame, columns, most)]

        return Item(("entity", row.id), lines, height=lambda _: 1)

    # -- keys --------------------------------------------------------------------------------------

    def do_move_right(self, press: Press) -> None:
        self._to_column(self.column + press.times)

    def do_move_left(self, press: Press) -> None:
        self._to_column(self.column - press.times)

    def _to_column(self, column: int) -> None:
        if self.grid:
            self.column = max(0, min(column, len(self.grid.columns.paths) - 1))
            self.rows.make_again()
            self.over.refresh()

    def do_compare_column(self, _: Press) -> None:
        if self.grid:
            self.order, self._sorted_by = BY_COLUMN, self.column
            self.put_in_order()

    def sort(self) -> None:
        self._sorted_by = self.column
        super().sort()

    def do_compare_kinds(self, _: Press) -> None:
        if self.grid:
            kinds = ["", *dict.fromkeys(str(row.kind) for row in self.grid.covered)]
            self._kind = kinds[(kinds.index(self._kind) + 1) % len(kinds)]
            self.narrow(self.wanted)

    def leave_with(self, key: Hashable) -> None:
        row = self.row
        if row and row.passage is None:
            self.say(row.copied)
        else:
            super().leave_with(key)

    def place(self) -> str:
        row = self.row
        return self.said or (f"{row.copied}" if row else "")
