"""Refusing: the files that are left out or were read with a doubt, each with the reason."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from reader.articles.mends import MEND_STRAY, mend_of, mend_of_doubt
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.screens.problems import ProblemRow, ProblemsScreen


class Refusing(Part):
    """The list of what is wrong with files, as it is now."""

    _screen: ProblemsScreen | None = None

    def do_problems(self, _: Press) -> None:
        self._screen = ProblemsScreen(self.screen.keymap, list(self._rows()))
        self.app.push_screen(self._screen, self._left)

    def refresh(self) -> None:
        """The files were read again: what was mended goes from the list."""
        if self._screen:
            self._screen.show(list(self._rows()))

    def _left(self, key: Hashable) -> None:
        self._screen = None
        match key:
            case ("article", str() as path):
                if self.app.opening.open(path):
                    self.screen.focus_pane("document")

    def _rows(self) -> Iterator[ProblemRow]:
        for problem in sorted(self.desk.problems, key=lambda problem: problem.path):
            yield ProblemRow("LEFT OUT", problem.path, problem.reason, mend_of(problem.reason))
        for path, card in self.desk.cards.items():
            for told in filter(None, card.notes.split("\n")):
                yield ProblemRow("READ WITH A DOUBT", path, told, mend_of_doubt(told), card.path)
        scanned = self.desk.listed
        for path in scanned.strays if scanned else ():
            yield ProblemRow("SIDECARS", path, "it speaks of no article", MEND_STRAY)
