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


_LAYOUTS = (
    ("by article", "the articles as headings, each passage in its order", "article"),
    ("by tag", "the tags as headings, from all articles", "tag"),
)
_TEMPLATE = "a template of your own"


class Exporting(Part):
    """The marks picked, else all that are listed, in the order of the list.

    From the text, while the list shows deleted ones, those of the article.
    """

    def do_marks_export(self, _: Press) -> None:
        from reader.ui.screens.command import CommandScreen

        keys = self._meant()
        if not keys:
            self.say("no annotation listed to write")
            return
        number = "1 annotation" if len(keys) == 1 else f"{len(keys):,} annotations"
        self.app.push_screen(
            CommandScreen(f"write {number} to a file", "", "Enter writes", _EXAMPLE),
            lambda name: self._named(keys, (name or "").strip()),
        )

    def _meant(self) -> Sequence[Key]:
        list_ = self.app.reviewing
        list_.refresh_if_stale()
        if list_.scope != "deleted":
            return list(list_.picked) or [entry.key for entry in list_.entries]
        marking = self.app.marking
        return [] if marking.in_list else [(m.path, m.annotation.id) for m in marking.marks]

    def _named(self, keys: Sequence[Key], name: str) -> None:
        """The file has a name: check it, ask how Markdown is to be laid out, and write."""
        from reader.exchange.formats import Format
        from reader.ui.screens.choose import ChooseScreen

        if not name:
            return
        file = Path(name).expanduser()
        try:
            form = _form_of_new(file)
        except ReaderError as error:
            self.app.tell(error)
            return
        if form is not Format.MD:
            self._begin(keys, file, form, "article")
            return
        self.app.push_screen(
            ChooseScreen("by article, by tag, or a template: its path", _LAYOUTS, _TEMPLATE),
            lambda layout: self._begin(keys, file, form, str(layout)) if layout else None,
        )

    def _begin(self, keys: Sequence[Key], file: Path, form: Format, layout: str) -> None:
        self.app.run_worker(
            lambda: self._write(keys, file, form, layout),
            thread=True, exclusive=True, group="export",
        )  # fmt: skip

    def _write(self, keys: Sequence[Key], file: Path, form: Format, layout: str) -> None:
        """Write a file that is not there yet; runs in a worker."""
        try:
            self._put(keys, file, form, layout)
        except ReaderError as error:
            self.app.call_from_thread(self.app.tell, error)
        except OSError as error:
            trouble = ReaderError(f"cannot write {file}: {error.strerror}")
            self.app.call_from_thread(self.app.tell, trouble)
        else:
            count = len(keys)
            words = f"{count:,} annotation{'s' * (count != 1)} in {file.absolute()}"
            self.app.call_from_thread(self.say, words)

    def _put(self, keys: Sequence[Key], file: Path, form: Format, layout: str) -> None:
        from reader.exchange.formats import write
        from reader.exchange.markdown import template_at
        from reader.exchange.marked import in_library
        from reader.files import write_whole

        known = {by for _, _, by in _LAYOUTS}
        by, template = (layout, None) if layout in known else ("article", template_at(layout))
        order = {id_: n for n, (_, id_) in enumerate(keys)}
        found = in_library(self.desk.shelf, self.desk.library)
        marks = [marked for marked in found if marked.annotation.id in order]
        marks.sort(key=lambda marked: order[marked.annotation.id])
        colours = self.app.settings.colours
        write_whole(file, write(marks, form, by=by, template=template, colours=colours))


def _form_of_new(file: Path) -> Format:
    """The format that the ending of a name speaks for.

    Raises:
        ReaderError: it speaks for none, or there is such a file.
    """
    from reader.exchange.formats import ENDINGS

    if file.exists():
        raise ReaderError(f"{file} is there already", "choose another name")
    for form, endings in ENDINGS.items():
        if file.suffix.lower() in endings:
            return form
    raise ReaderError(f"{file.name} does not say which format", f"write {_EXAMPLE}")
