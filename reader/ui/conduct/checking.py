"""Checking: a text of the user's own, held against the articles."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.compare.source import Source
from reader.errors import ReaderError
from reader.ui.conduct.comparing import Wanted
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.screens.line import LineScreen, Offer
from reader.ui.sheets.sheet import Sheet

_OFFERS = 200  # files of a folder that are listed
_TEXTS = (".md", ".txt", ".markdown", ".text")


class Checking(Part):
    """Which file, and what the library has of its quotations and figures."""

    def do_check_draft(self, _: Press) -> None:
        self._ask("")

    def _ask(self, begun: str) -> None:
        def done(line: str | None) -> None:
            if not line or not line.strip():
                return
            file = Path(line.strip()).expanduser()
            if file.is_dir():
                self._ask(f"{line.strip().rstrip(os.sep)}{os.sep}")
            else:
                self._check(file)

        title, example = "check a text of your own", "its file: a path"
        self.app.push_screen(LineScreen(fitting, title, example, begun), done)

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


def fitting(begun: str) -> list[Offer]:
    """The files that a path may become: an exact one first, then texts, folders, others."""
    return sorted(_files(begun), key=lambda offer: _rank(offer, begun))


def _files(begun: str) -> Iterator[Offer]:
    folder, _, name = begun.rpartition(os.sep)
    shown = folder + os.sep if folder or begun.startswith(os.sep) else ""
    try:
        with os.scandir(Path(shown or ".").expanduser()) as entries:
            for n, entry in enumerate(entries):
                if n >= _OFFERS * 10:
                    return
                hidden = entry.name.startswith(".") and not name.startswith(".")
                if hidden or not entry.name.casefold().startswith(name.casefold()):
                    continue
                if entry.is_dir():
                    yield Offer(f"{shown}{entry.name}{os.sep}", "folder")
                else:
                    yield Offer(f"{shown}{entry.name}", "")
    except OSError:
        return  # no such folder, or not ours to read: nothing fits


def _rank(offer: Offer, begun: str) -> tuple[bool, int, str]:
    is_folder = offer.line.endswith(os.sep)
    is_text = offer.line.casefold().endswith(_TEXTS)
    return offer.line != begun, 0 if is_text else 1 if is_folder else 2, offer.line.casefold()
