"""A screen to read and close."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen


class ScrollScreen(ModalScreen[None]):
    """One box of words, moved through with the keys of the text.  Its id is ``scroll-box``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", "close"),
        Binding("j,down", "scroll('down')", "down"),
        Binding("k,up", "scroll('up')", "up"),
        Binding("space,pagedown,ctrl+f", "scroll('page_down')", "page down"),
        Binding("b,pageup,ctrl+b", "scroll('page_up')", "page up"),
        Binding("g,home", "scroll('home')", "top"),
        Binding("G,end", "scroll('end')", "bottom"),
    ]

    def open(self, title: str) -> None:
        """Name the box and take its keys."""
        box = self.query_one("#scroll-box")
        box.border_title = title
        box.border_subtitle = "q closes"
        self.set_focus(box)

    def action_scroll(self, where: str) -> None:
        getattr(self.query_one("#scroll-box", VerticalScroll), f"scroll_{where}")(animate=False)
