"""Passages that two articles share: a run of common words, extended word by word."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from reader.text.spans import Span

_SKIP = 3  # words that may differ between two runs that agree
_RESYNC = 2  # words that have to agree after such a difference
_WORD = re.compile(r"\w+")


class Text:
    """The words of an article as numbers, and where they stand."""

    def __init__(self, path: str, text: str, known: dict[str, int]) -> None:
        self.path = path
        self.ids = array("I")
        self.starts = array("I")
        for match in _WORD.finditer(text):
            word = match.group().casefold()
            self.ids.append(known.setdefault(word, len(known)))
            self.starts.append(match.start())
        self._text = text

    def span(self, first: int, end: int) -> Span:
        """From a word to the one before another."""
        last = self.starts[end - 1]
        match = _WORD.match(self._text, last)
        return Span(self.starts[first], match.end() if match else last)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Words ``a0..a1`` of one article and ``b0..b1`` of another, of which ``agree`` agree."""

    a: int
    a0: int
    a1: int
    b: int
    b0: int
    b1: int
    agree: int

    @property
    def is_verbatim(self) -> bool:
        return self.agree == self.a1 - self.a0 == self.b1 - self.b0


def extended(texts: Sequence[Text], a: int, at_a: int, b: int, at_b: int) -> Overlap:
    """The longest passage around a run of words that two articles share."""
    ours, theirs = texts[a].ids, texts[b].ids
    if ours[at_a] != theirs[at_b]:  # two runs with one hash
        return Overlap(a, at_a, at_a, b, at_b, at_b, 0)
    a1, b1, after = _walk(ours, theirs, at_a, at_b, 1)
    a0, b0, before = _walk(ours, theirs, at_a - 1, at_b - 1, -1)
    return Overlap(a, a0 + 1, a1, b, b0 + 1, b1, after + before)


def _walk(ours: array[int], theirs: array[int], i: int, j: int, step: int) -> tuple[int, int, int]:
    """Go on as long as words agree, over at most three that do not; where the agreement ends."""
    agree = 0
    end_i, end_j = i, j
    while 0 <= i < len(ours) and 0 <= j < len(theirs):
        if ours[i] == theirs[j]:
            agree += 1
            i += step
            j += step
            end_i, end_j = i, j
            continue
        skip = _resync(ours, theirs, i, j, step)
        if skip is None:
            break
        i += skip[0] * step
        j += skip[1] * step
    return end_i, end_j, agree


_SKIPS = sorted(
    ((x, y) for x in range(_SKIP + 1) for y in range(_SKIP + 1) if x or y),
    key=lambda s: (max(s), abs(s[0] - s[1])),
)


def _resync(
    ours: array[int], theirs: array[int], i: int, j: int, step: int
) -> tuple[int, int] | None:
    """How many words to pass over on each side until two in a row agree."""
    for x, y in _SKIPS:
        m, n = i + x * step, j + y * step
        for _ in range(_RESYNC):
            if not (0 <= m < len(ours) and 0 <= n < len(theirs) and ours[m] == theirs[n]):
                break
            m += step
            n += step
        else:
            return x, y
    return None
