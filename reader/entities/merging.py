"""The model's names and the rules' made one.

The model has seen more than the rules know; the rules are seldom wrong on names that they know and
on words that names are made of.  Who is believed where was read off our own passages (the learnt
half, by a model that had not learnt them) and the news half of Parallel UD: where both find a name
but give it other kinds, a well-known name is right nineteen times in twenty, another three times
in ten; a name of the model's with a sentence's comma or verb inside is never right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reader.entities.cutting import Cutting
from reader.entities.gazetteer import Gazetteer
from reader.entities.kinding import KINDS, Kinding
from reader.entities.kinds import Kind
from reader.entities.naming import Naming
from reader.entities.passages import Passage
from reader.entities.reading import Found
from reader.entities.rules import Draft
from reader.entities.siding import Siding
from reader.entities.tagger import Tagged
from reader.entities.voting import Voting

_NEVER = frozenset("God Allah Lord Internet Earth World State Government".split())  # alone
_BUSINESS = frozenset(
    """
    shares stock fell rose gained jumped dropped slipped climbed lost announced reported unveiled
    launched sued declined plans planned agreed bought sold posted raised recalled shipped employs
    executives engineers workers employees customers devices stores forecast argued
    """.split()
)
_UNITS = frozenset("brigade division regiment battalion army corps fleet wing circuit".split())
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_LEAST = {"MISC": 0.55}  # probability of a name that the rules know nothing of
_OTHERWISE = 0.4
_TITLED = 0.8  # of such a name in a headline
_SURNAME = 3  # letters of a surname that is believed on its own
_STEM = 5  # letters by which “Escalate” is found in “escalating”


class Merging:
    """Decides with the word lists of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._naming = Naming(gazetteer)
        self._roles = gazetteer.words["roles"]
        self._titles = {w.lower() for w in self._roles} | gazetteer.words["role_modifiers"]
        self._cutting = Cutting(gazetteer)
        self._siding = Siding(gazetteer)
        self._kinding = Kinding(gazetteer, self._naming)

    def merged(self, draft: Draft, tagged: Iterable[list[Tagged]]) -> list[list[Found]]:
        """The names of each passage of an article, in order and apart."""
        out: list[list[Found]] = []
        left: list[list[Found]] = []
        for passage, ruled, names in zip(draft.passages, draft.names, tagged, strict=True):
            found, alone = self._of_passage(draft, passage, ruled, names)
            out.append(found)
            left.append(alone)
        full = (
            passage.words[name.end - 1]
            for passage, *several in zip(draft.passages, out, left, strict=True)
            for names in several
            for name in names
            if name.kind is Kind.PERSON and name.end - name.start > 1
        )
        surnames = {word for word in full if len(word) >= _SURNAME}
        for passage, found, alone in zip(draft.passages, out, left, strict=True):
            found.extend(self._companies(passage, found))
            found.extend(name for name in alone if self._stands_alone(passage, name, surnames))
        settled = list(Voting(self._gazetteer, draft, out, surnames).settled())
        for passage, found in zip(draft.passages, settled, strict=True):
            for name in found:
                if name.kind is Kind.ORGANISATION and _has_ordinal(passage, name):
                    name.start -= 1
        return [_apart(found) for found in settled]

    def _companies(self, passage: Passage, found: list[Found]) -> Iterator[Found]:
        """“Apple fell 2%”: an ordinary word opens a sentence and does what companies do."""
        taken = {n for name in found for n in range(name.start, name.end)}
        for at, token in enumerate(passage.tokens[:-1]):
            if not token.first or passage.titled or at in taken:
                continue
            longest = self._gazetteer.longest(passage.words, at, passage.reach(at))
            if longest is None or longest[1].kind is not Kind.ORGANISATION:
                continue
            end = at + longest[0]
            if end < passage.reach(at) and passage.words[end] in _BUSINESS:
                yield Found(at, end, Kind.ORGANISATION, sure=False)

    def _of_passage(
        self, draft: Draft, passage: Passage, ruled: list[Found], tagged: list[Tagged]
    ) -> tuple[list[Found], list[Found]]:
        """Names that the model found, or the rules in their place; and what the rules alone did."""
        found: list[Found] = []
        met: set[int] = set()
        for name in (
            part for one in tagged for part in self._cutting.unbroken(draft.text, passage, one)
        ):
            beside = [r for r in ruled if r.start < name.end and name.start < r.end]
            met.update(id(r) for r in beside)
            found += self._decided(passage, name, beside, draft.vocabulary)
        return _apart(found), [name for name in ruled if id(name) not in met]

    def _decided(
        self, passage: Passage, name: Tagged, ruled: list[Found], vocabulary: set[str]
    ) -> Iterator[Found]:
        """A name of the model's, or those of the rules that it meets."""
        if not ruled:
            if self._believable(passage, name, vocabulary):
                yield Found(name.start, name.end, self._kinding.by_tag(passage, name), sure=False)
        elif len(ruled) == 1 and (ruled[0].start, ruled[0].end) == (name.start, name.end):
            sure = ruled[0].sure and ruled[0].kind is KINDS.get(name.tag, ruled[0].kind)
            yield Found(
                name.start, name.end, self._kinding.of_both(passage, name, ruled[0]), sure=sure
            )
        elif self._siding.with_rules(passage, name, ruled):
            yield from ruled
        else:
            yield Found(
                name.start, name.end, self._kinding.of_longer(passage, name, ruled), sure=False
            )

    def _believable(self, passage: Passage, name: Tagged, vocabulary: set[str]) -> bool:
        """Whether a name is taken of which the rules know nothing."""
        words = passage.words[name.start : name.end]
        if name.tag == "PER" and all(word.lower() in self._titles for word in words):
            return False  # “Sen.”, “Justice Minister”
        if passage.titled:
            likely = name.probability >= _TITLED
            return likely and not any(_is_inflected(word, vocabulary) for word in words)
        if name.probability < _LEAST.get(name.tag, _OTHERWISE):
            return False
        if len(words) > 1:
            return True
        word = words[0]
        general = self._naming.is_general(word)
        if len(word) == 1 or word in _NEVER or (name.tag == "MISC" and general):
            return False
        opens = passage.tokens[name.start].first
        return not (opens and (general or word.lower() in vocabulary))

    def _stands_alone(self, passage: Passage, name: Found, surnames: set[str]) -> bool:
        """Whether the rules are believed where the model finds nothing."""
        words = passage.words[name.start : name.end]
        if self._gazetteer.known(tuple(words)):
            return True
        if passage.titled and name.kind is Kind.PERSON and len(words) > 1:
            return self._naming.is_given(words[0])  # not “Chief” + “Quits Over Gaza Row”
        if name.kind is not Kind.PERSON or len(words) > 1:
            return name.sure
        before = passage.words[name.start - 1] if name.start else ""
        return words[0] in surnames or (name.sure and before in self._roles)


def _has_ordinal(passage: Passage, name: Found) -> bool:
    """“25th” + “Airborne Brigade”."""
    if passage.words[name.end - 1].lower() not in _UNITS or not name.start:
        return False
    near = passage.tokens[name.start].near
    return near and _ORDINAL.fullmatch(passage.words[name.start - 1]) is not None


def _is_inflected(word: str, vocabulary: set[str]) -> bool:
    """Whether an article has a word in small letters, or one that begins as it does."""
    low = word.lower()
    if low in vocabulary:
        return True
    stem = low[:_STEM]
    return len(low) >= _STEM and any(other.startswith(stem) for other in vocabulary)


def _apart(names: list[Found]) -> list[Found]:
    """Names in order; of two that overlap the longer."""
    out: list[Found] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if all(name.end <= other.start or other.end <= name.start for other in out):
            out.append(name)
    return sorted(out, key=lambda n: n.start)
