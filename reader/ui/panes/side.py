"""The side pane: who and what is named, the marks, and what is known of the article."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from reader.articles.article import Article
from reader.text.cells import painted
from reader.text.spans import Span
from reader.ui.keys.key import Context
from reader.ui.messages import (
    EntitiesNarrowed,
    EntityChosen,
    FieldChosen,
    MarkChosen,
    MarksNarrowed,
    OpenArticle,
)
from reader.ui.panes.info import info_items
from reader.ui.panes.items import having, words
from reader.ui.panes.rows import Item, RowList

TABS = ("entities", "marks", "info")


class SideRows(RowList):
    """The list of the tab that is shown; marks have keys of their own."""

    where = Context.LIST

    @property
    def context(self) -> Context:
        """Where keys are looked for."""
        return self.where


class SidePane(Vertical):
    """Three lists behind tabs, of which one is shown."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.rows = SideRows()
        self.tab = TABS[0]
        self.narrowed = ""  # words that every item shown has
        self._titles: dict[str, str] = {}  # below the list of a tab
        self._items: dict[str, Sequence[Item]] = dict.fromkeys(TABS, ())
        self._cursors: dict[str, Hashable] = {}

    def compose(self) -> ComposeResult:
        yield self.rows

    def on_mount(self) -> None:
        self.border_title = _tabs(self.tab)

    def show_tab(self, name: str) -> None:
        """Bring a tab up, with the cursor where it was left."""
        self._cursors[self.tab] = self.rows.current
        if name != self.tab and self.narrowed:
            self.narrow("")
        self.tab = name
        self.rows.where = Context.MARKS if name == "marks" else Context.LIST
        self._show(keep=False)
        self.rows.choose(self._cursors.get(name))
        self.border_title = _tabs(name)

    def _put(self, name: str, items: Sequence[Item]) -> None:
        self._items[name] = items
        if name == self.tab:
            self._show()

    def narrow(self, words: str) -> None:
        """Show only items that have all of some words, or parts of them; none for every item.

        Entities and marks are chosen by whoever put them here, who knows more than the list says.
        """
        self.narrowed = words.strip()
        if self.tab == "marks":
            self.post_message(MarksNarrowed(self.narrowed))
        elif self.tab == "entities":
            self.post_message(EntitiesNarrowed(self.narrowed))
        else:
            self._show()

    def _show(self, *, keep: bool = True) -> None:
        items, title = self._items[self.tab], self._titles.get(self.tab, "")
        if self.narrowed and self.tab == "info":
            items = having(items, self.narrowed)
            title = f"{sum(item.choosable for item in items)} with “{self.narrowed}”"
        self.border_subtitle = Text(painted(f" {title} ")) if title else None
        self.rows.put(items, keep=keep)

    # -- called from above ------------------------------------------------------------------------

    def show_entities(self, items: Sequence[Item], title: str) -> None:
        """Entities, and below them in the frame what the list is of."""
        self._titles["entities"] = title
        self._put("entities", items)

    def show_waiting(self, said: str) -> None:
        """Say why there are no entities yet."""
        self.show_entities([words(said, "quiet")], "")

    def show_marks(self, items: Sequence[Item], title: str) -> None:
        """Some annotations, and below them in the frame what they are."""
        self._titles["marks"] = title
        self._put("marks", items)

    def show_info(self, article: Article, more: Sequence[Item] = ()) -> None:
        """What is known of an article and where it was found, its outline, and more."""
        self._put("info", [*info_items(article), *more])

    # -- events -----------------------------------------------------------------------------------

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        match event.key:
            case ("entity", str() as entity_id):
                self.post_message(EntityChosen(entity_id))
            case ("heading", str() as path, Span() as span):
                self.post_message(OpenArticle(path, span))
            case ("mark", str() as path, str() as mark_id):
                self.post_message(MarkChosen(path, mark_id))
            case ("field", str() as name):
                self.post_message(FieldChosen(name))
            case _:
                pass


def _tabs(shown: str) -> str:
    return " │ ".join(name.upper() if name == shown else name for name in TABS)
