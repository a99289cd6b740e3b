"""A passage with its citation, as it is pasted into a draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from reader.articles.article import Article, Origin
from reader.text.spans import Span

_UNSAFE_IN_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "{": r"\{",
        "}": r"\}",
    }
)


class CitationStyle(StrEnum):
    """How a passage is cited."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    BIBTEX = "bibtex"


def cite(article: Article, span: Span, style: CitationStyle = CitationStyle.PLAIN) -> str:
    """The words of a span with author, title, source, date and paragraph, as far as known."""
    quote = " ".join(span.of(article.text).split())
    paragraph = f"¶{article.paragraph_at(span.start)}"
    match style:
        case CitationStyle.BIBTEX:
            return _bibtex(article, quote, paragraph)
        case CitationStyle.MARKDOWN:
            return f"> {quote}\n>\n> — {reference(article, paragraph, '*', '*')}\n"
        case _:
            return f"> {quote}\n— {reference(article, paragraph, '“', '”')}\n"


def reference(
    article: Article,
    paragraph: str,
    opening: str,
    closing: str,
    escaped: Callable[[str], str] = str,
) -> str:
    """Author, title, source, date, address and paragraph, as far as known, each ``escaped``."""
    card = article.card()
    title = f"{opening}{escaped(card.title)}{closing}"
    if article.meta.title and article.meta.title.origin is Origin.FIRST_WORDS:
        title = escaped(f"[{card.title}]")  # made by us, not by its author
    parts = [escaped(card.author), title, escaped(card.source), card.date, card.url, paragraph]
    return ", ".join(part for part in parts if part)


def _bibtex(article: Article, quote: str, paragraph: str) -> str:
    card = article.card()
    word = re.sub(r"[^a-z]", "", (card.author.split() or card.title.split())[-1].lower())
    fields = {
        "author": card.author, "title": card.title, "journal": card.source,
        "year": card.date[:4], "date": card.date, "url": card.url,
        "note": f"{paragraph}: “{quote}”",
    }  # fmt: skip
    lines = [
        f"  {name} = {{{value.translate(_UNSAFE_IN_BIBTEX)}}},"
        for name, value in fields.items()
        if value
    ]
    return f"@article{{{word}{card.date[:4]}-{article.id[:6]},\n" + "\n".join(lines) + "\n}\n"
