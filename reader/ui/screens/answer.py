"""Shows what a command said."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from reader.text.cells import painted
from reader.ui.screens.scrolling import ScrollScreen


class AnswerScreen(ScrollScreen):
    """An answer, safe to look at."""

    def __init__(self, command: str, answer: str) -> None:
        super().__init__()
        self._command = command
        self._answer = answer

    def compose(self) -> ComposeResult:
        safe = "\n".join(painted(line) for line in self._answer.splitlines())
        with VerticalScroll(id="scroll-box"):
            yield Static(Text(safe), id="scroll-text")

    def on_mount(self) -> None:
        self.open(painted(self._command))
