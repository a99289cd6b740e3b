"""Where the passages of an old text stand in a new one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from reader.annotations.aligning import Run, aligned

_WORDS = re.compile(r"\w+")
_SLACK = 20  # letters put in at the edge of a passage that may belong to it
_ANCHOR = 8  # letters outside a passage that hold a word at its edge in place
_APART = 40  # letters put in, beyond its own length, that part a passage in two


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
        self._runs = aligned(old, new)
        self._starts = [run.old for run in self._runs]
        self._by_new = sorted(self._runs, key=lambda run: run.new)
        self._new_starts = [run.new for run in self._by_new]

    def at(self, offset: int) -> int:
        """Where an old offset stands now; where its letters are gone, where they stood."""
        n = bisect_right(self._starts, offset) - 1
        if n < 0:
            return 0
        run = self._runs[n]
        return run.new + min(offset - run.old, run.length)

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
