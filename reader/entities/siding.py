"""Where the rules cut a name otherwise than the model: who is believed."""

from __future__ import annotations

from reader.entities.gazetteer import Gazetteer
from reader.entities.kinds import Kind
from reader.entities.naming import Naming
from reader.entities.passages import Passage
from reader.entities.reading import Found
from reader.entities.tagger import Tagged

_SHORT_BODIES = frozenset("army navy treasury parliament embassy congress senate".split())
_NAMED_BODIES = frozenset("congress police guard".split())  # “Nigeria Labour Congress” is one name

_COURTESY = frozenset("Mr Mrs Ms Miss Mx Dr Prof Sen Rep Gov Gen Lt Col Capt Sgt Maj Adm".split())


class Siding:
    """Decides with the word lists of a gazetteer.

    ``ruled`` are always the names of the rules that meet a name of the model's, in order.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._naming = Naming(gazetteer)
        self._openers = gazetteer.words["openers"]
        self._titles = gazetteer.words["roles"] | gazetteer.words["role_modifiers"]

    def with_rules(self, passage: Passage, name: Tagged, ruled: list[Found]) -> bool:
        """Whether the names of the rules are taken."""
        if passage.titled or any(r.start < name.start or r.end > name.end for r in ruled):
            return True  # a headline; a longer name, or one across the model's
        return (
            self._opens(passage, name, ruled[0])
            or self._has_title(passage.words, name, ruled)
            or self._is_of_state(passage.words, name, ruled[0])
            or self._is_list(passage, name, ruled)
        )

    def _opens(self, passage: Passage, name: Tagged, first: Found) -> bool:
        """“Will” + “Netanyahu” + “agree?”"""
        if first.start == name.start or not passage.tokens[name.start].first:
            return False
        opener = passage.words[name.start].lower() in self._openers
        return opener and self._kind(passage.words, first) is not None

    def _has_title(self, words: list[str], name: Tagged, ruled: list[Found]) -> bool:
        """“Chief Executive” + “Jensen Huang”; “US” + “Treasury Secretary”."""
        last = ruled[-1]
        if last.kind is Kind.PERSON and last.end == name.end:
            taken = {n for r in ruled for n in range(r.start, r.end)}
            lead = [words[n] for n in range(name.start, last.start) if n not in taken]
            if lead and _COURTESY.issuperset(lead):
                return True  # “Dr” + “Quist”, whatever the model takes it for
            if name.tag == "PER":
                return self._are_titles(lead)  # also “US President” + “Joe Biden”
        after = words[name.end : name.end + 1]
        rest = words[last.end : name.end]
        return bool(after and rest) and self._are_titles([*rest, *after])

    def _are_titles(self, words: list[str]) -> bool:
        return all(word.lower() in self._titles for word in words)

    def _is_of_state(self, words: list[str], name: Tagged, first: Found) -> bool:
        """“U.S.” + “Defense Department”, “Israeli” + “Air Force”, “Kenya” + “'s High Court”."""
        opening = self._gazetteer.known(tuple(words[first.start : first.end]))
        kind = opening.kind if opening else None
        if first.start > name.start or kind not in {Kind.GROUP, Kind.PLACE}:
            return False
        body = words[first.end : name.end]
        if not body or body[0] == "'s":
            return bool(body)
        low = body[-1].lower()
        if len(body) == 1:
            sentence = words[name.start].endswith(".") and name.tag == "LOC"
            return sentence or low in _SHORT_BODIES  # “… the U.S. Discussions …”
        return low not in _NAMED_BODIES and self._naming.is_state_body(body, opening)

    def _is_list(self, passage: Passage, name: Tagged, ruled: list[Found]) -> bool:
        """“Disney and Reliance Industries”, “Senate Democrats”, “US-Israel”."""
        covered = {n for r in ruled for n in range(r.start, r.end)}
        rest = [n for n in range(name.start, name.end) if n not in covered]
        if len(ruled) == 1 or any(passage.tokens[n].cap for n in rest):
            return False
        kinds = [self._kind(passage.words, r) for r in ruled]
        if kinds[-1] is Kind.GROUP or all(kind is Kind.PLACE for kind in kinds):
            return True
        return "and" in (passage.words[n] for n in rest)

    def _kind(self, words: list[str], name: Found) -> Kind | None:
        """The kind of a well-known name."""
        known = self._gazetteer.known(tuple(words[name.start : name.end]))
        return known.kind if known else None
