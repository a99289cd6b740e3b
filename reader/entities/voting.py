"""The last reading: names that an article has in several places are of one kind in all of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from reader.entities.gazetteer import Gazetteer
from reader.entities.kinds import Kind
from reader.entities.passages import Passage
from reader.entities.reading import Found
from reader.entities.rules import Draft

_SURE = 3  # what a sure mention counts
_MOST = 2  # times more votes than for the next kind that settle one
_LONGEST = 6  # words of a name that is looked for again


class Voting:
    """Settles the names of one article among themselves."""

    def __init__(
        self, gazetteer: Gazetteer, draft: Draft, names: list[list[Found]], surnames: set[str]
    ) -> None:
        """``surnames`` are the last words of people that the article names in full."""
        self._gazetteer = gazetteer
        self._draft = draft
        self._names = names
        self._surnames = surnames
        self._votes: dict[tuple[str, ...], Counter[Kind]] = defaultdict(Counter)
        for passage, found in zip(draft.passages, names, strict=True):
            for name in found:
                if name.kind:
                    words = tuple(passage.words[name.start : name.end])
                    self._votes[words][name.kind] += _SURE if name.sure else 1

    def settled(self) -> Iterator[list[Found]]:
        """The names of each passage, with those found again."""
        for passage, found in zip(self._draft.passages, self._names, strict=True):
            for name in found:
                if not name.sure:
                    name.kind = self._kind(tuple(passage.words[name.start : name.end]), name.kind)
            yield [*found, *self._again(passage, found)]

    def _kind(self, words: tuple[str, ...], kind: Kind | None) -> Kind | None:
        known = self._gazetteer.known(words)
        if len(words) == 1 and words[0] in self._surnames and not known:
            return Kind.PERSON
        return self._voted(words) or kind

    def _voted(self, words: tuple[str, ...]) -> Kind | None:
        (kind, most), *others = self._votes[words].most_common(2)
        return kind if not others or most >= _MOST * others[0][1] else None

    def _again(self, passage: Passage, found: list[Found]) -> Iterator[Found]:
        """Names of other passages that were overlooked in this one."""
        taken = {n for name in found for n in range(name.start, name.end)} | passage.barred
        at = 0
        while at < len(passage.tokens):
            name = None
            if at not in taken and passage.tokens[at].cap:
                name = self._name_at(passage, at, taken)
            if name:
                yield name
            at = name.end if name else at + 1

    def _name_at(self, passage: Passage, at: int, taken: frozenset[int] | set[int]) -> Found | None:
        words = passage.words
        for end in range(min(passage.reach(at), at + _LONGEST), at, -1):
            name = tuple(words[at:end])
            if name not in self._votes or any(n in taken for n in range(at, end)):
                continue
            if len(name) == 1 and self._is_ordinary(passage, at):
                return None
            return Found(at, end, self._voted(name), sure=False)
        return None

    def _is_ordinary(self, passage: Passage, at: int) -> bool:
        """Whether a word may be no name here: it is one that the article has in small letters."""
        word = passage.words[at]
        low = word.lower()
        if low in self._draft.vocabulary or low in self._gazetteer.words["openers"]:
            return True
        return max(self._votes[(word,)].values()) < _SURE - 1
