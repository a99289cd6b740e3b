"""What the info tab lists: what is known of an article, and its outline."""

from __future__ import annotations

from collections.abc import Sequence

from reader.articles.article import Article, Value
from reader.text.spans import Span
from reader.ui.panes.items import heading, words
from reader.ui.panes.rows import Item, Line, Part


def info_items(article: Article) -> list[Item]:
    """What is known of an article and where it was found, then its outline."""
    items: list[Item] = []
    meta = article.meta
    names = ("title", "source", "author", "date", "place", "url", "language")
    items += [_field_item(name, getattr(meta, name)) for name in names]
    items.append(heading("FILE"))
    items.append(words(article.path, ""))
    items.append(_length_item(article))
    items += [words(note, "warning") for note in article.notes]
    if article.headings:
        items.append(heading("OUTLINE"))
        items += [_outline_item(article, span) for span in article.headings]
    return items


def _field_item(name: str, value: Value | None) -> Item:
    """A field, to be corrected: its name, what it says, and where that was found."""

    def lines(cells: int) -> list[Line]:
        said = [("unknown", "quiet")]
        if value:
            origin = [(f"from: {value.origin}", "quiet"), (value.note, "quiet")]
            said = [(value.text, ""), *origin[: 1 + bool(value.note)]]
        rows = [row for text, look in said for row in words(text, look).lines(cells)]
        return [Line(((name.upper(), "heading"),)), *rows]

    return Item(("field", name), lines)


def _length_item(article: Article) -> Item:
    """Counted when it is looked at: the words of a book take longer than to open it."""

    def lines(cells: int) -> Sequence[Line]:
        length = f"{article.words:,} words · {len(article.paragraphs)} paragraphs"
        return words(f"{length} · id {article.id}", "quiet").lines(cells)

    return Item(("words", "length"), lines, choosable=False)


def _outline_item(article: Article, span: Span) -> Item:
    parts: tuple[Part, ...] = (("  " + " ".join(span.of(article.text).split()), ""),)
    return Item(("heading", article.path, span), lambda _: [Line(parts)])
