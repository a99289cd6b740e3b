"""Items of the facets: what the articles found are grouped by, with counts."""

from __future__ import annotations

from collections.abc import Sequence

from reader.search.clauses import has_clause
from reader.search.results import Facet, FacetValue
from reader.ui.panes.items import heading, words
from reader.ui.panes.rows import Item, Line

_NAMES = {
    "source": "SOURCES", "month": "MONTHS", "author": "AUTHORS", "language": "LANGUAGES",
    "format": "FORMATS", "is": "READ OR NOT", "entity": "NAMES", "tag": "TAGS",
}  # fmt: skip


def facet_items(facets: Sequence[Facet], query: str) -> list[Item]:
    """The values of each facet under its name; those in the query are ticked."""
    items: list[Item] = []
    for facet in facets:
        items.append(heading(_NAMES.get(facet.name, facet.name.upper())))
        items += [_item(facet.name, value, query) for value in facet.values]
    return items or [words("nothing to narrow by", "quiet")]


def _item(name: str, value: FacetValue, query: str) -> Item:
    sign = "✓ " if has_clause(query, value.clause) else "  "

    def lines(_: int) -> list[Line]:
        return [
            Line(
                ((sign, "unread"), (value.label, "title" if sign.strip() else "")),
                f"{value.count:,}",
            )
        ]

    return Item(("facet", name, value.clause), lines, height=lambda _: 1)
