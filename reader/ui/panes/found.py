"""Items of the list of articles: an article, and the sentences that were found in it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from reader.articles.article import Card
from reader.text.cells import painted, width
from reader.text.spans import Highlight, Span, runs
from reader.ui.panes.items import parts_of, wrap_parts
from reader.ui.panes.rows import Item, Line, Part

_SNIPPET_ROWS = 3
_ARTICLE_ROWS = 2
_INDENT = "    "
_EDGES = 6  # cells of a row that no words of a snippet take


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as the list shows it, with what the user did with it."""

    card: Card
    marks: int
    read: bool
    picked: Container[str] = field(default=(), compare=False)
    """The paths of all that are marked for compare, as they are whenever the list is painted."""
    twins: Mapping[str, str] = field(default_factory=dict, compare=False)
    """What articles are duplicates of, by their paths, as far as that is known by then."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A sentence with hits in it, all as spans of the text of an article."""

    path: str
    sentence: Span
    hits: tuple[Span, ...]
    text: str  # of the sentence


@dataclass(frozen=True, slots=True)
class Group:
    """What was found in an article: how many places, and the best sentences of it."""

    article: Listed
    hits: int
    snippets: tuple[Snippet, ...]

    def items(self) -> Iterator[Item]:
        """The article, then the sentences."""
        yield article_item(self.article, self.hits)
        for snippet in self.snippets:
            yield snippet_item(snippet)


def article_item(article: Listed, hits: int = 0) -> Item:
    """An article: its title, then what is known of it."""
    return Item((article.card.path, None), lambda _: _article(article, hits), height=_article_rows)


def group_item(name: str, number: int) -> Item:
    """The heading of a group of articles, with how many there are."""
    line = Line(((painted(name), "heading"),), f"{number:,}")
    return Item(("head", name), lambda _: [line], choosable=False, height=lambda _: 1)


def _article_rows(_: int) -> int:
    return _ARTICLE_ROWS


def _article(article: Listed, hits: int) -> list[Line]:
    card = article.card
    right = " ".join(
        [*([f"{hits:,}"] if hits else []), *([f"✎{article.marks}"] if article.marks else [])]
    )
    twin = article.twins.get(card.path, "")
    like = f"≈ {twin}" if twin else ""
    length = f"{card.minutes} min" if card.minutes else "not read yet"
    below = " · ".join(x for x in (like, card.date, length, card.source) if x)
    picked: list[Part] = [("◆ ", "lit")] if card.path in article.picked else []
    unread = "" if article.read else "• "
    title: tuple[Part, ...] = (*picked, (unread, "unread"), (card.title, "title"))
    return [Line(title, right), Line(((f"  {below}", "quiet"),))]


def snippet_item(snippet: Snippet) -> Item:
    """A sentence that was found, to be opened at its first hit."""
    return Item(
        (snippet.path, snippet.hits[0]),
        lambda cells: snippet_lines(snippet, _room(cells)),
        height=lambda cells: _height(snippet, _room(cells)),
    )


def _room(cells: int) -> int:
    return max(8, cells - _EDGES)


def _height(snippet: Snippet, cells: int) -> int:
    """Rows that a snippet is given, without wrapping it: as many as its words would fill."""
    start = _skipped(snippet, cells)
    filled = _cells(snippet.text[start:]) + bool(start)
    return max(1, min(_SNIPPET_ROWS, -(-filled // cells)))


def _cells(text: str) -> int:
    return width(" ".join(text.split()))


def _skipped(snippet: Snippet, cells: int) -> int:
    """Code points left out at the beginning, so that the first hit is in view."""
    base, first = snippet.sentence.start, snippet.hits[0]
    room = (cells - 1) * _SNIPPET_ROWS
    if _cells(snippet.text[: first.end - base]) <= room:
        return 0
    start = max(0, min(first.start - base - room // 2, len(snippet.text) - room))
    return snippet.text.find(" ", start, first.start - base) + 1 or first.start - base


def snippet_lines(snippet: Snippet, cells: int) -> list[Line]:
    """The words around the first hit in a few rows, every hit lit, the first in view."""
    start = _skipped(snippet, cells)
    words: list[Part] = [("…", "quiet")] if start else []
    words += _lit(snippet, start)
    return wrap_parts(words, cells, _height(snippet, cells), _INDENT)


def _lit(snippet: Snippet, start: int) -> list[Part]:
    """Words and blanks from an offset of the snippet on, each lit or not."""
    base, text = snippet.sentence.start, snippet.text
    lights = [Highlight(h.start - base, h.end - base, "hit") for h in snippet.hits]
    out: list[Part] = []
    for a, b, looks in runs(lights, start, len(text)):
        look = "lit" if looks else "quiet"
        out += parts_of(text[a:b], look)
    return out


def suggestion_item(query: str) -> Item:
    """Another query, that was perhaps meant."""

    line = Line((("did you mean ", "quiet"), (query, "lit"), ("?", "quiet")))
    return Item(("query", query), lambda _: [line], height=lambda _: 1)


def counted(number: int, what: str) -> str:
    """A number with its noun."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
