"""The frames of the panes: painted at once, before anything that is to stand in them is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

THREE_PANES = 120
"""Columns from which all three panes show; below it the text and one pane, below 60 one pane."""

TWO_PANES = 60


class FrameScreen(Screen[None]):
    """What the main screen looks like while it is empty; keeps the keys typed meanwhile."""

    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[events.Key] = []

    def compose(self) -> ComposeResult:
        cells = self.app.size.width
        with Horizontal(id="panes"):
            yield _Frame("search", "search")
            with Vertical(id="reading") as reading:
                yield _Frame("document", "document")
            reading.display = cells >= TWO_PANES
            yield (side := _Frame("side"))
            side.display = cells >= THREE_PANES
        yield _Frame("status")

    def on_mount(self) -> None:
        app: ReaderApp = self.app  # type: ignore[assignment]
        self.call_after_refresh(lambda: app.call_later(app.begin))

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self._held.append(event)

    def empty(self) -> list[events.Key]:
        """Stand aside for the main screen: nothing to lay out any more; the keys that came."""
        self.remove_children()
        return self._held


class _Frame(Widget):
    """A pane with nothing in it."""

    def __init__(self, name: str, title: str = "") -> None:
        super().__init__(id=name, classes="frame" if name != "status" else "")
        self.border_title = title

    def render_line(self, _: int) -> Strip:
        return Strip.blank(self.size.width, self.rich_style)
