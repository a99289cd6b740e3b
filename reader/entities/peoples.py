"""Peoples and their countries: entities of their own, of which each leads to the other."""

from __future__ import annotations

from reader.entities.catalogue import Catalogue
from reader.entities.entity import Entity
from reader.entities.gazetteer import gazetteer
from reader.entities.kinds import Kind


def linked(catalogue: Catalogue, entity: Entity) -> tuple[Entity, ...]:
    """The people of a country, or the country of a people, where the library names them."""
    land = _land(entity)
    if not land:
        return ()
    if entity.kind is Kind.GROUP:
        wanted = [land]
        kind = Kind.PLACE
    else:
        wanted = [people for people, country in gazetteer().nations.items() if country == land]
        kind = Kind.GROUP
    found = {e.id: e for name in wanted for e in catalogue.called(name, {kind})}
    return tuple(e for e in found.values() if _land(e) == land)


def _land(entity: Entity) -> str:
    """The shown name of the country that an entity is, or is the people of; empty for others."""
    known = gazetteer()
    for alias in (entity.name, *entity.aliases):
        name = known.called(alias)
        if name is None or name.kind is not entity.kind:
            continue
        land = known.nations.get(name.name) if entity.kind is Kind.GROUP else name.name
        if land in known.states:
            return land
    return ""
