"""The card of an entity: names, articles, company, marks; each row leads somewhere."""

from __future__ import annotations

from dataclasses import replace

from reader.ui.keys.keymap import Keymap
from reader.ui.panes.card import ArticleRow, Card
from reader.ui.panes.items import having
from reader.ui.screens.listing import ListScreen

_ORDERS = {"count": "named most first", "date": "newest first", "title": "by title"}


class CardScreen(ListScreen):
    """Gives back ``("place", path, span)`` to open, or ``("entity", id)`` for another card."""

    MODE = "CARD"

    def __init__(self, keymap: Keymap, name: str) -> None:
        super().__init__(keymap)
        self._name = name
        self._card: Card | None = None
        self._order = next(iter(_ORDERS))

    def on_mount(self) -> None:
        super().on_mount()
        if self._card is None:
            self.put(f"{self._name} · looking …", ())

    def show(self, card: Card) -> None:
        """Show what is known by now."""
        self._card = card
        self.narrow(self.wanted)

    def sort(self) -> None:
        names = list(_ORDERS)
        self._order = names[(names.index(self._order) + 1) % len(names)]
        self.narrow(self.wanted)

    def narrow(self, words: str) -> None:
        if self._card is None:
            return
        card = replace(self._card, articles=sorted(self._card.articles, key=self._key))
        items = card.items()
        head = f"{card.head} · articles {_ORDERS[self._order]}"
        self.put(head, having(items, words) if words.strip() else items)

    def _key(self, row: ArticleRow) -> tuple[object, ...]:
        match self._order:
            case "date":
                return ([-ord(c) for c in row.date], row.path)
            case "title":
                return (row.title.casefold(), row.path)
            case _:
                return (-row.count, row.path)
