"""Searching the library: the index, the query as it is typed, hits and steps between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.search.results import Result, Results
from reader.text.spans import Highlight, Span
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.panes.search import SNIPPETS, Snippet

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.ui.app import ReaderApp


LIVE, MOST = 20, 50
"""Articles found for a query that is being typed, and for one that was confirmed."""


class Searching(Part):
    """The query and what it found."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.query = ""
        self.results: Results | None = None
        self.ready = False
        self.hits: list[Span] = []

    # -- the index ---------------------------------------------------------------------------------

    def update_index(self) -> None:
        """Bring the index up to date; runs in a worker."""
        try:
            self._update()
        except ReaderError as error:
            self.app.call_from_thread(self.app.tell, error)
            if not self._can_search():
                self.desk.use_temporary_index()
                self._update()
        self.ready = True
        self.app.progress("", 0, 0)

    def _update(self) -> None:
        worker = get_current_worker()
        self.desk.index.update(
            progress=lambda done, total: self.app.progress("indexing", done, total),
            cancelled=lambda: worker.is_cancelled,
        )

    def _can_search(self) -> bool:
        """Whether there is an index at all, if not of today."""
        try:
            self.desk.index.search("a", limit=1)
        except ReaderError:
            return False
        return True

    # -- the query ---------------------------------------------------------------------------------

    def typed(self, text: str, *, live: bool) -> None:
        """The query changed, or was confirmed."""
        self.query = text
        if not live and (not text.strip() or not self.ready):
            self.search.field.let_go()
        if not text.strip():
            self.results = None
            self.app.opening.list_library()
            self.light_hits()
        elif not self.ready:
            self.search.say("the index is being built; results come as soon as it is there")
        elif live or self.results is None or self.results.query != text:
            self.app.run_worker(
                lambda: self._find(text, live=live) if live else self._find_and_open(text),
                thread=True, exclusive=True, group="search",
            )  # fmt: skip
        else:
            self._open_first()

    def search_again(self) -> None:
        """The same query over what is known now."""
        if self.query.strip():
            self.typed(self.query, live=True)
        else:
            self.app.opening.list_library()

    def _find_and_open(self, text: str) -> None:
        """Whatever comes of it, the field lets go of the keys typed meanwhile."""
        try:
            self._find(text, live=False)
            self.app.call_from_thread(self._open_first)
        finally:
            self.app.call_from_thread(self.search.field.let_go)

    def _find(self, text: str, *, live: bool) -> None:
        worker = get_current_worker()
        try:
            results = self.desk.index.search(text, limit=LIVE if live else MOST, live=live)
        except ReaderError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        places = {r.path: self._places(r) for r in results.results if r.hits}
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, results, places)

    def _places(self, result: Result) -> tuple[int, list[Snippet]]:
        """How many places of an article were hit, and the first sentences with them."""
        try:
            text = self.desk.library.article(result.path).text
        except ReaderError:
            return result.total, []
        sentences = dict.fromkeys(hit.snippet for hit in result.hits)
        places = joined(text, [hit.span for hit in result.hits])
        return result.total - len(result.hits) + len(places), [
            Snippet(
                result.path,
                sentence,
                tuple(joined(text, [h.span for h in result.hits if h.snippet == sentence])),
                sentence.of(text),
            )
            for sentence in list(sentences)[:SNIPPETS]
        ]

    def _show(self, results: Results, places: dict[str, tuple[int, list[Snippet]]]) -> None:
        if results.query != self.query:
            return
        self.results = results
        hits = {path: count for path, (count, _) in places.items()}
        snippets = {path: found for path, (_, found) in places.items()}
        self.search.show_results(results, self.app.opening.listed(), hits, snippets)
        self.light_hits()

    def _open_first(self) -> None:
        """Enter in the query: open what the cursor of the list is on, at its first hit."""
        match self.search.rows.current:
            case (str() as path, (Span() | None) as span):
                self.open_hit(path, span)
        self.search.field.let_go()

    def open_hit(self, path: str, span: Span | None) -> None:
        """Open an article at a hit; without one, at its first hit, or where it was left."""
        target = span or self._first_hit(path)
        if self.app.opening.open(path, target):
            self.screen.focus_pane("document")
            self._mark_current()

    def _first_hit(self, path: str) -> Span | None:
        if self.results:
            for result in self.results.results:
                if result.path == path and result.hits:
                    return result.hits[0].span
        return None

    def paths(self) -> list[str]:
        """The articles found, best first; none without a query."""
        return [r.path for r in self.results.results] if self.results else []

    # -- hits in the text --------------------------------------------------------------------------

    def shown(self, _: Article) -> None:
        self.light_hits()

    def light_hits(self) -> None:
        """Light every hit of the query in the article on the screen."""
        article = self.document.article
        self.hits = []
        if article and self.results and self.query.strip():
            from reader.search.hits import find_hits
            from reader.search.query import parse

            found = find_hits(article, parse(self.query, live=True))
            self.hits = joined(article.text, found)
        self.document.put("hit", (Highlight(*span, "hit") for span in self.hits))
        self._mark_current()

    def _mark_current(self) -> None:
        at = self.document.caret.offset
        current = [Highlight(*s, "current") for s in self.hits if s.start == at]
        if not self.app.finding.active:
            self.document.put("current", current)

    def do_jump_hit(self, press: Press) -> None:
        self._step(press.times)

    def do_jump_hit_back(self, press: Press) -> None:
        self._step(-press.times)

    def _step(self, count: int) -> None:
        """To another hit of this article, or over into the next one found."""
        if not self.results:
            self.say(f"no search yet: {self.key('search.library')} searches all articles")
            return
        at = self.document.caret.offset
        ahead = [s for s in self.hits if s.start > at]
        behind = [s for s in reversed(self.hits) if s.start < at]
        spans = ahead if count > 0 else behind
        if len(spans) >= abs(count):
            self.app.opening.remember_jump()
            self.document.go(spans[abs(count) - 1].start)
            self._mark_current()
            return
        self._other_article(1 if count > 0 else -1)

    def _other_article(self, step: int) -> None:
        here = self.document.article
        paths = self.paths()
        at = paths.index(here.path) if here and here.path in paths else -1
        for path in paths[at + 1 :] if step > 0 else paths[: max(0, at)][::-1]:
            if self.app.opening.open(path) and self.hits:
                self.document.go((self.hits[0] if step > 0 else self.hits[-1]).start)
                self._mark_current()
                return
        self.say("the last hit" if step > 0 else "the first hit")

    def position(self) -> str:
        """``3/17 hits``, or how many there are."""
        if not self.hits:
            return ""
        at = self.document.caret.offset
        passed = sum(1 for span in self.hits if span.start <= at)
        return f"{passed}/{len(self.hits)} hits"


def joined(text: str, spans: list[Span]) -> list[Span]:
    """Hits with only blanks between them as one: two words side by side are one place."""
    out: list[Span] = []
    for span in spans:
        if out and span.start >= out[-1].end and not text[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out
