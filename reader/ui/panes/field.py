"""Fields that lose no key typed ahead of what Enter does.

The app hands keys to the widget that has the focus when they come.  After Enter in a field they are
meant for what opens next, so a confirmed field keeps them until it is told to let go.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class Field(Input):
    """One line to type; keeps keys between Enter and :meth:`let_go`."""

    # Textual lays the whole screen out anew for the width of what is typed; a field stays as wide.
    virtual_size = Reactive(Size(0, 0))

    _held: list[events.Key] | None = None
    last_key: events.Key | None = None
    """The key that came here last; one that bubbles up and is not this was typed ahead."""

    async def _on_key(self, event: events.Key) -> None:
        self.last_key = event
        # Textual calls this class's handler first, then Input's unless the default is prevented
        if self._held is None and self.screen.focused is not self:
            event.stop()  # on its way here when what Enter asked for was done
            event.prevent_default()
            type_again(self.app, [event])
        elif self._held is not None:
            event.stop()
            event.prevent_default()
            self._held.append(event)
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self._held = []
            await self.action_submit()

    def let_go(self) -> None:
        """What Enter asked for is done: hand on what was typed meanwhile."""
        held, self._held = self._held, None
        type_again(self.app, held or ())


def type_again(app: App[object], keys: Iterable[events.Key]) -> None:
    """Keys that went astray, to whatever has the focus when the app comes to them."""
    for key in keys:
        app.post_message(events.Key(key.key, key.character))
