"""The side pane: who and what is named, the marks, and what is known of the article."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from reader.articles.article import Article
from reader.text.cells import painted
from reader.text.spans import Span
from reader.ui.messages import EntityChosen, OpenArticle
from reader.ui.panes.entities import entity_items
from reader.ui.panes.info import info_items
from reader.ui.panes.items import having, words
from reader.ui.panes.marks import mark_items
from reader.ui.panes.rows import Item, RowList

if TYPE_CHECKING:
    from reader.annotations.placing import Placed
    from reader.entities.entity import Entity

TABS = ("entities", "marks", "info")


class SidePane(Vertical):
    """Three lists behind tabs, of which one is shown."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.rows = RowList()
        self.tab = TABS[0]
        self.narrowed = ""  # words that every item shown has
        self._items: dict[str, Sequence[Item]] = dict.fromkeys(TABS, ())
        self._cursors: dict[str, Hashable] = {}

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_mount(self) -> None:
        self.border_title = _tabs(self.tab)

    def show_tab(self, name: str) -> None:
        """Bring a tab up, with the cursor where it was left."""
        self._cursors[self.tab] = self.rows.current
        if name != self.tab:
            self.narrowed = ""
        self.tab = name
        self._show(keep=False)
        self.rows.choose(self._cursors.get(name))
        self.border_title = _tabs(name)

    def _put(self, name: str, items: Sequence[Item]) -> None:
        self._items[name] = items
        if name == self.tab:
            self._show()

    def narrow(self, words: str) -> None:
        """Show only items that have all of some words, or parts of them; none for every item."""
        self.narrowed = words.strip()
        self._show()

    def _show(self, *, keep: bool = True) -> None:
        items = self._items[self.tab]
        if self.narrowed:
            items = having(items, self.narrowed)
            found = sum(item.choosable for item in items)
            self.border_subtitle = Text(painted(f" {found} with “{self.narrowed}” "))
        else:
            self.border_subtitle = None
        self.rows.put(items, keep=keep)

    # -- called from above ------------------------------------------------------------------------

    def show_entities(self, here: Sequence[Entity], library: dict[str, int], path: str) -> None:
        """Entities of an article: its own count, and the library's, by id."""
        self._put("entities", entity_items(here, library, path))

    def show_waiting(self, said: str) -> None:
        """Say why there are no entities yet."""
        self._put("entities", [words(said, "quiet")])

    def show_marks(self, article: Article, marks: Sequence[Placed], how: str) -> None:
        """The annotations of an article, in order of the text, orphans last; else how to begin."""
        self._put("marks", mark_items(article, marks, how))

    def show_info(self, article: Article) -> None:
        """What is known of an article and where it was found, then its outline."""
        self._put("info", info_items(article))

    # -- events -----------------------------------------------------------------------------------

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        match event.key:
            case ("entity", str() as entity_id):
                self.post_message(EntityChosen(entity_id))
            case ("mark" | "heading", str() as path, Span() as span, *_):
                self.post_message(OpenArticle(path, span))
            case _:
                pass


def _tabs(shown: str) -> str:
    return " │ ".join(name.upper() if name == shown else name for name in TABS)
