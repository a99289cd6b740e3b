"""What kind of thing a capitalised name is, from its own words."""

from __future__ import annotations

import re
from itertools import pairwise

from reader.entities.gazetteer import Gazetteer, Known
from reader.entities.kinds import Kind

# Bodies that are named after a country rather than with it: “Israeli” + “Defense Ministry”.
_STATE_BODIES = frozenset(
    """
    ministry department army navy embassy parliament government cabinet command police forces
    force court senate congress assembly council agency authorities administration consulate
    committee legislature military guard
    """.split()
)
_ALSO_SURNAMES = frozenset(
    """
    hill hills lane street park church banks marsh beach castle forest bridge court cross temple
    point law bill press post news watch power waters rivers fields brook price service union west
    lake valley glen ford rule force guard bank fund board hall booth house
    """.split()
)
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Fitz|Van|Du|El|Al)[A-Z][a-z]+[A-Z]")  # AeroSystems
_OF_A_PERSON = frozenset("administration campaign cabinet government team camp office".split())
_NUMBERED = {
    "channel": Kind.ORGANISATION, "unit": Kind.ORGANISATION, "brigade": Kind.ORGANISATION,
    "division": Kind.ORGANISATION, "battalion": Kind.ORGANISATION, "squadron": Kind.ORGANISATION,
    "group": Kind.ORGANISATION, "resolution": Kind.WORK, "article": Kind.WORK,
    "section": Kind.WORK, "proposition": Kind.WORK, "title": Kind.WORK, "route": Kind.PLACE,
    "highway": Kind.PLACE, "area": Kind.PLACE, "camp": Kind.PLACE, "gate": Kind.PLACE,
    "terminal": Kind.PLACE, "boeing": Kind.PRODUCT, "airbus": Kind.PRODUCT,
    "falcon": Kind.PRODUCT, "formula": Kind.EVENT, "apollo": Kind.EVENT,
}  # fmt: skip
_GENERAL = (
    "roles", "role_modifiers", "organisation_heads", "place_heads", "event_heads", "work_heads",
    "topics", "openers",
)  # fmt: skip
_GENERAL_ENDINGS = (
    "tion", "tions", "ment", "ments", "ness", "ity", "ities", "ism", "isms", "ing", "ings", "ers",
    "ics", "ance", "ence", "ship", "ology", "ical", "ular", "ional", "ative", "ships", "ous",
)  # fmt: skip
_DESIGNS = (
    (re.compile(r"COP-?\d\d"), Kind.EVENT),
    (re.compile(r"G-?\d\d?"), Kind.ORGANISATION),
    (re.compile(r"(?!H-|I-|K-|U-|M-)[A-Z]{1,3}-\d{1,3}[A-Z]{0,2}s?"), Kind.PRODUCT),  # DF-61, F-35B
)
_ACRONYM = range(2, 7)
_PERSON_WORDS = range(2, 6)


class Naming:
    """Names are told apart with the word lists of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._lists = gazetteer.words
        self._given = gazetteer.given | gazetteer.wary_given

    def by_head(self, words: list[str], opening: Known | None) -> Kind | None:
        """The kind that a first or last word tells; ``opening`` is the known name it starts with.

        “Tel Aviv University”, “Ministry of Health”, “Operation Litani”, “Jordan Valley”.
        """
        if len(words) < 2:
            return None
        last = words[-1].lower()
        if last.isdigit():
            return _NUMBERED.get(words[-2].lower())
        if opening and opening.kind is Kind.PERSON and last in _OF_A_PERSON:
            return None
        if len(words) == 2 and self.is_given(words[0]) and last in _ALSO_SURNAMES:
            return None
        kind = self._by_opening(words)
        if kind is None and _CAMEL.match(words[-1]):
            kind = Kind.ORGANISATION
        heads = (kind for name, kind in _HEADS if last in self._lists[name])
        return kind or next(heads, None) or self._by_place_opener(words)

    @staticmethod
    def by_design(word: str) -> Kind | None:
        """The kind of letters and a number: “COP30”, “G7”, “DF-61”."""
        return next((kind for form, kind in _DESIGNS if form.fullmatch(word)), None)

    def _by_opening(self, words: list[str]) -> Kind | None:
        first = words[0].lower()
        if first in self._lists["event_openers"]:
            return Kind.EVENT
        if first in self._lists["ships"]:
            return Kind.PRODUCT
        return Kind.ORGANISATION if self._opener(words) else None

    def _by_place_opener(self, words: list[str]) -> Kind | None:
        return Kind.PLACE if words[0].lower() in self._lists["place_openers"] else None

    def is_state_body(self, words: list[str], opening: Known | None = None) -> bool:
        """Whether a name ends as bodies of a state do, so that the country is no part of it.

        “Israeli” + “Defense Ministry”, “U.S.” + “Department of Justice”; but a town or a province,
        where ``opening`` is one, is part of the name: “Islamabad High Court”.
        """
        if opening and opening.kind is Kind.PLACE and opening.name not in self.gazetteer.states:
            return False
        return (self._opener(words) or words[-1].lower()) in _STATE_BODIES

    def _opener(self, words: list[str]) -> str:
        """The word that a name opens with that goes on with “of”, “for” or “on”; empty if none."""
        for word, link in pairwise(words):
            if link in {"of", "for", "on"} and word.lower() in self._lists["organisation_openers"]:
                return word.lower()
        return ""

    def is_general(self, word: str) -> bool:
        """Whether a word alone is a common one, though writers like to give it a capital."""
        low = word.lower()
        return low.endswith(_GENERAL_ENDINGS) or any(low in self._lists[n] for n in _GENERAL)

    def is_surname(self, words: list[str]) -> bool:
        """Whether words end with a well-known surname, or are joined as names are."""
        last = words[-1]
        surnames = self.gazetteer.surnames
        if last in surnames or (len(words) > 1 and last in self.gazetteer.wary_surnames):
            return True
        return len(words) > 1 and (
            bool(set(words[1:-1]) & self._lists["person_particles"])
            or any(word[:3].lower() in {"al-", "el-"} for word in words)
            or any(len(word) == 1 for word in words[:-1])
        )

    def is_person(self, words: list[str]) -> bool:
        """Whether a name starts with a given name and goes on like a surname."""
        if len(words) not in _PERSON_WORDS or words[0] not in self._given:
            return False
        return self.fits_person(words[1:])

    def fits_person(self, words: list[str]) -> bool:
        """Whether words may be a name by which somebody is called."""
        if not words or len(words) > _PERSON_WORDS.stop or "of" in words or "and" in words:
            return False
        for word in words:
            known = self.gazetteer.single(word)
            if known and known.kind in {Kind.GROUP, Kind.ORGANISATION} and not known.wary:
                return False
            if any(c.isdigit() for c in word) or word == "&":
                return False
        return words[-1].lower() not in self._lists["topics"]

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name and nothing else."""
        return word in self.gazetteer.given

    def is_acronym(self, word: str) -> bool:
        """Whether a word in capitals may be an organisation's short name."""
        letters = word.replace(".", "").replace("-", "")
        return (
            letters.isalnum()
            and letters.isupper()
            and len(letters) in _ACRONYM
            and sum(c.isalpha() for c in letters) >= 2
            and letters not in self._lists["acronyms"]
        )


_HEADS = (
    ("organisation_heads", Kind.ORGANISATION),
    ("place_heads", Kind.PLACE),
    ("work_heads", Kind.WORK),
    ("event_heads", Kind.EVENT),
)
