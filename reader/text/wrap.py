"""Greedy wrap of one line to a column of cells.

Rows break at blanks and around characters of two cells; a word wider than the column is cut.
Nothing here knows blocks or layouts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.text.cells import BREAK, Sort, built, is_narrow, stretches
from reader.text.spans import Span


class Row(NamedTuple):
    """Code points ``start..end`` painted after ``indent`` cells.

    What stands between the end of a row and the start of the next are blanks it broke at.
    """

    start: int
    end: int
    indent: int


class Column(NamedTuple):
    """Cells of a column, and those left empty before its first row and before the others.

    At least two cells must be left in each row.
    """

    width: int
    indent: int = 0
    rest: int = 0


def wrap(text: str, line: Span, column: Column) -> Iterator[Row]:
    """The rows of one line of a safe text, at least one."""
    if is_narrow(text, line.start, line.end):
        return _narrow_rows(text, line, column)
    return iter(_Filler(text, line.start, column).fill(line.end))


def _narrow_rows(text: str, line: Span, column: Column) -> Iterator[Row]:
    """Where a character is a cell, rows are found by looking for blanks alone."""
    start, end = line
    width, indent, rest = column
    room = width - indent
    while end - start > room:
        stop = following = text.rfind(" ", start, start + room + 1)
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        if stop <= start:  # one word wider than the column
            stop = following = start + room
        while following < end and text[following] == " ":
            following += 1
        yield Row(start, stop, indent)
        start, indent, room = following, rest, width - rest
        if start == end:
            return
    yield Row(start, end, indent)


class _Filler:
    """A row being filled, and the last place it may break at."""

    def __init__(self, text: str, start: int, column: Column) -> None:
        self.text = text
        self.width, self.indent, self.rest = column
        self.rows: list[Row] = []
        self.row = start  # where the row begins
        self.x = 0  # cells used in it
        self.stop = self.after = start  # the row would end at `stop`, the next begin at `after`
        self.after_x = 0

    @property
    def room(self) -> int:
        """Cells of the row, used and free."""
        return self.width - self.indent

    def fill(self, end: int) -> list[Row]:
        """All rows, to the end of the line."""
        for sort, a, b in stretches(self.text, self.row, end):
            match sort:
                case Sort.BLANK:
                    self._blanks(a, b)
                case Sort.NARROW:
                    self._word(a, b)
                case Sort.WIDE:
                    self._wide(a, b)
                case Sort.BUILT:
                    self._built(a, b)
        if self.row < end or not self.rows:
            beyond = self.x > self.room and self.after == end and self.stop > self.row
            self.rows.append(Row(self.row, self.stop if beyond else end, self.indent))
        return self.rows

    def _may_break(self, at: int) -> None:
        """A row may end here, or before the blanks that end here."""
        if self.after != at:
            self.stop = self.after = at
            self.after_x = self.x

    def _break(self) -> None:
        self.rows.append(Row(self.row, self.stop, self.indent))
        self.row, self.x, self.indent = self.after, self.x - self.after_x, self.rest
        self.stop = self.after = self.row
        self.after_x = 0

    def _blanks(self, a: int, b: int) -> None:
        if self.after != a:
            self.stop = a
        self.x += b - a
        self.after, self.after_x = b, self.x

    def _word(self, a: int, b: int) -> None:
        if self.x + b - a > self.room and self.stop > self.row:
            self._break()
        while self.x + b - a > self.room:
            taken = max(0, self.room - self.x)
            a += taken
            self.x += taken
            self._may_break(a)
            self._break()
        self.x += b - a

    def _wide(self, a: int, b: int) -> None:
        while (fitting := (self.room - self.x) // 2) < b - a:
            if fitting > 0:
                a += fitting
                self.x += 2 * fitting
            self._may_break(a)
            self._break()
        self._may_break(a)
        self.x += 2 * (b - a)
        self._may_break(b)

    def _built(self, a: int, b: int) -> None:
        for start, end, cells, glyph in built(self.text, a, b):
            if glyph == " " and end - start == 1:
                self._blanks(start, end)
                continue
            while self.x + cells > self.room and start > self.row:
                if self.stop <= self.row:
                    self._may_break(start)
                self._break()
            wide = cells == 2 and len(glyph) == 1  # two letters of one cell are part of a word
            if wide:
                self._may_break(start)
            self.x += cells
            if wide or (end - start > 1 and self.text[end - 1] == BREAK):
                self._may_break(end)
