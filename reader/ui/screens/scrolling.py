"""A screen to read and close."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from reader.ui.panes.field import type_again


class ScrollScreen(ModalScreen[None]):
    """One box of words, moved through with the keys of the text.  Its id is ``scroll-box``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll('down')", "down"),
        Binding("k,up", "scroll('up')", "up"),
        Binding("space,pagedown,ctrl+f", "scroll('page_down')", "page down"),
        Binding("b,pageup,ctrl+b", "scroll('page_up')", "page up"),
        Binding("g,home", "scroll('home')", "top"),
        Binding("G,end", "scroll('end')", "bottom"),
    ]

    _late: list[events.Key] | None = None

    def on_key(self, event: events.Key) -> None:
        """Close in the order typed, and hand on what was typed after."""
        if self._late is not None:
            event.stop()
            self._late.append(event)
        elif event.key in {"escape", "q", "question_mark", "f1"}:
            event.stop()
            self._late = []
            self.call_after_refresh(self._close)  # a screen that is closing drops its keys

    def _close(self) -> None:
        self.dismiss()
        type_again(self.app, self._late or [])

    def open(self, title: str) -> None:
        """Name the box and take its keys."""
        box = self.query_one("#scroll-box")
        box.border_title = Text(title)  # a str would be markup
        box.border_subtitle = "q closes"
        self.set_focus(box)

    def action_scroll(self, where: str) -> None:
        getattr(self.query_one("#scroll-box", VerticalScroll), f"scroll_{where}")(animate=False)
