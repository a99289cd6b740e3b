"""Places where a quotation may stand in a text, and how much speaks for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from reader.annotations.fold import Folded, fold
from reader.annotations.mark import Quote
from reader.annotations.myers import distance, head_distance, inside, tail_distance

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")
_RARE = 12  # times that a word may stand in a text and still point to a place
_BIN = 24  # letters by which votes for one place may differ
_WINDOWS = 5  # places with the most votes that are looked at
_HITS = 48  # exact places that are weighed; beyond them those near, or with the right neighbours
_TELLING = 40  # letters of context that are sought by themselves
_FEW = 0.3  # of the most votes that a place got; one with fewer is not looked at
_NEXT_TO = 0.55  # what the context is worth at most when only its next 28 letters agree
_CHANCE = 0.45
"""The share of letters that unrelated English texts have in common in order; measured on the
published articles.  Only what lies above it is evidence."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A quotation made ready: folded, its context without outer blanks."""

    words: str
    before: str
    after: str

    @classmethod
    def of(cls, quote: Quote) -> Sought:
        """Fold a quotation."""
        return cls(*(fold(part).strip() for part in (quote.exact, quote.prefix, quote.suffix)))


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a folded text.

    ``words`` is how alike the quotation is (0 to 1); ``before`` and ``after`` how much of the
    context agrees beyond chance (0 to 1).  ``weight`` adds all three up, in letters.
    """

    start: int
    end: int
    words: float
    before: float
    after: float
    weight: float
    exact: bool

    def is_elsewhere(self, other: Place) -> bool:
        """Whether two places are not the same one with other edges."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared <= 0.3 * min(self.end - self.start, other.end - other.start)


