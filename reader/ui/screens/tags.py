"""The tag picker: what is typed is sought among the tags there are, and is a new one otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.text.cells import painted
from reader.text.late import late
from reader.ui.panes.field import Field
from reader.ui.screens.ask import AskScreen

OFFERED = 9
"""Tags that are offered at once: as many as there are digits to pick them with."""

_SEPARATOR = late(r"[,\s]+")
_PARTS = late(r"[/_-]")


class _TagField(Field):
    """Where no word is begun a digit picks a tag; Tab takes the first one offered."""

    async def _on_key(self, event: events.Key) -> None:
        screen = self.screen
        if self._held is not None or not isinstance(screen, TagScreen):
            return
        typed = self.value[: self.cursor_position]
        if event.character and event.character in "123456789" and not _SEPARATOR.split(typed)[-1]:
            taken = screen.take(int(event.character) - 1)
        else:
            taken = event.key == "tab" and screen.take(0)
        if taken or event.key == "tab":
            event.stop()
            event.prevent_default()


class TagScreen(AskScreen[tuple[str, ...] | None]):
    """Gives the tags back, or ``None`` when it was left with Esc.

    ``tags`` are those of the mark, ``known`` those of the library, the last used first.  Where
    there are ``several`` marks, what is typed is added to each, and ``-tag`` taken away.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(self, tags: Sequence[str], known: Sequence[str], several: int = 1) -> None:
        super().__init__()
        self._tags = tuple(tags)
        self._known = tuple(known)
        self._several = several

    def compose(self) -> ComposeResult:
        with Vertical(id="tag-box"):
            yield _TagField(
                " ".join(self._tags) + (" " if self._tags else ""),
                placeholder="tags; claim/figure is below claim; #1 begins with a digit",
                id="tag-text",
                compact=True,
                select_on_focus=False,
            )
            yield Static("", id="tag-known", markup=False)

    def on_mount(self) -> None:
        box = self.query_one("#tag-box")
        several = self._several > 1
        box.border_title = f"tags for {self._several} annotations" if several else "tags"
        minus = " · -tag takes away" if several else ""
        box.border_subtitle = f"Enter saves · 1-9 pick · Tab completes{minus} · Esc leaves"
        field = self.query_one(_TagField)
        self._show(field.value)
        self.ready(field)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    @on(Input.Submitted)
    def _confirmed(self, event: Input.Submitted) -> None:
        event.stop()
        self.finish(read_tags(event.value))

    def action_leave(self) -> None:
        self.dismiss(None)

    def _show(self, typed: str) -> None:
        offered = self._offered(typed)
        words = "  ".join(f"{n} {tag}" for n, tag in enumerate(offered, 1))
        begun = _last_word(typed)
        new = f"{begun} is a new tag" if begun and begun not in self._known else ""
        said = "   ".join(part for part in (words, new) if part)
        self.query_one("#tag-known", Static).update(painted(said or "no tag yet: type one"))

    def _offered(self, typed: str) -> list[str]:
        *whole, begun = _SEPARATOR.split(typed)
        has = {tag.lstrip("#") for tag in whole}
        return fitting(begun.lstrip("#-"), [tag for tag in self._known if tag not in has])[:OFFERED]

    def take(self, number: int) -> bool:
        """Put one of the tags offered in the place of the word that is begun."""
        field = self.query_one(_TagField)
        offered = self._offered(field.value)
        if number >= len(offered):
            return False
        begun = _SEPARATOR.split(field.value)[-1]
        minus = "-" if begun.startswith("-") else ""
        kept = field.value[: len(field.value) - len(begun)]
        field.value = f"{kept}{minus}{offered[number]} "
        field.cursor_position = len(field.value)
        return True


def fitting(begun: str, known: Sequence[str]) -> list[str]:
    """The tags that what is begun may mean: those that begin so, that hold it, and those that have
    its letters in this order; each of these in the order given."""
    if not begun:
        return list(known)
    wanted = begun.casefold()
    ranks = {tag: _rank(wanted, tag.casefold()) for tag in known}
    return sorted((tag for tag in known if ranks[tag] < _NOT), key=lambda tag: ranks[tag])


_NOT = 4


def _rank(wanted: str, tag: str) -> int:
    if tag.startswith(wanted):
        return 0
    if any(part.startswith(wanted) for part in _PARTS.split(tag)):
        return 1
    if wanted in tag:
        return 2
    letters = iter(tag)
    return 3 if all(letter in letters for letter in wanted) else _NOT


def read_tags(typed: str) -> tuple[str, ...]:
    """The tags in what was typed: split at blanks and commas, ``#`` dropped, each one once."""
    found = (word.lstrip("#").strip("/") for word in _SEPARATOR.split(typed))
    return tuple(dict.fromkeys(tag for tag in found if tag))


def _last_word(typed: str) -> str:
    return _SEPARATOR.split(typed)[-1].lstrip("#-") if typed else ""
