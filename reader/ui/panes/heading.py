"""What stands above the text of an article: its title, and where it is from."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from reader.articles.article import Article, Origin, Value
from reader.text.cells import width as cells_of


def heading_rows(
    article: Article, width: int, said: Sequence[tuple[str, str]] = ()
) -> list[tuple[str, str]]:
    """Rows of words and the name of their look; ``said`` of the whole article below the others.

    A title that the text begins with is not said twice; one made of the first words stands in
    brackets.
    """
    rows: list[tuple[str, str]] = []
    title = article.meta.title
    if title is None or title.origin is not Origin.HEADLINE or not _opens_with_title(article):
        made = title is not None and title.origin is Origin.FIRST_WORDS
        words = f"[{article.title}]" if made else article.title
        rows += [(_centred(line, width), "title") for line in textwrap.wrap(words, width)]
    rows += [(_centred(line, width), "quiet") for line in textwrap.wrap(meta_line(article), width)]
    for words, look in said:
        rows += [(line, look) for line in textwrap.wrap(words, width)]
    return [*rows, ("", "quiet")]


def meta_line(article: Article) -> str:
    """``source · author · date · 4 min``; what is unknown is left out, what is inferred marked."""
    source, author, date = article.meta.source, article.meta.author, article.meta.date
    when = f"{date.text} (inferred)" if date and "infer" in date.note.lower() else _text(date)
    parts = [_text(source), _text(author), when, f"{article.minutes}\N{NO-BREAK SPACE}min"]
    return " · ".join(part for part in parts if part)


def _text(value: Value | None) -> str:
    return value.text if value else ""


def _opens_with_title(article: Article) -> bool:
    return bool(article.headings) and not article.text[: article.headings[0].start].strip()


def _centred(line: str, width: int) -> str:
    return " " * max(0, (width - cells_of(line)) // 2) + line
