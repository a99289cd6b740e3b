"""What the entities tab lists: who and what is named, each kind in its look in the text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reader.entities.kinds import Kind
from reader.ui.panes.items import words
from reader.ui.panes.rows import Item, Line

HEADINGS = {
    Kind.PERSON: "PEOPLE", Kind.ORGANISATION: "ORGANISATIONS", Kind.PLACE: "PLACES",
    Kind.GROUP: "GROUPS", Kind.EVENT: "EVENTS", Kind.WORK: "WORKS", Kind.PRODUCT: "PRODUCTS",
    Kind.DATE: "DATES", Kind.MONEY: "MONEY", Kind.PERCENT: "PER CENT", Kind.NUMBER: "NUMBERS",
}  # fmt: skip
"""The kinds in the order of the list, and what stands above each."""

LOOKS = {
    Kind.PERSON: "person", Kind.ORGANISATION: "organisation", Kind.PLACE: "place",
    Kind.GROUP: "group", Kind.EVENT: "event", Kind.WORK: "work", Kind.PRODUCT: "product",
}  # fmt: skip
"""The look of a kind; figures share one."""


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in the list: two numbers, and where the first mention stands if it is here."""

    id: str
    name: str
    kind: Kind
    numbers: tuple[int | None, int | None]
    first: int = 0


def look_of(kind: Kind) -> str:
    """The look of a kind in the text and in lists."""
    return LOOKS.get(kind, "figure")


def entity_items(rows: Sequence[EntityRow], lit: Collection[Kind], nothing: str) -> list[Item]:
    """Entities under the headings of their kinds, in the order given; else why there are none."""
    items: list[Item] = []
    for kind in HEADINGS:
        of_kind = [row for row in rows if row.kind is kind]
        if of_kind:
            items.append(_heading(kind, of_kind, lit=kind in lit))
            items += [_item(row) for row in of_kind]
    return items or [words(nothing, "quiet")]


def _heading(kind: Kind, rows: Sequence[EntityRow], *, lit: bool) -> Item:
    """A kind and the sums of its numbers; a kind that is not lit in the text says so."""
    columns = zip(*(row.numbers for row in rows), strict=True)
    sums = [None if None in column else sum(n or 0 for n in column) for column in columns]
    line = Line(
        ((HEADINGS[kind], f"heading-{look_of(kind)}"), ("" if lit else " not lit", "quiet")),
        _numbers((sums[0], sums[1])),
    )
    return Item(("head", kind), lambda _: [line], choosable=False, height=_one)


def _item(row: EntityRow) -> Item:
    line = Line(((" ", ""), (row.name, look_of(row.kind))), _numbers(row.numbers))
    return Item(("entity", row.id), lambda _: [line], height=_one)


def _one(_: int) -> int:
    return 1


def _numbers(numbers: tuple[int | None, int | None]) -> str:
    """Two columns; a number that is not known yet is a dot."""
    here, library = ("·" if n is None else f"{n}" for n in numbers)
    return f"{here:>3} {library:>4}"
