"""Marks of the list as a file of another program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.ui.conduct.marking import Key
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.exchange.formats import Format

_EXAMPLE = "marks.md, .csv, .jsonld, .json (Hypothesis) or .qdpx (REFI-QDA)"


class Exporting(Part):
    """The marks picked, else all that are listed, in the order of the list."""

    def do_marks_export(self, _: Press) -> None:
        from reader.ui.screens.command import CommandScreen

        list_ = self.app.reviewing
        list_.refresh_if_stale()
        keys = list(list_.picked) or [entry.key for entry in list_.entries]
        if not keys or list_.scope == "deleted":
            self.say("no annotation listed to write")
            return

        def done(name: str | None) -> None:
            if name and name.strip():
                self.app.run_worker(
                    lambda: self._write(keys, Path(name.strip()).expanduser()),
                    thread=True, exclusive=True, group="export",
                )  # fmt: skip

        number = "1 annotation" if len(keys) == 1 else f"{len(keys):,} annotations"
        title = f"write {number} to a file"
        self.app.push_screen(CommandScreen(title, "", "Enter writes", _EXAMPLE), done)

    def _write(self, keys: Sequence[Key], file: Path) -> None:
        """Write a file that is not there yet; runs in a worker."""
        try:
            self._put(keys, file)
        except ReaderError as error:
            self.app.call_from_thread(self.app.tell, error)
        except OSError as error:
            trouble = ReaderError(f"cannot write {file}: {error.strerror}")
            self.app.call_from_thread(self.app.tell, trouble)
        else:
            count = len(keys)
            words = f"{count:,} annotation{'s' * (count != 1)} in {file.absolute()}"
            self.app.call_from_thread(self.say, words)

    def _put(self, keys: Sequence[Key], file: Path) -> None:
        from reader.exchange.formats import write
        from reader.exchange.marked import in_library
        from reader.files import write_whole

        form = _form_of(file)
        if file.exists():
            raise ReaderError(f"{file} is there already", "choose another name")
        order = {id_: n for n, (_, id_) in enumerate(keys)}
        found = in_library(self.desk.shelf, self.desk.library)
        marks = [marked for marked in found if marked.annotation.id in order]
        marks.sort(key=lambda marked: order[marked.annotation.id])
        write_whole(file, write(marks, form, colours=self.app.settings.colours))


def _form_of(file: Path) -> Format:
    """The format that the ending of a name speaks for.

    Raises:
        ReaderError: it speaks for none.
    """
    from reader.exchange.formats import ENDINGS

    for form, endings in ENDINGS.items():
        if file.suffix.lower() in endings:
            return form
    raise ReaderError(f"{file.name} does not say which format", f"write {_EXAMPLE}")
