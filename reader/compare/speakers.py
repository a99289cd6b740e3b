"""Who speaks: the noun phrase beside a verb of attribution, and whom it names."""

from __future__ import annotations

from collections.abc import Sequence

from reader.compare.nouns import (
    ACCOUNTS,
    ANONYMITY,
    BODIES,
    PAPERS,
    PEOPLE,
    UNNAMED,
    is_plural,
    singular,
)
from reader.compare.phrases import Phrase
from reader.compare.retold import account_of
from reader.compare.source import Named, Source
from reader.compare.speaker import Sort, Speaker
from reader.compare.titles import DETERMINERS, Titles
from reader.compare.units import Token, Unit
from reader.entities.kinds import Kind

_SPEAKING = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.GROUP, Kind.WORK)
_NOT_THEIRS = frozenset("resolution poll survey study".split())  # who asked for it says little
_HE = frozenset("he she him her".split())
_THEY = frozenset("they them we".split())


class Speakers:
    """The speakers of one article, resolved from its start to its end.

    A pronoun is the first person of its own sentence before it, else who spoke in the sentence
    before, else that sentence's subject; “the president” is who was last given that title.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._titles = Titles()
        self._papers: dict[str, Speaker] = {}
        self._account = account_of(source)
        self._spoke: Speaker | None = None  # in the unit before
        self._person: Speaker | None = None  # the last who spoke
        self._subject: Speaker | None = None  # of the unit before
        self._body: Speaker | None = None
        self._several: Speaker | None = None
        self._named: Speaker | None = None  # the organisation that the unit before named first

    def pass_by(self, unit: Unit, spoke: Speaker | None) -> None:
        """Remember a unit and who spoke in it; call it for each in order."""
        people = [m for m in self._seen(unit) if m.kind is Kind.PERSON]
        for mention in people:
            self._titles.learn(unit, mention.span, _speaker(mention))
        bodies = [m for m in self._seen(unit) if m.kind is Kind.ORGANISATION]
        self._named = _speaker(bodies[0]) if bodies else self._named
        self._subject = _speaker(people[0]) if people else None
        self._spoke = spoke or self._subject
        if any(singular(t.text) in ACCOUNTS for t in unit.tokens[1:4]) and self._account.name:
            self._body = self._account
        if spoke is None:
            return
        if spoke.id.startswith("person/"):
            self._person = spoke
        elif spoke.sort is Sort.COLLECTIVE and is_plural(spoke.name.split()[-1]):
            self._several = spoke
        else:
            self._body = spoke

    def resolve(self, unit: Unit, phrase: Phrase, *, quoting: bool) -> Speaker | None:
        """Whom a phrase names; none where it cannot speak.

        ``quoting``: its words are in quotation marks, so that anything may be their speaker.
        """
        tokens = phrase.tokens
        head = tokens[phrase.head]
        if len(tokens) == 1 and head.low in _HE | _THEY | {"it", "i"}:
            return self._pronoun(unit, head)
        if head.low in ("latter", "former"):
            return self._one_of_two(unit, head)
        if head.low.endswith(("'s", "s'")):
            return None  # “the group’s reply”
        hung = self._mentions(phrase.after)
        if hung and hung[-1].kind is Kind.PERSON and head.text[:1].isupper():
            return _speaker(hung[-1])  # “Secretary of State Antony Blinken”
        return self._by_noun(unit, phrase, head, quoting=quoting)

    def _by_noun(self, unit: Unit, phrase: Phrase, head: Token, *, quoting: bool) -> Speaker | None:
        """Whom a phrase names by a name or a noun."""
        tokens, noun = phrase.tokens, singular(head.text)
        inside = self._mentions(tokens)
        named = next((m for m in inside if m.span.start <= head.start < m.span.end), None)
        if named and named.kind is Kind.GROUP:
            return Speaker(_words(tokens), named.id, Sort.COLLECTIVE)
        if named and (named.kind is Kind.PERSON or not _is_role(head.text, noun)):
            return _speaker(named)
        if noun in PAPERS | ACCOUNTS:
            return self._paper(noun, inside, phrase)
        if noun in PEOPLE:
            named = self._apposed(unit, phrase)
            return _speaker(named) if named else self._role(unit, tokens, noun, inside)
        if noun in BODIES:
            return self._named_body(tokens, inside) or Speaker(_words(tokens), "", Sort.COLLECTIVE)
        if named:
            return _speaker(named)
        if quoting and (tokens[0].low in DETERMINERS or head.text[:1].isupper()):
            return Speaker(_words(tokens), "", Sort.COLLECTIVE)
        return None

    def _apposed(self, unit: Unit, phrase: Phrase) -> Named | None:
        """“a spokesman for the authority, Emil Sand, said”: the person between commas behind it."""
        end = (phrase.after or phrase.tokens)[-1].end
        people = [m for m in self._seen(unit) if m.kind is Kind.PERSON and m.span.start > end]
        text = self._source.text
        if not people or text[end : people[0].span.start].strip() != ",":
            return None
        return people[0] if text[people[0].span.end :][:1] in {",", "."} else None

    def _one_of_two(self, unit: Unit, head: Token) -> Speaker | None:
        people = [m for m in self._seen(unit) if m.kind is Kind.PERSON and m.span.end <= head.start]
        if not people:
            return None
        return _speaker(people[-1] if head.low == "latter" else people[0])

    def _pronoun(self, unit: Unit, head: Token) -> Speaker | None:
        if head.low in _HE:
            before = [
                m for m in self._seen(unit) if m.kind is Kind.PERSON and m.span.end <= head.start
            ]
            if before:
                return _speaker(before[0])
            if self._spoke and self._spoke.id.startswith("person/"):
                return self._spoke
            return self._subject or self._person or self._last_person(unit)
        if head.low in _THEY:
            return self._several
        if head.low == "it":
            return self._body or (self._account if self._account.name else None)
        return self._person

    def _last_person(self, unit: Unit) -> Speaker | None:
        """The person whom the heading or the text named last before a unit."""
        found = [
            m
            for m in self._source.mentions
            if m.kind is Kind.PERSON and m.span.end <= unit.span.start
        ]
        return _speaker(found[-1]) if found else None

    def _paper(self, noun: str, inside: Sequence[Named], phrase: Phrase) -> Speaker | None:
        """Whoever wrote a paper: named beside it, or when it was named first."""
        tokens = phrase.tokens
        named = next(iter(reversed(inside)), None)
        owner = _speaker(named) if named else self._author(noun, phrase)
        if owner and noun not in _NOT_THEIRS:
            self._papers[noun] = owner
            return owner
        if noun in self._papers:
            return self._papers[noun]
        if noun in ACCOUNTS:
            return self._account
        issuer = self._issuer() if tokens[0].low == "the" and noun not in _NOT_THEIRS else None
        if issuer:
            self._papers[noun] = issuer
            return issuer
        return Speaker(_words(tokens), "", Sort.COLLECTIVE)

    def _issuer(self) -> Speaker | None:
        """Who issued “the statement”: who issued the last paper, else the body just named."""
        if self._papers:
            return next(reversed(self._papers.values()))
        return self._named

    def _author(self, noun: str, phrase: Phrase) -> Speaker | None:
        """“leaflets of the Israeli army”, “a report by Trim Correspondents”."""
        links = ("by",) if noun in ACCOUNTS else ("by", "of", "from")
        if len(phrase.after) < 2 or phrase.after[0].low not in links:
            return None
        words = phrase.after[1:]
        inside = self._mentions(words)
        if singular(words[-1].text) in BODIES and words[-1].text.islower():
            return self._named_body(words, inside) or Speaker(_words(words), "", Sort.COLLECTIVE)
        return _speaker(inside[0]) if inside else None

    def _role(
        self, unit: Unit, tokens: Sequence[Token], noun: str, inside: Sequence[Named]
    ) -> Speaker:
        """Somebody by office: “the president”, “State Department officials”."""
        words = _words(tokens)
        plural = is_plural(tokens[-1].text)
        if tokens[0].low in DETERMINERS and not plural:
            known = self._titles.bearer(words, noun)
            if known:
                return known
        person = next((m for m in reversed(inside) if m.kind is Kind.PERSON), None)
        if person and not _is_possessive(tokens, person):
            return _speaker(person)
        hidden = any(sign in unit.span.of(self._source.text) for sign in ANONYMITY)
        if hidden or (noun in UNNAMED and not plural):
            return Speaker(words, "", Sort.ANONYMOUS)
        return Speaker(words, "", Sort.COLLECTIVE if plural else Sort.ANONYMOUS)

    def _named_body(self, tokens: Sequence[Token], inside: Sequence[Named]) -> Speaker | None:
        """A body that is an entity by itself: “the White House”, “the Israeli army”."""
        last = tokens[-1]
        for mention in inside:
            if mention.span.start <= last.start < mention.span.end:
                return _speaker(mention)
        return None

    def _seen(self, unit: Unit) -> list[Named]:
        """The mentions of a unit outside its quotations."""
        return [
            m
            for m in self._source.between(*unit.span)
            if not any(q.meets(m.span) for q in unit.quotations)
        ]

    def _mentions(self, tokens: Sequence[Token]) -> list[Named]:
        if not tokens:
            return []
        found = self._source.between(tokens[0].start, tokens[-1].end)
        return [m for m in found if m.kind in _SPEAKING]


def _speaker(mention: Named) -> Speaker:
    if mention.kind is Kind.GROUP:
        return Speaker(mention.text, mention.id, Sort.COLLECTIVE)
    return Speaker(mention.name, mention.id)


def _is_role(word: str, noun: str) -> bool:
    return word[:1].islower() and noun in PEOPLE | PAPERS | ACCOUNTS


def _is_possessive(tokens: Sequence[Token], mention: Named) -> bool:
    """Whether a name stands in the genitive: “Netanyahu’s ministers”."""
    last = next((t for t in reversed(tokens) if t.start < mention.span.end), None)
    return last is not None and last.low.endswith(("'s", "s'"))


def _words(tokens: Sequence[Token]) -> str:
    """A phrase without its determiner."""
    kept = tokens[1:] if tokens[0].low in DETERMINERS and len(tokens) > 1 else tokens
    return " ".join(t.text for t in kept)
