"""Who said what: quotations and reported statements with their speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.compare.attribution import Attribution, attributions
from reader.compare.cues import BETWEEN
from reader.compare.phrases import phrase_starting
from reader.compare.source import Source
from reader.compare.speaker import NOBODY, Sort, Speaker
from reader.compare.speakers import Speakers
from reader.compare.units import MASK, Unit
from reader.text.spans import Span

_LONG = 5  # words: shorter ones that nobody says are titles and words held at arm's length
_TRAILING = re.compile(r"(?:[\s,:;—–.]|\b(?:and|but|while|as|though|although)\b)+\Z")
_ENDING = re.compile(  # what may follow “Biden said” at the end of a sentence
    r"(?:[\s,]+(?:on|in|at|to|last|earlier|late|later|during|after|before|via|this|from|citing|who)\b"
    r"(?:\s+[\w'’.-]+){0,7})?[\s.!?;”\"’)]*"
)
_REPORTED = 4  # words beside a quotation that are reported too


class Manner(StrEnum):
    """How words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said, in one article.

    ``span`` covers all of it; ``quoted`` are the words in quotation marks, without the marks;
    ``reported`` those that are told without; ``cue`` is the verb or phrase of attribution (empty
    span where none stands), ``verb`` its lemma.  ``paragraph`` counts from 1 as in the reader.
    """

    path: str
    span: Span
    quoted: tuple[Span, ...]
    reported: Span | None
    speaker: Speaker
    cue: Span
    verb: str
    paragraph: int

    @property
    def manner(self) -> Manner:
        """Direct where any word is quoted."""
        return Manner.DIRECT if self.quoted else Manner.INDIRECT

    def words(self, text: str) -> str:
        """What was said, as given; the parts of a split quotation with ``…`` between them."""
        if self.quoted:
            return " … ".join(span.of(text) for span in self.quoted)
        return (self.reported or self.span).of(text)


def statements(source: Source) -> tuple[Statement, ...]:
    """The statements of an article, in order of the text."""
    reader = _Reader(source)
    for unit in source.units:
        reader.read(unit)
    return tuple(sorted(reader.found, key=lambda s: s.span))


class _Reader:
    def __init__(self, source: Source) -> None:
        self.found: list[Statement] = []
        self._source = source
        self._speakers = Speakers(source)
        self._last: tuple[Unit, Statement | None] | None = None  # the unit before, what it ended on

    def read(self, unit: Unit) -> None:
        attributed = attributions(unit, self._speakers)
        made: list[Statement] = []
        quoted: dict[int, list[Span]] = {n: [] for n in range(len(attributed))}
        left: list[Span] = []
        for quotation in unit.quotations:
            owner = _governing(quotation, attributed, unit)
            if owner is None:
                left.append(quotation)
            else:
                quoted[attributed.index(owner)].append(quotation)
        for n, attribution in enumerate(attributed):
            after = [
                a.whole.start
                for a in attributed[n + 1 :]
                if not a.aside or _ENDING.fullmatch(self._source.text, a.whole.end, unit.span.end)
            ]
            stop = attribution.stop or next(iter(after), unit.span.end)
            statement = self._statement(unit, attribution, quoted[n], stop)
            if statement:
                made.append(statement)
        if left:
            alone = self._unattributed(unit, left)
            if alone:
                made.append(alone)
        self.found += made
        last = made[-1] if made else None
        self._speakers.pass_by(unit, last.speaker if last and last.speaker is not NOBODY else None)
        self._last = (unit, last)

    def _statement(
        self, unit: Unit, attribution: Attribution, quoted: list[Span], stop: int
    ) -> Statement | None:
        reported = self._reported(unit, attribution, stop) if attribution.reports else None
        if not quoted and reported is None:
            return None
        if quoted and reported and len(_words_between(unit, reported)) < _REPORTED:
            reported = None
        parts = [*quoted, *([reported] if reported else [])]
        return Statement(
            path=self._source.path,
            span=Span(min(p.start for p in parts), max(p.end for p in parts)),
            quoted=tuple(_inside(self._source.text, q) for q in quoted),
            reported=reported,
            speaker=attribution.speaker,
            cue=attribution.cue,
            verb=attribution.verb,
            paragraph=self._source.article.paragraph_at(unit.span.start),
        )

    def _reported(self, unit: Unit, attribution: Attribution, stop: int) -> Span | None:
        """The words that an attribution reports without quotation marks."""
        text = self._source.text
        start, end = attribution.clause, max(stop, attribution.clause)
        if attribution.aside:
            start, end = unit.span
            if _ENDING.fullmatch(text, attribution.whole.end, unit.span.end):
                end = attribution.whole.start
            elif attribution.whole.start == unit.span.start:
                start = attribution.whole.end
        words = text[start:end]
        start += len(words) - len(words.lstrip(" ,:;—–•"))
        end -= len(words) - len(_TRAILING.sub("", words))
        return Span(start, end) if end > start and _words_between(unit, Span(start, end)) else None

    def _unattributed(self, unit: Unit, left: list[Span]) -> Statement | None:
        """Quotations without an attribution in their sentence."""
        text = self._source.text
        named = self._signed(unit, left[-1])
        before, last = self._last or (None, None)
        near = before is not None and unit.paragraph - before.paragraph <= 1
        introduced = near and before is not None and before.masked.rstrip().endswith(":")
        long = sum(len(q.of(text).split()) for q in left) >= _LONG
        goes_on = last if near and last and last.quoted else None
        speaker = named
        if speaker is None and introduced and (last or before):
            speaker = last.speaker if last else self._subject(before)
        if speaker is None and unit.is_quotation and goes_on:
            self._join(goes_on, left)
            return None
        if speaker is None and long:
            speaker = goes_on.speaker if goes_on else self._latest(unit)
        if speaker is None:
            return None
        start = left[0].start
        return Statement(
            path=self._source.path,
            span=Span(start, left[-1].end),
            quoted=tuple(_inside(text, q) for q in left),
            reported=None,
            speaker=speaker,
            cue=Span(start, start),
            verb="",
            paragraph=self._source.article.paragraph_at(start),
        )

    def _join(self, before: Statement, left: list[Span]) -> None:
        """One quotation that an attribution parted; it takes the place of its first part."""
        text = self._source.text
        self.found.remove(before)
        whole = replace(
            before,
            span=Span(before.span.start, left[-1].end),
            quoted=(*before.quoted, *(_inside(text, q) for q in left)),
        )
        self.found.append(whole)
        self._last = (self._last[0], whole) if self._last else None

    def _signed(self, unit: Unit, last: Span) -> Speaker | None:
        """“…” — Benjamin Netanyahu."""
        tokens = unit.tokens
        at = next((n for n, t in enumerate(tokens) if t.start >= last.end), len(tokens))
        if at >= len(tokens) or tokens[at].text not in "—–-":
            return None
        phrase = phrase_starting(tokens, at + 1)
        return self._speakers.resolve(unit, phrase, quoting=True) if phrase else None

    def _subject(self, unit: Unit | None) -> Speaker | None:
        """The person named first in a unit that a colon ends."""
        if unit is None:
            return None
        named = [m for m in self._source.between(*unit.span) if m.id.startswith("person/")]
        return Speaker(named[0].name, named[0].id) if named else None

    def _latest(self, unit: Unit) -> Speaker | None:
        """Who was quoted last, here or in the paragraph before; else nobody."""
        number = self._source.article.paragraph_at(unit.span.start)
        for statement in reversed(self.found):
            if statement.paragraph < number - 1:
                break
            if statement.quoted and statement.speaker.sort is not Sort.UNKNOWN:
                return statement.speaker
        return NOBODY


def _inside(text: str, quotation: Span) -> Span:
    """A quotation without its marks."""
    start, end = quotation
    end -= text[end - 1] in '"”’»›“' and end - start > 1
    return Span(start + 1, end)


def _words_between(unit: Unit, span: Span) -> list[str]:
    """The words of a part of a unit that stand outside quotation marks."""
    base = unit.span.start
    return re.findall(r"\w+", unit.masked[span.start - base : span.end - base].replace(MASK, " "))


def _governing(quotation: Span, found: Sequence[Attribution], unit: Unit) -> Attribution | None:
    """The attribution that a quotation belongs to.

    The one right behind it, else the last before it, else the first after it.
    """
    behind = [a for a in found if a.whole.start >= quotation.end]
    if behind:
        between = [t for t in unit.tokens if quotation.end <= t.start < behind[0].whole.start]
        if all(t.text in ",—–-" or t.low in BETWEEN or t.low.endswith("ly") for t in between):
            return behind[0]
    before = [a for a in found if a.cue.end <= quotation.start]
    if before:
        return before[-1]
    return behind[0] if behind else None
