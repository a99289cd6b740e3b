"""What the marks tab lists: the annotations of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.articles.article import Article
from reader.ui.panes.items import words, wrap_words
from reader.ui.panes.rows import Item, Line

if TYPE_CHECKING:
    from reader.annotations.placing import Placed

_FOUND = {
    "moved": "moved", "changed": "text changed", "review": "to be confirmed",
    "orphan": "its passage is gone",
}  # fmt: skip
_QUOTE_ROWS = 2


def mark_items(article: Article, marks: Sequence[Placed], how: str) -> list[Item]:
    """The annotations of an article, in order of the text, orphans last; else how to begin."""
    items = [_mark_item(article, mark) for mark in marks]
    return items or [words(f"no marks yet: {how}", "quiet")]


def _mark_item(article: Article, mark: Placed) -> Item:
    annotation = mark.annotation
    span = mark.span
    where = f"¶{article.paragraph_at(span.start)}" if span else "–"
    state = _FOUND.get(mark.found, "")

    def lines(cells: int) -> list[Line]:
        room = max(8, cells - 5)
        quote = wrap_words(" ".join(annotation.exact.split()), room)
        if len(quote) > _QUOTE_ROWS:
            quote = [*quote[: _QUOTE_ROWS - 1], quote[_QUOTE_ROWS - 1].rstrip() + " …"]
        sign = (f"{annotation.color} ", f"mark-{annotation.color}")
        out = [Line((sign, (quote[0] if quote else "", "")), where)]
        out += [Line((("  " + row, ""),)) for row in quote[1:]]
        out += [Line((("  " + row, "title"),)) for row in wrap_words(annotation.note, room)]
        if annotation.tags:
            out.append(Line((("  " + " ".join(f"#{tag}" for tag in annotation.tags), "group"),)))
        if state:
            out += [Line((("  " + row, "warning"),)) for row in wrap_words(state, room)]
        return out

    key = ("mark", mark.path, span, annotation.id) if span else ("orphan", annotation.id)
    return Item(key, lines)
