"""Words of passages, made comparable by the analyser of the search."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.search.folding import fold
from reader.search.words import STOP, tokens
from reader.text.spans import Span

_LITTLE = STOP | frozenset(
    """
    about after again all also any because before being between both can could did do does down
    during each few how if into just may me might more most much must my no nor not now off once
    only or other our out over own per said same say shall should since some such than then these
    those through too under until up upon us very what when where whether while who whom whose why
    will within without would yet
    """.split()
)


class Word(NamedTuple):
    """A word of a text as a term of the analyser, with its place."""

    term: str
    start: int
    end: int


def words(text: str, span: Span | None = None) -> list[Word]:
    """The words of a passage in order, each once; offsets count in the text.

    What the analyser also writes as one (``cease-fire``, ``1.5 million``) is one word.
    """
    base = span.start if span else 0
    part = span.of(text) if span else text
    kept: list[tuple[int, Word]] = []
    covered = -1
    for token in tokens(part):
        if token.width > 1:
            while kept and kept[-1][0] >= token.at:
                kept.pop()
            covered = token.at + token.width - 1
        elif token.at <= covered or not token.term:
            continue
        word = Word(token.term, base + token.start, base + token.end)
        kept.append((token.at, word))
    return [word for _, word in kept]


def content(found: Iterable[Word]) -> list[str]:
    """The terms that carry content: no articles, pronouns, auxiliaries, prepositions."""
    return [word.term for word in found if word.term not in _LITTLE]


def plain(text: str, found: Iterable[Word]) -> list[str]:
    """The words as written, but for case, accents and the shape of quotes and dashes."""
    return [fold(text[word.start : word.end]) for word in found]


class Weights:
    """How much a term tells: its inverse document frequency among some passages."""

    def __init__(self, passages: Iterable[Sequence[str]]) -> None:
        counts: Counter[str] = Counter()
        self._passages = 0
        for passage in passages:
            counts.update(set(passage))
            self._passages += 1
        self._counts = counts

    def of(self, term: str) -> float:
        """The weight of a term, at least a little (Spärck Jones 1972, smoothed)."""
        return math.log((1 + self._passages) / (0.5 + self._counts[term]))

    def vector(self, terms: Iterable[str]) -> dict[str, float]:
        """A passage as a vector of length 1; empty where it has no content."""
        counts = Counter(terms)
        vector = {t: (1 + math.log(n)) * self.of(t) for t, n in counts.items()}
        length = math.sqrt(sum(x * x for x in vector.values()))
        return {t: x / length for t, x in vector.items()} if length else {}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """How alike two vectors of length 1 are, 0 to 1."""
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return sum(weight * many[term] for term, weight in few.items() if term in many)
