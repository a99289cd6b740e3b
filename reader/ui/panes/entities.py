"""What the entities tab lists: who and what is named, by kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reader.entities.kinds import Kind
from reader.ui.panes.items import heading, words
from reader.ui.panes.rows import Item, Line, Part

if TYPE_CHECKING:
    from reader.entities.entity import Entity

_KINDS = (
    (Kind.PERSON, "PEOPLE"), (Kind.ORGANISATION, "ORGANISATIONS"), (Kind.PLACE, "PLACES"),
    (Kind.GROUP, "GROUPS"), (Kind.EVENT, "EVENTS"), (Kind.WORK, "WORKS"),
    (Kind.PRODUCT, "PRODUCTS"), (Kind.DATE, "DATES"), (Kind.MONEY, "MONEY"),
    (Kind.PERCENT, "PER CENT"), (Kind.NUMBER, "NUMBERS"),
)  # fmt: skip
_LOOKS = {
    Kind.PERSON: "person", Kind.ORGANISATION: "organisation", Kind.PLACE: "place",
    Kind.GROUP: "group", Kind.EVENT: "event", Kind.WORK: "event", Kind.PRODUCT: "event",
}  # fmt: skip


def entity_items(here: Sequence[Entity], library: Mapping[str, int], path: str) -> list[Item]:
    """Entities of an article by kind: the article's own count, and the library's, by id."""
    items: list[Item] = []
    for kind, title in _KINDS:
        of_kind = [entity for entity in here if entity.kind is kind]
        if of_kind:
            items.append(heading(title))
            items += [_entity_item(e, library, path) for e in of_kind]
    return items or [words("nobody and nothing is named here", "quiet")]


def _entity_item(entity: Entity, library: Mapping[str, int], path: str) -> Item:
    here = len(entity.articles.get(path, ()))
    count = f"{here:>3} {library.get(entity.id, here):>4}"
    parts: tuple[Part, ...] = ((" ", ""), (entity.name, _LOOKS.get(entity.kind, "figure")))
    return Item(("entity", entity.id), lambda _: [Line(parts, count)])
