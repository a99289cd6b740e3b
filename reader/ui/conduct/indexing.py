"""The index: brought up to date behind the screen, then offered to what asks it."""

from __future__ import annotations

from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.ui.conduct.completing import Completing
from reader.ui.conduct.part import Part
from reader.ui.pace import Pace

_INDEXING = "indexing"
_PART = 500  # files between two looks whether what is indexed can be searched


class Indexing(Part):
    """The index of the library, from the ui's side."""

    _running = _again = False

    def offer(self) -> None:
        """Have what there is of an index searched, as of when it was last updated; in a worker."""
        if not self.app.searching.ready and self._can_search():
            self.app.call_from_thread(self._be_ready)

    def start(self) -> None:
        """Bring the index up to date, in a worker; if one is at it, once more after that."""
        self._again = self._running
        if not self._running and not self.app.naming.stopped:
            self._running = True
            self.app.run_worker(self._work, thread=True, group="index")

    def _work(self) -> None:
        try:
            self._bring_up_to_date()
        finally:
            self.app.progress(_INDEXING, 0, 0)
            self.app.call_from_thread(self._ended)

    def _bring_up_to_date(self) -> None:
        try:
            self._update()
        except ReaderError as error:
            self.app.call_from_thread(self.app.tell, error)
            if not self._can_search():
                self.desk.use_temporary_index()
                self._update()
        self.app.call_from_thread(self._be_ready)
        self.app.call_from_thread(self.app.searching.search_again)
        self._tidy()

    def _ended(self) -> None:
        self._running = False
        if self._again:
            self.start()

    def _tidy(self) -> None:
        """Have small parts of the index merged by a process of its own; runs in a worker."""
        worker = get_current_worker()
        if self.desk.index.tidy(cancelled=lambda: worker.is_cancelled or self._again):
            self.desk.index.warm()

    def _be_ready(self) -> None:
        waited, self.app.searching.ready = not self.app.searching.ready, True
        if waited and self.app.searching.query.strip():
            self.app.searching.search_again()  # what was typed before
        self.search.field.offer(Completing(self.desk).end)
        self.app.keeping.count()

    def _update(self) -> None:
        worker, pace = get_current_worker(), Pace()

        def progress(done: int, total: int) -> None:
            self.app.progress(_INDEXING, done, total, pace.left(done, total))
            if done % _PART == 0:
                self.offer()

        def cancelled() -> bool:
            return worker.is_cancelled or self.app.naming.stopped

        self.desk.index.update(progress=progress, cancelled=cancelled)
        if not cancelled():
            self.desk.index.warm()

    def _can_search(self) -> bool:
        """Whether there is an index at all, if not of today."""
        try:
            self.desk.index.search("a", limit=1)
        except ReaderError:
            return False
        return True
