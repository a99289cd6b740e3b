"""Check a draft: is each quotation and figure of the user's own text in the library, and whose?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from reader.compare.numbers import Figure, figures
from reader.compare.quotes import Statement, statements
from reader.compare.source import Source
from reader.compare.speakers import Speaker
from reader.compare.terms import Word, plain, words
from reader.text.quotations import quotations
from reader.text.spans import Span

_ALIKE = 0.6  # share of a quotation's words that an altered one keeps
_SHORTEST = 2  # words of a quotation that is looked for
_RUN = 3  # words in a row by which places are found
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
    library = _Library(sources)
    said = statements(draft)
    found = [*_quotations(draft, said, library), *_figures(draft, said, library)]
    return tuple(sorted(found, key=lambda f: f.span))


class _Told:
    """One article's words, and where each run of three stands."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.words: list[Word] = words(source.text)
        self.plain = plain(source.text, self.words)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return statements(self.source)

    def span(self, first: int, end: int) -> Span:
        return Span(self.words[first].start, self.words[end - 1].end)

    def said(self, span: Span) -> Statement | None:
        """The statement in whose quoted or reported words a passage stands."""
        return next(
            (
                s
                for s in self.statements
                if s.span.start <= span.start and span.end <= s.span.end + 1
            ),
            None,
        )


class _Library:
    """The articles that a draft is held against."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.told = [_Told(source) for source in sources]
        self._runs: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for n, told in enumerate(self.told):
            for at in range(len(told.plain) - _RUN + 1):
                self._runs[tuple(told.plain[at : at + _RUN])].append((n, at))

    def places(self, wanted: list[str]) -> Iterator[tuple[_Told, int, int]]:
        """Everywhere that words stand just so: the article, the first word, the end."""
        size = len(wanted)
        if size >= _RUN:
            starts: Iterable[tuple[int, int]] = self._runs.get(tuple(wanted[:_RUN]), ())
        else:
            starts = (
                (n, at)
                for n, told in enumerate(self.told)
                for at, word in enumerate(told.plain)
                if word == wanted[0]
            )
        for n, at in starts:
            if self.told[n].plain[at : at + size] == wanted:
                yield self.told[n], at, at + size

    def nearest(self, wanted: list[str]) -> tuple[_Told, int, int] | None:
        """The passage that keeps most of some words in their order, if it keeps enough."""
        votes: dict[tuple[int, int], int] = defaultdict(int)
        for at in range(len(wanted) - 1):
            for n, told_at in self._pairs(wanted[at], wanted[at + 1]):
                votes[n, told_at - at] += 1
        best: tuple[float, _Told, int, int] | None = None
        for n, shift in sorted(votes, key=lambda v: (-votes[v], v))[:20]:
            told = self.told[n]
            start, end = max(0, shift - 3), shift + len(wanted) + 3
            blocks = SequenceMatcher(
                None, told.plain[start:end], wanted, autojunk=False
            ).get_matching_blocks()
            kept = [b for b in blocks if b.size]
            share = sum(b.size for b in kept) / len(wanted)
            if kept and share >= _ALIKE and (best is None or share > best[0]):
                best = (share, told, start + kept[0].a, start + kept[-1].a + kept[-1].size)
        return best[1:] if best else None

    def _pairs(self, first: str, second: str) -> list[tuple[int, int]]:
        """Where two words stand side by side."""
        return self._two.get((first, second), [])

    @cached_property
    def _two(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        two: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for n, told in enumerate(self.told):
            for at, pair in enumerate(pairwise(told.plain)):
                two[pair].append((n, at))
        return two


# -- quotations ------------------------------------------------------------------------------------


def _quotations(draft: Source, said: Sequence[Statement], library: _Library) -> Iterator[Finding]:
    for quotation in quotations(draft.text, draft.paragraphs):
        inside = Span(quotation.start + 1, max(quotation.start + 1, quotation.end - 1))
        wanted = plain(draft.text, words(draft.text, inside))
        if len(wanted) < _SHORTEST:
            continue
        speaker = next((s.speaker for s in said if any(q.meets(inside) for q in s.quoted)), None)
        yield _quotation(draft, inside, wanted, speaker, library)


def _quotation(
    draft: Source, span: Span, wanted: list[str], speaker: Speaker | None, library: _Library
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


def _figures(draft: Source, said: Sequence[Statement], library: _Library) -> Iterator[Finding]:
    quoted = quotations(draft.text, draft.paragraphs)
    known = [(told, figure) for told in library.told for figure in figures(told.source)]
    for figure in figures(draft, said):
        if any(q.start < figure.span.start and figure.span.end < q.end for q in quoted):
            continue  # the quotation is checked as a whole
        yield _figure(draft, figure, known)


def _figure(draft: Source, figure: Figure, known: list[tuple[_Told, Figure]]) -> Finding:
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
