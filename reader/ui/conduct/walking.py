"""The hits in the article on the screen, and steps between them and over into the next article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.articles.article import Article
from reader.text.spans import Highlight, Span
from reader.ui.conduct.answer import Found, joined
from reader.ui.conduct.looking import AT_ONCE
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp
    from reader.ui.panes.document import DocumentPane


class Walking(Part):
    """What the query found in this text."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.hits: list[Span] = []
        self._to: tuple[str, int] | None = None  # article and hit to go to when they are found

    # -- lighting ----------------------------------------------------------------------------------

    def find(self, article: Article, found: Found) -> list[Span]:
        """Every hit of a query in an article; for a long one, in a worker.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        known = next((r for r in found.results.results if r.path == article.path), None)
        if known and known.total == len(known.hits):
            return joined(article.text, [hit.span for hit in known.hits])
        return joined(article.text, self.desk.index.hits(article, found.lit, found.asked.live))

    def shown(self, _: Article) -> None:
        self.light()

    def light(self) -> None:
        """Light every hit in the article on the screen."""
        article, found = self.document.article, self.app.searching.found
        if article is None or found is None:
            self._light([])
        elif len(article.text) <= AT_ONCE and ":" not in found.lit:
            self._light(self.find(article, found))
        else:
            self._light([])  # those of the article before
            self.app.run_worker(
                lambda: self._light_aside(article, found),
                thread=True, exclusive=True, group="hits",
            )  # fmt: skip

    def light_others(self) -> None:
        """Light the hits in the texts beside the one that has the keys, in a worker."""
        found, others = self.app.searching.found, list(self.others())
        if found and others:
            self.app.run_worker(
                lambda: self._light_others(found, others),
                thread=True, exclusive=True, group="hits beside",
            )  # fmt: skip

    def _light_others(self, found: Found, others: list[tuple[DocumentPane, Article]]) -> None:
        worker = get_current_worker()
        for text, article in others:
            lit = [Highlight(*span, "hit") for span in self.find(article, found)]
            if not worker.is_cancelled:
                self.app.call_from_thread(text.put, "hit", lit)

    def _light_aside(self, article: Article, found: Found) -> None:
        worker = get_current_worker()
        spans = self.find(article, found)
        if not worker.is_cancelled:
            self.app.call_from_thread(self.put, article, spans)

    def put(self, article: Article, spans: list[Span]) -> None:
        """Light hits that were found, if their article is still there."""
        if article is self.document.article and self.app.searching.found:
            self._light(spans)

    def _light(self, spans: list[Span]) -> None:
        self.hits = spans
        self.document.put("hit", (Highlight(*span, "hit") for span in spans))
        here = self.document.article
        if spans and here and self._to and self._to[0] == here.path:
            self.document.go(spans[self._to[1]].start)
            self._to = None
            self.follow()
        self.show_current()

    def show_current(self) -> None:
        """Tell the hit under the caret from the others."""
        at = self.document.caret.offset
        if not self.app.finding.active:
            current = (Highlight(*span, "current") for span in self.hits if span.start == at)
            self.document.put("current", current)

    def follow(self) -> None:
        """Put the cursor of the list on the sentence that the caret is in."""
        if self.document.article and self.app.searching.found:
            self.search.follow(self.document.article.path, self.document.caret.offset)

    # -- steps -------------------------------------------------------------------------------------

    def do_jump_hit(self, press: Press) -> None:
        self._step(press.times)

    def do_jump_hit_back(self, press: Press) -> None:
        self._step(-press.times)

    def _step(self, count: int) -> None:
        """To another hit of this article, or over into the next one found."""
        if self.app.searching.found is None:
            self.say(f"no search yet: {self.key('search.library')} searches all articles")
            return
        at = self.document.caret.offset
        ahead = [s for s in self.hits if s.start > at]
        behind = [s for s in reversed(self.hits) if s.start < at]
        spans = ahead if count > 0 else behind
        if len(spans) >= abs(count):
            self.app.opening.remember_jump()
            self.document.go(spans[abs(count) - 1].start)
            self.show_current()
            self.follow()
        else:
            self._other_article(1 if count > 0 else -1)

    def _other_article(self, step: int) -> None:
        here, searching = self.document.article, self.app.searching
        paths = searching.paths_with_hits()
        at = paths.index(here.path) if here and here.path in paths else -1
        others = paths[at + 1 :] if step > 0 else paths[: max(0, at)][::-1]
        for path in others:
            self._to = (path, 0 if step > 0 else -1)
            if self.app.opening.open(path):
                return
        if step < 0 or not searching.more(lambda: self._other_article(step)):
            self.say("the last hit" if step > 0 else "the first hit")

    def position(self) -> str:
        """``3/17 hits``, or how many there are."""
        if not self.hits:
            return ""
        at = self.document.caret.offset
        passed = sum(1 for span in self.hits if span.start <= at)
        return f"{passed}/{len(self.hits)} hits"
