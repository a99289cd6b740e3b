"""A screen that asks for something to be typed, and loses no key typed ahead of it."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen
from textual.widget import Widget

Answer = TypeVar("Answer")


class AskScreen(ModalScreen[Answer]):
    """Keeps what is typed until its field stands, then hands it over in order."""

    AUTO_FOCUS = ""  # the field, and it only, by `ready`

    def __init__(self) -> None:
        super().__init__()
        self._early: list[events.Key] = []

    def ready(self, field: Widget) -> None:
        """The field stands: focus it, and type what was typed before."""
        self.set_focus(field)
        for key in self._early:
            field.post_message(events.Key(key.key, key.character))
        self._early.clear()

    def on_key(self, event: events.Key) -> None:
        if self.focused is None:
            event.stop()
            self._early.append(event)
