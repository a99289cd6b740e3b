"""The search pane: the library while the query is empty, what was found while it is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.articles.article import Card
from reader.search.results import Results
from reader.text.cells import painted
from reader.text.spans import Span
from reader.ui.messages import OpenArticle, QueryTyped
from reader.ui.panes.rows import Item, Line, Part, RowList

_HITS_SHOWN = 3  # hits under each article; all of them are walked with ]s
_SNIPPET_ROWS = 2


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as the list shows it, with what the user did with it."""

    card: Card
    marks: int
    read: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A hit and the sentence around it, both as spans of the text."""

    path: str
    span: Span
    sentence: Span
    text: str  # of the sentence


class SearchPane(Vertical):
    """A query, what was understood of it, and a list."""

    def compose(self) -> ComposeResult:
        yield Input(placeholder="search all articles: g/", id="query", compact=True)
        yield Static(id="summary", markup=False)
        yield RowList(id="results")

    def on_mount(self) -> None:
        self.border_title = "search"

    @property
    def field(self) -> Input:
        """Where the query is typed."""
        return self.query_one("#query", Input)

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one("#results", RowList)

    # -- called from above ------------------------------------------------------------------------

    def show_library(self, articles: Sequence[Listed], current: str = "") -> None:
        """List every article."""
        self._say(_count(len(articles), "article"))
        self.rows.put([_article_item(a, ()) for a in articles])
        if current:
            self.rows.choose((current, None))

    def show_results(
        self, results: Results, listed: Mapping[str, Listed], snippets: Mapping[str, list[Snippet]]
    ) -> None:
        """List what was found, best first."""
        found = _count(results.articles, "article")
        more = "" if results.articles == len(results.results) else " shown: the best"
        notes = "".join(f"\n{painted(note)}" for note in results.notes)
        self._say(f"{found} · {_count(results.hits, 'hit')}{more}{notes}")
        items: list[Item] = []
        for result in results.results:
            article = listed.get(result.path)
            if article is None:
                continue
            items.append(_article_item(article, (result.total,)))
            shown = snippets.get(result.path, [])[:_HITS_SHOWN]
            items += [_hit_item(snippet) for snippet in shown]
        self.rows.put(items, keep=False)

    def say(self, words: str) -> None:
        """Say something in place of the count."""
        self._say(words)
        self.rows.put([])

    def _say(self, words: str) -> None:
        self.query_one("#summary", Static).update(words)

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


def _article_item(article: Listed, hits: Iterable[int]) -> Item:
    card = article.card
    right = " ".join([*(str(n) for n in hits), *([f"✎{article.marks}"] if article.marks else [])])
    unread = "" if article.read else "• "

    def lines(_: int) -> list[Line]:
        below = " · ".join(x for x in (card.source, card.date, f"{card.minutes} min") if x)
        title: tuple[Part, ...] = ((unread, "unread"), (card.title, "title"))
        return [Line(title, right), Line(((f"  {below}", "quiet"),))]

    return Item((card.path, None), lines)


def _hit_item(snippet: Snippet) -> Item:
    def lines(cells: int) -> list[Line]:
        return snippet_lines(snippet, max(8, cells - 5))

    return Item((snippet.path, snippet.span), lines)


def snippet_lines(snippet: Snippet, cells: int) -> list[Line]:
    """The words around a hit in two rows at most, the hit lit and always in view."""
    text = painted(snippet.text.replace("\n", " "))
    if len(text) != len(snippet.text):  # graphemes painted shorter: no offsets to light
        return [Line((("  " + text, "quiet"),))]
    a = snippet.span.start - snippet.sentence.start
    b = min(snippet.span.end - snippet.sentence.start, len(text))
    room = cells * _SNIPPET_ROWS - 2
    start = 0 if b <= room else max(0, a - (room - min(room, b - a)) // 2)
    if start:
        space = text.find(" ", start, a)
        start = space + 1 if space >= 0 else start
    words = [("…", "quiet")] if start else []
    words += _lit(text, start, a, b)
    return _wrapped(words, cells)


def _lit(text: str, start: int, a: int, b: int) -> list[Part]:
    """Words with their blanks, each lit or not."""
    out: list[Part] = []
    for low, high, look in ((start, a, "quiet"), (a, b, "hit"), (b, len(text), "quiet")):
        out += [(word, look) for word in _words(text[low:high])]
    return out


def _words(text: str) -> list[str]:
    """Cut after blanks, nothing lost."""
    out: list[str] = []
    for word in text.split(" "):
        out += [word, " "]
    return [word for word in out[:-1] if word]


def _wrapped(words: list[Part], cells: int) -> list[Line]:
    rows: list[list[Part]] = [[("    ", "")]]
    x = 0
    for word, look in words:
        if x + len(word) > cells and x and word != " ":
            if len(rows) == _SNIPPET_ROWS:
                rows[-1].append(("…", "quiet"))
                break
            rows.append([("    ", "")])
            x = 0
        if word == " " and not x:
            continue
        rows[-1].append((word, look))
        x += len(word)
    return [Line(tuple(row)) for row in rows]
