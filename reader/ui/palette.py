"""The palette: every command that works here, by the words of the key table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.screen import Screen

from reader.ui.keys.dispatch import Press
from reader.ui.keys.key import shown

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp


def commands(app: ReaderApp, screen: Screen[object]) -> Iterator[SystemCommand]:
    """The commands of the main screen when it has the keys, and the themes."""
    if screen is app.main:
        for row in app.main.keymap.commands(app.main.context):
            press = Press(row.id)
            keys = "  ".join(shown(key) for key in row.keys) or "no key"
            yield SystemCommand(
                row.label, f"{row.group}: {keys}", lambda p=press: app.main.perform(p)
            )
    for name in app.available_themes:
        yield SystemCommand(f"theme {name}", "colours", lambda n=name: setattr(app, "theme", n))
