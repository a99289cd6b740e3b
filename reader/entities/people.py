"""Whose name is it: people joined within an article and across the library.

Within an article a surname alone is the nearest person before it who is named in full and bears it,
else the next one after.  Across articles full names are joined by surname, given name and middle
names; a surname that its article does not explain is the well-known bearer's, else the person's
who has four in five of the library's full mentions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from reader.entities.kinds import Kind
from reader.entities.names import (
    identifier,
    is_full,
    known_name,
    person_words,
    same_given,
    same_person,
    surname,
)

_DOMINANT = 0.8  # share of a surname's full mentions that makes it one person's

Words = tuple[str, ...]


class _Person:
    """Full names that are one person's."""

    def __init__(self) -> None:
        self.forms: list[Words] = []
        self.surfaces: Counter[str] = Counter()
        self.known: str | None = None

    @property
    def count(self) -> int:
        return self.surfaces.total()

    @property
    def name(self) -> str:
        """The well-known name, else the most frequent, the longer and the first of the alphabet."""
        if self.known:
            return self.known
        return min(self.surfaces, key=lambda s: (-self.surfaces[s], -len(s), s))

    def takes(self, words: Words, known: str | None) -> bool:
        if known and self.known:
            return known == self.known
        return all(same_person(words, form) for form in self.forms)


class People:
    """The people of a library, from the surface forms of each article in order of the text."""

    def __init__(self, articles: Mapping[str, Sequence[str]]) -> None:
        full: Counter[str] = Counter()
        for surfaces in articles.values():
            full.update(s for s in surfaces if is_full(person_words(s)) or _one_name(s))
        self._persons: dict[str, _Person] = {}
        self._bearers: dict[str, list[_Person]] = defaultdict(list)
        self._well_known: dict[str, _Person] = {}
        self._join(full)

    def _join(self, full: Counter[str]) -> None:
        """Full names to persons, the fullest first, so that “George Bush” finds both to choose."""
        order = sorted(full, key=lambda s: (-len(person_words(s)), -full[s], s))
        for surface in order:
            words = person_words(surface)
            known = known_name(Kind.PERSON, surface)
            bearers = self._bearers[surname(words)]
            person = self._well_known.get(known) if known else None
            if person is None:
                person = self._fitting(bearers, words, known) or _Person()
            person.forms.append(words)
            person.surfaces[surface] += full[surface]
            if known and not person.known:
                person.known = known
                self._well_known[known] = person
            self._persons[surface] = person
            if person not in bearers:
                bearers.append(person)

    def _fitting(self, bearers: list[_Person], words: Words, known: str | None) -> _Person | None:
        fitting = [p for p in bearers if p.takes(words, known)]
        if len(words[0]) == 1 and len(fitting) > 1:
            return None  # an initial that several bearers share
        return max(fitting, key=lambda p: (p.known is not None, p.count, p.name), default=None)

    def named(self, surfaces: Sequence[str]) -> list[tuple[str, str]]:
        """The identifier and name of each mention of one article, in order of the text."""
        full = [(n, s) for n, s in enumerate(surfaces) if s in self._persons]
        choices: dict[str, tuple[list[int], list[_Person]]] = {}
        out = []
        for n, surface in enumerate(surfaces):
            person = self._persons.get(surface)
            if person is None:
                if surface not in choices:
                    choices[surface] = self._choice(surface, full)
                person = _nearest(n, *choices[surface])
            if person is None:
                person = self._elsewhere(surface)
            name = person.name if person else known_name(Kind.PERSON, surface) or surface
            out.append((identifier(Kind.PERSON, name), name))
        return out

    def _choice(self, surface: str, full: list[tuple[int, str]]) -> tuple[list[int], list[_Person]]:
        """Where in the article, and as whom, somebody is named in full whose name this may be."""
        words = person_words(surface)
        known = known_name(Kind.PERSON, surface)
        candidates = [(n, self._persons[s]) for n, s in full if self._ends_with(s, words)]
        if not candidates:
            candidates = [(n, self._persons[s]) for n, s in full if self._has(s, words)]
        if known and any(p.known == known for _n, p in candidates):
            candidates = [(n, p) for n, p in candidates if p.known == known]
        return [n for n, _p in candidates], [p for _n, p in candidates]

    def _ends_with(self, full: str, words: Words) -> bool:
        """“Salman”, “bin Salman” and “García Márquez” are ends of full names."""
        whole = person_words(full)
        if len(words) == 1:
            return surname(whole) == surname(words)
        return whole[-len(words) :] == words

    def _has(self, full: str, words: Words) -> bool:
        """“Xi” and “Hunter” begin full names; “Ben” stands for “Benjamin”."""
        return len(words) == 1 and same_given(person_words(full)[0], words[0]) and len(words[0]) > 1

    def _elsewhere(self, surface: str) -> _Person | None:
        """The person of the library whom a surname means that its article does not explain."""
        words = person_words(surface)
        if not words:
            return None
        bearers = self._bearers.get(surname(words), [])
        known = known_name(Kind.PERSON, surface)
        if known:
            return self._well_known.get(known)
        total = sum(p.count for p in bearers)
        return next((p for p in bearers if p.count >= _DOMINANT * total), None)


def _one_name(surface: str) -> bool:
    """Whether a single word is the whole of a well-known name (“Napoleon”)."""
    return known_name(Kind.PERSON, surface) == surface


def _nearest(at: int, places: list[int], persons: list[_Person]) -> _Person | None:
    """The last of the persons named before ``at``, else the first after it."""
    if not places:
        return None
    before = bisect_left(places, at) - 1
    return persons[max(before, 0)]
