"""The model's names without what cannot be in a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reader.entities.gazetteer import Gazetteer
from reader.entities.kinds import Kind
from reader.entities.passages import Passage
from reader.entities.tagger import Tagged

_LINKS = frozenset(
    """
    of for and the on de la le du des da do das dos di del der den von van al el bin ben e y a
    an with by und et as is or
    """.split()
)
_BEFORE_THE = frozenset("of for on in and against to with".split())
_AFTER_COMMA = frozenset("D.C. Jr Sr Inc Ltd LLC".split())
_MARKS = frozenset({"", ".", "-", "'", "’", "‘", "&", "/"})


class Cutting:
    """Cuts names with the word lists of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def unbroken(self, text: str, passage: Passage, name: Tagged) -> Iterator[Tagged]:
        """A name without what cannot be inside one; the parts on both sides of that."""
        start = name.start
        for n in range(name.start + 1, name.end):
            if n > start and self._breaks(text, passage, name, n):
                yield from self._trimmed(passage, replace(name, start=start, end=n))
                start = n
        yield from self._trimmed(passage, replace(name, start=start))

    def _breaks(self, text: str, passage: Passage, name: Tagged, n: int) -> bool:
        """Whether a name ends before word ``n``."""
        words, tokens = passage.words, passage.tokens
        word, before = words[n], words[n - 1]
        between = text[tokens[n - 1].end : tokens[n].start].strip()
        if passage.titled and self._is_verb(word, before):
            return True
        if between == ",":
            return word not in _AFTER_COMMA and "&" not in words[n : name.end]
        if between not in _MARKS:
            return True
        if word == "'s":
            return name.tag == "PER"
        if before == "and" and word == "the":
            return True
        if word == "the":
            return before not in _BEFORE_THE and name.tag != "PER"
        return not tokens[n].cap and word.isalpha() and word.islower() and word not in _LINKS

    def _is_verb(self, *words: str) -> bool:
        """Whether one of two words in a headline is a verb: “Sheinbaum” + “Meets” + “Carney”."""
        return any(word.lower() in self._gazetteer.words["headline_verbs"] for word in words)

    def _trimmed(self, passage: Passage, name: Tagged) -> Iterator[Tagged]:
        """A name without the small words at its ends, but for particles (“bin Salman”)."""
        start, end = name.start, name.end
        words, tokens = passage.words, passage.tokens
        if passage.titled and end == start + 1 and self._is_verb(words[start]):
            return
        while start < end and not self._opens(words[start], cap=tokens[start].cap):
            start += 1
        while start < end and not tokens[end - 1].cap and words[end - 1] in _LINKS:
            end -= 1
        capital = any(c.isupper() or c.isdigit() for n in range(start, end) for c in words[n])
        if start < end and capital and words[start:end] != ["'s"]:
            yield from self._parted(passage, replace(name, start=start, end=end))

    def _opens(self, word: str, *, cap: bool) -> bool:
        if word in {"The", "A", "An", "'s"}:
            return False
        return (
            cap
            or word[0].isdigit()
            or not word.islower()
            or word in self._gazetteer.words["person_particles"]
        )

    def _parted(self, passage: Passage, name: Tagged) -> Iterator[Tagged]:
        """“Kurds of Sulaymaniyah” is a people and a place."""
        words = passage.words
        for n in range(name.start + 1, name.end - 1):
            if words[n] in {"of", "in", "from"} and words[n - 1].endswith("s"):
                known = self._gazetteer.known(tuple(words[name.start : n]))
                if known and known.kind is Kind.GROUP:
                    yield Tagged(name.start, n, "GRP")
                    yield Tagged(n + 1, name.end, "LOC")
                    return
        yield name
