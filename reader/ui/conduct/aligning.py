"""Articles side by side: which ones, and which has the keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.articles.article import Article
from reader.errors import ReaderError
from reader.ui.alignment import MOST
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp
    from reader.ui.conduct.looking import Sought
    from reader.ui.panes.document import DocumentPane

_WIDE = 40
"""Cells of a column that is easily read: so many columns are made where nobody said how many."""


class Aligning(Part):
    """Two to four articles side by side."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
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
        self.app.nearing.forget()
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
        near = self.app.nearing.near(column)
        if near and not column.caret_in_view:  # it was scrolled away from, to what is lit
            self.app.opening.remember_jump()
            column.go(near.span.start, centred=False)

    def turn_to_article(self, path: str) -> None:
        """To the column that shows an article, if one does."""
        for column, article in self.others():
            if article.path == path:
                self.turn_to(column)
                return

    # -- leaving -----------------------------------------------------------------------------------

    def leave(self) -> None:
        """The panes again, with the article that has the keys."""
        opening, finding = self.app.opening, self.app.finding
        finding.leave_field()
        opening.leave()
        sought, article, at = finding.sought, self.document.article, self.document.caret.offset
        self.app.nearing.drop()
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
