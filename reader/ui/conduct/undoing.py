"""Undoing: marks, corrections of names and of metadata in one order, the last change first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.entities.rulebook import Rulebook
    from reader.entities.rulechange import Change
    from reader.ui.conduct.describing import Correction, Describing


class Undoing(Part):
    """What was changed last in this session, whatever it was."""

    def do_undo(self, _: Press) -> None:
        rulebook, corrections = self._rulebook(), self._corrections()
        marks, rules = self.desk.shelf.changed_at(undone=False), rulebook and _at(rulebook.done)
        if corrections and _at(corrections.done) > max(marks, rules or 0):
            corrections.undo()
        elif rulebook and _at(rulebook.done) > marks:
            self._turn(rulebook, "undone")
        else:
            self.app.marking.undo()

    def do_redo(self, _: Press) -> None:
        rulebook, corrections = self._rulebook(), self._corrections()
        marks, rules = self.desk.shelf.changed_at(undone=True), rulebook and _at(rulebook.undone)
        if corrections and _at(corrections.undone) > max(marks, rules or 0):
            corrections.redo()
        elif rulebook and _at(rulebook.undone) > marks:
            self._turn(rulebook, "done again")
        else:
            self.app.marking.redo()

    def _corrections(self) -> Describing | None:
        """The corrections of metadata, if any was made in this session."""
        return self.app.describing if "describing" in vars(self.app) else None

    def _rulebook(self) -> Rulebook | None:
        """The rules, if any was changed in this session."""
        rulebook = self.desk.catalogue.rulebook if self.desk.has_catalogue else None
        return rulebook if rulebook and (rulebook.done or rulebook.undone) else None

    def _turn(self, rulebook: Rulebook, done: str) -> None:
        try:
            change = rulebook.undo() if done == "undone" else rulebook.redo()
        except ReaderError as error:
            self.app.tell(error)
            return
        if change:
            self.app.sifting.follow(change.rule.name)
        self.app.naming.refresh()
        self.say(f"{done}: {change.rule}" if change else "nothing of that is left")


def _at(changes: Sequence[Change | Correction]) -> int:
    return changes[-1].at if changes else 0
