"""Attributions of a sentence: which verb or phrase says that somebody said something, and who."""

from __future__ import annotations

from dataclasses import dataclass

from reader.compare.cues import (
    AUXILIARIES,
    BETWEEN,
    CLAUSE_OPENERS,
    NOUNS,
    VERBS,
    VERSION_NOUNS,
    Needs,
)
from reader.compare.nouns import singular
from reader.compare.phrases import Phrase, phrase_starting, possessor
from reader.compare.speaker import Speaker
from reader.compare.speakers import Speakers
from reader.compare.subjects import LINKS, Subjects
from reader.compare.units import Token, Unit
from reader.text.spans import Span

_NEGATIONS = frozenset("not never neither nor cannot".split())
_NO_SPEECH = frozenset("on for in off up to upon it".split())  # “called on”, “called for”
_SUBORDINATORS = frozenset("after as when since because before until once".split())
_RELATIVES = frozenset("what which whatever".split())
_IN_WORDS = frozenset(
    """
    words word view opinion telling account phrase judgment judgement reading estimate analysis
    """.split()
)
_VOWING = frozenset("vow pledge promise threaten swear".split())
_WHEN = frozenset("on in at to last earlier late during after before via this from".split())
_CLAUSE_WORDS = {"that", "he", "she", "they", "we", "i"} | AUXILIARIES  # “said in May he would”
_CIRCUMSTANCE = 8  # words of “in a statement on Monday”
_FIRST = frozenset("read begin open".split())  # speech only before a colon or comma
_REACH = 12  # words between a verb and the quotation that it needs
_OBJECT = 8  # words of “told a parliamentary committee that”


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution.

    ``cue`` is the verb or the phrase, ``verb`` its lemma, ``whole`` the cue with its speaker.
    ``reports``: what follows ``clause`` is reported, quoted or not.  ``aside``: it stands among the
    words that it reports, or behind them.  ``stop``: where a subordinate clause ends, else 0.
    """

    speaker: Speaker
    cue: Span
    verb: str
    whole: Span
    clause: int
    reports: bool = True
    aside: bool = False
    stop: int = 0


def attributions(unit: Unit, speakers: Speakers) -> list[Attribution]:
    """The attributions of a unit, in order of their cues."""
    finder = _Finder(unit, speakers)
    for at in range(len(unit.tokens)):
        found = finder.at(at)
        if found:
            finder.found.append(found)
    return finder.found


class _Finder:
    def __init__(self, unit: Unit, speakers: Speakers) -> None:
        self.found: list[Attribution] = []
        self._unit = unit
        self._tokens = unit.tokens
        self._speakers = speakers
        self._subjects = Subjects(unit, speakers)

    def at(self, at: int) -> Attribution | None:
        """The attribution whose cue is at a token, if one is."""
        token = self._tokens[at]
        if token.low == "according" and self._low(at + 1) == "to":
            return self._according(at)
        if token.low in VERSION_NOUNS:
            return self._in_words(at)
        if at and not token.text.islower():
            return None  # “State Department”
        told = self._noun(at) if token.low in NOUNS else None
        return told or (self._verb(at) if token.low in VERBS else None)

    def _low(self, at: int) -> str:
        return self._tokens[at].low if 0 <= at < len(self._tokens) else ""

    def _span(self, first: int, last: int) -> Span:
        return Span(self._tokens[first].start, self._tokens[last].end)

    def _resolve(self, phrase: Phrase | None, *, quoting: bool = False) -> Speaker | None:
        return self._speakers.resolve(self._unit, phrase, quoting=quoting) if phrase else None

    # -- phrases -----------------------------------------------------------------------------------

    def _according(self, at: int) -> Attribution | None:
        phrase = phrase_starting(self._tokens, at + 2)
        speaker = self._resolve(phrase, quoting=True)
        if phrase is None or speaker is None:
            return None
        whole = Span(self._tokens[at].start, (phrase.after or phrase.tokens)[-1].end)
        cue = self._span(at, at + 1)
        return Attribution(speaker, cue, "according to", whole, whole.end, aside=True)

    def _in_words(self, at: int) -> Attribution | None:
        """“in Netanyahu’s words”, “by his own account”, “Biden’s version is that”."""
        at_owner = at - 2 if self._low(at - 1) == "own" else at - 1
        owner = self._tokens[at_owner] if at_owner >= 0 else None
        phrase = self._possessor(owner, at_owner) if owner else None
        if phrase is None:
            return None
        before = next(n for n, t in enumerate(self._tokens) if t.start >= phrase.start) - 1
        that = self._low(at + 1) == "is" and self._low(at + 2) == "that"
        prefixed = self._low(before) in ("in", "by", "to", "on")
        if not that and not (prefixed and self._tokens[at].low in _IN_WORDS):
            return None
        speaker = self._resolve(phrase)
        if speaker is None:
            return None
        whole = self._span(before + 1, at + 2) if that else self._span(before, at)
        return Attribution(speaker, self._span(at, at), "words", whole, whole.end, aside=not that)

    def _possessor(self, owner: Token, at: int) -> Phrase | None:
        if owner.low in ("his", "her"):
            return Phrase((Token("he", owner.start, owner.end),), 0)
        return possessor(self._tokens, at) if owner.low.endswith(("'s", "s'")) else None

    def _noun(self, at: int) -> Attribution | None:
        """“warnings from Biden that …”, “Israel’s claim that …”."""
        owner = self._tokens[at - 1] if at else None
        if self._low(at + 1) in ("from", "by", "of"):
            phrase = phrase_starting(self._tokens, at + 2)
            after = at + 2 + len(phrase.tokens) if phrase else at
        else:
            phrase, after = self._possessor(owner, at - 1) if owner else None, at + 1
        speaker = self._resolve(phrase) if self._low(after) == "that" else None
        if speaker is None:
            return None
        cue = self._span(at, at)
        clause = self._tokens[after].end
        return Attribution(speaker, cue, singular(self._tokens[at].text), cue, clause)

    # -- verbs -------------------------------------------------------------------------------------

    def _verb(self, at: int) -> Attribution | None:
        lemma, needs = VERBS[self._tokens[at].low]
        clause = self._clause(at, lemma)
        aside = not clause and self._is_aside(at)
        quoting = self._quotation_near(at)
        if self._is_negated(at) or not self._has(at, needs, aside or bool(clause), quoting):
            return None
        earlier = [a.speaker for a in self.found]
        subject = self._subjects.of(at, lemma, earlier, quoting=quoting)
        if subject is None or (not quoting and self._low(subject.first - 1) in _RELATIVES):
            return None  # “what he said”, “which it calls brutal”: told in passing
        if subject.first == 0 and subject.last == at:
            aside = aside and self._low(at + 1) == ","
            if aside and self._low(at + 2) in LINKS and not quoting:
                return None  # “They argued, and …”
        if lemma in _FIRST and self._low(at + 1) not in (":", ","):
            return None  # “read “War and Peace””
        if aside and not (self._opens(subject.first) or subject.last > at):
            return None  # “in a video he posted.”
        whole = self._span(min(subject.first, at), max(subject.last, at))
        return Attribution(
            subject.speaker, self._span(at, at), lemma, whole, clause or whole.end,
            reports=needs in (Needs.NOTHING, Needs.NAMING)
            or (needs is Needs.CLAUSE and (aside or bool(clause))),
            aside=aside, stop=0 if aside else self._stop(subject.first, at),
        )  # fmt: skip

    def _has(self, at: int, needs: Needs, clause: bool, quoting: bool) -> bool:
        """Whether a verb has beside it what makes it one of attribution."""
        match needs:
            case Needs.QUOTATION:
                return quoting
            case Needs.CLAUSE:
                return quoting or clause
            case Needs.NAMING:
                return quoting or not (self._is_aside(at) or self._low(at + 1) in _NO_SPEECH)
        return True

    def _opens(self, first: int) -> bool:
        """Whether a clause begins at a token."""
        before = self._tokens[first - 1] if first else None
        if before is None or before.is_quotation or before.text in ",—–:;(":
            return True
        return before.low in {"as", *LINKS}

    def _stop(self, first: int, at: int) -> int:
        """Where “after Biden cautioned Netanyahu, …” ends."""
        opens = first < 2 or self._tokens[first - 2].text in ",;:•—"
        if not opens or self._low(first - 1) not in _SUBORDINATORS:
            return 0
        return next((t.start for t in self._tokens[at:] if t.text == ","), 0)

    def _is_negated(self, at: int) -> bool:
        """“did not say”, “has never said”."""
        n = at - 1
        while n >= 0 and (self._low(n) in BETWEEN | AUXILIARIES or self._low(n).endswith("ly")):
            if self._low(n) in _NEGATIONS:
                return True
            n -= 1
        return self._low(n) in _NEGATIONS or self._low(n).endswith("n't")

    def _is_aside(self, at: int) -> bool:
        """“…, it argues, …” and “…, Biden said on Monday.”"""
        if at < 2:
            return False
        after = at + 1
        while self._low(after) in BETWEEN - _WHEN:
            after += 1
        if self._low(after) in _WHEN:
            rest = [t.low for t in self._tokens[after : after + _CIRCUMSTANCE]]
            stop = next((n for n, low in enumerate(rest) if low in ".,;"), len(rest))
            return stop < len(rest) and not _CLAUSE_WORDS & set(rest[:stop])
        return after >= len(self._tokens) or self._tokens[after].text in ".,;!?"

    def _clause(self, at: int, lemma: str) -> int:
        """Where the clause begins that a verb reports, 0 if none does."""
        for n in range(at + 1, min(at + 1 + _OBJECT, len(self._tokens))):
            token = self._tokens[n]
            if token.low == "that":
                follows = [t.text[0].isalnum() for t in self._tokens[n + 1 : n + 4]]
                return token.end if all(follows) else 0  # not “holds that view”
            if token.low in CLAUSE_OPENERS:
                stands = n == at + 1 and (token.low != "to" or lemma in _VOWING)
                return token.start if stands else 0
            if token.low in VERBS or not (token.text[0].isalnum() or token.text == ","):
                return 0
        return 0

    def _quotation_near(self, at: int) -> bool:
        """Whether a quotation follows soon, or stands right before the verb and its subject."""
        for n in range(at + 1, min(at + 1 + _REACH, len(self._tokens))):
            if self._tokens[n].is_quotation:
                return True
            if self._tokens[n].text in ";.":
                break
        before = [n for n in range(max(0, at - _REACH), at) if self._tokens[n].is_quotation]
        return bool(before) and not any(
            t.low in VERBS and t.text.islower() for t in self._tokens[before[-1] + 1 : at]
        )
