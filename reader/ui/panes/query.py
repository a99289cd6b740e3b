"""The field of the query: it shows how the word that is being typed may go on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import events
from textual.suggester import Suggester
from textual.widgets import Input

from reader.ui.panes.field import Field


class QueryField(Field):
    """One line to type a query in; Right, End or Ctrl+e at its end take what is offered."""

    _left = ""  # what stood here when the focus came, or was put here

    def put(self, text: str) -> None:
        """Another query, that nobody typed."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)
        self._left = text

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was typed since the focus came, or since a query was put here."""
        return self.value in ("", self._left)

    def offer(self, end: Callable[[str], str]) -> None:
        """Have queries ended by ``end``, which is asked in a thread and may find nothing."""
        self.suggester = _Ends(end)

    def on_focus(self, _: events.Focus) -> None:
        self._left = self.value

    def action_end(self, select: bool = False) -> None:
        if self._suggestion and self.cursor_at_end and not select:
            self.action_cursor_right()
        else:
            super().action_end(select)


class _Ends(Suggester):
    def __init__(self, end: Callable[[str], str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._end = end

    async def get_suggestion(self, value: str) -> str | None:
        return await asyncio.to_thread(self._end, value) or None
