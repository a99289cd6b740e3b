"""The search pane: the library while the query is empty, what was found while it is not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.containers import Vertical
from textual.widget import AwaitMount
from textual.widgets import Input, Static

from reader.articles.article import Card
from reader.search.results import Results
from reader.text.cells import painted, width
from reader.text.spans import Highlight, Span, runs
from reader.ui.messages import OpenArticle, QueryTyped
from reader.ui.panes.field import Field
from reader.ui.panes.rows import Item, Line, Part, RowList

SNIPPETS = 3
"""Sentences under each article of the list; all hits are walked with ``]s``."""

_SNIPPET_ROWS = 2
_INDENT = "    "
_WORD_OR_BLANK = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as the list shows it, with what the user did with it."""

    card: Card
    marks: int
    read: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A sentence with hits in it, all as spans of the text of an article."""

    path: str
    sentence: Span
    hits: tuple[Span, ...]
    text: str  # of the sentence


class SearchPane(Vertical):
    """A query, what was understood of it, and a list."""

    BORDER_TITLE = "search"

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.field = Field(id="query", compact=True)
        self._summary = Static(id="summary", markup=False)
        self._said = "\n\n"  # so that the first words have the pane laid out
        self.rows = RowList(id="results")

    def fill(self) -> AwaitMount:
        """Put in what the frame is for; after the first paint, which waits for nothing."""
        return self.mount(self.field, self._summary, self.rows)

    # -- called from above ------------------------------------------------------------------------

    def show_library(self, articles: Sequence[Listed], current: str = "") -> None:
        """List every article."""
        self._say(_count(len(articles), "article"))
        self.rows.put([_article_item(a) for a in articles])
        if current:
            self.rows.choose((current, None))

    def show_results(
        self,
        results: Results,
        listed: Mapping[str, Listed],
        hits: Mapping[str, int],
        snippets: Mapping[str, list[Snippet]],
    ) -> None:
        """List what was found, best first, with the hits of each article."""
        found = _count(results.articles, "article")
        shown = len(results.results)
        best = f" (the best {shown})" if shown < results.articles else ""
        notes = "".join(f"\n{painted(note)}" for note in results.notes)
        self._say(f"{found}{best} · {_count(sum(hits.values()), 'hit')}{notes}")
        items: list[Item] = []
        for result in results.results:
            article = listed.get(result.path)
            if article is None:
                continue
            items.append(_article_item(article, hits.get(result.path, 0)))
            items += [_hit_item(snippet) for snippet in snippets.get(result.path, [])]
        self.rows.put(items, keep=False)

    def say(self, words: str) -> None:
        """Say something in place of the count."""
        self._say(words)
        self.rows.put([])

    def _say(self, words: str) -> None:
        same_height = words.count("\n") == self._said.count("\n")
        self._said = words
        self._summary.update(words, layout=not same_height)

    # -- events -----------------------------------------------------------------------------------

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(QueryTyped(event.value))

    @on(Input.Submitted, "#query")
    def _confirmed(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(QueryTyped(event.value, live=False))

    @on(RowList.Chosen, "#results")
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        match event.key:
            case (str() as path, (Span() | None) as span):
                self.post_message(OpenArticle(path, span))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _article_item(article: Listed, hits: int = 0) -> Item:
    card = article.card
    right = " ".join(
        [*([str(hits)] if hits else []), *([f"✎{article.marks}"] if article.marks else [])]
    )
    unread = "" if article.read else "• "

    def lines(_: int) -> list[Line]:
        below = " · ".join(x for x in (card.date, f"{card.minutes} min", card.source) if x)
        title: tuple[Part, ...] = ((unread, "unread"), (card.title, "title"))
        return [Line(title, right), Line(((f"  {below}", "quiet"),))]

    return Item((card.path, None), lines)


def _hit_item(snippet: Snippet) -> Item:
    def lines(cells: int) -> list[Line]:
        return snippet_lines(snippet, max(8, cells - 6))

    return Item((snippet.path, snippet.hits[0]), lines)


def snippet_lines(snippet: Snippet, cells: int) -> list[Line]:
    """The words around the first hit in two rows at most, every hit lit, the first in view."""
    start, base = 0, snippet.sentence.start
    first = snippet.hits[0]
    room = (cells - 1) * _SNIPPET_ROWS
    if first.end - base > room:
        start = max(0, first.start - base - room // 2)
        start = snippet.text.find(" ", start, first.start - base) + 1 or first.start - base
    words: list[Part] = [("…", "quiet")] if start else []
    words += _lit(snippet, start)
    return _wrapped(words, cells)


def _lit(snippet: Snippet, start: int) -> list[Part]:
    """Words and blanks from an offset of the snippet on, each lit or not."""
    base, text = snippet.sentence.start, snippet.text
    lights = [Highlight(h.start - base, h.end - base, "hit") for h in snippet.hits]
    out: list[Part] = []
    for a, b, looks in runs(lights, start, len(text)):
        look = "lit" if looks else "quiet"
        out += [(painted(word), look) for word in _WORD_OR_BLANK.findall(text[a:b])]
    return out


def _wrapped(words: list[Part], cells: int) -> list[Line]:
    rows: list[list[Part]] = [[(_INDENT, "")]]
    x = 0
    for word, look in words:
        blank = word.isspace()
        if x + width(word) > cells and x and not blank:
            if len(rows) == _SNIPPET_ROWS:
                rows[-1].append(("…", "quiet"))
                break
            rows.append([(_INDENT, "")])
            x = 0
        if blank and not x:
            continue
        rows[-1].append((" " if blank else word, look))
        x += 1 if blank else width(word)
    return [Line(tuple(row)) for row in rows]
