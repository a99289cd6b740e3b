"""The articles with any word that begins with one to three letters, gathered with the table.

While a word is typed, its first letters stand for thousands of words; to unite their articles takes
a second letter 40 ms at 50,000 articles, and a list of them is there at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TypeAlias

from reader.search.sections import packed_words

LETTERS = 3
_LEAST = 4000  # articles, one word with the other, below which they are as soon united

_Data: TypeAlias = "dict[str, bytes | bytearray | array[int]]"


class Beginnings:
    """Gathers the articles of words that come in order."""

    def __init__(self) -> None:
        self._starts = [""] * LETTERS
        self._docs: list[set[int]] = [set() for _ in range(LETTERS)]
        self._counts = [0] * LETTERS
        self._kept: dict[str, list[int]] = {}

    def add(self, term: str, docs: Sequence[int]) -> None:
        """A word with its articles."""
        if term[:1] == "-":  # the mark of a compound
            return
        for n in range(LETTERS):
            start = term[: n + 1]
            if start != self._starts[n]:
                self._close(n)
                self._starts[n] = start
            if len(start) == n + 1:
                self._docs[n].update(docs)
                self._counts[n] += len(docs)

    def _close(self, n: int) -> None:
        if self._counts[n] > _LEAST:
            self._kept[self._starts[n]] = sorted(self._docs[n])
        self._docs[n], self._counts[n] = set(), 0

    def sections(self, name: str) -> _Data:
        """What was gathered, as sections of a table."""
        for n in range(LETTERS):
            self._close(n)
        docs, ends = array("I"), array("I")
        starts = sorted(self._kept)
        for start in starts:
            docs.extend(self._kept[start])
            ends.append(len(docs))
        return {**packed_words(name, starts), f"{name}.docs": docs, f"{name}.ends": ends}
