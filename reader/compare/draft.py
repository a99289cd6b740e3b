"""Check a draft: is each quotation and figure of the user's own text in the library, and whose?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.compare.numbers import Figure, figures
from reader.compare.quotes import Statement, statements
from reader.compare.source import Source
from reader.compare.speaker import Speaker
from reader.compare.terms import plain, words
from reader.compare.texts import Texts, Told
from reader.text.quotations import quotations
from reader.text.spans import Span

_SHORTEST = 2  # words of a quotation that is looked for
_CONTEXT = 0.34  # share of the words around a figure that make it one on the same thing


class Verdict(StrEnum):
    """What became of a quotation or figure."""

    FOUND = "found"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Finding:
    """One quotation or figure of a draft.

    ``span`` is its place in the draft, ``line`` counts from 1.  ``path`` and ``there`` are where it
    stands in the library, or the nearest thing to it; ``found`` are the words there, or who said
    them where that is the fault.
    """

    span: Span
    line: int
    text: str
    verdict: Verdict
    path: str = ""
    there: Span | None = None
    found: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether it is not as the library has it."""
        return self.verdict is not Verdict.FOUND


def check(draft: Source, sources: Sequence[Source]) -> tuple[Finding, ...]:
    """Each quotation and figure of a draft, in order, with what the articles have of it."""
    library = Texts(sources)
    said = statements(draft)
    found = [*_quotations(draft, said, library), *_figures(draft, said, library)]
    return tuple(sorted(found, key=lambda f: f.span))


# -- quotations ------------------------------------------------------------------------------------


def _quotations(draft: Source, said: Sequence[Statement], library: Texts) -> Iterator[Finding]:
    for quotation in quotations(draft.text, draft.paragraphs):
        inside = Span(quotation.start + 1, max(quotation.start + 1, quotation.end - 1))
        wanted = plain(draft.text, words(draft.text, inside))
        if len(wanted) < _SHORTEST:
            continue
        speaker = next((s.speaker for s in said if any(q.meets(inside) for q in s.quoted)), None)
        yield _quotation(draft, inside, wanted, speaker, library)


def _quotation(
    draft: Source, span: Span, wanted: list[str], speaker: Speaker | None, library: Texts
) -> Finding:
    line = draft.text.count("\n", 0, span.start) + 1
    text = span.of(draft.text)
    places = list(library.places(wanted))
    others: list[tuple[str, Span, Speaker]] = []
    for told, first, end in places:
        there = told.span(first, end)
        statement = told.said(there)
        if statement is None or speaker is None or _is_same(speaker, statement.speaker):
            return Finding(
                span, line, text, Verdict.FOUND, told.source.path, there, there.of(told.source.text)
            )
        others.append((told.source.path, there, statement.speaker))
    if others:
        path, there, who = others[0]
        return Finding(span, line, text, Verdict.MISATTRIBUTED, path, there, who.name)
    near = library.nearest(wanted)
    if near:
        told, first, end = near
        there = told.span(first, end)
        return Finding(
            span, line, text, Verdict.ALTERED, told.source.path, there, there.of(told.source.text)
        )
    return Finding(span, line, text, Verdict.NOT_FOUND)


def _is_same(ours: Speaker, theirs: Speaker) -> bool:
    """Whether two speakers may be one: only of two that are named can it be said they are not.

    A draft is joined with no library, so “Netanyahu” there may be “Benjamin Netanyahu” here.
    """
    if not (ours.id and theirs.id) or ours.id == theirs.id:
        return True
    a, b = (frozenset(name.casefold().split()) for name in (ours.name, theirs.name))
    return a <= b or b <= a


# -- figures ---------------------------------------------------------------------------------------


def _figures(draft: Source, said: Sequence[Statement], library: Texts) -> Iterator[Finding]:
    quoted = quotations(draft.text, draft.paragraphs)
    known = [(told, figure) for told in library.told for figure in figures(told.source)]
    for figure in figures(draft, said):
        if any(q.start < figure.span.start and figure.span.end < q.end for q in quoted):
            continue  # the quotation is checked as a whole
        yield _figure(draft, figure, known)


def _figure(draft: Source, figure: Figure, known: list[tuple[Told, Figure]]) -> Finding:
    line = draft.text.count("\n", 0, figure.span.start) + 1
    rated = [
        (_nearness(figure, other), told, other)
        for told, other in known
        if other.quantity.unit == figure.quantity.unit
    ]
    near = sorted((r for r in rated if r[0] >= _CONTEXT), key=lambda r: -r[0])
    for _, told, other in near:
        if _is_equal(figure, other):
            return Finding(
                figure.span, line, figure.words, Verdict.FOUND, told.source.path, other.span,
                other.words,
            )  # fmt: skip
    if near:
        _, told, other = near[0]
        return Finding(
            figure.span, line, figure.words, Verdict.ALTERED, told.source.path, other.span,
            other.words,
        )  # fmt: skip
    return Finding(figure.span, line, figure.words, Verdict.NOT_FOUND)


def _is_equal(a: Figure, b: Figure) -> bool:
    """Whether two figures say the same: “over a million” is not “a million”."""
    return (a.quantity.low, a.quantity.high) == (b.quantity.low, b.quantity.high)


def _nearness(ours: Figure, theirs: Figure) -> float:
    """How much the words around two figures speak for one thing, 0 to about 1.5."""
    smaller = min(len(ours.terms), len(theirs.terms)) or 1
    shared = len(ours.terms & theirs.terms) / smaller
    if ours.what.term and ours.what.term == theirs.what.term:
        return shared + 0.3
    return shared - 0.2 if ours.what.term and theirs.what.term else shared


def gist(found: Iterable[Finding]) -> dict[Verdict, int]:
    """How many there are of each verdict."""
    counts = dict.fromkeys(Verdict, 0)
    for finding in found:
        counts[finding.verdict] += 1
    return counts
