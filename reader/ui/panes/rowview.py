"""A list of items of one or more rows each, painted row by row: 10,000 of them cost what 10 do.

Rows are made when they come into view, for items that know their height before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.text.cells import fit, width
from reader.ui.looks import is_plain, style_of

Part = tuple[str, str]
"""Words and the name of their look; empty for none."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: parts from the left, cut where they do not fit, and words at the right edge."""

    parts: tuple[Part, ...] = ()
    right: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """``lines`` makes the rows for a width in cells; an item that cannot be chosen is a heading.

    ``height`` says how many rows there will be, so that they are made when they come into view
    and not before; without it they are made to be counted.
    """

    key: Hashable
    lines: Callable[[int], Sequence[Line]] = field(compare=False)
    choosable: bool = True
    height: Callable[[int], int] | None = field(default=None, compare=False)


class RowView(ScrollView, can_focus=True):
    """Items below each other, one of them under the cursor."""

    ALLOW_SELECT = False
    virtual_size = Reactive(Size(0, 0))
    """Textual lays the whole screen out anew for it; only the bars follow, in :meth:`_lay_out`."""

    class Moved(Message):
        """The cursor is on another item, or the view moved: what is near its end may be wanted."""

        def __init__(self, rows: RowView) -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> RowView:
            return self.rows

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.items: Sequence[Item] = ()
        self.cursor = 0
        self._starts: list[int] = []  # the first row of each item
        self._rows = 0
        self._made: dict[int, Sequence[Line]] = {}  # the rows of items that came into view
        self._styles: dict[tuple[str, bool], Style] = {}
        self._laid_out = (-1, 0)

    # -- called from above ------------------------------------------------------------------------

    def put(self, items: Sequence[Item], *, keep: bool = True) -> None:
        """Show other items; the cursor stays on its item, where that is still there."""
        key = self.current
        self.items = items
        self._lay_out()
        at = next((n for n, item in enumerate(items) if item.key == key), None) if keep else None
        self._set_cursor(at if at is not None else 0, 1)
        if at is None:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    @property
    def at_end(self) -> bool:
        """Whether less than a page is left below what is in view."""
        height = self.size.height
        return self.scroll_offset.y + 2 * height >= self._rows or self._near_end(height)

    def _near_end(self, height: int) -> bool:
        return bool(self._starts) and self._starts[self.cursor] + height >= self._rows

    @property
    def current(self) -> Hashable | None:
        """The key of the item under the cursor."""
        return self.items[self.cursor].key if self.cursor < len(self.items) else None

    def choose(self, key: Hashable) -> None:
        """Put the cursor on an item, where there is such a one."""
        for n, item in enumerate(self.items):
            if item.key == key:
                self._set_cursor(n, 1)
                self.refresh()
                return

    def make_again(self) -> None:
        """Make the rows anew that know their height: what they say has changed."""
        self._made = {n: rows for n, rows in self._made.items() if self.items[n].height is None}
        self.refresh()

    # -- layout -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        cells = max(1, self.size.width)
        self._made, self._starts = {}, []
        row = 0
        for n, item in enumerate(self.items):
            self._starts.append(row)
            if item.height is None:
                self._made[n] = item.lines(cells)
                row += len(self._made[n])
            else:
                row += item.height(cells)
        self._rows = row
        self._laid_out = (cells, len(self.items))
        self.virtual_size = Size(cells, row)
        self._scroll_update(self.virtual_size)

    def on_resize(self) -> None:
        if self._laid_out[0] != self.size.width:
            self._lay_out()
            self._show_cursor()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self.is_mounted:
            self.post_message(self.Moved(self))

    def _item_rows(self, n: int) -> range:
        end = self._starts[n + 1] if n + 1 < len(self._starts) else self._rows
        return range(self._starts[n], end)

    def _line(self, n: int, row: int) -> Line:
        """A row of an item; made now, if it never was in view."""
        if n not in self._made:
            self._made[n] = self.items[n].lines(self._laid_out[0])
        lines, at = self._made[n], row - self._starts[n]
        return lines[at] if at < len(lines) else Line()

    # -- painting ---------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        row = self.scroll_offset.y + y
        cells = self.size.width
        if row >= self._rows:
            return Strip.blank(cells, self._style("", chosen=False))
        n = bisect_right(self._starts, row) - 1
        line = self._line(n, row)
        chosen = n == self.cursor
        mark = "▌" if chosen and self.items[n].choosable else " "
        right = f" {line.right} " if line.right else ""
        room = max(0, cells - 1 - width(right))
        segments = [Segment(mark, self._style("", chosen=chosen))]
        for words, look in line.parts:
            painted = fit(words, min(width(words), room))
            room -= width(painted)
            segments.append(Segment(painted, self._style(look, chosen=chosen)))
            if room <= 0:
                break
        segments.append(Segment(" " * room, self._style("", chosen=chosen)))
        segments.append(Segment(right, self._style("quiet", chosen=chosen)))
        return Strip(segments).adjust_cell_length(cells, self._style("", chosen=chosen))

    def _style(self, look: str, *, chosen: bool) -> Style:
        key = (look, chosen)
        style = self._styles.get(key)
        if style is None:
            cursor = "cursor" if self.has_focus else "cursor-away"
            looks = tuple(name for name in (look, cursor if chosen else "") if name)
            colours = self.app.theme_variables
            style = style_of(self.rich_style, looks, colours, plain=is_plain(self.app))
            self._styles[key] = style
        return style

    def on_focus(self) -> None:
        self._styles.clear()
        self.refresh()

    def on_blur(self) -> None:
        self._styles.clear()
        self.refresh()

    # -- the cursor --------------------------------------------------------------------------------

    def _set_cursor(self, target: int, direction: int) -> None:
        before = self.cursor
        last = len(self.items) - 1
        n = max(0, min(target, last))
        for step in (direction, -direction):
            while 0 <= n <= last and not self.items[n].choosable:
                n += step
            if 0 <= n <= last:
                self.cursor = n
                break
            n = max(0, min(target, last))
        else:
            self.cursor = 0  # nothing can be chosen, and the item it stood on may be gone
        self._show_cursor()
        if self.cursor != before and self.is_mounted:
            self.post_message(self.Moved(self))

    def _show_cursor(self) -> None:
        if not self.items or not self.size.height:
            return
        rows = self._item_rows(min(self.cursor, len(self.items) - 1))
        only_headings = not any(item.choosable for item in islice(self.items, self.cursor))
        first = 0 if only_headings else rows.start
        top, height = self.scroll_offset.y, self.size.height
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif rows.stop > top + height:
            self.scroll_to(y=rows.stop - height, animate=False, force=True)

    def move(self, target: int, direction: int) -> None:
        """Put the cursor on an item, or on the next one in a direction that can be chosen."""
        self._set_cursor(target, direction)
        self.refresh()

    def move_rows(self, rows: int) -> None:
        """Move the cursor by rows of the screen, by one item at least."""
        if self._starts:
            row = max(0, self._starts[self.cursor] + rows)
            target = bisect_right(self._starts, row) - 1
            step = 1 if rows > 0 else -1
            self.move(target if target != self.cursor else self.cursor + step, step)

    def item_at(self, y: int) -> int | None:
        """The item painted in a row of the pane; none below the last."""
        row = self.scroll_offset.y + y
        return bisect_right(self._starts, row) - 1 if row < self._rows else None
