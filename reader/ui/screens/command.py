"""Asks for one line."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from reader.text.cells import painted
from reader.ui.panes.field import Field
from reader.ui.screens.ask import AskScreen


class CommandScreen(AskScreen[str | None]):
    """Gives the line back, or ``None`` when it was left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(
        self, title: str, value: str = "", does: str = "Enter runs", example: str = "wc -w"
    ) -> None:
        """``value`` stands in the field at first, ``example`` in an empty one."""
        super().__init__()
        self._title = title
        self._value = value
        self._does = does
        self._example = example

    def compose(self) -> ComposeResult:
        with Vertical(id="command-box"):
            yield Field(self._value, placeholder=self._example, id="command-text", compact=True)

    def on_mount(self) -> None:
        box = self.query_one("#command-box")
        box.border_title = Text(painted(f" {self._title} "))
        box.border_subtitle = f"{self._does} · Esc leaves"
        self.ready(self.query_one(Field))

    @on(Input.Submitted)
    def _confirmed(self, event: Input.Submitted) -> None:
        event.stop()
        self.finish(event.value)

    def action_leave(self) -> None:
        self.dismiss(None)
