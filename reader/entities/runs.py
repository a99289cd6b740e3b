"""Runs of capitalised words, and where in them roles stand and names begin and end."""

from __future__ import annotations

from reader.entities.gazetteer import Gazetteer
from reader.entities.kinds import Kind
from reader.entities.passages import LONGEST, Passage

# Words that are roles and, as often, the end of somebody's name or the start of an institution's.
_ALSO_NAMES = frozenset(
    """
    king queen prince princess duke bishop pope judge major star count baron general head dean page
    marshal sheriff singer officer constable father pastor priest captain chief speaker author
    champion fellow principal architect
    """.split()
)


class Runs:
    """Finds runs with the word lists of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        words = gazetteer.words
        self._particles = words["person_particles"]
        self._openers = words["organisation_openers"] | {"bay", "gulf", "strait", "sea", "isle"}
        self._heads = words["organisation_heads"]
        self._topics = words["topics"]
        self._numbered = words["numbered"]
        self._small_roles = words["roles"]  # “Gen” is one, “gen” is none
        self._roles = words["roles"] | {role.lower() for role in words["roles"]}
        self._modifiers = words["role_modifiers"]
        self._of_roles = words["of_roles"]
        self._kin = words["kin"]
        self.verbs = words["headline_verbs"]

    def end(self, passage: Passage, start: int) -> int:
        """The end of the run that starts at a capitalised word, or a part of one without end."""
        tokens = passage.tokens
        at = start + 1
        while at < min(len(tokens), start + LONGEST) and tokens[at].near:
            if passage.starts_name(at):
                at += 1
                continue
            after = self._over_link(passage, start, at)
            if not after:
                break
            at = after
        return at

    def _over_link(self, passage: Passage, start: int, at: int) -> int:
        """The index after a word that joins names and the name after it; 0 where none is joined."""
        words = passage.words
        word, before = words[at], words[at - 1].lower()
        reach = passage.reach(at)
        if word.isdigit():
            return at + 1 if before in self._numbered else 0
        after = at + 1
        if after >= reach:
            return 0
        if word in self._particles:
            while after < reach and words[after] in self._particles:
                after += 1
            return after + 1 if after < reach and passage.starts_name(after) else 0
        if word in {"of", "for", "on"}:
            return self._over_preposition(passage, start, at, reach)
        if not passage.starts_name(after):
            return 0
        if word == "&":
            return after + 1
        return after + 1 if word == "and" and self._joins_topics(passage, at, reach) else 0

    def _over_preposition(self, passage: Passage, start: int, at: int, reach: int) -> int:
        words = passage.words
        after = at + 1
        if words[at] in {"of", "for"} and words[after] == "the" and after + 1 < reach:
            after += 1
        if not passage.starts_name(after):
            return 0
        run = [word.lower() for word in words[start:at]]
        opened = any(word in self._openers for word in run)
        if words[at] == "of" and not (opened and {"of", "for", "on"} & set(run)):
            opened = run[-1] in self._openers or run[-1] in self._of_roles
        return after + 1 if opened else 0

    def _joins_topics(self, passage: Passage, at: int, reach: int) -> bool:
        """“Foreign Affairs and Defense Committee”: topics on both sides, and what bears them."""
        words = passage.words
        if words[at - 1].lower() not in self._topics or words[at + 1].lower() not in self._topics:
            return False
        following = [words[n].lower() for n in range(at + 1, reach) if passage.starts_name(n)]
        opened = any(words[n].lower() in self._openers for n in range(max(0, at - 4), at))
        return opened or any(word in self._heads for word in following[:4])

    def after_role(self, passage: Passage, start: int, end: int) -> int:
        """The index after the role that opens a run (“Deputy Prime Minister”); 0 if none does."""
        words = passage.words
        at = start
        role = 0
        while at < end:
            low = words[at].lower()
            if at > start and self._is_person(words, at, end):
                break  # Prime Minister | Sheikh Hasina
            if low in self._roles:
                at += 1
                role = at
                if at + 1 < end and words[at] == "of" and low in self._of_roles:
                    return self._after_office(words, at + 1, end)
            elif low in self._modifiers or low in self._topics or (low == "and" and at > start):
                at += 1
            else:
                break
        return role

    def _is_person(self, words: list[str], at: int, end: int) -> bool:
        known = self.gazetteer.longest(words, at, end)
        return known is not None and known[0] > 1 and known[1].kind is Kind.PERSON

    def _after_office(self, words: list[str], at: int, end: int) -> int:
        """After “of State”, “of Foreign Affairs”; a country's name is left to come."""
        if words[at] == "the":
            at += 1
        while at < end and (
            words[at].lower() in self._modifiers | self._topics | {"staff", "and", "court"}
        ):
            at += 1
        return at

    def role_before(self, passage: Passage, at: int) -> bool:
        """Whether the word before a run is a role in small letters (“spokesman John Kirby”)."""
        if at == 0 or passage.tokens[at].first:
            return False
        before = passage.words[at - 1]
        if passage.tokens[at].near:
            return before in self._small_roles or before in self._kin
        return (
            before in self._small_roles and self.end(passage, at) > at + 1
        )  # “the minister, Jan Li”

    def cut(self, passage: Passage, start: int, end: int) -> int:
        """Where a role inside a run parts two names (“Hamas Leader Ismail Haniyeh”).

        In a headline a verb does as well (“Sheinbaum Meets Carney”).
        """
        for at in range(start + 1, end):
            low = passage.words[at].lower()
            if passage.titled and low in self.verbs:
                return at
            if at == end - 1:
                break
            if low in self._roles and low not in _ALSO_NAMES:
                cut = at
                while cut - 1 > start and passage.words[cut - 1].lower() in self._modifiers:
                    cut -= 1
                return cut
        return end
