"""Describing: what is known of the article on the screen, changed in the info tab and undone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from reader.articles.article import Article
from reader.articles.corrections import Said, correct
from reader.articles.sidecar import FIELDS
from reader.errors import ReaderError
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.screens.command import CommandScreen

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

_TO_FILE = "="
"""What is typed to leave a field to the file again."""

_EXAMPLES = {
    "date": "2024, 2024-05 or 2024-05-07",
    "language": "en",
    "url": "https://…",
    "author": "several with commas between",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """What a sidecar said of some fields of an article, and says now.

    ``at`` is when, on the monotonic clock: other changes are undone in one order with it.
    """

    path: str
    before: Said
    after: Said
    at: int = field(default_factory=time.monotonic_ns)

    def __str__(self) -> str:
        said = (
            f"{name} as the file says" if value is None else f"{name}: {value or 'unknown'}"
            for name, value in self.after.items()
        )
        return ", ".join(said)


class Describing(Part):
    """Fields of the info tab."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.done: list[Correction] = []
        """What can be undone, the last at the end."""
        self.undone: list[Correction] = []
        """What can be done again, the last at the end."""

    def do_meta_edit(self, _: Press) -> None:
        """The field under the cursor of the info tab; from anywhere else, to the tab."""
        match self.side.rows.current if self.side.rows.has_focus else None:
            case ("field", str() as name):
                self.edit(name)
            case _:
                self.app.going.show_tab("info")
                self.say(
                    f"{self.screen.keymap.key_of('meta.edit')} corrects the field under the cursor"
                )

    def edit(self, name: str, typed: str | None = None) -> None:
        """Ask what a field of the article on the screen is to say."""
        article = self.document.article
        if article is None or name not in FIELDS:
            return
        value = getattr(article.meta, name)
        text = (value.text if value else "") if typed is None else typed
        does = f"Enter saves · empty: unknown · {_TO_FILE} as the file says"
        screen = CommandScreen(f"{name} of this article", text, does, _EXAMPLES.get(name, name))
        self.app.push_screen(screen, partial(self._typed, article, name))

    def _typed(self, article: Article, name: str, text: str | None) -> None:
        if text is None:
            return
        wanted = None if text.strip() == _TO_FILE else " ".join(text.split())
        value = getattr(article.meta, name)
        if wanted is not None and wanted == (value.text if value else ""):
            self.say(f"{name} says that already")
            return
        if not self._carry_out(Correction(article.path, {name: None}, {name: wanted}), self.done):
            self.edit(name, text)
        else:
            self.undone.clear()

    def _carry_out(
        self, change: Correction, pile: list[Correction], words: str = "{change}"
    ) -> bool:
        try:
            before = correct(self.desk.library, change.path, change.after)
        except ReaderError as error:
            self.app.tell(error)
            return False
        made = Correction(change.path, before, change.after)
        pile.append(made)
        undo = f"; {self.key('undo')} takes it back" if pile is self.done else ""
        self.app.watching.look(self._teller(words.format(change=made) + undo))
        return True

    def _teller(self, words: str) -> Callable[[], None]:
        return lambda: self.say(words)

    def undo(self) -> None:
        """Take the last correction back."""
        self._turn(self.done, self.undone, "undone: {change}")

    def redo(self) -> None:
        """Make the correction again that was taken back last."""
        self._turn(self.undone, self.done, "done again: {change}")

    def _turn(self, source: list[Correction], target: list[Correction], words: str) -> None:
        change = source.pop()
        back = Correction(change.path, change.after, change.before)
        if not self._carry_out(back, target, words):
            source.append(change)
