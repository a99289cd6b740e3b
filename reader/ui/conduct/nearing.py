"""Nearing: what is nearest, in the articles beside, to the passage under the caret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text
from textual.worker import get_current_worker

from reader.articles.article import Article
from reader.text.spans import Highlight, Span
from reader.ui.conduct.latest import Latest
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.compare.nearest import Near, Passages
    from reader.ui.app import ReaderApp
    from reader.ui.panes.document import DocumentPane

_NEARNESS = ((0.5, "the same words"), (0.18, "very near"), (0.12, "near"), (0.0, "loosely near"))
"""Words for the cosine of two passages; of five published articles 1 in 100 has a very near one."""


@dataclass(frozen=True, slots=True)
class _Question:
    """Which passages of some articles are nearest to the one at an offset of another."""

    passages: Passages
    article: Article
    passage: Span
    others: tuple[str, ...]


class Nearing(Part):
    """Passages lit in the columns beside, while articles stand side by side."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self._latest = Latest(app, self._answer)
        self._passages: Passages | None = None
        self._passages_of: list[Article] = []
        self._asked: _Question | None = None
        self._near: dict[DocumentPane, Near | None] = {}

    def near(self, column: DocumentPane) -> Near | None:
        """What is lit in a column."""
        return self._near.get(column)

    def forget(self) -> None:
        """Weigh the passages anew when articles are put side by side."""
        self._passages_of = []

    def drop(self) -> None:
        """Nothing stands beside any more."""
        self._latest.drop()
        self._near.clear()
        self._asked = None

    # -- going there -------------------------------------------------------------------------------

    def do_compare_nearest(self, press: Press) -> None:
        self._step(press.times)

    def do_compare_nearest_back(self, press: Press) -> None:
        self._step(-press.times)

    def _step(self, count: int) -> None:
        """To the passage that is lit in the next column that has one, and round."""
        columns = self.screen.columns
        if not columns:
            self.say(f"nothing stands beside this article: {self.key('compare')} compares")
            return
        at = columns.index(self.document)
        round_ = [*columns[at + 1 :], *columns[:at]]
        lit = [(column, near) for column in round_ if (near := self._near.get(column))]
        if not lit:
            self.say("no passage of another article is near")
            return
        column, near = lit[(count - 1 if count > 0 else count) % len(lit)]
        self.app.aligning.turn_to(column)
        self.app.opening.remember_jump()
        column.go(near.span.start, centred=False)

    # -- finding it --------------------------------------------------------------------------------

    def shown(self, _: Article) -> None:
        if self.screen.is_aligned:
            self.document.put("nearest", ())
            self._near.pop(self.document, None)
            self._asked = None
            self._prepare()

    def caret_moved(self) -> None:
        if self.screen.is_aligned:
            self._ask()

    def _prepare(self) -> None:
        """Weigh the passages of these articles, in a worker, unless that is done."""
        articles = [column.article for column in self.screen.columns if column.article]
        if list(map(id, articles)) == list(map(id, self._passages_of)):
            self._ask()  # where they are weighed already
            return
        self._passages, self._passages_of = None, articles
        self.app.run_worker(
            lambda: self._weigh(articles), thread=True, exclusive=True, group="aligning"
        )

    def _weigh(self, articles: list[Article]) -> None:
        from reader.compare.nearest import Passages
        from reader.compare.source import Source

        worker = get_current_worker()
        passages = Passages([Source(article, ()) for article in articles])
        if not worker.is_cancelled:
            self.app.call_from_thread(self._weighed, articles, passages)

    def _weighed(self, articles: list[Article], passages: Passages) -> None:
        if articles is self._passages_of and self.screen.is_aligned:
            self._passages = passages
            self._ask()

    def _ask(self) -> None:
        """Look for what is nearest, where the caret came to another passage."""
        article, passage = self.document.article, self.document.paragraph
        if self._passages is None or article is None or passage is None:
            return
        others = tuple(other.path for _, other in self.others())
        question = _Question(self._passages, article, passage, others)
        if question != self._asked:
            self._asked = question
            self._latest.ask(question)

    def _answer(self, question: _Question) -> None:
        at, path = question.passage.start, question.article.path
        found = {other: question.passages.nearest(path, at, other) for other in question.others}
        if not self._latest.is_superseded:
            self.app.call_from_thread(self._light, question, found)

    def _light(self, question: _Question, found: dict[str, Near | None]) -> None:
        if question is not self._asked:
            return
        for column, article in self.others():
            near = self._near[column] = found.get(article.path)
            column.put("nearest", [Highlight(*near.span, "nearest")] if near else ())
            if near:
                column.bring(near.span)
            column.border_subtitle = Text(f" {_told(article, near)} ")
        self.screen.show_status()

    def nearness(self) -> str:
        """How near the nearest passages are, by the numbers of their columns, for the status."""
        columns = self.screen.columns
        told = [
            f"{columns.index(column) + 1}: {_told(article, self._near[column])}"
            for column, article in self.others()
            if column in self._near
        ]
        shown = len(self.screen.columns_in_view)
        out = f"{columns.index(self.document) + 1} of {len(columns)}"
        return "  ".join([out, *told] if shown < len(columns) else told)


def _told(article: Article, near: Near | None) -> str:
    if near is None:
        return "none near"
    words = next(words for least, words in _NEARNESS if near.likeness >= least)
    return f"¶{article.paragraph_at(near.span.start)} {words}"
