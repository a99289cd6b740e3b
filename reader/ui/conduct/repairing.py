"""Repairing: what the user knows better about who is named, for the entity in the list or text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reader.entities.kinds import Kind
from reader.entities.names import identifier
from reader.entities.repairs import Act, Repair
from reader.errors import ReaderError
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

_MOST = 400  # characters of a name that is always one


@dataclass(frozen=True, slots=True)
class Meant:
    """The entity that a command is for; ``surface`` is how it is written under the caret."""

    id: str
    name: str
    kind: Kind
    surface: str = ""


class Repairing(Part):
    """Corrections, each written to the rules of the library and seen at once."""

    _told_elsewhere = False

    def meant(self) -> Meant | None:
        """The entity under the cursor of the list, or under the caret of the text."""
        if self.has_keys(self.side.rows):
            match self.side.rows.current:
                case ("entity", str() as ident):
                    return self._by_id(ident)
            return None
        named = self.app.naming.at_caret()
        if named is None:
            return None
        written = " ".join(named.mention.text.split())
        return Meant(named.head.id, named.head.name, named.head.kind, written)

    def _by_id(self, ident: str) -> Meant | None:
        naming = self.app.naming
        for each in (*naming.here, *(naming.listed or ())):
            if each.id == ident:
                return Meant(each.id, each.name, each.kind)
        return None

    # -- the commands ------------------------------------------------------------------------------

    def do_entity_merge(self, _: Press) -> None:
        """Make the entity one with another, to be chosen."""
        meant = self._one()
        if meant is None:
            return
        from reader.ui.screens.choose import ChooseScreen

        def done(key: object) -> None:
            match key:
                case (str() as name, Kind() as kind):
                    self._add(Repair(Act.MERGE, meant.name, meant.kind, name, kind))
                case str() as name if name:
                    self._add(Repair(Act.MERGE, meant.name, meant.kind, name))

        options = [
            (each.name, f"{each.kind} {each.count}", (each.name, each.kind))
            for each in self._others(meant)
        ]
        title = f"{meant.name} ({meant.kind}) is"
        self.app.push_screen(ChooseScreen(title, options, new="a name of its own"), done)

    def _others(self, meant: Meant) -> list[_Other]:
        """Whom the entity may be: those of its kind first, the most frequent first."""
        listed = self.desk.catalogue.listed()
        others = [_Other(e.name, e.kind, e.count) for e in listed if e.id != meant.id]
        if not others:  # nothing is joined yet
            here = self.app.naming.here
            others = [_Other(e.name, e.kind, e.count) for e in here if e.id != meant.id]
        others.sort(key=lambda other: (other.kind is not meant.kind, -other.count, other.name))
        return others

    def do_entity_rename(self, _: Press) -> None:
        meant = self._one()
        if meant is None:
            return
        from reader.ui.screens.command import CommandScreen

        def done(name: str | None) -> None:
            name = " ".join((name or "").split())
            if name and name != meant.name:
                self._add(Repair(Act.RENAME, meant.name, meant.kind, name))

        screen = CommandScreen(
            f"{meant.name} is to be called", meant.name, "Enter renames", "a name"
        )
        self.app.push_screen(screen, done)

    def do_entity_kind(self, _: Press) -> None:
        meant = self._one()
        if meant is None:
            return

        def done(kind: Kind) -> None:
            if kind is not meant.kind:
                self._add(Repair(Act.RETYPE, meant.name, meant.kind, to_kind=kind))

        self._ask_kind(f"{meant.name} is a", meant.kind, done)

    def do_entity_hide(self, _: Press) -> None:
        meant = self._one()
        if meant:
            self._add(Repair(Act.HIDE, meant.name, meant.kind))

    def do_entity_not(self, _: Press) -> None:
        """What is written under the caret is no entity; in the list, what the cursor is on."""
        meant = self._one()
        if meant:
            self._add(Repair(Act.NOT, meant.surface or meant.name, meant.kind))

    def do_entity_always(self, _: Press) -> None:
        """The selection, or the entity meant, is one wherever it is written so."""
        selection, article = self.document.selection, self.document.article
        meant = self.meant()
        if selection and article:
            name, kind = " ".join(selection.of(article.text).split()), Kind.PERSON
        elif meant:
            name, kind = meant.surface or meant.name, meant.kind
        else:
            select = self.key("select.characters")
            self.say(f"select a name first: {select}")
            return
        if not any(c.isalnum() for c in name) or len(name) > _MOST:
            self.say("a name has letters, and ends some day")
            return

        def done(kind: Kind) -> None:
            self.document.leave_selection()
            self._add(Repair(Act.ALWAYS, name, kind))
            self.app.naming.update_again()

        self._ask_kind(f"“{name}” is always a", kind, done)

    # -- asking and writing ------------------------------------------------------------------------

    def _one(self) -> Meant | None:
        """The entity meant; says so where there is none."""
        meant = self.meant()
        if meant is None:
            self.say(
                "no entity here" if self.has_keys(self.side.rows) else "no entity under the caret"
            )
        return meant

    def _ask_kind(self, title: str, first: Kind, done: Callable[[Kind], None]) -> None:
        from reader.ui.screens.choose import ChooseScreen

        kinds = sorted(Kind, key=lambda kind: kind is not first)

        def chosen(key: object) -> None:
            if isinstance(key, Kind):
                done(key)

        options = [(str(kind), _TOLD.get(kind, ""), kind) for kind in kinds]
        self.app.push_screen(ChooseScreen(title, options), chosen)

    def _add(self, rule: Repair) -> None:
        rulebook = self.desk.catalogue.rulebook
        try:
            rulebook.add(rule)
        except ReaderError as error:
            self.app.tell(error)
            return
        self.app.sifting.follow(_target(rule))
        self.app.naming.refresh()
        if rulebook.elsewhere and not self._told_elsewhere:
            self._told_elsewhere = True
            self.app.warn(rulebook.elsewhere)
        self.say(f"{rule}; {self.key('undo')} takes it back")


def _target(rule: Repair) -> str:
    """The identifier of what a rule leaves."""
    kind = rule.to_kind or rule.kind
    return identifier(kind, rule.to or rule.name) if kind else ""


@dataclass(frozen=True, slots=True)
class _Other:
    name: str
    kind: Kind
    count: int


_TOLD = {
    Kind.GROUP: "nationalities, religions, peoples, political groups",
    Kind.WORK: "books, laws, treaties, doctrines",
    Kind.DATE: "times of day and lengths of time too",
}
