"""The kind of a name: what the model's tag, the rules, its own words and those around it say."""

from __future__ import annotations

from reader.entities.gazetteer import Gazetteer
from reader.entities.kinds import Kind
from reader.entities.naming import Naming
from reader.entities.passages import Passage
from reader.entities.reading import Found
from reader.entities.tagger import Tagged

KINDS = {
    "PER": Kind.PERSON,
    "ORG": Kind.ORGANISATION,
    "LOC": Kind.PLACE,
    "GRP": Kind.GROUP,
}
"""The kinds that the tags of the model tell; MISC is an event, a work or a product."""

_OTHERS = frozenset({Kind.EVENT, Kind.WORK, Kind.PRODUCT})
_THINGS = {
    Kind.WORK: frozenset(
        """
        film films movie novel book books album song single series show sitcom play musical opera
        poem essay memoir painting sculpture documentary magazine column law treaty ruling act bill
        manifesto speech podcast prize award painted wrote directed episode episodes soundtrack
        """.split()
    ),
    Kind.PRODUCT: frozenset(
        """
        missile missiles drone drones rocket rockets phone phones smartphone car cars pickup pickups
        jet jets plane tank tanks helicopter drug vaccine app bot chatbot ship tanker yacht model
        bomber bombers console software laptop tablet processor chip chips weedkiller browser
        console vehicle truck rifle gun torpedo submarine satellite launcher platform network
        """.split()
    ),
    Kind.EVENT: frozenset(
        """
        festival tournament election war tour race battle storm hurricane final finals match
        mission exercise conference during season
        """.split()
    ),
}
_PLACES = frozenset(
    """
    airport hospital stadium mosque cathedral palace square street avenue road highway bridge river
    lake mountain mountains valley beach bay strait sea desert peninsula province
    district county region village crossing corridor border prison camp park
    """.split()
)
_NO_BODIES = frozenset("league project program programme initiative campaign daily watch".split())
_NEAR = 3  # words on each side that are asked what an unknown thing is


class Kinding:
    """Decides with the word lists of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer, naming: Naming) -> None:
        self._gazetteer = gazetteer
        self._naming = naming

    def of_both(self, passage: Passage, name: Tagged, ruled: Found) -> Kind:
        """Of one name to which both give a kind."""
        if (name.start, name.end) in passage.dateline:
            return Kind.PLACE
        words = tuple(passage.words[name.start : name.end])
        known = self._gazetteer.known(words)
        kind = ruled.kind or self.by_tag(passage, name)
        if name.tag == "MISC":
            person = len(words) > 1 and (not ruled.sure or self._naming.is_given(words[0]))
            if kind is not Kind.PERSON or person:
                return kind
            return self.by_tag(passage, name)
        if ruled.sure and (known or kind in {Kind.EVENT, Kind.WORK}):
            return kind
        if kind is Kind.ORGANISATION and ruled.sure and name.tag == "LOC":
            return kind
        if kind is Kind.PLACE and words[-1].lower() in _PLACES and name.tag != "PER":
            return kind  # “Eindhoven Airport”, which corpora are of two minds about
        return KINDS[name.tag]

    def of_longer(self, passage: Passage, name: Tagged, ruled: list[Found]) -> Kind:
        """Of a name of the model's in which the rules find others."""
        if name.tag != "MISC":
            return KINDS[name.tag]
        others = [r.kind for r in ruled if r.kind in _OTHERS]
        return others[-1] if others and others[-1] else self.by_tag(passage, name)

    def by_tag(self, passage: Passage, name: Tagged) -> Kind:
        """Of a name that the model alone found."""
        if name.tag != "MISC":
            return KINDS[name.tag]
        words = passage.words[name.start : name.end]
        known = self._gazetteer.known(tuple(words))
        if known:
            return known.kind
        head = self._naming.by_head(words, None)
        if head in _OTHERS:
            return head
        if head is Kind.ORGANISATION and words[-1].lower() not in _NO_BODIES:
            return head
        around = {
            w.lower()
            for w in (
                passage.words[max(0, name.start - _NEAR) : name.start]
                + passage.words[name.end : name.end + _NEAR]
            )
        }
        for kind, telling in _THINGS.items():
            if around & telling:
                return kind
        return Kind.PRODUCT if any(c.isdigit() for c in words[-1]) else Kind.WORK
