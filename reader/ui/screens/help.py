"""Help, made from the live key table."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.ui.keys.table import Context, chain_rows, shown

_KEY_CELLS = 22


class HelpScreen(ModalScreen[None]):
    """Every key that works where the user is, by group."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "close"),
        Binding("j,down", "scroll('down')", "down"),
        Binding("k,up", "scroll('up')", "up"),
        Binding("space,pagedown,ctrl+f", "scroll('page_down')", "page down"),
        Binding("b,pageup,ctrl+b", "scroll('page_up')", "page up"),
    ]

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._where = context

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help-box"):
            yield Static(help_text(self._where), id="help-text")

    def on_mount(self) -> None:
        box = self.query_one("#help-box")
        box.border_title = f"keys {self._where}"
        box.border_subtitle = "q closes"
        box.focus()

    def action_scroll(self, where: str) -> None:
        getattr(self.query_one("#help-box", VerticalScroll), f"scroll_{where}")(animate=False)


def help_text(context: Context) -> Text:
    """The keys of a context with what they do; numbers before a key repeat it."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in chain_rows(context):
        keys = "  ".join(shown(key) for key in row.keys)
        groups.setdefault(row.group, []).append((keys, row.label))
    text = Text()
    for group, rows in groups.items():
        text.append(f"{group}\n", "bold")
        for keys, label in rows:
            text.append(f"  {keys:<{_KEY_CELLS}}")
            text.append(f"{label}\n")
        text.append("\n")
    text.append("A number before a key repeats it: 3j, 2). 12G goes to paragraph 12.")
    return text
