"""Help, made from the live key table."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from reader.ui.keys.key import Context, shown
from reader.ui.keys.keymap import Keymap
from reader.ui.screens.scrolling import ScrollScreen

_KEY_CELLS = 22


class HelpScreen(ScrollScreen):
    """Every key that works where the user is, by group."""

    def __init__(self, context: Context, keymap: Keymap) -> None:
        super().__init__()
        self._where = context
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="scroll-box"):
            yield Static(help_text(self._where, self._keymap), id="scroll-text")

    def on_mount(self) -> None:
        self.open(f"keys {self._where}")


def help_text(context: Context, keymap: Keymap) -> Text:
    """The keys of a context with what they do; numbers before a key repeat it."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in keymap.rows(context):
        keys = "  ".join(shown(key) for key in row.keys)
        groups.setdefault(row.group, []).append((keys, row.label))
    text = Text()
    for group, rows in groups.items():
        text.append(f"{group}\n", "bold")
        for keys, label in rows:
            text.append(f"  {keys:<{_KEY_CELLS - 1}} ")
            text.append(f"{label}\n")
        text.append("\n")
    down, sentence, bottom = map(keymap.key_of, ("move.down", "move.sentence", "move.bottom"))
    text.append(f"A number before a key repeats it: 3{down}, 2{sentence}. ")
    text.append(f"12{bottom} goes to paragraph 12.")
    return text
