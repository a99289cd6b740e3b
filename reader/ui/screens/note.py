"""The note editor: a few rows at the bottom, the text still in view above them."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from reader.text.cells import fit
from reader.ui.panes.field import type_again
from reader.ui.screens.ask import AskScreen


class _NoteArea(TextArea):
    """Takes Ctrl+s and Esc itself, in the order typed, which bindings are not."""

    done = False

    async def _on_key(self, event: events.Key) -> None:
        screen = self.screen
        if not isinstance(screen, NoteScreen) or not (
            self.done or event.key in {"ctrl+s", "escape"}
        ):
            return
        event.stop()
        event.prevent_default()
        if self.done:
            type_again(self.app, [event])
        else:
            self.done = True
            screen.action_save() if event.key == "ctrl+s" else screen.action_leave()


class NoteScreen(AskScreen[str | None]):
    """Gives the note back, or ``None`` when it was left with Esc; then the draft is handed over."""

    def __init__(self, quote: str, note: str, left: Callable[[str], None]) -> None:
        super().__init__()
        self._quote = " ".join(quote.split())
        self._note = note
        self._left = left

    def compose(self) -> ComposeResult:
        with Vertical(id="note-box"):
            yield Static("", id="note-quote", markup=False)
            yield _NoteArea(self._note, id="note-text", compact=True)

    def on_mount(self) -> None:
        box = self.query_one("#note-box")
        box.border_title = "note"
        box.border_subtitle = "Ctrl+s saves · Esc leaves"
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        self.ready(area)

    def on_resize(self) -> None:
        room = max(10, self.size.width - 8)
        self.query_one("#note-quote", Static).update(fit(f"“{self._quote}”", room))

    @property
    def changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.query_one(TextArea).text != self._note

    def action_save(self) -> None:
        self.finish(self.query_one(TextArea).text)

    def action_leave(self) -> None:
        text = self.query_one(TextArea).text
        if text.strip() and self.changed:
            self._left(text)
        self.finish(None)
