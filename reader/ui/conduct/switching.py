"""Switching: another library, of those opened lately or by its path."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterator
from pathlib import Path

from reader.articles.libraries import recent
from reader.articles.library import Library
from reader.errors import ReaderError
from reader.paths import bundled_library
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.screens.choose import ChooseScreen, Option


class Switching(Part):
    """The way from this library to another one."""

    def do_library_switch(self, _: Press) -> None:
        if os.environ.get("TEXTUAL_DRIVER"):
            self.say("in a browser there is one library: serve another one with -L")
            return
        options = list(self._options())
        wish = "a part of the name, or the path of a folder" if options else "the path of a folder"
        screen = ChooseScreen("another library", options, "opens the folder typed", wish)
        self.app.push_screen(screen, self._chosen)

    def _options(self) -> Iterator[Option]:
        here = os.path.realpath(self.desk.library.root)
        samples = Path(os.path.realpath(bundled_library()))
        for path in dict.fromkeys([*recent(), samples]):
            if str(path) != here:
                name = "the samples" if path == samples else path.name or str(path)
                yield (name, _short(path), path)

    def _chosen(self, key: Hashable) -> None:
        if key is None:
            return
        try:
            library = Library(Path(str(key)))
        except ReaderError as error:
            self.app.tell(error)
            return
        self.app.leave_for(library)


def _short(path: Path) -> str:
    """A path as people write it."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
