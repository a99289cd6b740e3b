"""Which letters of an old text stand where in the new one: a diff that finds its way by words.

Words, three together, that stand once in both texts tie them to each other (the patience diff of
Bram Cohen).  Between two ties the same is done with single words, and where no such word is left
letters are compared.  What is then left over on both sides is compared once more, out of order: it
may have been moved.  Both texts are folded.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+|[^\w\s]")
_WORDS = re.compile(r"\w+")
_TOGETHER = 3  # words of a tie over a long distance
_NEAR = 150  # words between two ties, within which one word alone may be a tie
_LETTERS = 300  # letters on each side that are compared one by one
_SHORTEST = 3  # letters in a row that are not the same by chance
_SOLID = 12  # letters in a row that were moved, and do not only look like it
_BETWEEN = 80  # letters between two such, within which shorter ones count as well
_PAIRS = 200  # passages that are looked at, whether they were moved; those most alike


class Run(NamedTuple):
    """Letters that are the same in both texts."""

    old: int
    new: int
    length: int
    moved: bool = False


def aligned(old: str, new: str) -> list[Run]:
    """What two texts share, in the order of the old one."""
    runs = _merged(sorted(_runs(old, new)), old, new)
    return sorted([*runs, *_moved(runs, old, new)])


class _Words:
    def __init__(self, text: str) -> None:
        self.spans = [found.span() for found in _WORD.finditer(text)]
        self.words = [text[start:end] for start, end in self.spans]


def _runs(old_text: str, new_text: str) -> Iterator[Run]:
    old, new = _Words(old_text), _Words(new_text)
    gaps = [(0, len(old.words), 0, len(new.words))]
    while gaps:
        a, b, c, d = gaps.pop()
        while a < b and c < d and old.words[a] == new.words[c]:
            yield _word(old, new, a, c)
            a, c = a + 1, c + 1
        while a < b and c < d and old.words[b - 1] == new.words[d - 1]:
            b, d = b - 1, d - 1
            yield _word(old, new, b, d)
        if a == b or c == d:
            continue
        ties = _ties(old.words[a:b], new.words[c:d])
        if ties:
            edges = [(a - 1, c - 1), *((a + i, c + j) for i, j in ties), (b, d)]
            for (i, j), (k, m) in pairwise(edges):
                gaps.append((i + 1, k, j + 1, m))
            for i, j in edges[1:-1]:
                yield _word(old, new, i, j)
        else:
            was = (old.spans[a][0], old.spans[b - 1][1])
            yield from _letters(old_text, new_text, was, (new.spans[c][0], new.spans[d - 1][1]))


def _word(old: _Words, new: _Words, i: int, j: int) -> Run:
    start, end = old.spans[i]
    return Run(start, new.spans[j][0], end - start)


def _ties(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Pairs of places, rising on both sides, of what stands once in each."""
    counts = (_TOGETHER, 1) if max(len(old), len(new)) <= _NEAR else (_TOGETHER,)
    for together in counts:
        here, there = _once(old, together), _once(new, together)
        pairs = sorted((here[key], there[key]) for key in here.keys() & there.keys())
        if pairs:
            return _rising(pairs)
    return []


def _once(words: list[str], together: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for n, key in enumerate(zip(*(words[k:] for k in range(together)), strict=False)):
        places[key] = -1 if key in places else n
    return {
        key: n for key, n in places.items() if n >= 0 and any(word[0].isalnum() for word in key)
    }


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs in which the second numbers rise too (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for n, (_, value) in enumerate(pairs):
        pile = bisect_left(tops, value)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        piles[pile : pile + 1] = [n]
    out: list[tuple[int, int]] = []
    n = piles[-1]
    while n >= 0:
        out.append(pairs[n])
        n = before[n]
    return out[::-1]


def _letters(old: str, new: str, was: tuple[int, int], now: tuple[int, int]) -> Iterator[Run]:
    one, other = old[slice(*was)], new[slice(*now)]
    if max(len(one), len(other)) > _LETTERS:
        return
    for i, j, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        if size >= _SHORTEST or (size and size in {len(one), len(other)}):
            yield Run(was[0] + i, now[0] + j, size)


def _merged(runs: list[Run], old: str, new: str) -> list[Run]:
    """Runs with the blanks between them, where these are the same too."""
    out: list[Run] = []
    for run in runs:
        if out:
            last = out[-1]
            i, j = last.old + last.length, last.new + last.length
            if run.old - i == run.new - j >= 0 and old[i : run.old] == new[j : run.new]:
                out[-1] = last._replace(length=run.old + run.length - last.old)
                continue
        out.append(run)
    return out


def _moved(runs: list[Run], old: str, new: str) -> Iterator[Run]:
    """Runs between what is left over on both sides, as if nothing else were there."""
    here = _left_over([(run.old, run.length) for run in runs], len(old))
    there = _left_over(sorted((run.new, run.length) for run in runs), len(new))
    taken: list[Run] = []
    for (a, b), (c, d) in _pairs(here, there, old, new):
        found = [
            Run(run.old + a, run.new + c, run.length, moved=True)
            for run in sorted(_runs(old[a:b], new[c:d]))
        ]
        for run in _solid(_merged(found, old, new)):
            if not any(_overlap(run, other) for other in taken):
                taken.append(run)
    yield from taken


def _left_over(runs: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The gaps between runs that are long enough to have been moved."""
    gaps: list[tuple[int, int]] = []
    at = 0
    for start, size in [*runs, (length, 0)]:
        if start - at >= _SOLID:
            gaps.append((at, start))
        at = start + size
    return gaps


def _pairs(
    here: list[tuple[int, int]], there: list[tuple[int, int]], old: str, new: str
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Gaps of both texts that share rare words, three together; those that share most first."""
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for gap in here:
        for key in _triples(old[slice(*gap)]):
            places.setdefault(key, []).append(gap)
    votes: Counter[tuple[tuple[int, int], tuple[int, int]]] = Counter()
    for gap in there:
        for key in _triples(new[slice(*gap)]):
            if len(places.get(key, ())) == 1:
                votes[places[key][0], gap] += 1
    return [pair for pair, _ in votes.most_common(_PAIRS)]


def _triples(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORDS.findall(text)
    return zip(*(words[n:] for n in range(_TOGETHER)), strict=False)


def _solid(runs: list[Run]) -> list[Run]:
    """The long runs, and short ones that stand between two long ones near each other."""
    long = [n for n, run in enumerate(runs) if run.length >= _SOLID]
    kept = [runs[n] for n in long]
    for one, other in pairwise(long):
        a, b = runs[one], runs[other]
        if b.old - a.old - a.length <= _BETWEEN and b.new - a.new - a.length <= _BETWEEN:
            kept += runs[one + 1 : other]
    return kept


def _overlap(one: Run, other: Run) -> bool:
    in_old = one.old < other.old + other.length and other.old < one.old + one.length
    in_new = one.new < other.new + other.length and other.new < one.new + one.length
    return in_old or in_new
