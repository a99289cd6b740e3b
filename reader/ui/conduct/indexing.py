"""The index: brought up to date behind the screen, then offered to what asks it."""

from __future__ import annotations

from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.ui.conduct.completing import Completing
from reader.ui.conduct.part import Part

_PART = 500  # files between two looks whether what is indexed can be searched


class Indexing(Part):
    """The index of the library, from the ui's side."""

    def offer(self) -> None:
        """Have what there is of an index searched, as of when it was last updated; in a worker."""
        if not self.app.searching.ready and self._can_search():
            self.app.call_from_thread(self._be_ready)

    def update_index(self) -> None:
        """Bring the index up to date; runs in a worker."""
        try:
            self._update()
        except ReaderError as error:
            self.app.call_from_thread(self.app.tell, error)
            if not self._can_search():
                self.desk.use_temporary_index()
                self._update()
        self.app.progress("indexing", 0, 0)
        self.app.call_from_thread(self._be_ready)

    def tidy(self) -> None:
        """Have small parts of the index merged by a process of its own; runs in a worker."""
        worker = get_current_worker()
        if self.desk.index.tidy(cancelled=lambda: worker.is_cancelled):
            self.desk.index.warm()

    def _be_ready(self) -> None:
        self.app.searching.ready = True
        self.search.field.offer(Completing(self.desk).end)
        self.app.keeping.count()

    def _update(self) -> None:
        worker = get_current_worker()

        def progress(done: int, total: int) -> None:
            self.app.progress("indexing", done, total)
            if done % _PART == 0:
                self.offer()

        self.desk.index.update(progress=progress, cancelled=lambda: worker.is_cancelled)
        self.desk.index.warm()

    def _can_search(self) -> bool:
        """Whether there is an index at all, if not of today."""
        try:
            self.desk.index.search("a", limit=1)
        except ReaderError:
            return False
        return True
