"""Our queries as Whoosh's, over the terms that an index has.

Only terms, phrases of terms, and their sums are used; Whoosh's parser is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from itertools import islice
from typing import Any

from reader.search.outside import Answers
from reader.search.patterns import Pattern, Piece, ways_through
from reader.search.schema import COMPOUND_WIDTHS, compound
from reader.search.tree import TEXT, All, AnyOf, Dated, Elsewhere, InPath, Near, Node, Not, Wanted
from reader.search.whoosh_import import query
from reader.search.without import Without

TITLE_WEIGHT = 2.5
"""A word in the title counts as much as so many in the text."""

VARIANTS = 64
"""Ways of a phrase that are looked for."""

_ENDINGS = 64  # words that the last word of a phrase may become, the most frequent first
_WHILE_TYPING = 30  # words that the letters just typed stand for; all of them take seconds
_NEARBY = 6  # words of a query, at most, that count for more where they stand together


class Compiler:
    """Makes queries for one reader, whose terms it looks up."""

    def __init__(self, reader: Any, answers: Answers, live: bool = False) -> None:
        """``live``: a beginning stands for the most frequent words that have it."""
        self._reader = reader
        self._answers = answers
        self._live = live

    def query(self, node: Node) -> Any:
        """The query of a node; it scores by BM25F."""
        match node:
            case Wanted(pattern, fields):
                return _either([self._pattern(pattern, field) for field in fields])
            case Near(patterns, within, fields):
                return _either([self._near(patterns, within, field) for field in fields])
            case Dated(first, last):
                return self._dated(first, last)
            case InPath(part):
                return self._in_path(part)
            case Elsewhere():
                return _any_term("path", sorted(self._answers.paths(node)), 1.0)
            case Not(part):
                return Without(query.Every(), self.query(part))
            case AnyOf(parts):
                weighs = weighing(parts)
                found = zip(map(self.query, parts), weighs, strict=True)
                return _either([q if w else query.ConstantScoreQuery(q, 0.0) for q, w in found])
            case All(parts):
                return self._all(parts)

    def _all(self, parts: tuple[Node, ...]) -> Any:
        wanted = [self.query(part) for part in parts if not isinstance(part, Not)]
        unwanted = [self.query(part.part) for part in parts if isinstance(part, Not)]
        found = _every(wanted) if wanted else query.Every()
        together = self._together(parts)
        if together is not None:
            found = query.AndMaybe(found, together)
        return Without(found, _either(unwanted)) if unwanted else found

    def _together(self, parts: tuple[Node, ...]) -> Any:
        """The words of a query as a phrase, which articles that have it are ranked up by."""
        words = words_together(parts)
        if words and all(self._knows("body", word) for word in words):
            return query.Phrase("body", words)
        return None

    def _near(self, patterns: tuple[Pattern, ...], within: int, field: str) -> Any:
        words = [self._pattern(pattern, field) for pattern in patterns]
        if any(word == query.NullQuery for word in words):
            return query.NullQuery
        return query.SpanNear2(words, slop=within + 1, ordered=False)

    def _pattern(self, pattern: Pattern, field: str) -> Any:
        boost = TITLE_WEIGHT if field == "title" else 1.0
        found: list[Any] = []
        terms: list[str] = []
        for arc in pattern.arcs[0]:
            if arc.to == pattern.end and len(arc.pieces) == 1:
                terms += self._terms(field, arc.pieces[0])
        if terms:
            found.append(_any_term(field, list(dict.fromkeys(terms)), boost))
        ways = ways_through(pattern, lambda pieces: self._sequences(field, pieces))
        phrases = islice(ways, VARIANTS)
        found += [query.Phrase(field, words, boost=boost) for words in phrases]
        return _either(found)

    def _sequences(self, field: str, pieces: tuple[Piece, ...]) -> Iterator[list[str]]:
        piece, *rest = pieces
        for words in self._steps(field, piece):
            if not rest:
                yield words
                continue
            for others in self._sequences(field, tuple(rest)):
                yield words + others

    def _steps(self, field: str, piece: Piece) -> Iterator[list[str]]:
        """One term, or one that stands over several positions, as the terms of a phrase."""
        for term in self._endings(field, piece):
            yield [term]
        for width in COMPOUND_WIDTHS:
            marked = Piece(compound(piece.term, width), piece.prefix)
            for term in self._endings(field, marked):
                yield [term] * width

    def _endings(self, field: str, piece: Piece) -> list[str]:
        terms = self._terms(field, piece)
        if len(terms) > _ENDINGS:
            terms.sort(key=lambda term: -int(self._reader.doc_frequency(field, term)))
        return terms[:_ENDINGS]

    def _terms(self, field: str, piece: Piece) -> list[str]:
        if not piece.prefix:
            return [piece.term] if self._knows(field, piece.term) else []
        if self._live:
            frequent = self._most_frequent(field, piece.term)
            if len(frequent) == _WHILE_TYPING:
                return frequent
        return [t.decode("utf-8") for t in self._reader.expand_prefix(field, piece.term)]

    def _most_frequent(self, field: str, start: str) -> list[str]:
        """The most frequent terms with a beginning, by the largest segment: it speaks for all."""
        leaves = [leaf for leaf, _ in self._reader.leaf_readers()]
        largest = max(leaves, key=lambda leaf: int(leaf.doc_count()), default=None)
        if largest is None:
            return []
        found = ((info.doc_frequency(), term) for term, info in largest.iter_prefix(field, start))
        return [term.decode("utf-8") for _, term in nlargest(_WHILE_TYPING, found)]

    def _knows(self, field: str, term: str) -> bool:
        return (field, term) in self._reader

    def _dated(self, first: int, last: int) -> Any:
        periods = [term.decode("ascii") for term in self._reader.lexicon("days")]
        within = [p for p in periods if first <= int(p[:8]) and int(p[8:]) <= last]
        return _any_term("days", within, 1.0)

    def _in_path(self, part: str) -> Any:
        paths = [path.decode("utf-8") for path in self._reader.lexicon("place")]
        return _any_term("place", [path for path in paths if part in path], 1.0)


def words_together(parts: tuple[Node, ...]) -> list[str]:
    """The words of a query as a phrase, which articles that have it are ranked up by; or none."""
    words: list[str] = []
    for part in parts:
        if isinstance(part, Wanted) and part.fields == TEXT and not part.pattern.quoted:
            words += [arcs[0].pieces[0].term for arcs in part.pattern.arcs if arcs]
    return words if 1 < len(words) <= _NEARBY else []


def weighing(parts: tuple[Node, ...]) -> list[bool]:
    """Which of the parts of an OR count for the order: a common word does not beside others.

    It is left out where all words are wanted, too; “the” in half of the articles tells nothing.
    """
    common = [isinstance(part, Wanted) and part.pattern.is_common for part in parts]
    return [not each or all(common) for each in common]


def _any_term(field: str, terms: list[str], boost: float) -> Any:
    found = _either([query.Term(field, term, boost=boost) for term in terms])
    if len(terms) > 2:  # scores added up in an array: 20 times faster than a tree of pairs
        found.matcher_type = query.Or.ARRAY_MATCHER
    return found


def _either(queries: list[Any]) -> Any:
    return queries[0] if len(queries) == 1 else query.Or(queries) if queries else query.NullQuery


def _every(queries: list[Any]) -> Any:
    return queries[0] if len(queries) == 1 else query.And(queries)
