"""Checking: a text of the user's own, held against the articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.compare.source import Source
from reader.errors import ReaderError
from reader.ui.conduct.comparing import Wanted
from reader.ui.conduct.files import ask_file
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.sheets.sheet import Sheet


class Checking(Part):
    """Which file, and what the library has of its quotations and figures."""

    def do_check_draft(self, _: Press) -> None:
        ask_file(self.app, "check a text of your own", self._check)

    def _check(self, file: Path) -> None:
        paths, note = self.app.comparing.chosen()

        def make(sources: Sequence[Source]) -> Sheet:
            from reader.compare.source import draft
            from reader.ui.sheets.findings import check_sheet

            try:
                raw = file.read_bytes()
            except OSError as error:
                raise ReaderError(f"cannot read {file}: {error.strerror}") from error
            return check_sheet(draft(file.name, raw, self.desk.catalogue), sources)

        if paths:
            name = f"check of {file.name}"
            self.app.comparing.open(Wanted(name, tuple(paths), note, make, keep=False))
        else:
            self.say("there are no articles to hold it against")
