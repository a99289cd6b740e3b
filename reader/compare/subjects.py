"""Whose verb it is: the speaker before a verb, behind it, or at the head of the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.compare.nouns import ACCOUNTS, BODIES, PAPERS, PEOPLE, singular
from reader.compare.phrases import (
    ATTACHED,
    PREPOSITIONS,
    Phrase,
    phrase_ending,
    phrase_starting,
    subject_before,
)
from reader.compare.speaker import Speaker
from reader.compare.speakers import Speakers
from reader.compare.units import Token, Unit

LINKS = frozenset("and but or then".split())
"""Words after which a verb shares the subject of the verb before."""

_INVERTED = frozenset("say write add tell ask note argue warn post reply explain insist".split())
_SPEAKERS = PEOPLE | BODIES | PAPERS


class Subject(NamedTuple):
    """A speaker, and the first and last token of verb and speaker together."""

    speaker: Speaker
    first: int
    last: int


class Subjects:
    """The subjects of the verbs of one unit."""

    def __init__(self, unit: Unit, speakers: Speakers) -> None:
        self._unit = unit
        self._tokens = unit.tokens
        self._speakers = speakers

    def of(
        self, at: int, lemma: str, earlier: Sequence[Speaker], *, quoting: bool
    ) -> Subject | None:
        """The subject of the verb at a token; ``earlier`` are those of the verbs before."""
        verb = self._tokens[at]
        before = self._tokens[at - 1] if at else None
        behind = None
        if (
            before
            and (lemma in _INVERTED or quoting)
            and (before.is_quotation or before.text == ",")
        ):
            behind = self._behind(at, quoting=quoting)
            if behind and before.is_quotation:
                return behind
        if verb.low.endswith("ing"):
            opens = before is None or before.is_quotation or before.text == ","
            return self._shared(at, earlier) if opens or self._is_linked(at) else None
        phrase = subject_before(self._tokens, at)
        if phrase is None and self._is_linked(at):
            return self._shared(at, earlier)
        found = phrase and self._speakers.resolve(self._unit, phrase, quoting=quoting)
        if phrase and found:
            return Subject(found, self._index(phrase.start), at)
        return behind

    def _is_linked(self, at: int) -> bool:
        return bool(at) and self._tokens[at - 1].low in {"by", *LINKS}

    def _index(self, offset: int) -> int:
        return next(n for n, token in enumerate(self._tokens) if token.start >= offset)

    def _behind(self, at: int, *, quoting: bool) -> Subject | None:
        """“…,” said Netanyahu."""
        phrase = phrase_starting(self._tokens, at + 1)
        found = phrase and self._speakers.resolve(self._unit, phrase, quoting=quoting)
        return Subject(found, at, at + len(phrase.tokens)) if phrase and found else None

    def _shared(self, at: int, earlier: Sequence[Speaker]) -> Subject | None:
        """Who does what the sentence tells first: the subject of “…, saying that”."""
        if earlier:
            return Subject(earlier[-1], at, at)
        for n in range(at):
            phrase = phrase_ending(self._tokens, n) if self._may_be_subject(n) else None
            if phrase is None or self._hangs(phrase):
                continue
            speaker = self._speakers.resolve(self._unit, phrase, quoting=False)
            if speaker:
                return Subject(speaker, at, at)
        return None

    def _may_be_subject(self, at: int) -> bool:
        """Whether a token may be the last of a noun phrase that speaks."""
        token = self._tokens[at]
        after = self._tokens[at + 1] if at + 1 < len(self._tokens) else Token(".", 0, 0)
        if token.is_quotation or token.low.endswith(("'s", "s'")):
            return False
        if token.text[:1].isupper():
            goes_on = after.text[:1].isupper() or singular(after.text) in _SPEAKERS
            return not goes_on and after.low != "of"
        noun = singular(token.text)
        return token.low in ("he", "she", "it", "they") or noun in _SPEAKERS | ACCOUNTS

    def _hangs(self, phrase: Phrase) -> bool:
        """Whether a preposition stands before a phrase."""
        at = self._index(phrase.start)
        return at > 0 and self._tokens[at - 1].low in PREPOSITIONS | ATTACHED
