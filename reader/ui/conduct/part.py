"""What every part of the conductor stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from reader.articles.article import Article
    from reader.ui.app import ReaderApp
    from reader.ui.desk import Desk
    from reader.ui.main import MainScreen
    from reader.ui.panes.document import DocumentPane
    from reader.ui.panes.search import SearchPane
    from reader.ui.panes.side import SidePane


class Part:
    """Commands of one field, with the panes to call down to."""

    def __init__(self, app: ReaderApp) -> None:
        self.app = app

    def shown(self, article: Article) -> None:
        """Another article was put on the screen."""

    def caret_moved(self) -> None:
        """The caret or the selection is elsewhere."""

    def position(self) -> str:
        """What the status line says of where one is; empty leaves it to another part."""
        return ""

    def also(self) -> str:
        """What the status line says besides where one is."""
        return ""

    def back(self) -> bool:
        """One step back from what this part shows in the list; whether there was any."""
        return False

    def task(self) -> str:
        """What was begun with one key and waits for another; the status line says it meanwhile."""
        return ""

    def drop_task(self) -> bool:
        """Forget what was begun; whether there was anything."""
        return False

    @property
    def desk(self) -> Desk:
        """The library and what is known of it."""
        return self.app.desk

    @property
    def screen(self) -> MainScreen:
        """The main screen."""
        return self.app.main

    @property
    def document(self) -> DocumentPane:
        """The text."""
        return self.app.main.document

    def others(self) -> Iterator[tuple[DocumentPane, Article]]:
        """The texts side by side with :attr:`document`, and what each shows."""
        for text in self.screen.texts:
            if text is not self.document and text.article:
                yield text, text.article

    @property
    def search(self) -> SearchPane:
        """The query and the list."""
        return self.app.main.search

    @property
    def side(self) -> SidePane:
        """Entities, marks, info."""
        return self.app.main.side

    def has_keys(self, widget: Widget) -> bool:
        """Whether keys go to a widget; ``has_focus`` is a message late, and keys typed ahead of it
        would be taken for what they were before."""
        return self.screen.focused is widget

    def key(self, id_: str) -> str:
        """The key of a command in the text, for a sentence."""
        return self.app.main.keymap.key_of(id_) or "the palette"

    def say(self, words: str) -> None:
        """One sentence in the status line, until the next key."""
        self.app.main.say(words)
