"""Words that are asked for by what they look like: ``word~``, ``w*d``, ``/regex/``.

The terms of the library that are so take their place before a query is answered, so that everything
after it deals with terms.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.search.folding import fold
from reader.search.forms import term_of
from reader.search.lexing import Note
from reader.search.patterns import Like, Pattern, Piece, like_pattern
from reader.search.spelling import distance
from reader.search.tree import All, AnyOf, Node, Not, Query, Wanted

if TYPE_CHECKING:
    import regex

MOST = 250
"""Terms that one word may stand for: the most frequent."""

_PATIENCE = 0.04  # seconds for a regular expression over all the terms
_SHARE = 20  # times the number of articles that such terms may be in, one with the other
_LEAST = 2000  # the same for a small library
_LONG = 6  # letters from which on two may be wrong
_SLICE = 500  # terms between two looks at the clock

_PLURAL = re.compile(r"(?:(?P<ies>ies)|(?P<es>(?<=[sc]h|ss)es)|(?P<s>(?<=[^\W_])s))\Z")
_LITERAL = re.compile(r"[^\W_]+(?![*?{|+])")


def misspelt(word: str, letters: int = 0) -> Pattern | None:
    """Words nearly spelt like one: with a letter put in, left out, changed or swapped, or two.

    ``letters`` may be wrong; if it is not said, one of up to five and two of more.
    """
    term = term_of(word)
    if not term:
        return None
    letters = letters or (1 if len(term) < _LONG else 2)
    return like_pattern(Piece(term, like=Like.SPELT, letters=letters), f"{word}~")


def wild(word: str) -> Pattern:
    """Words with anything in the place of ``*`` and one letter in that of ``?``."""
    parts = re.split(r"([*?])", word.strip(".,;:!"))
    signs = {"*": ".*", "?": "."}
    text = "".join(signs.get(part) or re.escape(_folded(part)) for part in parts)
    return like_pattern(Piece(_singular(text), like=Like.MATCHED), word)


def expression(text: str) -> Pattern:
    """Words that a regular expression matches as a whole.

    Raises:
        ValueError: it is none.
    """
    piece = Piece(_singular(_folded(text)), like=Like.MATCHED)
    try:
        _compiled(piece.term)
    except (OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return like_pattern(piece, f"/{text}/")


def _folded(text: str) -> str:
    """A text without accents; its capitals stay, since ``\\W`` is not ``\\w``."""
    return "".join(c if c.isascii() or not c.isalpha() else fold(c) for c in text)


def _singular(text: str) -> str:
    """An expression that matches the singular too: terms are without their plural endings."""
    found = _PLURAL.search(text)
    if not found or text[: found.start()].endswith("\\"):
        return text
    ending = {"ies": "(?:ies|y)", "es": "(?:es)?", "s": "s?"}[found.lastgroup or "s"]
    return text[: found.start()] + ending


def _compiled(text: str) -> regex.Pattern[str]:
    """An expression of :mod:`regex`, which can be stopped.

    Raises:
        ValueError: it is none.
    """
    import regex  # 15 ms that other queries need not wait for

    try:
        return regex.compile(text, regex.IGNORECASE | regex.VERSION0)
    except regex.error as error:
        raise ValueError(str(error)) from error


class Vocabulary:
    """The terms of a library."""

    def __init__(
        self,
        counts: dict[str, int],
        articles: int,
    ) -> None:
        """``counts``: how many of the ``articles`` have each term.

        Marks of compounds are left out."""
        self._counts = counts
        self._most = max(_LEAST, _SHARE * articles)
        self._terms = sorted(term for term in counts if term[:1] != "-")
        self._often = sorted(self._terms, key=counts.__getitem__, reverse=True)

    def like(self, piece: Piece) -> tuple[list[str], bool]:
        """The terms that are like something, the most frequent first; and whether those are all."""
        if piece.like is Like.SPELT:
            found: Iterable[str | None] = self._frequent(self._spelt(piece.term, piece.letters))
        else:
            found = self._matched(piece.term)
        kept: list[str] = []
        room = self._most
        for term in found:
            if term is None or room < 0 or len(kept) == MOST:
                return kept, False
            kept.append(term)
            room -= self._counts[term]
        return kept, True

    def _frequent(self, terms: Iterable[str]) -> list[str]:
        return sorted(terms, key=lambda term: (-self._counts[term], term))

    def near(self, term: str, letters: int) -> Iterator[tuple[str, int]]:
        """The terms that at most so many letters are wrong in, and how many articles have each."""
        for found in self._spelt(term, letters):
            yield found, self._counts[found]

    def _spelt(self, word: str, most: int) -> list[str]:
        """Terms with few letters wrong: one of as many parts and one more is whole in each."""
        size = len(word)
        cuts = [size * n // (most + 1) for n in range(most + 2)]
        candidates: set[str] = set()
        for start, end in pairwise(cuts):
            before, after = max(0, start - most), size - end + most
            part = re.compile(
                rf"^.{{{before},{start + most}}}{re.escape(word[start:end])}"
                rf".{{{max(0, size - end - most)},{after}}}$",
                re.MULTILINE,
            )
            candidates.update(part.findall(self._heap))
        return [term for term in candidates if distance(word, term, most) <= most]

    @cached_property
    def _heap(self) -> str:
        return "\n".join(self._terms)

    def _matched(self, text: str) -> Iterator[str | None]:
        """Terms that an expression matches, the most frequent first, and ``None`` when time is up.

        So what is found before the limits are reached is what most articles have.
        """
        wanted = _compiled(text)
        until = time.monotonic() + _PATIENCE
        for n, term in enumerate(self._beginning(text)):
            if n % _SLICE == 0 and time.monotonic() > until:
                yield None
            try:
                if wanted.fullmatch(term, timeout=_PATIENCE):
                    yield term
            except TimeoutError:
                yield None

    def _beginning(self, text: str) -> list[str]:
        """The terms that begin with the letters that an expression begins with."""
        literal = _LITERAL.match(text) if "|" not in text else None
        if not literal:
            return self._often
        start = literal.group().lower()
        first = bisect_left(self._terms, start)
        return self._frequent(self._terms[first : bisect_left(self._terms, start + "\U0010ffff")])


Vocabularies = Callable[[tuple[str, ...]], Vocabulary]
"""The vocabulary of some fields."""


def expanded(query: Query, vocabularies: Vocabularies) -> tuple[Query, list[Note]]:
    """A query with the terms of the library in the place of what they are to be like."""
    notes: list[Note] = []
    if query.root is None or not has_likes(query):
        return query, notes
    return replace(query, root=_expanded(query.root, vocabularies, notes)), notes


def has_likes(query: Query) -> bool:
    """Whether a query asks for words by what they are like."""
    return query.root is not None and any(_likes(query.root))


def _likes(node: Node) -> Iterator[Piece]:
    match node:
        case Wanted(pattern) if pattern.like:
            yield pattern.like
        case Not(part):
            yield from _likes(part)
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from _likes(part)
        case _:
            pass


def _expanded(node: Node, vocabularies: Vocabularies, notes: list[Note]) -> Node:
    match node:
        case Wanted(pattern, fields, at) if pattern.like:
            terms, whole = vocabularies(fields).like(pattern.like)
            if not whole:
                reason = f"“{pattern.label}” stands for too many words: {len(terms)} of them count"
                notes.append(Note(at, reason))
            return Wanted(pattern.of(terms), fields, at)
        case Not(part):
            return Not(_expanded(part, vocabularies, notes))
        case All(parts):
            return All(tuple(_expanded(part, vocabularies, notes) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_expanded(part, vocabularies, notes) for part in parts))
        case _:
            return node
