"""Marks of a file of another program, or of another reader, put on the articles of the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.ui.conduct.files import ask_file
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.exchange.arriving import Arrived

_ENDINGS = (".jsonld", ".json", ".csv", ".tsv")


class Importing(Part):
    """What is brought in is one change: one key takes it back."""

    def do_marks_import(self, _: Press) -> None:
        ask_file(self.app, "bring annotations in: JSON-LD, Hypothesis, CSV", self._begin, _ENDINGS)

    def _begin(self, file: Path) -> None:
        self.say(f"reading {file.name}")
        self.app.run_worker(
            lambda: self._bring(file), thread=True, exclusive=True, group="import"
        )  # fmt: skip

    def _bring(self, file: Path) -> None:
        """Read a file and apply it; runs in a worker, as articles may have to be read for it."""
        from reader.exchange.arriving import bring_in
        from reader.exchange.formats import read
        from reader.exchange.guarded import SIZE_LIMIT

        try:
            with file.open("rb") as opened:
                raw = opened.read(SIZE_LIMIT + 1)
            arrived = bring_in(self.desk.shelf, self.desk.library, read(raw))
        except ReaderError as error:
            self.app.call_from_thread(self.app.tell, error)
        except OSError as error:
            trouble = ReaderError(f"cannot read {file}: {error.strerror}")
            self.app.call_from_thread(self.app.tell, trouble)
        else:
            self.app.call_from_thread(self._arrived, file.name, arrived)

    def _arrived(self, name: str, arrived: Arrived) -> None:
        if arrived.added or arrived.changed:
            undo = f"; {self.key('undo')} takes it back"
            self.app.marking.saved(f"{name}: {arrived}{undo}")
        else:
            self.say(f"{name}: {arrived}")
