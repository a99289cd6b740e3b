"""What the index holds of an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reader.articles.article import Article, Origin
from reader.search.days import days_of
from reader.search.folding import fold
from reader.search.whoosh_import import analysis, fields
from reader.search.words import tokens_of

SCHEMA = 6
"""Raised whenever an index built before would find something else; older ones are built anew."""

COMPOUND_WIDTHS = range(2, 5)
"""Positions that a term over several may take: as many as a compound may have parts."""


class NewsAnalyzer:
    """Our terms as Whoosh's tokens.  Pickled by name with the schema."""

    def __call__(self, value: str, mode: str = "", **_options: Any) -> Iterator[Any]:
        """Every term at its position.

        A compound also has its marker (:func:`compound`) at each position that it covers, so that
        a phrase may go over it.
        """
        token = analysis.Token(positions=True, mode=mode)
        token.boost = 1.0
        token.stopped = False
        for term, at, width, _, _ in tokens_of(value):
            token.text = token.original = term
            token.pos = at
            yield token
            if width > 1:
                token.text = token.original = compound(term, width)
                for place in range(at, at + width):
                    token.pos = place
                    yield token


def compound(term: str, width: int) -> str:
    """The marker of a term over several positions; no term begins with a hyphen."""
    return f"-{width}{term}"


def make_schema() -> Any:
    """The fields: ``file`` and ``path`` name the article, ``days`` is the period of its date.

    Periods are one term of sixteen digits, since ranges of Whoosh's numbers find what is outside
    of them (``NumericRange`` on 32 bits without sign, 2.7.4).
    """
    news = NewsAnalyzer()
    return fields.Schema(
        file=fields.ID(stored=True),
        path=fields.ID(stored=True),
        place=fields.ID,
        digest=fields.STORED,
        name=fields.STORED,
        outlet=fields.STORED,
        date=fields.STORED,
        title=fields.TEXT(analyzer=news),
        body=fields.TEXT(analyzer=news),
        source=fields.TEXT(analyzer=news),
        author=fields.TEXT(analyzer=news),
        days=fields.ID(sortable=True),
        shelf=fields.ID(sortable=True),
    )


def document(article: Article, file: str, digest: str) -> dict[str, Any]:
    """An article as Whoosh adds it."""
    date = article.meta.date
    days = days_of(date.text) if date else None
    found = {
        "file": file,
        "path": article.path,
        "place": article.path.lower(),
        "digest": digest,
        "name": article.title,
        "outlet": article.meta.source.text if article.meta.source else "",
        "date": date.text if date else "",
        "shelf": shelf_name(article.title),
        **texts_of(article),
    }
    if days:
        found["days"] = f"{days[0]:08}{days[1]:08}"
    return found


FIELDS = ("title", "body", "source", "author")
"""The fields with words."""


def texts_of(article: Article) -> dict[str, str]:
    """What is in the fields with words; those without any are left out."""
    meta = article.meta
    texts = {
        "title": title_of(article),
        "body": article.body,
        "source": meta.source.text if meta.source else "",
        "author": meta.author.text if meta.author else "",
    }
    return {name: text for name, text in texts.items() if text or name in ("title", "body")}


def title_of(article: Article) -> str:
    """The title that counts for more; a label made from the first words is in the text already."""
    title = article.meta.title
    return title.text if title and title.origin is not Origin.FIRST_WORDS else ""


def shelf_name(title: str) -> str:
    """A title as it is sorted: without case, accents, and the signs before its first letter."""
    words = "".join(c if c.isalnum() else " " for c in title).split()
    return " ".join(fold(word) for word in words)[:200]
