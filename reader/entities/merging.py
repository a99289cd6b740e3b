"""The model's names and the rules' made one.

The model has seen more than the rules know; the rules are seldom wrong on names that they know and
on words that names are made of.  Who is believed where was read off our own passages (the learnt
half, by a model that had not learnt them) and the news half of Parallel UD: where both find a name
but give it other kinds, a well-known name is right nineteen times in twenty, another three times
in ten; a name of the model's with a sentence's comma or verb inside is never right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reader.entities.gazetteer import Gazetteer
from reader.entities.kinds import Kind
from reader.entities.naming import Naming
from reader.entities.passages import Passage
from reader.entities.reading import Found
from reader.entities.rules import Draft
from reader.entities.tagger import Tagged
from reader.entities.voting import Voting

_KINDS = {
    "PER": Kind.PERSON,
    "ORG": Kind.ORGANISATION,
    "LOC": Kind.PLACE,
    "GRP": Kind.GROUP,
}
_OTHERS = frozenset({Kind.EVENT, Kind.WORK, Kind.PRODUCT})
_LINKS = frozenset(
    """
    of for and the on de la le du des da do das dos di del der den von van al el bin ben e y a
    an with by und et as is or
    """.split()
)
_BEFORE_THE = frozenset("of for on in and against to with".split())
_AFTER_COMMA = frozenset("D.C. Jr Sr Inc Ltd LLC".split())
_MARKS = frozenset({"", ".", "-", "'", "’", "‘", "&", "/"})
_SHORT_BODIES = frozenset("army navy treasury parliament embassy congress senate".split())
_NAMED_BODIES = frozenset("congress police guard".split())  # “Nigeria Labour Congress” is one name
_NEVER = frozenset("God Allah Lord Internet Earth".split())
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
_NEAR = 3  # words on each side that are asked what an unknown thing is


_LEAST = 0.4
_TITLED = 0.8


class Merging:
    """Decides with the word lists of a gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._naming = Naming(gazetteer)
        self._roles = gazetteer.words["roles"]

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
        surnames = set(full)
        for passage, found, alone in zip(draft.passages, out, left, strict=True):
            found += [name for name in alone if self._stands_alone(passage, name, surnames)]
        return [_apart(found) for found in Voting(self._gazetteer, draft, out, surnames).settled()]

    def _of_passage(
        self, draft: Draft, passage: Passage, ruled: list[Found], tagged: list[Tagged]
    ) -> tuple[list[Found], list[Found]]:
        """Names that the model found, or the rules in their place; and what the rules alone did."""
        found: list[Found] = []
        met: set[int] = set()
        for name in (part for one in tagged for part in self._unbroken(draft.text, passage, one)):
            beside = [r for r in ruled if r.start < name.end and name.start < r.end]
            met.update(id(r) for r in beside)
            found += self._decided(passage, name, beside, draft.vocabulary)
        return _apart(found), [name for name in ruled if id(name) not in met]

    def _unbroken(self, text: str, passage: Passage, name: Tagged) -> Iterator[Tagged]:
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

    def _trimmed(self, passage: Passage, name: Tagged) -> Iterator[Tagged]:
        """A name without the small words at its ends, but for particles (“bin Salman”)."""
        start, end = name.start, name.end
        words, tokens = passage.words, passage.tokens
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
        return cap or not word.islower() or word in self._gazetteer.words["person_particles"]

    def _decided(
        self, passage: Passage, name: Tagged, ruled: list[Found], vocabulary: set[str]
    ) -> Iterator[Found]:
        """A name of the model's, or those of the rules that it meets."""
        if not ruled:
            if self._believable(passage, name, vocabulary):
                yield Found(name.start, name.end, self._kind_by_tag(passage, name), sure=False)
        elif len(ruled) == 1 and (ruled[0].start, ruled[0].end) == (name.start, name.end):
            sure = ruled[0].sure and ruled[0].kind is _KINDS.get(name.tag, ruled[0].kind)
            yield Found(name.start, name.end, self._kind(passage, name, ruled[0]), sure=sure)
        elif self._is_rules(passage, name, ruled):
            yield from ruled
        else:
            yield Found(
                name.start, name.end, self._kind_of_longer(passage, name, ruled), sure=False
            )

    def _believable(self, passage: Passage, name: Tagged, vocabulary: set[str]) -> bool:
        """Whether a name is taken of which the rules know nothing."""
        words = passage.words[name.start : name.end]
        if name.probability < (_TITLED if passage.titled else _LEAST):
            return False
        if len(words) > 1:
            return not (passage.titled and all(w.lower() in vocabulary for w in words))
        word = words[0]
        if word in _NEVER or (name.tag == "MISC" and self._naming.is_general(word)):
            return False
        low = word.lower()
        opens = passage.tokens[name.start].first or passage.titled
        return not (opens and (low in vocabulary or self._naming.is_general(word)))

    def _is_rules(self, passage: Passage, name: Tagged, ruled: list[Found]) -> bool:
        """Whether the rules are believed where they cut a name otherwise than the model."""
        words = passage.words
        if passage.titled or any(r.start < name.start or r.end > name.end for r in ruled):
            return True  # a headline; a longer name, or one across the model's
        known = [self._gazetteer.known(tuple(words[r.start : r.end])) for r in ruled]
        if ruled[0].start > name.start and known[0] and known[0].kind is Kind.PERSON:
            if words[name.start].lower() in self._gazetteer.words["openers"]:
                return True  # “Will” + “Netanyahu” + “agree?”
        covered = {n for r in ruled for n in range(r.start, r.end)}
        rest = [n for n in range(name.start, name.end) if n not in covered]
        first = known[0]
        if first and first.kind in {Kind.GROUP, Kind.PLACE} and ruled[0].start == name.start:
            body = words[ruled[0].end : name.end]
            if body[:1] == ["'s"] or (body and self._is_of_state(body)):
                return True  # “U.S.” + “Defense Department”
        if len(ruled) > 1 and not any(passage.tokens[n].cap for n in rest):
            last = known[-1]
            people = last is not None and last.kind is Kind.GROUP
            places = all(k and k.kind is Kind.PLACE for k in known)
            return people or places or "and" in (words[n] for n in rest)
        return False

    def _is_of_state(self, body: list[str]) -> bool:
        low = body[-1].lower()
        if len(body) == 1:
            return low in _SHORT_BODIES
        return low not in _NAMED_BODIES and self._naming.is_state_body(body)

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

    def _kind(self, passage: Passage, name: Tagged, ruled: Found) -> Kind:
        """Of one name to which both give a kind."""
        words = tuple(passage.words[name.start : name.end])
        known = self._gazetteer.known(words)
        kind = ruled.kind or self._kind_by_tag(passage, name)
        if name.tag == "MISC":
            person = len(words) > 1 and (not ruled.sure or self._naming.is_given(words[0]))
            if kind is not Kind.PERSON or person:
                return kind
            return self._kind_by_tag(passage, name)
        if known and ruled.sure:
            return kind
        if kind is Kind.ORGANISATION and ruled.sure and name.tag == "LOC":
            return kind
        return _KINDS[name.tag]

    def _kind_of_longer(self, passage: Passage, name: Tagged, ruled: list[Found]) -> Kind:
        if name.tag != "MISC":
            return _KINDS[name.tag]
        others = [r.kind for r in ruled if r.kind in _OTHERS]
        return others[-1] if others and others[-1] else self._kind_by_tag(passage, name)

    def _kind_by_tag(self, passage: Passage, name: Tagged) -> Kind:
        if name.tag != "MISC":
            return _KINDS[name.tag]
        words = passage.words[name.start : name.end]
        known = self._gazetteer.known(tuple(words))
        if known:
            return known.kind
        head = self._naming.by_head(words, None)
        if head in _OTHERS:
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

    def _stands_alone(self, passage: Passage, name: Found, surnames: set[str]) -> bool:
        """Whether the rules are believed where the model finds nothing."""
        words = passage.words[name.start : name.end]
        if self._gazetteer.known(tuple(words)):
            return True
        if name.kind is not Kind.PERSON or len(words) > 1:
            return name.sure
        before = passage.words[name.start - 1] if name.start else ""
        return words[0] in surnames or (name.sure and before in self._roles)


def _apart(names: list[Found]) -> list[Found]:
    """Names in order; of two that overlap the longer."""
    out: list[Found] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if all(name.end <= other.start or other.end <= name.start for other in out):
            out.append(name)
    return sorted(out, key=lambda n: n.start)
