"""A list of items of one or more rows each, painted row by row: 10,000 of them cost what 10 do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.text.cells import fit, width
from reader.ui.keys.dispatch import Press
from reader.ui.keys.key import Context
from reader.ui.looks import style_of

Part = tuple[str, str]
"""Words and the name of their look; empty for none."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: parts from the left, cut where they do not fit, and words at the right edge."""

    parts: tuple[Part, ...] = ()
    right: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """``lines`` makes the rows for a width in cells; an item that cannot be chosen is a heading."""

    key: Hashable
    lines: Callable[[int], Sequence[Line]] = field(compare=False)
    choosable: bool = True


class RowList(ScrollView, can_focus=True):
    """Items to choose from, with a cursor."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """Enter or a click on an item."""

        def __init__(self, rows: RowList, key: Hashable) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> RowList:
            return self.rows

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.items: Sequence[Item] = ()
        self.cursor = 0
        self._lines: list[Line] = []
        self._starts: list[int] = []  # the first row of each item
        self._styles: dict[tuple[str, bool], Style] = {}
        self._laid_out = (-1, 0)

    @property
    def context(self) -> Context:
        """Where keys are looked for."""
        return Context.LIST

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

    # -- layout -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._lines, self._starts = [], []
        cells = max(1, self.size.width)
        for item in self.items:
            self._starts.append(len(self._lines))
            self._lines.extend(item.lines(cells))
        self._laid_out = (cells, len(self.items))
        self.virtual_size = Size(cells, len(self._lines))

    def on_resize(self) -> None:
        if self._laid_out[0] != self.size.width:
            self._lay_out()
            self._show_cursor()

    def _item_rows(self, n: int) -> range:
        end = self._starts[n + 1] if n + 1 < len(self._starts) else len(self._lines)
        return range(self._starts[n], end)

    # -- painting ---------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        row = self.scroll_offset.y + y
        cells = self.size.width
        if row >= len(self._lines):
            return Strip.blank(cells, self._style("", chosen=False))
        line = self._lines[row]
        chosen = self.cursor < len(self._starts) and row in self._item_rows(self.cursor)
        mark = "▌" if chosen and self.items[self.cursor].choosable else " "
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
            style = style_of(self.rich_style, looks, colours, plain=self.app.no_color)
            self._styles[key] = style
        return style

    def on_focus(self) -> None:
        self._styles.clear()
        self.refresh()

    def on_blur(self) -> None:
        self._styles.clear()
        self.refresh()

    # -- moving -----------------------------------------------------------------------------------

    def _set_cursor(self, target: int, direction: int) -> None:
        """Put the cursor on an item, or the next one in a direction that can be chosen."""
        last = len(self.items) - 1
        n = max(0, min(target, last))
        for step in (direction, -direction):
            while 0 <= n <= last and not self.items[n].choosable:
                n += step
            if 0 <= n <= last:
                self.cursor = n
                break
            n = max(0, min(target, last))
        self._show_cursor()

    def _show_cursor(self) -> None:
        if not self.items or not self.size.height:
            return
        rows = self._item_rows(min(self.cursor, len(self.items) - 1))
        first = 0 if self.cursor <= 1 else rows.start
        top, height = self.scroll_offset.y, self.size.height
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif rows.stop > top + height:
            self.scroll_to(y=rows.stop - height, animate=False, force=True)

    def _move(self, target: int, direction: int) -> None:
        self._set_cursor(target, direction)
        self.refresh()

    def do_move_down(self, press: Press) -> None:
        self._move(self.cursor + press.times, 1)

    def do_move_up(self, press: Press) -> None:
        self._move(self.cursor - press.times, -1)

    def do_move_half_down(self, press: Press) -> None:
        self._move_rows(press.times * (self.size.height // 2))

    def do_move_half_up(self, press: Press) -> None:
        self._move_rows(-press.times * (self.size.height // 2))

    def do_move_page_down(self, press: Press) -> None:
        self._move_rows(press.times * (self.size.height - 1))

    def do_move_page_up(self, press: Press) -> None:
        self._move_rows(-press.times * (self.size.height - 1))

    def _move_rows(self, rows: int) -> None:
        if self._starts:
            row = max(0, self._starts[self.cursor] + rows)
            target = bisect_right(self._starts, row) - 1
            step = 1 if rows > 0 else -1
            self._move(target if target != self.cursor else self.cursor + step, step)

    def do_move_top(self, press: Press) -> None:
        self._move((press.count or 1) - 1, 1)

    def do_move_bottom(self, press: Press) -> None:
        self._move(len(self.items) - 1 if press.count is None else press.count - 1, -1)

    def do_move_percent(self, press: Press) -> None:
        self._move(min(press.count or 50, 100) * (len(self.items) - 1) // 100, 1)

    def do_list_open(self, _: Press) -> None:
        if self.current is not None and self.items[self.cursor].choosable:
            self.post_message(self.Chosen(self, self.current))

    def on_click(self, event: events.Click) -> None:
        row = self.scroll_offset.y + event.y
        if row < len(self._lines):
            n = bisect_right(self._starts, row) - 1
            if self.items[n].choosable:
                self._move(n, 1)
                self.do_list_open(Press("list.open"))
