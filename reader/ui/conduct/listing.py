"""The library as the search pane lists it while nothing is searched for: all articles, sorted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from reader.articles.article import Card
from reader.search.described import format_of
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.panes.found import Listed, article_item, group_item
from reader.ui.panes.rows import Item

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

_MONTH = 7  # characters of 2024-03
_NAMELESS = {
    "date": "no date", "source": "no source", "author": "no author", "language": "no language",
}  # fmt: skip
_ORDERS: dict[str, str] = {
    "path": "by file", "title": "by title", "date": "newest first", "source": "by source",
    "author": "by author", "language": "by language", "format": "by format",
    "words": "longest first", "unread": "unread first", "marks": "most marks first",
}  # fmt: skip
_GROUPS: dict[str, Callable[[Listed], str]] = {
    "date": lambda article: article.card.date[:_MONTH],
    "source": lambda article: article.card.source,
    "author": lambda article: article.card.author,
    "language": lambda article: article.card.language,
    "format": lambda article: format_of(article.card.path),
    "unread": lambda article: "read" if article.read else "unread",
}
"""What the headings say in an order that has some; nothing where that is unknown."""
_FOUND_ORDERS = ("score", "date", "title")


class Listing(Part):
    """Every article, in an order of the user's."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        known = str(self.desk.places.view.get("order", ""))
        self.order = known if known in _ORDERS else next(iter(_ORDERS))
        self._paths: list[str] = []
        self._made: dict[str, tuple[Listed, Item]] = {}  # by path: most stay as they were

    @property
    def view(self) -> dict[str, str | int]:
        """The orders, to be kept for this library."""
        return {"order": self.order}

    def show(self) -> None:
        """List every article."""
        listed = self._listed()
        self._paths = [article.card.path for article in listed]
        current = self.document.article
        searches = self.app.keeping.items()
        here = current.path if current else ""
        self.search.show_library(self._items(listed), len(listed), searches, here)
        self.search.say_order(_ORDERS[self.order])

    def _items(self, listed: Sequence[Listed]) -> list[Item]:
        """The articles, with a heading above each group."""
        group = _GROUPS.get(self.order)
        if group is None:
            return [self._made[path][1] for path in self._paths]
        items: list[Item] = []
        for name, articles in groupby(listed, key=group):
            members = [self._made[article.card.path][1] for article in articles]
            items.append(group_item(name or _NAMELESS[self.order], len(members)))
            items += members
        return items

    def paths(self) -> list[str]:
        """The articles in the order of the list."""
        return self._paths

    def _listed(self) -> list[Listed]:
        counts = self.desk.shelf.counts()
        places = self.desk.places
        listed = [
            self._article(card, counts.get(path, 0), read=places.is_read(path))
            for path, card in self.desk.cards.items()
        ]
        if self.order != "path":
            listed.sort(key=lambda article: _title(article.card))
        match self.order:
            case "date":
                listed.sort(key=lambda article: article.card.date, reverse=True)
            case "source" | "author" | "language" | "format":
                group = _GROUPS[self.order]
                listed.sort(key=lambda article: _last_if_unknown(group(article)))
            case "words":
                listed.sort(key=lambda article: -article.card.words)
            case "unread":
                listed.sort(key=lambda article: article.read)
            case "marks":
                listed.sort(key=lambda article: -article.marks)
        return listed

    def _article(self, card: Card, marks: int, *, read: bool) -> Listed:
        made = self._made.get(card.path)
        if made and made[0].card is card and made[0].marks == marks and made[0].read == read:
            return made[0]
        article = Listed(card, marks, read, self.app.picking.picked, self.app.picking.twins)
        self._made[card.path] = article, article_item(article)
        return article

    def do_list_sort(self, _: Press) -> None:
        """The next order: of what was found, else of the library."""
        searching = self.app.searching
        if self.has_keys(self.side.rows) and self.side.tab == "entities":
            self.app.sifting.sort()
        elif not self.has_keys(self.search.rows):
            self.say(f"only the list of articles is sorted: {self.key('pane.results')}")
        elif searching.found:
            searching.sort(_after(searching.order, _FOUND_ORDERS))
        else:
            self.order = _after(self.order, tuple(_ORDERS))
            self.show()
            self.search.rows.choose((self._paths[0], None))


def _after(name: str, names: tuple[str, ...]) -> str:
    return names[(names.index(name) + 1) % len(names)]


def _title(card: Card) -> str:
    return card.title.casefold()


def _last_if_unknown(words: str) -> tuple[bool, str]:
    return not words, words.casefold()
