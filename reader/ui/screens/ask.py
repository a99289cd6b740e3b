"""A screen that asks for something to be typed, and loses no key typed ahead of it or after it."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.screen import ModalScreen
from textual.widget import Widget

from reader.ui.panes.field import Field, type_again

Answer = TypeVar("Answer")


class AskScreen(ModalScreen[Answer]):
    """Keeps what is typed until its field stands, then hands it over in order."""

    AUTO_FOCUS = ""  # the field, and it only, by `ready`

    def __init__(self) -> None:
        super().__init__()
        self._early: list[events.Key] = []
        self._field: Widget | None = None

    def ready(self, field: Widget) -> None:
        """The field stands: focus it, and type what was typed before."""
        self._field = field
        self.call_later(self._begin, field)  # after the keys that wait in the queue of the screen

    def _begin(self, field: Widget) -> None:
        if self._peek_message() is not None:  # a key, maybe: once focused, the field has those
            self.call_later(self._begin, field)  # that come next before those that wait here
            return
        self.set_focus(field)
        early, self._early = self._early, []
        for key in early:
            field.post_message(events.Key(key.key, key.character))

    def finish(self, answer: Answer) -> None:
        """Give the answer, and hand on what was typed after it."""
        self.dismiss(answer)
        if isinstance(self._field, Field):
            self._field.let_go()
        else:
            type_again(self.app, self._early)

    def on_key(self, event: events.Key) -> None:
        if self.focused is None:
            event.stop()
            self._early.append(event)
        elif isinstance(self._field, Field) and self._field.last_key is not event:
            event.stop()  # it came here: by way of the app it would fall behind those after it
            self._field.post_message(events.Key(event.key, event.character))
