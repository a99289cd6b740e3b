"""What the info tab lists: what is known of an article, and its outline."""

from __future__ import annotations

from collections.abc import Sequence

from reader.articles.article import Article
from reader.text.spans import Span
from reader.ui.panes.items import heading, words
from reader.ui.panes.rows import Item, Line, Part


def info_items(article: Article) -> list[Item]:
    """What is known of an article and where it was found, then its outline."""
    items: list[Item] = []
    meta = article.meta
    for name in ("title", "source", "author", "date", "place", "url", "language"):
        value = getattr(meta, name)
        items.append(heading(name.upper()))
        if value is None:
            items.append(words("unknown", "quiet"))
            continue
        items.append(words(value.text, ""))
        items.append(words(f"from: {value.origin}", "quiet"))
        if value.note:
            items.append(words(value.note, "quiet"))
    items.append(heading("FILE"))
    items.append(words(article.path, ""))
    items.append(_length_item(article))
    items += [words(note, "warning") for note in article.notes]
    if article.headings:
        items.append(heading("OUTLINE"))
        items += [_outline_item(article, span) for span in article.headings]
    return items


def _length_item(article: Article) -> Item:
    """Counted when it is looked at: the words of a book take longer than to open it."""

    def lines(cells: int) -> Sequence[Line]:
        length = f"{article.words:,} words · {len(article.paragraphs)} paragraphs"
        return words(f"{length} · id {article.id}", "quiet").lines(cells)

    return Item(("words", "length"), lines, choosable=False)


def _outline_item(article: Article, span: Span) -> Item:
    parts: tuple[Part, ...] = (("  " + " ".join(span.of(article.text).split()), ""),)
    return Item(("heading", article.path, span), lambda _: [Line(parts)])
