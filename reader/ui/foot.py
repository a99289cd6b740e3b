"""Below the panes: the status line, and the note of the mark under the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from reader.text.cells import painted
from reader.ui.alignment import AlignedScreen
from reader.ui.keys.dispatch import Dispatcher
from reader.ui.keys.key import Context, shown
from reader.ui.keys.keymap import Keymap
from reader.ui.panes.field import Field
from reader.ui.panes.rows import RowList
from reader.ui.panes.status import Status

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

_ROOMY = 10
"""Rows of a screen that has room for a note below the text."""

_MODES = {
    Context.READER: "NORMAL", Context.LIST: "LIST", Context.MARKS: "MARKS",
    Context.VISUAL: "SELECT",
}  # fmt: skip


class FootedScreen(AlignedScreen):
    """The panes, and what is said below them of where the keys go and what they did."""

    def __init__(self, column: int, keymap: Keymap) -> None:
        super().__init__(column)
        self.keymap = keymap
        self._find = Field(placeholder="find in this article", id="find", compact=True)
        self._dispatcher = Dispatcher(keymap)
        self._message = ""
        self._noted = ""
        self._progress = ""

    @property
    def conductor(self) -> ReaderApp:
        """The app, by its own type."""
        return self.app  # type: ignore[return-value]

    @property
    def context(self) -> Context:
        """Where keys have their meaning now."""
        focused = self.focused
        if isinstance(focused, RowList):
            return focused.context
        return self.document.context

    def say(self, words: str) -> None:
        """One sentence, until the next key."""
        self._message = words
        self.show_status()

    def show_progress(self, words: str) -> None:
        """What is being built in the background; empty when nothing is."""
        self._progress = words
        self.show_status()

    def show_note(self, words: str) -> None:
        """The note of the mark under the caret, below the text."""
        if words == self._noted:
            return  # asked at every move of the caret, and an update lays the screen out anew
        self._noted = words
        self._make_room()
        self._beneath.update(painted(words))

    def on_resize(self) -> None:
        self._make_room()

    def _make_room(self) -> None:
        """No note below a text of which nothing would be left to see."""
        self._beneath.display = bool(self._noted) and self.size.height >= _ROOMY

    def show_status(self) -> None:
        """Bring the status line up to date."""
        typing = isinstance(self.focused, Input)
        message = self._message or self._begun() or self._progress
        context = self.context
        mode = self.conductor.finding.mode if self.focused is self._find else "TYPING"
        self._status.status = Status(
            mode=mode if typing else _MODES[context],
            place=self._place(message),
            message=message,
            pending=self._dispatcher.pending.replace(" ", ""),
            hints=_TYPING_HINTS.get(mode, _TYPING_HINTS[""]) if typing else self._hints(context),
            swatches=() if typing else self._swatches(context),
        )

    def _begun(self) -> str:
        return next(filter(None, (part.task() for part in self.conductor.made())), "")

    def _swatches(self, context: Context) -> tuple[tuple[str, str], ...]:
        """The colours to choose from, while one is to be named; else the one that Enter gives."""
        if self._dispatcher.awaits("mark.colour", context):
            return self.conductor.highlighting.palette
        return self.conductor.highlighting.palette_now if context is Context.VISUAL else ()

    def _hints(self, context: Context) -> tuple[tuple[str, str], ...]:
        """The keys that the status line names: nearest context first, help last."""
        rows = [row for row in self.keymap.rows(context) if row.hint]
        rows.sort(key=lambda row: row.id == "help")
        return tuple((shown(row.keys[0]), row.hint) for row in rows)

    def _place(self, message: str) -> str:
        """Where the caret is; how near others are only beside no message: their frames say it."""
        article = self.document.article
        if article is None:
            return ""
        paragraph = article.paragraph_at(self.document.caret.offset)
        place = f"¶{paragraph}/{len(article.paragraphs)} {self.document.progress}%"
        parts = list(self.conductor.made())
        found = next(filter(None, (part.position() for part in parts)), "")
        near = self.conductor.nearing.nearness() if self.is_aligned and not message else ""
        return "  ".join(filter(None, (place, near, found, *(part.also() for part in parts))))


_FIND_HINTS = (("Enter", "find"), ("Ctrl+r", "regex"), ("Esc", "leave"))
_TYPING_HINTS = {
    "": (("Enter", "open"), ("↓↑", "choose"), ("→", "complete"), ("Esc", "leave")),
    "FIND": _FIND_HINTS,
    "REGEX": (_FIND_HINTS[0], ("Ctrl+r", "as it stands"), _FIND_HINTS[2]),
    "LIST": (("Enter", "keep"), ("↓↑", "choose"), ("Esc", "all")),
}
