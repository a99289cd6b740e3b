"""The user's rules applied to a register, from the first to the last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reader.entities.kinds import Kind
from reader.entities.names import identifier, plain
from reader.entities.register import Register
from reader.entities.repairs import Act, Repair
from reader.entities.rows import Row


@dataclass(frozen=True, slots=True)
class Head:
    """What an entity is called, and whether it is to be shown."""

    id: str
    name: str
    kind: Kind
    hidden: bool = False


@dataclass(eq=False)
class Group:
    """Entities of the register that rules have made one, or have changed."""

    name: str
    kind: Kind
    members: set[int] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)  # names that always stand for it
    former: set[str] = field(default_factory=set)
    hidden: bool = False
    gone: bool = False

    @property
    def head(self) -> Head:
        """What it is called."""
        return Head(identifier(self.kind, self.name), self.name, self.kind, self.hidden)


class Applied:
    """What rules made of the entities of a register.

    ``dropped`` are surfaces that name nothing, by entity; ``standing`` are the names that always
    stand, and for what.
    """

    def __init__(self, register: Register, rules: Sequence[Repair]) -> None:
        """Apply the rules in order."""
        self.groups: list[Group] = []
        self.group_of: dict[int, Group] = {}
        self.dropped: dict[int, set[str]] = {}
        self.standing: dict[str, Group] = {}
        self._register = register
        self._rows: dict[int, Row] = {}
        for rule in rules:
            self._apply(rule)

    def row(self, number: int) -> Row | None:
        """What an entity of the register is called."""
        self.load([number])
        return self._rows.get(number)

    def load(self, numbers: Iterable[int]) -> None:
        """Have what some entities are called at hand."""
        missing = {number for number in numbers if number not in self._rows}
        if missing:
            self._rows.update((row.number, row) for row in self._register.rows(missing))

    def _apply(self, rule: Repair) -> None:
        if rule.act is Act.NOT:
            self._strike(rule)
            return
        found = self._found(rule.name, rule.kind)
        match rule.act:
            case Act.ALWAYS if rule.kind:
                self._let_stand(rule.name, found or self._new(Group(rule.name, rule.kind)))
            case Act.MERGE if found:
                other = self._found(rule.to, rule.to_kind or rule.kind)
                other = other or (None if rule.to_kind else self._found(rule.to, None))
                if other is None:
                    self._call(found, rule.to, rule.to_kind or found.kind)
                elif other is not found:
                    self._join(found, other)
            case Act.RENAME if found:
                self._call(found, rule.to, found.kind)
            case Act.RETYPE if found and rule.to_kind:
                self._call(found, found.name, rule.to_kind)
            case Act.HIDE if found:
                found.hidden = True

    def _found(self, name: str, kind: Kind | None) -> Group | None:
        """What is called so: by the name it has now, by its own name, by another or a former."""
        folded = plain(name)
        fitting = [g for g in self.groups if not g.gone and kind in (None, g.kind)]
        named = next((g for g in fitting if plain(g.name) == folded), None)
        if named:
            return named
        for number in self._register.bearers(name):
            group = self._group(number)
            if group and not group.gone and kind in (None, group.kind):
                return group
        return next((g for g in fitting if folded in g.former), None)

    def _group(self, number: int) -> Group | None:
        group = self.group_of.get(number)
        row = None if group else self.row(number)
        return self._new(Group(row.name, row.kind, {number})) if row else group

    def _new(self, group: Group) -> Group:
        self.groups.append(group)
        self.group_of.update(dict.fromkeys(group.members, group))
        return group

    def _join(self, group: Group, other: Group) -> None:
        """Make a group part of another one."""
        other.members |= group.members
        other.wanted |= group.wanted
        other.former |= group.former | {plain(group.name)}
        self.group_of.update(dict.fromkeys(group.members, other))
        self.standing.update(dict.fromkeys(group.wanted, other))
        self.groups.remove(group)

    def _call(self, group: Group, name: str, kind: Kind) -> None:
        """Give a group another name or kind; what bears that name already is the same then."""
        group.former.add(plain(group.name))
        group.name, group.kind = name, kind
        for same in self._named(name):
            if same is not group and same.kind is kind:
                self._join(same, group)

    def _let_stand(self, name: str, group: Group) -> None:
        """A name that stands for a group always; no other kind has anything of that name."""
        group.wanted.add(name)
        self.standing[name] = group
        for other in self._named(name):
            if other is not group:
                self._join(other, group)

    def _named(self, name: str) -> list[Group]:
        """What has a name for its own, of every kind."""
        folded = plain(name)
        for number in self._register.bearers(name):
            self._group(number)
        return [g for g in self.groups if not g.gone and plain(g.name) == folded]

    def _strike(self, rule: Repair) -> None:
        """What is called so is no entity; of one that has another name, mentions written so."""
        folded = plain(rule.name)
        for number in self._register.bearers(rule.name):
            self._group(number)
        for group in self.groups:
            if rule.kind not in (None, group.kind) or group.gone:
                continue
            if plain(group.name) == folded:
                group.gone = True
            else:
                for number in group.members:
                    self.dropped.setdefault(number, set()).add(folded)
