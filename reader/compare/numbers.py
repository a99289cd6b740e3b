"""Figures of several articles: what they count, who gave them, and where they differ."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, zip_longest
from math import log10

from reader.compare.counted import Counted, counted
from reader.compare.groups import Groups
from reader.compare.quantities import Quantity, quantities
from reader.compare.quotes import Statement
from reader.compare.source import Source
from reader.compare.speaker import Speaker
from reader.compare.terms import content, words
from reader.entities.kinds import Kind
from reader.text.spans import Span

_PEOPLE = frozenset(
    """
    people person man woman child civilian refugee resident palestinian israeli displaced population
    inhabitant citizen family soldier troop fighter militant hostage captive victim dead
    toll casualty death fatality
    """.split()
)
_FATES = {
    word: fate
    for fate, words in {
        "dead": "killed kill kills dead died die death deaths toll lives fatalities bodies slain",
        "hurt": "injured wounded hurt hospitalized hospitalised injuries",
        "missing": "missing unaccounted",
        "fled": "displaced fled flee fleeing homes homeless evacuated evacuate sheltering shelters",
        "held": "hostage hostages captive captives held detained arrested kidnapped abducted",
        "saved": "rescued pulled saved freed released",
    }.items()
    for word in words.split()
}
_BESIDE = 7  # words on either side of a figure that tell what became of people
_NEAR = 0.35  # orders of magnitude between figures that may be of one thing
_ENOUGH = 4.0
_TELLING = 13  # a figure of this size or more is seldom the same by chance
_WORDS = re.compile(r"[^\W\d_]+")
_COMMON = 60  # figures that share a word before it says nothing


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in one article.

    ``words`` is the figure as written, ``what`` what it counts, ``speaker`` who gave it (none:
    the article itself), ``date`` the words of the date beside it, ``fate`` what became of the
    people that it counts.  ``paragraph`` counts from 1.
    """

    path: str
    quantity: Quantity
    words: str
    what: Counted
    sentence: Span
    paragraph: int
    speaker: Speaker | None = None
    date: str = ""
    terms: frozenset[str] = frozenset()
    fate: str = ""

    @property
    def span(self) -> Span:
        """The figure's place."""
        return self.quantity.span


@dataclass(frozen=True, slots=True)
class Group:
    """Figures on the same thing; ``differ``: not all of them can be true of it at once."""

    figures: tuple[Figure, ...]
    differ: bool

    @property
    def what(self) -> str:
        """What they count, in the words of the first that says it."""
        return next((f.what.words for f in self.figures if f.what.words), "")

    @property
    def paths(self) -> tuple[str, ...]:
        """The articles that have one."""
        return tuple(dict.fromkeys(figure.path for figure in self.figures))


def figures(source: Source, statements: Sequence[Statement] = ()) -> tuple[Figure, ...]:
    """The figures of an article, in order; ``statements`` of it tell who gave them."""
    return tuple(_figures(source, statements))


def _figures(source: Source, statements: Sequence[Statement]) -> Iterator[Figure]:
    text = source.text
    for sentence in source.sentences:
        found = list(quantities(text, sentence))
        if not found:
            continue
        mentions = source.between(*sentence)
        dates = [m for m in mentions if m.kind is Kind.DATE]
        names = {term for m in mentions for term in content(words(text, m.span))}
        terms = frozenset(content(words(text, sentence))) | names
        for quantity in found:
            what = counted(text, sentence, quantity)
            if not what.words and not quantity.unit and quantity.figure < _TELLING:
                continue  # “the two”
            near = min(
                (d for d in dates if not d.span.meets(quantity.span)),
                key=lambda d: abs(d.span.start - quantity.span.start),
                default=None,
            )
            yield Figure(
                path=source.path,
                quantity=quantity,
                words=quantity.span.of(text),
                what=what,
                sentence=sentence,
                paragraph=source.article.paragraph_at(quantity.span.start),
                speaker=_speaker(quantity.span, statements),
                date=near.text if near else "",
                terms=frozenset(t for t in terms if not t[0].isdigit()),
                fate=_fate(text, sentence, quantity) if what.term in _PEOPLE else "",
            )


def _fate(text: str, sentence: Span, quantity: Quantity) -> str:
    """What became of the people counted, by the nearest word that tells it."""
    before = _WORDS.findall(text, sentence.start, quantity.span.start)[-_BESIDE:]
    after = _WORDS.findall(text, quantity.span.end, sentence.end)[:_BESIDE]
    near = chain.from_iterable(zip_longest(after, reversed(before), fillvalue=""))
    return next((_FATES[w.lower()] for w in near if w.lower() in _FATES), "")


def _speaker(span: Span, statements: Sequence[Statement]) -> Speaker | None:
    """Who said the words that hold a figure."""
    at = bisect_right(statements, span.start, key=lambda s: s.span.start)
    for statement in reversed(statements[max(0, at - 3) : at]):
        if statement.span.start <= span.start and span.end <= statement.span.end:
            return statement.speaker
    return None


def grouped(found: Iterable[Figure]) -> tuple[Group, ...]:
    """Figures on the same thing together, those of most articles first.

    Two figures are taken to be on one thing where unit, noun, size and the words of their sentences
    speak for it together; nothing of it looks at which is right.
    """
    rows = list(found)
    groups = Groups(len(rows))
    for a, b in _candidates(rows):
        if _alike(rows[a], rows[b]) >= _ENOUGH:
            groups.join(a, b)
    made = [_group([rows[n] for n in members]) for members in groups.members()]
    return tuple(sorted(made, key=lambda g: (-len(g.paths), -g.differ)))


def _group(figures: list[Figure]) -> Group:
    differ = any(not a.quantity.agrees(b.quantity) for a, b in combinations(figures, 2))
    return Group(tuple(figures), differ)


def _candidates(rows: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Pairs of different articles with the same unit and a word in common."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for term in row.terms:
            holders[row.quantity.unit, term].append(n)
    seen: set[tuple[int, int]] = set()
    for members in holders.values():
        if len(members) <= _COMMON:
            seen.update(
                pair
                for pair in combinations(members, 2)
                if rows[pair[0]].path != rows[pair[1]].path
            )
    yield from sorted(seen)


def _alike(a: Figure, b: Figure) -> float:
    """How much speaks for two figures being on one thing."""
    small = max(a.quantity.figure, b.quantity.figure) < _TELLING
    same = bool(a.what.term) and a.what.term == b.what.term
    agree = a.quantity.agrees(b.quantity)
    if small and not a.quantity.unit and not same:
        return 0.0  # “two governments” and “two problems”
    apart = abs(log10(max(a.quantity.figure, 1)) - log10(max(b.quantity.figure, 1)))
    if same:
        score = 2.0
    elif a.what.term in _PEOPLE and b.what.term in _PEOPLE:
        score = 1.0
    else:
        score = -1.0 if a.what.term and b.what.term else 0.0
    if a.fate and b.fate:
        score += 2.0 if a.fate == b.fate else -5.0
    score += agree
    if apart > _NEAR:
        score -= 1.0 + apart
    elif small and not agree:
        score -= 1.0
    elif not small:
        score += 1.0
    smaller = min(len(a.terms), len(b.terms)) or 1
    shared = len(a.terms & b.terms)
    return score + min(3.0, 6.0 * shared / smaller) if shared > 1 else score
