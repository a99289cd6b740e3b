"""News: what of the article on the screen is new to who has read others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.articles.article import Article
from reader.compare.news import Known, Read
from reader.text.spans import Highlight
from reader.ui.conduct.part import Part
from reader.ui.conduct.sourcing import LIMIT, same
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.compare.source import Source
    from reader.ui.app import ReaderApp


class News(Part):
    """Sentences known from articles that were read, dimmed while that is wanted."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.is_wanted = False
        self._known: tuple[Known, ...] = ()
        self._sentences = 0
        self._read: tuple[tuple[Source, ...], Read] | None = None

    def do_news(self, _: Press) -> None:
        self.is_wanted = not self.is_wanted
        if self.is_wanted and not self._paths():
            self.is_wanted = False
            key = self.key("article.read")
            self.say(f"no other article was read yet: {key} says that one was")
            return
        self._forget()
        for text in self.screen.texts:
            text.put("known", ())
        if self.is_wanted:
            self._look()
        else:
            self.say("all sentences alike")

    def do_news_where(self, _: Press) -> None:
        """To where the sentence under the caret was read."""
        at = self.document.caret.offset
        known = next((k for k in self._known if k.sentence.holds(at)), None)
        if known is None:
            self.say("this sentence is known from no article that was read")
        elif self.app.opening.open(known.path, known.there):
            self.document.put("current", [Highlight(*known.there, "current")])

    def shown(self, _: Article) -> None:
        if self.is_wanted:
            self._forget()
            self._look()

    def also(self) -> str:
        if not self._sentences:
            return ""
        return f"{self._sentences - len(self._known)}/{self._sentences} new"

    def _forget(self) -> None:
        self._known, self._sentences = (), 0
        self.document.put("known", ())

    def _paths(self) -> list[str]:
        here = self.document.article
        read = self.desk.places.read()
        return [p for p in self.desk.cards if p in read and not (here and p == here.path)]

    def _look(self) -> None:
        article, paths = self.document.article, self._paths()[:LIMIT]
        if article:
            self.app.run_worker(
                lambda: self._compare(article, paths), thread=True, exclusive=True, group="news"
            )

    def _compare(self, article: Article, paths: Sequence[str]) -> None:
        worker, sourcing = get_current_worker(), self.app.comparing.sourcing

        def progress(done: int, total: int) -> None:
            self.app.progress("what was read", done, total)

        sources = sourcing.of(paths, progress, lambda: worker.is_cancelled)
        self.app.progress("", 0, 0)
        if worker.is_cancelled:
            return
        if self._read is None or not same(self._read[0], sources):
            self._read = sources, Read(sources)
        source = sourcing.one(article)
        known = self._read[1].known(source)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, article, known, len(source.sentences))

    def _show(self, article: Article, known: tuple[Known, ...], sentences: int) -> None:
        if self.document.article is not article or not self.is_wanted:
            return
        self._known, self._sentences = known, sentences
        self.document.put("known", (Highlight(*k.sentence, "known") for k in known))
        where = f"; {self.key('news.where')} goes to where one was read" if known else ""
        new = sentences - len(known)
        self.say(f"{new} of {sentences} sentences are new to you{where}")
