"""Takes the letters of a label, over a text that shows them."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.screen import ModalScreen

from reader.ui.panes.field import type_again

_LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Labels are made of these: under the fingers first."""


def labels(number: int) -> list[str]:
    """So many labels, all as long as each other, so that none begins another."""
    if number <= len(_LETTERS):
        return list(_LETTERS[:number])
    pairs = (a + b for a in _LETTERS for b in _LETTERS)
    return [pair for pair, _ in zip(pairs, range(number), strict=False)]


class HintScreen(ModalScreen[str | None]):
    """Gives the label typed, or ``None`` for a key that is in none; shows nothing itself."""

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        self._known = frozenset(known)
        self._typed = ""
        self._late: list[events.Key] | None = None

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if self._late is not None:  # typed after the label, before this screen was gone
            self._late.append(event)
            return
        self._typed += event.character or " "
        if self._typed in self._known:
            self._leave(self._typed)
        elif not any(label.startswith(self._typed) for label in self._known):
            self._leave(None)

    def on_click(self) -> None:
        if self._late is None:
            self._leave(None)

    def _leave(self, label: str | None) -> None:
        self._late = []
        self.call_after_refresh(self._close, label)  # a screen that is closing drops its keys

    def _close(self, label: str | None) -> None:
        self.dismiss(label)
        type_again(self.app, self._late or [])
