"""How far apart two words are spelt, and which one was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable

SHORTEST = 4
"""Letters of a word that may be misspelt."""

_LONG = 8  # letters from which on two mistakes are allowed
_RARE = 50  # times that a word must be more frequent to be offered for one that is there


def distance(one: str, other: str, most: int) -> int:
    """Letters put in, left out, changed or swapped with their neighbour between two words.

    More than ``most`` is ``most + 1``.  (Optimal string alignment: Damerau 1964, in the rows of
    Wagner & Fischer 1974.)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(row[-1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def nearest(word: str, words: Iterable[tuple[str, int]], having: int = 0) -> str:
    """The word meant by a misspelt one, or nothing; ``words`` come with their frequencies.

    ``having`` is how many articles have the word as it was typed: then only a word that is far
    more frequent, one letter away, is offered.
    """
    if len(word) < SHORTEST:
        return ""
    most = 2 if len(word) >= _LONG and not having else 1
    found = (
        (apart, other[0] != word[0], -count, other)
        for other, count in words
        if other != word
        and count >= (having * _RARE or 1)
        and (apart := distance(word, other, most)) <= most
    )
    return min(found, default=(0, False, 0, ""))[-1]


def replaced(text: str, words: Iterable[tuple[int, str]], other: Callable[[str], str]) -> str:
    """A query with other words in the place of some of its own, given with their places."""
    out = text
    for at, word in sorted(words, reverse=True):
        better = other(word)
        if better:
            out = f"{out[:at]}{better}{out[at + len(word) :]}"
    return "" if out == text else out