class Ground:
    """A text to look for quotations in."""

    def __init__(self, text: str) -> None:
        self.folded = Folded(text)
        self.text = self.folded.text

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        """Where each word stands, and each pair of words."""
        places: dict[str, list[int]] = {}
        for key, at in _keys(self.folded.lower):
            places.setdefault(key, []).append(at)
        return places

    def places(self, sought: Sought, near: int) -> list[Place]:
        """Where the quotation may stand, what has the most for it first; of equals, the nearest."""
        length = len(sought.words)
        spans: dict[tuple[int, int], bool] = {}
        for at in self.exact(sought, near):
            spans[at, at + length] = True
        ranked = self._ranked(spans, sought, near)
        if ranked and min(ranked[0].before, ranked[0].after) > 0.9:
            return ranked
        for start, end in self._similar(sought):
            if 0.3 * length <= end - start <= 2 * length + 24:
                spans.setdefault(self._trimmed(*self.on_words(start, end)), False)
        return self._ranked(spans, sought, near)

    def _ranked(self, spans: dict[tuple[int, int], bool], sought: Sought, near: int) -> list[Place]:
        places = [self.weighed(*span, sought, exact=exact) for span, exact in spans.items()]
        places.sort(key=lambda p: (-round(p.weight, 3), abs(p.start - near)))
        return places

    def weighed(self, start: int, end: int, sought: Sought, *, exact: bool = False) -> Place:
        """What speaks for a place."""
        length = len(sought.words)
        alike = 1.0
        if not exact and length:
            off = distance(sought.words, self.text[start:end])
            alike = max(0.0, 1 - off / max(length, end - start))
        before, about_before = self._before(start, sought.before)
        after, about_after = self._after(end, sought.after)
        weight = length * _beyond(alike) + about_before * before + about_after * after
        return Place(start, end, alike, before, after, weight, exact)

    def _before(self, start: int, context: str) -> tuple[float, int]:
        text = self.text[max(0, start - len(context) - 12) : start].rstrip()
        return _agreement(context[::-1], text[::-1])

    def _after(self, end: int, context: str) -> tuple[float, int]:
        return _agreement(context, self.text[end : end + len(context) + 12].lstrip())

    def exact(self, sought: Sought, near: int) -> list[int]:
        """Where the quotation stands word for word; of very many places, the likely ones."""
        hits = list(_occurrences(self.text, sought.words))
        if not hits:
            hits = list(_occurrences(self.folded.lower, sought.words.lower()))
        if len(hits) <= _HITS:
            return hits
        kept = set(sorted(hits, key=lambda hit: abs(hit - near))[: _HITS // 2])
        tail, head, length = sought.before[-10:], sought.after[:10], len(sought.words)
        kept.update(
            hit
            for hit in hits
            if self.text[max(0, hit - 14) : hit].rstrip().endswith(tail)
            or self.text[hit + length : hit + length + 14].lstrip().startswith(head)
        )
        return sorted(kept)[: 2 * _HITS]

    def _similar(self, sought: Sought) -> Iterator[tuple[int, int]]:
        """Spans near the places that the words of the quotation and its context point to."""
        words, length = sought.words, len(sought.words)
        before, after = sought.before[-_TELLING:], sought.after[:_TELLING]
        slack = 20 + length // 4
        for at in self._pointed_to(sought):
            low = max(0, at - slack)
            if length >= 10:
                off, start, end = inside(words, self.text[low : at + length + slack])
                if off <= 0.45 * length:
                    yield low + start, low + end
            opening = closing = None
            if len(before) >= 10:
                low = max(0, at - len(before) - slack)
                off, _, end = inside(before, self.text[low : at + slack])
                opening = low + end if off <= 0.35 * len(before) else None
            if len(after) >= 10:
                low = max(0, at + length - slack)
                off, start, _ = inside(after, self.text[low : low + 2 * slack + len(after)])
                closing = low + start if off <= 0.35 * len(after) else None
            reach = length + length // 2 + 12
            if opening is not None:
                if closing is not None:
                    yield opening, closing
                yield (
                    opening,
                    opening + head_distance(words, self.text[opening : opening + reach])[1],
                )
            if closing is not None:
                low = max(0, closing - reach)
                yield low + tail_distance(words, self.text[low:closing])[1], closing

    def _pointed_to(self, sought: Sought) -> list[int]:
        """Where the quotation would start, by the votes of its words and of those around it."""
        pattern = f"{sought.before} {sought.words} {sought.after}".lower()
        lead = len(sought.before) + 1
        votes: Counter[int] = Counter()
        for key, at in _keys(pattern):
            places = self._words.get(key, ())
            if len(places) <= _RARE:
                for place in places:
                    votes[place - at + lead] += 1
        bins: Counter[int] = Counter()
        for start, count in votes.items():
            bins[start // _BIN] += count
        out: list[int] = []
        most = max(bins.values(), default=0)
        for number, count in bins.most_common(2 * _WINDOWS):
            if count < _FEW * most:
                break
            near = {s: c for s, c in votes.items() if abs(s - (number + 0.5) * _BIN) <= _BIN}
            at = max(0, max(near, key=lambda s: (near[s], -s)))
            if all(abs(at - other) > _BIN for other in out):
                out.append(at)
        return out[:_WINDOWS]

    def on_words(self, start: int, end: int) -> tuple[int, int]:
        """A span widened to whole words where it cuts one."""
        text = self.text
        while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
        return start, end

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        words = self.text[start:end]
        return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _agreement(context: str, text: str) -> tuple[float, int]:
    """How much of a context agrees beyond chance, and in how many letters.

    The letters next to the quotation may agree alone: something was put in farther off.
    """
    if not context:
        return (0.0 if text else 1.0), 16
    whole = _beyond(1 - head_distance(context, text)[0] / len(context))
    if whole >= _NEXT_TO:
        return whole, len(context)
    near = context[:28]
    beside = _NEXT_TO * _beyond(1 - head_distance(near, text)[0] / len(near))
    return max(whole, beside), len(context)


def best_edges(same: list[Place]) -> Place:
    """One place of several with other edges: what it says decides the edges, and not its context.

    A sentence put in before a quotation would else be taken for a part of it.
    """
    edges = max(same, key=lambda place: (round(place.words, 2), place.weight))
    return replace(
        edges,
        before=max(place.before for place in same),
        after=max(place.after for place in same),
        weight=max(place.weight for place in same),
    )


def _keys(text: str) -> Iterator[tuple[str, int]]:
    """Words and pairs of words with their places."""
    words = [(found.group(), found.start()) for found in _WORD.finditer(text)]
    yield from words
    for (one, at), (two, _) in pairwise(words):
        yield f"{one} {two}", at


def _beyond(alike: float) -> float:
    """Likeness beyond chance."""
    return max(0.0, (alike - _CHANCE) / (1 - _CHANCE))


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
