"""Filing: the library read, listed while it is read, and read again when files changed."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.articles.article import Card
from reader.articles.libraries import remember
from reader.articles.scan import Problem
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.pace import Pace

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

_READING = "reading"
_GARBAGE = (700, 10, 100)
"""Thresholds of the collector of garbage.  A look through everything takes 50 to 110 ms where a
large library is searched, which is a key that lags; by default every tenth key did."""

_MANY = 1000  # articles whose cards take longer to look through for garbage than a frame lasts


class Filing(Part):
    """The list of the library, as its files are."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self._all_read = False  # whether the library was read to its end
        self._settled = False
        self._told: frozenset[Problem] = frozenset()

    def read(self) -> None:
        """List what is there and read what changed, then bring index and entities up to date."""
        self.app.run_worker(self._read, thread=True, exclusive=True, group="library")

    def _read(self) -> None:
        worker, pace = get_current_worker(), Pace()

        def progress(done: int, total: int) -> None:
            self.app.progress(_READING, done, total, pace.left(done, total))

        self.desk.shelf.read()  # else the list, which counts marks, would in the event loop
        for n, cards in enumerate(self.desk.read_library(progress)):
            if worker.is_cancelled or self.app.naming.stopped:
                break
            self.app.call_from_thread(self._list, cards)
            if n == 0:
                self.app.call_from_thread(self._settle)
                self.app.indexing.offer()
                self.app.call_from_thread(self.app.indexing.start)
        else:
            self.app.call_from_thread(self._all_listed)
        if not worker.is_cancelled:
            self.app.progress(_READING, 0, 0)
            self.app.sharing.look()

    def _settle(self) -> None:
        """The list stands: what takes longer may begin."""
        if self._settled:
            return
        self._settled = True
        remember(self.desk.library.root)
        if not gc.isenabled():  # the command line does without until here
            gc.freeze()  # what is there now stays, and is not looked through for garbage again
            gc.enable()
        gc.set_threshold(*_GARBAGE)
        self.app.naming.refresh()

    def _list(self, cards: dict[str, Card]) -> None:
        self.desk.cards = cards
        if not self.search.field.value:
            self.list_library()

    def _all_listed(self) -> None:
        problems = self.desk.problems
        self._all_read = True
        if len(self.desk.cards) >= _MANY:
            gc.freeze()
        if not self.desk.cards:
            self.list_library()
        elif new := [p for p in problems if p not in self._told]:
            files = "1 file" if len(problems) == 1 else f"{len(problems)} files"
            first = f"{new[0].path}: {new[0].reason}"
            self.say(f"{files} left out, {self.key('problems')} says why: {first}")
        self._told = frozenset(problems)
        self.app.refusing.refresh()
        self.app.naming.update_again()  # in other processes, meanwhile
        self.app.watching.start()

    def list_library(self) -> None:
        """Show every article in the search pane, or why there is none, unless one has searched."""
        if self.app.searching.found:
            return
        if self.desk.cards:
            self.app.listing.show()
        elif self._all_read:
            self.search.say(_why_empty(self.desk.problems))

    def do_article_reload(self, _: Press) -> None:
        if self.document.article is None:
            return
        self.app.watching.look(lambda: self.say("read again"))


def _why_empty(problems: list[Problem]) -> str:
    if not problems:
        return "no articles here: put .txt, .md or .html files into this folder"
    reasons = "\n".join(f"{p.path}: {p.reason}" for p in problems[:5])
    return f"no article could be read\n{reasons}"
