"""What a word or phrase of a query may look like in a text: paths through a small lattice.

``"cease-fire talks"`` is two nodes and an end; from the first to the second leads ``cease fire`` or
``ceasefire``, from the second to the end ``talk``.  The same lattice is matched against the terms
of an article (:mod:`.hits`) and made into Whoosh's queries (:mod:`.compiling`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, TypeVar

from reader.search.folding import fold, stem
from reader.search.forms import AMBIGUOUS, LIKELY, in_millions, is_ideographic, term_of
from reader.search.hebrew import with_prefixes
from reader.search.words import STOP, Token, tokens

WORDS = 128
"""Words of a phrase; 1,000 characters of English have 165."""

_LEAST = 3  # letters of each half of a word that may be written apart: cease fire, not a part
_MOST = 24  # letters of both together
# Halves that stand beside other words by chance more often than as part of one.
_LITTLE = STOP | frozenset(
    """
    not can may will all any one two who how why what when where some such than then these those
    too very also did does don got get let say says said see set use way day men man him she its
    our out off own per yet now new old big few own
    """.split()
)
_LETTERS_DIGITS = re.compile(r"([^\W\d_]+)(\d+)\Z")


_Step = TypeVar("_Step")


class Like(StrEnum):
    """How a piece stands for terms that only the library knows."""

    SPELT = "spelt"  # nearly so
    MATCHED = "matched"  # by a regular expression


class Piece(NamedTuple):
    """A term, the beginning of one, or what the terms of a library are to be like."""

    term: str
    prefix: bool = False
    like: Like | None = None
    letters: int = 0
    """That may be other ones, where it is spelt nearly so."""


class Arc(NamedTuple):
    """A way to the node ``to``: terms that follow each other."""

    to: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """``arcs[n]`` leave node n; the end is node ``len(arcs)``; ``label`` is what the user wrote."""

    arcs: tuple[tuple[Arc, ...], ...]
    label: str
    quoted: bool = False

    @property
    def end(self) -> int:
        """The last node."""
        return len(self.arcs)

    @property
    def is_common(self) -> bool:
        """Whether this is one word that is too common to be wanted alone."""
        return not self.quoted and self.end == 1 and self.arcs[0][0] in _COMMON

    @property
    def like(self) -> Piece | None:
        """What the terms of the library are to be like, if that is asked for."""
        piece = self.arcs[0][0].pieces[0] if self.arcs[0] else None
        return piece if piece and piece.like else None

    def of(self, terms: Iterable[str]) -> Pattern:
        """One of some terms in the place of this."""
        return replace(self, arcs=(tuple(Arc(1, (Piece(term),)) for term in terms),))

    def also(self, *terms: str) -> Pattern:
        """This, or one of some terms in its place."""
        more = tuple(Arc(self.end, (Piece(term),)) for term in terms)
        return replace(self, arcs=((*self.arcs[0], *more), *self.arcs[1:])) if more else self


_COMMON = frozenset(Arc(1, (Piece(word),)) for word in STOP)


def pattern_of(
    text: str, label: str = "", *, prefix: bool = False, quoted: bool = False
) -> Pattern | None:
    """The pattern of a word, a compound or a phrase; none if there is no letter or digit in it.

    ``prefix``: its last word may go on, as may each word of what is ``quoted`` that has a star.
    """
    text = " ".join(text.split())
    found = _without_last_sign([token for token in tokens(text) if token.at + token.width <= WORDS])
    if not found:
        return None
    end = max(token.at + token.width for token in found)
    arcs: list[list[Arc]] = [[] for _ in range(end)]
    for token in found:
        arcs[token.at].append(Arc(token.at + token.width, (Piece(token.term),)))
        surface = text[token.start : token.end]
        after = token.at + token.width
        if token.width == 1:
            arcs[token.at] += [Arc(after, way) for way in _other_ways(surface)]
        if token.at == 0 and token.width == 1:
            arcs[0] += [Arc(1, (Piece(word),)) for word in with_prefixes(token.term)]
        if written := in_millions(token.term):
            arcs[token.at].append(Arc(after, (Piece(written),)))
        begun = prefix and after == end
        starred = quoted and text.startswith("*", token.end)
        if begun or starred or (after == end and _is_one_sign(token.term)):
            arcs[token.at] += [Arc(after, (piece,)) for piece in _beginnings(surface, token)]
    for a, b in _neighbours(found):
        joined = join(text[a.start : a.end], text[b.start : b.end])
        if joined:
            arcs[a.at].append(Arc(b.at + 1, (Piece(joined),)))
    ways = tuple(tuple(dict.fromkeys(way)) for way in arcs)
    return Pattern(ways, label or text, quoted)


def ways_through(
    pattern: Pattern, steps: Callable[[tuple[Piece, ...]], Iterator[list[_Step]]]
) -> Iterator[list[_Step]]:
    """The phrases of two and more known terms that lead through a pattern.

    ``steps`` makes known terms of the pieces of an arc.  Nodes from which none lead to the end are
    struck first, so that a long phrase with an unknown word costs nothing.
    """
    ways: list[list[tuple[int, list[_Step]]]] = [[] for _ in pattern.arcs]
    leads = {pattern.end}
    for node in reversed(range(pattern.end)):
        for arc in pattern.arcs[node]:
            whole = node == 0 and arc.to == pattern.end and len(arc.pieces) == 1
            if arc.to in leads and not whole:
                ways[node] += [(arc.to, found) for found in steps(arc.pieces)]
        if ways[node]:
            leads.add(node)
    return _through(ways, 0)


def _through(ways: list[list[tuple[int, list[_Step]]]], node: int) -> Iterator[list[_Step]]:
    if node == len(ways):
        yield []
        return
    for to, found in ways[node]:
        for rest in _through(ways, to):
            yield found + rest


def word_pattern(term: str) -> Pattern:
    """The pattern of a term as it is."""
    return Pattern(((Arc(1, (Piece(term),)),),), term)


def like_pattern(piece: Piece, label: str) -> Pattern:
    """The pattern of terms that are like something."""
    return Pattern(((Arc(1, (piece,)),),), label)


def join(a: str, b: str) -> str:
    """The term of two words written as one, or nothing if they are not likely to be."""
    left, right = fold(a), fold(b)
    if _may_be_half(left) and _may_be_half(right) and len(left) + len(right) <= _MOST:
        return stem(left + right)
    return ""


def _may_be_half(word: str) -> bool:
    return len(word) >= _LEAST and word.isalpha() and word not in _LITTLE


def _other_ways(surface: str) -> Iterator[tuple[Piece, ...]]:
    """The acronym meant by a small word; the two words that one may be written as."""
    word = fold(surface)
    if word in LIKELY and not surface.isupper() and "." not in surface:
        yield (Piece(AMBIGUOUS[word]),)
    mixed = _LETTERS_DIGITS.match(word)
    if mixed:
        yield Piece(stem(mixed[1])), Piece(mixed[2])
    if not word.isalpha() or len(word) > _MOST or is_ideographic(word):
        return
    for cut in range(_LEAST, len(word) - _LEAST + 1):
        left, right = word[:cut], word[cut:]
        if left not in _LITTLE and right not in _LITTLE:
            yield Piece(stem(left)), Piece(stem(right))


def _beginnings(surface: str, token: Token) -> Iterator[Piece]:
    """What a term begins with that may go on, or is a plural whose stem ends otherwise."""
    if is_ideographic(token.term):
        yield Piece(token.term, prefix=True)
        return
    start = term_of(surface, stemmed=False) if token.width == 1 else fold(_HYPHENS.sub("", surface))
    if not start:
        return
    yield Piece(start, prefix=True)
    if start.endswith(("i", "ie")) and len(start) > _LEAST:
        yield Piece(start.removesuffix("e").removesuffix("i") + "y")  # polici…, policie… : policy


_HYPHENS = re.compile(r"[\W_]+")


def _is_one_sign(term: str) -> bool:
    return len(term) == 1 and is_ideographic(term)


def _without_last_sign(found: list[Token]) -> list[Token]:
    """A run of signs as its pairs; the sign that ends a run in a text need not end it there."""
    if len(found) > 1 and _is_one_sign(found[-1].term):
        before = found[-2]
        if before.end == found[-1].end and is_ideographic(before.term):
            return found[:-1]
    return found


def _neighbours(found: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Single words that follow each other with a blank between them."""
    singles = [token for token in found if token.width == 1]
    for a, b in pairwise(singles):
        if b.start - a.end == 1 and b.at == a.at + 1:
            yield a, b
