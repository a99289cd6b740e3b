"""The second reading: what an article says of a name in one place settles it in the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from reader.entities.kinds import Kind
from reader.entities.naming import Naming
from reader.entities.passages import Passage
from reader.entities.reading import Found

_MOST = 2  # times more sure mentions than not that settle a guess
_FULL_NAME = range(2, 5)  # words
_SAID = frozenset("said says added recalled wrote explained".split())
_BEFORE_TOWNS = frozenset("in of from near at outside to".split())
_SHORTEST = 3  # letters of a surname that is believed on its own


class Settling:
    """Settles the open names of one article."""

    def __init__(
        self, naming: Naming, read: list[tuple[Passage, list[Found]]], vocabulary: set[str]
    ) -> None:
        self._naming = naming
        self._gazetteer = gazetteer = naming.gazetteer
        self._read = read
        self._vocabulary = vocabulary
        self._speech = gazetteer.words["speech"]
        self._place_words = gazetteer.words["place_words"]
        self._votes: dict[tuple[str, ...], Counter[Kind]] = defaultdict(Counter)
        self._surnames: set[str] = set()
        for passage, found in read:
            for name in found:
                self._count(passage, name)
        alone = {word for passage, found in read for word in self._alone(passage, found)}
        for passage, found in read:
            for name in found:
                if name.kind is None and self._is_person(passage, name, alone):
                    name.kind, name.sure = Kind.PERSON, False
                    self._count(passage, name)
        self._reach = max(map(len, self._votes), default=1)

    def _alone(self, passage: Passage, found: list[Found]) -> Iterable[str]:
        """Unknown words that stand alone as names do: the surnames of people named in full."""
        for name in found:
            word = passage.words[name.start]
            if name.kind or name.end - name.start > 1 or passage.titled:
                continue
            if word.lower() in self._vocabulary or self._naming.is_general(word):
                continue
            if not passage.tokens[name.start].first or self._owns_or_speaks(passage, name):
                yield word

    def _is_person(self, passage: Passage, name: Found, alone: set[str]) -> bool:
        """Whether an unknown name of several words is somebody's, by what the article says."""
        words = passage.words[name.start : name.end]
        if len(words) not in _FULL_NAME or passage.titled or not self._naming.fits_person(words):
            return False
        if any(map(self._naming.is_general, words)):
            return False
        return words[-1] in alone or self._acts(passage, name) or self._is_told_of(passage, name)

    def _acts(self, passage: Passage, name: Found) -> bool:
        """“Pep Guardiola praised …”: a verb that people are the subject of more than things."""
        if self._speaks(passage, name):
            return True
        if name.end >= len(passage.words) or not passage.tokens[name.end].near:
            return False
        return passage.tokens[name.start].first and passage.words[name.end].endswith("ed")

    def _is_told_of(self, passage: Passage, name: Found) -> bool:
        """“Zaha Hadid, who …”, “Ben Markey, 45, …”."""
        if name.end >= len(passage.words) or passage.tokens[name.end].near:
            return False
        after = passage.words[name.end]
        return after in {"who", "whose"} or (after.isdigit() and len(after) == 2)

    def _owns_or_speaks(self, passage: Passage, name: Found) -> bool:
        return passage.words[name.end : name.end + 1] == ["'s"] or self._speaks(passage, name)

    def _count(self, passage: Passage, name: Found) -> None:
        if name.kind is None:
            return
        words = tuple(passage.words[name.start : name.end])
        self._votes[words][name.kind] += 3 if name.sure else 1
        if name.kind is Kind.PERSON and len(words) > 1:
            surname = words[-2] if words[-1] in {"Jr", "Sr"} else words[-1]
            if len(surname) >= _SHORTEST or surname in self._gazetteer.reach:
                self._surnames.add(surname)
            if words[0] in self._gazetteer.words["eastern_surnames"]:
                self._surnames.add(words[0])

    def settled(self) -> Iterable[tuple[Passage, list[Found]]]:
        """Every passage with its names, in order, each with a kind."""
        for passage, found in self._read:
            for name in found:
                name.kind = self._kind(passage, name)
            known = [name for name in found if name.kind]
            yield passage, sorted([*known, *self._more(passage, known)], key=lambda n: n.start)

    def _kind(self, passage: Passage, name: Found) -> Kind | None:
        words = tuple(passage.words[name.start : name.end])
        if len(words) == 1:
            return self._kind_of_one(passage, name, words[0])
        if name.sure and name.kind:
            return name.kind
        voted = self._voted(words)
        if voted:
            return voted
        if name.kind is None and not passage.titled and self._before_place(passage, name):
            return Kind.PLACE
        return name.kind

    def _kind_of_one(self, passage: Passage, name: Found, word: str) -> Kind | None:
        if word in self._surnames and self._may_be_surname(passage, name, word):
            return Kind.PERSON
        if name.kind and name.sure:
            return name.kind
        first = passage.tokens[name.start].first or passage.titled
        voted = self._voted((word,))
        if voted and not (first and word.lower() in self._vocabulary):
            return voted
        if word.lower() in self._vocabulary or self._naming.is_general(word):
            return None
        return self._by_neighbours(passage, name, word, first=first)

    def _may_be_surname(self, passage: Passage, name: Found, word: str) -> bool:
        known = self._gazetteer.single(word)
        if known is None or known.kind is Kind.PERSON:
            return not (passage.tokens[name.start].first and word.lower() in self._vocabulary)
        return known.kind is not Kind.GROUP and not self._after_place_word(passage, name)

    def _by_neighbours(
        self, passage: Passage, name: Found, word: str, *, first: bool
    ) -> Kind | None:
        """A name that nothing else is known of, by the words beside it."""
        known = self._gazetteer.single(word)
        acts = self._owns_or_speaks(passage, name)
        if known:
            return known.kind if acts or not first else None
        if acts:
            return Kind.PERSON
        if first:
            return None
        if self._after_place_word(passage, name) or self._before_place(passage, name):
            return Kind.PLACE
        given = word in self._gazetteer.given
        return Kind.PERSON if given or self._naming.is_surname([word]) else None

    def _before_place(self, passage: Passage, name: Found) -> bool:
        """“Plano, Texas”."""
        if name.end >= len(passage.words) or passage.tokens[name.end].near:
            return False
        known = self._gazetteer.longest(passage.words, name.end, passage.reach(name.end))
        in_place = name.start > 0 and passage.words[name.start - 1] in _BEFORE_TOWNS
        return in_place and known is not None and known[1].kind is Kind.PLACE

    def _speaks(self, passage: Passage, name: Found) -> bool:
        words, tokens = passage.words, passage.tokens
        after = name.end < len(words) and tokens[name.end].near and words[name.end] in self._speech
        before = name.start and tokens[name.start].near and words[name.start - 1] in _SAID
        return bool(after or before)

    def _after_place_word(self, passage: Passage, name: Found) -> bool:
        near = name.start > 0 and passage.tokens[name.start].near
        return near and passage.words[name.start - 1].lower() in self._place_words

    def _voted(self, words: tuple[str, ...]) -> Kind | None:
        votes = self._votes.get(words)
        if not votes:
            return None
        (kind, most), *others = votes.most_common(2)
        return kind if not others or most >= _MOST * others[0][1] else None

    def _more(self, passage: Passage, known: list[Found]) -> Iterable[Found]:
        """Names found elsewhere in the article, where this passage did not show them for names."""
        taken = {n for name in known for n in range(name.start, name.end)} | passage.barred
        at = 0
        while at < len(passage.tokens):
            token = passage.tokens[at]
            found = None if at in taken or not token.cap else self._again(passage, at, taken)
            if found:
                yield found
            at = found.end if found else at + 1

    def _again(self, passage: Passage, at: int, taken: set[int]) -> Found | None:
        words = passage.words
        reach = min(passage.reach(at), at + self._reach)
        for end in range(reach, at, -1):
            if any(n in taken for n in range(at, end)):
                continue
            kind = self._voted(tuple(words[at:end]))
            if end - at == 1:
                low = words[at].lower()
                if kind is None and words[at] in self._surnames:
                    kind = Kind.PERSON
                if low in self._vocabulary or low in self._gazetteer.words["openers"]:
                    kind = None
            if kind:
                return Found(at, end, kind)
        return None
