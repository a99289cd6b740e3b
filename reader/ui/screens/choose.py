"""Asks for one of several things: a field that narrows a list."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from reader.text.cells import painted
from reader.text.finding import Folded
from reader.ui.keys.dispatch import Press
from reader.ui.panes.field import Field
from reader.ui.panes.rows import Item, Line, RowList
from reader.ui.screens.ask import AskScreen

Option = tuple[str, str, Hashable]
"""Its name, what is said of it, and what is given back for it."""

_SHOWN = 200


class ChooseScreen(AskScreen[Hashable]):
    """Gives back what stands for the option, what was typed where that is allowed, or ``None``."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(
        self, title: str, options: Sequence[Option], new: str = "", wish: str = "a part of the name"
    ) -> None:
        """``new`` is what a name stands for that is typed and is none of the options.

        ``wish`` is what is to be typed.
        """
        super().__init__()
        self._title = title
        self._options = [(Folded(option[0]).lower, option) for option in options]
        self._new = new
        self._wish = wish
        self._rows = RowList(id="choose-rows")

    def compose(self) -> ComposeResult:
        with Vertical(id="choose-box"):
            yield Field(placeholder=self._wish, id="choose-text", compact=True)
            yield self._rows

    def on_mount(self) -> None:
        box = self.query_one("#choose-box")
        box.border_title = Text(painted(f" {self._title} "))
        box.border_subtitle = "Enter chooses · ↓↑ · Esc leaves"
        self._rows.can_focus = False
        self._narrow("")
        self.ready(self.query_one(Field))

    def _narrow(self, typed: str) -> None:
        words = Folded(typed).lower.split()
        fitting = [o for folded, o in self._options if all(word in folded for word in words)]
        name = " ".join(typed.split())
        items = [_item(name, told, key) for name, told, key in fitting[:_SHOWN]]
        if self._new and name and name not in {option[0] for option in fitting}:
            items.append(_item(f"“{name}”", self._new, name))
        self._rows.put(items, keep=False)

    @on(Input.Changed, "#choose-text")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    @on(Input.Submitted, "#choose-text")
    def _confirmed(self, event: Input.Submitted) -> None:
        event.stop()
        self.finish(self._rows.current)

    @on(RowList.Chosen, "#choose-rows")
    def _clicked(self, event: RowList.Chosen) -> None:
        event.stop()
        self.finish(event.key)

    def on_key(self, event: events.Key) -> None:
        if event.key in {"down", "ctrl+n"}:
            event.stop()
            self._rows.do_move_down(Press("move.down"))
        elif event.key in {"up", "ctrl+p"}:
            event.stop()
            self._rows.do_move_up(Press("move.up"))
        else:
            super().on_key(event)

    def action_leave(self) -> None:
        self.dismiss(None)


def _item(name: str, told: str, key: Hashable) -> Item:
    line = Line(((name, ""),), told)
    return Item(key, lambda _: [line], height=lambda _: 1)
