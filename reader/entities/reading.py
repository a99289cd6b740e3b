"""The first reading of a passage: names that tell their kind, and names left open."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from reader.entities.gazetteer import Gazetteer, Known
from reader.entities.kinds import Kind
from reader.entities.naming import Naming
from reader.entities.passages import Passage
from reader.entities.runs import Runs

# Never the first word of a name, wherever they stand with a capital.
_NEVER = frozenset(
    """
    the a an this that these those it he she we they i you his her its our their my your and or but
    in on at by for from with to of as is are was were will not no if so
    """.split()
)
# They open sentences and names alike.
_BOTH = frozenset(
    """
    new world first second third western eastern northern southern central north south east west old
    big great good real true free police government
    """.split()
)
_NOT_NAME_ENDINGS = ("ing", "ly", "ed", "tions")
_SUFFIXES = frozenset("Jr Sr II III IV".split())


@dataclass(slots=True)
class Found:
    """Words ``start`` to before ``end`` of a passage.

    ``kind`` is ``None`` while it is open; ``sure`` kinds may decide about open ones.
    """

    start: int
    end: int
    kind: Kind | None
    sure: bool = True


class Reading:
    """Reads passages with a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.runs = Runs(gazetteer)
        self.naming = Naming(gazetteer)
        self._openers = gazetteer.words["openers"]
        self._kept = gazetteer.words["kept_titles"]

    def read(self, passage: Passage, vocabulary: set[str]) -> Iterator[Found]:
        """The names of a passage, in order.

        ``vocabulary`` are the words that the article has in small letters.
        """
        at = 0
        for start, at in passage.dateline:
            yield Found(start, at, Kind.PLACE)
        while at < len(passage.tokens):
            if not passage.starts_name(at):
                at = yield from self._read_other(passage, at)
                continue
            end = self.runs.end(passage, at)
            known = self.gazetteer.longest(passage.words, at, passage.reach(at))
            if known:
                end = max(end, at + known[0])  # “Black Friday”, over the bar of a date
            yield from self._read_run(passage, at, end, vocabulary)
            at = end

    def _read_other(self, passage: Passage, at: int) -> Generator[Found, None, int]:
        """A known name that starts in small letters, or with a word of a date; where to go on."""
        word = passage.words[at]
        if word in self.gazetteer.reach:
            known = self.gazetteer.longest(passage.words, at, passage.reach(at))
            if known:
                length, _name = known
                mixed = any(not w.islower() for w in passage.words[at : at + length])
                if mixed and (at not in passage.barred or length > 1):
                    yield Found(at, at + length, known[1].kind)
                    return at + length
        return at + 1

    def _read_run(
        self, passage: Passage, start: int, end: int, vocabulary: set[str]
    ) -> Iterator[Found]:
        words = passage.words
        role = self.runs.role_before(passage, start)
        at = start
        while at < end:
            known = self.gazetteer.longest(words, at, end)
            length = known[0] if known else 0
            if not length and self._opens(passage, at, end, vocabulary):
                at += 1
                continue
            after = self.runs.after_role(passage, at, end)
            if after > at and after - at >= length:
                kept = words[at].lower() in self._kept and after == at + 1
                if kept and self._is_regal(words, after, end):
                    yield Found(at, end, Kind.PERSON)
                    return
                at, role = after, True
                continue
            stop = max(self.runs.cut(passage, at, end), at + length)
            found = self._name(passage, at, stop, known, role=role)
            yield from found
            at = max(found[-1].end if found else stop, at + 1)
            role = False

    def _opens(self, passage: Passage, at: int, end: int, vocabulary: set[str]) -> bool:
        """Whether a word only opens the sentence, or is no part of a name at all."""
        word = passage.words[at]
        low = word.lower()
        if low in _NEVER or not passage.starts_name(at):
            return True
        if not (passage.tokens[at].first or passage.titled):
            return False
        if low in _BOTH and self.naming.by_head(passage.words[at:end], None):
            return False
        if low in self._openers or (passage.titled and low in self.runs.verbs):
            return True
        if at + 1 == end or self.naming.is_given(word):
            return False
        return low in vocabulary or low.endswith(_NOT_NAME_ENDINGS)

    def _is_regal(self, words: list[str], start: int, end: int) -> bool:
        """“Pope” before “Francis” or “John Paul II”."""
        rest = words[start:end]
        numeral = bool(rest) and not set(rest[-1]) - set("IVX")
        return len(rest) == 1 or (numeral and len(rest) <= 3)

    def _name(
        self, passage: Passage, at: int, stop: int, known: tuple[int, Known] | None, *, role: bool
    ) -> list[Found]:
        """The names at the start of a segment without roles; the caller goes on after the last."""
        words = passage.words[at:stop]
        length, opening = known or (0, None)
        if opening and length == len(words):
            titled = stop < passage.reach(at) and passage.tokens[stop].cap  # “Apple CEO …”
            sure = titled or not (opening.wary and passage.tokens[at].first)
            return [Found(at, stop, opening.kind if sure or length > 1 else None, sure)]
        head = None if passage.titled else self.naming.by_head(words, opening)
        if head and opening and head is Kind.ORGANISATION and self._is_of_state(words, opening):
            rest = [Found(at + length, stop, head)] if len(words) - length > 1 else []
            return [Found(at, at + length, opening.kind), *rest]
        if head:
            return [Found(at, stop, head)]
        if self._is_person(passage, words, opening, role=role):
            return [Found(at, stop, Kind.PERSON)]
        if opening:
            return self._beside_known(passage, at, stop, length, opening)
        if passage.titled:
            return [Found(at, at + 1, None)]
        return self._unknown(passage, at, stop, words)

    def _is_of_state(self, words: list[str], opening: Known) -> bool:
        return opening.kind in {Kind.GROUP, Kind.PLACE} and self.naming.is_state_body(
            words, opening
        )

    def _is_person(
        self, passage: Passage, words: list[str], opening: Known | None, *, role: bool
    ) -> bool:
        if passage.titled and not role:
            return False
        if role and (opening is None or opening.kind is Kind.PERSON):
            return self.naming.fits_person(words)
        if words[-1] in _SUFFIXES and opening and opening.kind is Kind.PERSON:
            return True
        return self.naming.is_person(words)

    def _beside_known(
        self, passage: Passage, at: int, stop: int, length: int, opening: Known
    ) -> list[Found]:
        """A known name before unknown words: “Oxford Economics” is no place."""
        last = passage.words[stop - 1]
        alone = stop - at == length + 1 and not (self.gazetteer.single(last) and last.istitle())
        dotted = "." in passage.words[at]  # “… to the U.S. Discussions …”
        if opening.kind is Kind.PLACE and alone and not (passage.titled or dotted):
            return [Found(at, stop, Kind.ORGANISATION, sure=False)]
        if opening.wary and passage.tokens[at].first:
            following = self.gazetteer.single(passage.words[at + length])
            return [Found(at, at + length, opening.kind if following else None, sure=False)]
        return [Found(at, at + length, opening.kind)]

    def _unknown(self, passage: Passage, at: int, stop: int, words: list[str]) -> list[Found]:
        if len(words) == 1:
            design = self.naming.by_design(words[0])
            if design:
                return [Found(at, stop, design)]
            if self.naming.is_acronym(words[0]) and passage.tokens[at].word == words[0]:
                return [Found(at, stop, None if passage.titled else Kind.ORGANISATION)]
            return [Found(at, stop, None)]
        if {"of", "for", "&"} & set(words):
            return [Found(at, stop, Kind.ORGANISATION, sure=False)]
        if not self.naming.fits_person(words) or any(map(self.naming.is_general, words)):
            return [Found(at, stop, None)]
        return [Found(at, stop, Kind.PERSON if self.naming.is_surname(words) else None)]
