"""Stepping along the marks of an article, and into the next article that has some."""

from __future__ import annotations

from reader.errors import ReaderError
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press


class Stepping(Part):
    """From mark to mark, through the articles found or else all that are listed."""

    def do_jump_mark(self, press: Press) -> None:
        self._step(press.times)

    def do_jump_mark_back(self, press: Press) -> None:
        self._step(-press.times)

    def _step(self, count: int) -> None:
        """Along the marks of this article, then into the next one that has some."""
        starts = sorted({m.span.start for m in self.app.marking.marks if m.span and m.span.length})
        at = self.document.caret.offset
        left = [s for s in starts if (s > at if count > 0 else s < at)]
        if len(left) >= abs(count):
            self.app.going.step(starts, count, "annotation")
        elif not self._step_out(1 if count > 0 else -1):
            self.say(f"no annotation further {'on' if count > 0 else 'back'}")

    def _step_out(self, step: int) -> bool:
        """To the first or last mark of the next article that has one; whether there is one."""
        here, marked = self.document.article, self.desk.shelf.counts()
        paths = self.app.searching.paths() or self.app.listing.paths()
        if here is None or here.path not in paths:
            return False
        at = paths.index(here.path)
        for path in paths[at + 1 :] if step > 0 else reversed(paths[:at]):
            if path not in marked:
                continue
            try:
                placed = self.desk.shelf.of(self.desk.library.article(path))
            except ReaderError:
                continue
            spans = [m.span for m in placed if m.span and m.span.length]
            if spans:
                return self.app.opening.open(path, spans[0 if step > 0 else -1])
        return False
