"""The field of the query: it offers an end for the word that is being typed."""

from __future__ import annotations

from textual.widgets import Input

from reader.ui.panes.field import Field


class QueryField(Field):
    """One line to type a query in."""

    def put(self, text: str) -> None:
        """Another query, that nobody typed."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)
