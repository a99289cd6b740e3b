"""Items of the searches that are kept, and of those made lately."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.search.saved import SavedSearch
from reader.ui.panes.items import heading, words
from reader.ui.panes.rows import Item, Line


def saved_items(searches: Sequence[SavedSearch], counts: Mapping[str, int]) -> list[Item]:
    """The saved searches with how many articles each finds now, as far as that is known."""
    if not searches:
        return []
    items = [_saved(search, counts.get(search.query)) for search in searches]
    return [heading("SEARCHES"), *items, heading("ARTICLES")]


def _saved(search: SavedSearch, count: int | None) -> Item:
    right = "…" if count is None else f"{count:,}"
    line = Line((("★ ", "unread"), (search.name, "")), right)
    return Item(("saved", search.name, search.query), lambda _: [line], height=lambda _: 1)


def history_items(queries: Sequence[str]) -> list[Item]:
    """The searches made lately, the last one first, each once."""
    items = [_made(query) for query in dict.fromkeys(queries)]
    return items or [words("nothing was searched for yet", "quiet")]


def _made(query: str) -> Item:
    line = Line(((query, ""),))
    return Item(("query", query), lambda _: [line], height=lambda _: 1)
