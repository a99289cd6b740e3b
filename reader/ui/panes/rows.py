"""A list to choose from: what its keys and the mouse do to the cursor.

Each method is named after its row in the key table: ``move.down`` is ``do_move_down``.
"""

from __future__ import annotations

from collections.abc import Hashable

from textual import events
from textual.message import Message

from reader.ui.keys.dispatch import Press
from reader.ui.keys.key import Context
from reader.ui.panes.rowview import Item, Line, Part, RowView

__all__ = ["Item", "Line", "Part", "RowList"]


class RowList(RowView):
    """Items to choose from, with a cursor."""

    class Chosen(Message):
        """Enter or a click on an item."""

        def __init__(self, rows: RowList, key: Hashable) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> RowList:
            return self.rows

    @property
    def context(self) -> Context:
        """Where keys are looked for."""
        return Context.LIST

    # -- moving ------------------------------------------------------------------------------------

    def do_move_down(self, press: Press) -> None:
        self.move(self.cursor + press.times, 1)

    def do_move_up(self, press: Press) -> None:
        self.move(self.cursor - press.times, -1)

    def do_move_half_down(self, press: Press) -> None:
        self.move_rows(press.times * (self.size.height // 2))

    def do_move_half_up(self, press: Press) -> None:
        self.move_rows(-press.times * (self.size.height // 2))

    def do_move_page_down(self, press: Press) -> None:
        self.move_rows(press.times * (self.size.height - 1))

    def do_move_page_up(self, press: Press) -> None:
        self.move_rows(-press.times * (self.size.height - 1))

    def do_move_top(self, press: Press) -> None:
        self.move((press.count or 1) - 1, 1)

    def do_move_bottom(self, press: Press) -> None:
        self.move(len(self.items) - 1 if press.count is None else press.count - 1, -1)

    def do_move_percent(self, press: Press) -> None:
        self.move(min(press.count or 50, 100) * (len(self.items) - 1) // 100, 1)

    def do_list_open(self, _: Press) -> None:
        if self.current is not None and self.items[self.cursor].choosable:
            self.post_message(self.Chosen(self, self.current))

    def on_click(self, event: events.Click) -> None:
        n = self.item_at(event.y)
        if n is not None and self.items[n].choosable:
            self.move(n, 1)
            self.do_list_open(Press("list.open"))
