"""Correcting: the list of the corrections made to names, each of which can be taken back."""

from __future__ import annotations

from pathlib import Path

from reader.entities.repairs import Act, Repair
from reader.errors import ReaderError
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.screens.corrections import CorrectionsScreen


class Correcting(Part):
    """The rules in force: of this session, of others, and those written by hand."""

    def do_entity_corrections(self, _: Press) -> None:
        """List them."""
        rulebook = self.desk.catalogue.rulebook
        if rulebook.trouble:
            self.app.warn(rulebook.trouble)
        screen = CorrectionsScreen(
            self.screen.keymap,
            lambda file, rule: self._take_back(screen, file, rule),
            lambda press: self._turn(screen, press),
        )
        screen.show(rulebook.written)
        self.app.push_screen(screen)

    def _take_back(self, screen: CorrectionsScreen, file: Path, rule: Repair) -> None:
        rulebook = self.desk.catalogue.rulebook
        try:
            gone = rulebook.take_back(file, rule)
        except ReaderError as error:
            self.app.tell(error)
            return
        self._follow(rule)
        said = f"taken back: {rule}; {self.key('undo')} undoes that"
        screen.show(rulebook.written, said if gone else "it was gone already")

    def _turn(self, screen: CorrectionsScreen, press: Press) -> None:
        """Undo a correction, or do it again; marks are not for this screen."""
        rulebook = self.desk.catalogue.rulebook
        try:
            change = rulebook.undo() if press.id == "undo" else rulebook.redo()
        except ReaderError as error:
            self.app.tell(error)
            return
        if change:
            self._follow(change.rule)
        screen.show(rulebook.written, str(change) if change else "nothing to undo here")

    def _follow(self, rule: Repair) -> None:
        """The text and the lists go with it."""
        if rule.act is Act.ALWAYS:
            self.app.naming.update_again()
        self.app.naming.refresh()
