"""The tag picker: tags of this mark, and those of the library to complete from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.suggester import Suggester
from textual.widgets import Input, Static

from reader.text.cells import painted
from reader.text.late import late
from reader.ui.panes.field import Field
from reader.ui.screens.ask import AskScreen

_SHOWN = 12
_SEPARATOR = late(r"[,\s]+")


class TagScreen(AskScreen[tuple[str, ...] | None]):
    """Gives the tags back, or ``None`` when it was left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(self, tags: Sequence[str], known: Sequence[str]) -> None:
        super().__init__()
        self._tags = tuple(tags)
        self._known = tuple(known)

    def compose(self) -> ComposeResult:
        with Vertical(id="tag-box"):
            yield Field(
                " ".join(self._tags) + (" " if self._tags else ""),
                placeholder="tags, with blanks between them; hierarchy as claim/figure",
                suggester=_LastWord(self._known),
                id="tag-text",
                compact=True,
            )
            yield Static(self._offer(""), id="tag-known", markup=False)

    def on_mount(self) -> None:
        box = self.query_one("#tag-box")
        box.border_title = "tags"
        box.border_subtitle = "Enter saves · → completes · Esc leaves"
        self.ready(self.query_one(Field))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one("#tag-known", Static).update(self._offer(_last_word(event.value)))

    @on(Input.Submitted)
    def _confirmed(self, event: Input.Submitted) -> None:
        event.stop()
        self.finish(read_tags(event.value))

    def action_leave(self) -> None:
        self.dismiss(None)

    def _offer(self, begun: str) -> str:
        fitting = [tag for tag in self._known if begun.lower() in tag.lower()][:_SHOWN]
        return painted("  ".join(fitting)) if fitting else "a new tag"


def read_tags(typed: str) -> tuple[str, ...]:
    """The tags in what was typed: split at blanks and commas, ``#`` dropped, each one once."""
    found = (word.lstrip("#") for word in _SEPARATOR.split(typed))
    return tuple(dict.fromkeys(tag for tag in found if tag))


def _last_word(typed: str) -> str:
    return _SEPARATOR.split(typed)[-1].lstrip("#")


class _LastWord(Suggester):
    """Completes the last word of several."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        begun = _last_word(value)
        if not begun:
            return None
        for tag in self._known:
            if tag.startswith(begun) and tag != begun:
                return value + tag[len(begun) :]
        return None
