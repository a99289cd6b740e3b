"""Which letters of an old text stand where in the new one: a diff that finds its way by words.

Words, three together, that stand once in both texts tie them to each other (the patience diff of
Bram Cohen).  Between two ties the same is done with single words, and where no such word is left
letters are compared.  What is then left over on both sides is compared once more, out of order: it
may have been moved.  Both texts are folded.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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
_SLACK = 20  # letters put in at the edge of a passage that may belong to it
_SHORTEST = 3  # letters in a row that are not the same by chance
_SOLID = 12  # letters in a row that were moved, and do not only look like it
_BETWEEN = 80  # letters between two such, within which shorter ones count as well
_PAIRS = 200  # passages that are looked at, whether they were moved; those most alike
_ANCHOR = 8  # letters outside a passage that hold a word at its edge in place
_APART = 40  # letters put in, beyond its own length, that part a passage in two


class Run(NamedTuple):
    """Letters that are the same in both texts."""

    old: int
    new: int
    length: int
    moved: bool = False


class Followed(NamedTuple):
    """What became of a passage: the share of its letters that is left together, and where.

    ``moved``: they stand in another order among the passages than before.
    """

    share: float
    start: int
    end: int
    moved: bool = False


class Following:
    """The way from an old text to a new one."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        runs = _merged(sorted(_runs(old, new)), old, new)
        self._runs = sorted([*runs, *_moved(runs, old, new)])
        self._starts = [run.old for run in self._runs]
        self._by_new = sorted(self._runs, key=lambda run: run.new)
        self._new_starts = [run.new for run in self._by_new]

    def follow(self, start: int, end: int) -> Followed | None:
        """Where most letters of an old passage stand now; ``None`` where none of them does.

        An edge whose own letters are gone is put where the letters beside it stand, unless much
        was put in between.
        """
        pieces = self._together(self._pieces(start, end), end - start)
        if not pieces:
            return None
        first, last = pieces[0], pieces[-1]
        left = min(piece.new for piece in pieces)
        right = max(piece.new + piece.length for piece in pieces)
        before, after = self._ends_at(start), self._starts_at(end)
        lost = first.old - start
        if left == first.new and before is not None and self._is_edge(before, left, lost):
            left = before
        lost = end - last.old - last.length
        if right == last.new + last.length and lost and after is not None:
            right = after if self._is_edge(right, after, lost) else right
        share = sum(piece.length for piece in pieces) / (end - start)
        moved = sum(piece.length for piece in pieces if piece.moved)
        return Followed(share, left, right, moved > share * (end - start) / 2)

    def _is_edge(self, start: int, end: int, lost: int) -> bool:
        """Whether what stands between a passage and its neighbour may be put for what it lost."""
        return 0 < end - start <= 2 * lost + _SLACK and self._kept(start, end) < 0.5

    def _kept(self, start: int, end: int) -> float:
        """The share of a new passage that stood in the old text."""
        return self.owed_to_others(start, end, 0, 0)

    def _pieces(self, start: int, end: int) -> list[Run]:
        """What is left of an old passage, in its order."""
        pieces: list[Run] = []
        for run in self._runs[max(0, bisect_right(self._starts, start) - 1) :]:
            if run.old >= end:
                break
            a, b = max(start, run.old), min(end, run.old + run.length)
            if a < b:
                pieces.append(Run(a, run.new + a - run.old, b - a, run.moved))
        return self._without_strays(pieces, start, end)

    def _together(self, pieces: list[Run], length: int) -> list[Run]:
        """Those of the pieces that stand together and are most; in the old order."""
        groups: list[list[Run]] = []
        reach = 0
        for piece in sorted(pieces, key=lambda piece: piece.new):
            if groups and piece.new - reach <= length + _APART:
                groups[-1].append(piece)
            else:
                groups.append([piece])
            reach = piece.new + piece.length
        most = max(groups, key=lambda group: sum(piece.length for piece in group), default=[])
        return sorted(most)

    def _without_strays(self, pieces: list[Run], start: int, end: int) -> list[Run]:
        """The pieces without those at the edges that may be there by chance.

        A full stop at the end of a quotation is as well the one at the end of a sentence put in
        after it.
        """
        kept = list(pieces)
        for edge, beside in ((-1, -2), (0, 1)):
            while len(kept) > 1:
                one, other = sorted((kept[edge], kept[beside]))
                put_in = (other.new - one.new) - (other.old - one.old)
                words = _WORDS.findall(
                    self._old, kept[edge].old, kept[edge].old + kept[edge].length
                )
                near = other.new >= one.new and put_in <= _SLACK
                if near or len(words) > 1 or (words and self._held(kept[edge], start, end)):
                    break
                del kept[edge]
        return kept

    def _held(self, piece: Run, start: int, end: int) -> bool:
        """Whether a word at the edge of a passage stands beside what it stood beside outside."""
        run = self._runs[bisect_right(self._starts, piece.old) - 1]
        return max(start - run.old, run.old + run.length - end) >= _ANCHOR

    def owed_to_others(self, start: int, end: int, old_start: int, old_end: int) -> float:
        """The share of a new passage that came from outside an old one."""
        first = max(0, bisect_right(self._new_starts, start) - 1)
        owed = 0
        for run in self._by_new[first:]:
            if run.new >= end:
                break
            a, b = max(start, run.new), min(end, run.new + run.length)
            if a < b:
                old = run.old + a - run.new
                owed += b - a - max(0, min(old + b - a, old_end) - max(old, old_start))
        return owed / max(1, end - start)

    def _ends_at(self, offset: int) -> int | None:
        """Where the letter before an old offset ends in the new text."""
        n = bisect_left(self._starts, offset) - 1
        run = self._runs[n] if n >= 0 else Run(0, 0, 0)
        return run.new + run.length if run.old + run.length == offset else None

    def _starts_at(self, offset: int) -> int | None:
        n = bisect_left(self._starts, offset)
        if n < len(self._runs) and self._runs[n].old == offset:
            return self._runs[n].new
        return None


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
