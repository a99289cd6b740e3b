"""Did you mean: words of the library in the place of words that it has not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from reader.search.engine import Engine
from reader.search.forms import term_of
from reader.search.tree import Query

_SHORTEST = 4  # letters of a word that may be misspelt
_LONG = 8  # letters from which on two mistakes are allowed
_RARE = 50  # times that a word must be more frequent to be offered for one that is there


_SELDOM = 1  # articles with a word that may be a slip of the pen in them too
_LETTERS = re.compile(r"[^\W\d_]+")


def suggested(query: Query, engine: Engine) -> str:
    """A query with words of the library in the place of those that it has not, or nothing."""

    def other(word: str) -> str:
        term = term_of(word)
        having = engine.frequency("body", term)
        if having > _SELDOM or engine.frequency("title", term) or len(term) < _SHORTEST:
            return ""
        meant = nearest(term, engine.words(term[:1]), having)
        return engine.written(meant) if meant else ""

    return replaced(query.text, _words(query), other)


def _words(query: Query) -> Iterator[tuple[int, str]]:
    """The words of a query that may be misspelt, with their places."""
    for at, text in query.written:
        for match in _LETTERS.finditer(text):
            yield at + match.start(), match.group()


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
    if len(word) < _SHORTEST:
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
