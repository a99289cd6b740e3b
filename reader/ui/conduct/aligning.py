"""Articles side by side: which ones, which has the keys, and what is nearest in the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual.worker import get_current_worker

from reader.articles.article import Article
from reader.errors import ReaderError
from reader.text.spans import Highlight, Span
from reader.ui.alignment import MOST
from reader.ui.conduct.latest import Latest
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.compare.nearest import Near, Passages
    from reader.ui.app import ReaderApp
    from reader.ui.conduct.looking import Sought
    from reader.ui.panes.document import DocumentPane

_WIDE = 40
"""Cells of a column that is easily read: so many columns are made where nobody said how many."""

_NEARNESS = ((0.5, "the same words"), (0.18, "very near"), (0.12, "near"), (0.0, "loosely near"))
"""Words for the cosine of two passages; of five published articles 1 in 100 has a very near one."""


@dataclass(frozen=True, slots=True)
class _Question:
    """Which passages of some articles are nearest to the one at an offset of another."""

    passages: Passages
    article: Article
    passage: Span
    others: tuple[str, ...]


class Aligning(Part):
    """Two to four articles side by side."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self._latest = Latest(app, self._answer)
        self._passages: Passages | None = None
        self._passages_of: list[Article] = []
        self._asked: _Question | None = None
        self._near: dict[DocumentPane, Near | None] = {}
        self._sought: dict[DocumentPane, Sought] = {}

    # -- which articles ----------------------------------------------------------------------------

    def do_compare(self, _: Press) -> None:
        """Side by side; from there, the one that has the keys alone."""
        here = self.document.article
        if self.screen.is_aligned:
            self.leave()
        elif here is None:
            self.say("no articles to compare")
        else:
            self._begin(here)

    def _begin(self, here: Article) -> None:
        """What is marked, else what was found, else the article with those most like it."""
        room = max(2, min(self.screen.size.width // _WIDE, MOST))
        marked, found = self.app.picking.paths(), self.app.searching.paths()
        if len(marked) > 1:
            more = f"the first {MOST} of {len(marked)} marked" if marked[MOST:] else ""
            self._open(marked[:MOST], more)
        elif not marked and len(found) > 1:
            first = [here.path] if here.path in found else []
            self._open([*first, *(path for path in found if path != here.path)][:room])
        elif not self.app.searching.ready:
            self.say("nothing to compare yet")
        else:
            path = marked[0] if marked else here.path
            self.app.run_worker(
                lambda: self._seek_alike(path, room), thread=True, exclusive=True, group="alike"
            )

    def _seek_alike(self, path: str, room: int) -> None:
        worker = get_current_worker()
        try:
            article = self.desk.library.article(path)
            found = self.desk.index.like(article, limit=room - 1).results
        except ReaderError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        if not worker.is_cancelled:
            paths = [path, *(result.path for result in found)]
            self.app.call_from_thread(self._open, paths)

    def _open(self, paths: Sequence[str], said: str = "") -> None:
        """Put articles side by side, each where it was left."""
        if self.screen.is_aligned:
            return  # asked for twice
        self.app.opening.leave()
        articles: list[Article] = []
        for path in paths:
            try:
                articles.append(self.desk.library.article(path))
            except ReaderError as error:
                self.app.tell(error)
        if len(articles) < 2:
            self.say("one article alone: there is no other like it")
            return
        here, places = self.document.article, self.desk.places
        known = [article.path for article in articles]
        focused = known.index(here.path) if here and here.path in known else 0
        self.document.leave_selection()
        self._passages_of = []
        self._sought.clear()
        finding = self.app.finding
        sought = finding.sought
        self.screen.align([(a, places.of(a.path).at) for a in articles], focused)
        self.app.opening.surround(articles[focused])
        if here and here.path == articles[focused].path:
            finding.recall(sought)
        self.app.walking.light_others()
        in_view = len(self.screen.columns_in_view)
        if not said and in_view < len(articles):
            said = f"{in_view} of {len(articles)} articles in view: {self.key('pane.next')} goes on"
        self.say(said)

    # -- which one has the keys --------------------------------------------------------------------

    def turn_to(self, column: DocumentPane) -> None:
        """Give a column the keys: all that is shown of an article is of this one now."""
        finding = self.app.finding
        finding.leave_field()
        self._sought[self.document] = finding.sought
        self.app.opening.leave()
        self.screen.choose(column)
        if column.article:
            self.app.opening.surround(column.article)
        finding.recall(self._sought.pop(column, None))
        near = self._near.get(column)
        if near and not column.caret_in_view:  # it was scrolled away from, to what is lit
            self.app.opening.remember_jump()
            column.go(near.span.start, centred=False)

    def turn_to_article(self, path: str) -> None:
        """To the column that shows an article, if one does."""
        for column, article in self.others():
            if article.path == path:
                self.turn_to(column)
                return

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
        self.turn_to(column)
        self.app.opening.remember_jump()
        column.go(near.span.start, centred=False)

    # -- leaving -----------------------------------------------------------------------------------

    def leave(self) -> None:
        """The panes again, with the article that has the keys."""
        opening, finding = self.app.opening, self.app.finding
        finding.leave_field()
        opening.leave()
        sought, article, at = finding.sought, self.document.article, self.document.caret.offset
        self._latest.drop()
        self._near.clear()
        self._asked = None
        self.screen.part()
        if article is not None:
            home = self.document
            if home.article is article:
                home.go(at)
                opening.surround(article)
            else:
                opening.put(article, at)
        finding.recall(sought)

    def leave_for_pane(self) -> None:
        """The panes again because one is wanted; ``jump.back`` comes back."""
        paths = [column.article.path for column in self.screen.columns if column.article]
        self.app.opening.remember_jump(partial(self._again, paths))
        self.leave()
        self.say(f"{self.key('jump.back')}: side by side again")

    def _again(self, paths: list[str]) -> None:
        if not self.screen.is_aligned:
            self._open(paths)

    # -- what is nearest ---------------------------------------------------------------------------

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
