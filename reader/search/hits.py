"""Hits: where in an article what a query wants stands, as exact spans.

The text is read by the analyser of the index, so what Whoosh found is found here too, and a span's
own text always gives a wanted term.  Whoosh's highlighter is not used: it knows neither terms over
several positions nor what is boilerplate, and costs five times as much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from reader.articles.article import Article
from reader.search.forms import is_ideographic
from reader.search.nearness import windows
from reader.search.page import Shown
from reader.search.patterns import Pattern, Piece
from reader.search.results import Hit
from reader.search.tree import Near, Query
from reader.search.words import Token, tokens
from reader.text.sentences import sentence_at
from reader.text.spans import Span

SNIPPET = 400
"""Code points of a sentence above which a snippet is cut out of it."""

_KEPT = 20_000  # code points of a text whose terms are kept for the next query
_BEFORE = 140  # code points of a long sentence before its hit


# The rest of a pattern (its node, the terms before it) at a position, and where it ends in a text.
_State = tuple[int, tuple[Piece, ...], int]
_Ends = dict[_State, int | None]


class Terms:
    """The terms of a text, by name and by position."""

    def __init__(self, text: str | Iterable[Token]) -> None:
        """Of a text, or as they are known from the index."""
        by_name: defaultdict[str, list[Token]] = defaultdict(list)
        for token in tokens(text) if isinstance(text, str) else text:
            by_name[token[0]].append(token)
        self._by_name: dict[str, list[Token]] = dict(by_name)

    @cached_property
    def _at(self) -> dict[int, list[Token]]:
        """The terms at each position, which only phrases ask for."""
        found: defaultdict[int, list[Token]] = defaultdict(list)
        for named in self._by_name.values():
            for token in named:
                found[token[1]].append(token)
        return dict(found)

    def near(self, near: Near) -> Iterator[Span]:
        """Every stretch with some words near each other."""
        every = [token for named in self._by_name.values() for token in named]
        starts = {token.start: token.at for token in every}
        after = {token.end: token.at + token.width for token in every}
        ends: dict[int, int] = {}
        words: list[dict[int, int]] = []
        for pattern in near.patterns:
            words.append({})
            for span in self.spans(pattern):
                at = starts[span.start]
                ends[at] = max(ends.get(at, 0), span.end)
                words[-1][at] = max(words[-1].get(at, 1), after.get(span.end, at + 1) - at)
        begins = {at: start for start, at in starts.items()}
        for first, last in windows(words, near.within):
            yield Span(begins[first], max(ends[first], ends[last]))

    def spans(self, pattern: Pattern) -> Iterator[Span]:
        """Every place of a pattern, the longest where several begin together."""
        known: _Ends = {}
        for arc in pattern.arcs[0]:
            first, *rest = arc.pieces
            if not rest and arc.to == pattern.end:
                sign = _sign(first)
                for token in self._named(first):
                    yield Span(token.start, token.start + sign if sign else token.end)
                continue
            for token in self._named(first):
                end = self._end(pattern, (arc.to, tuple(rest), token.at + token.width), known)
                if end == 0:
                    end = _end_of(first, token)
                if end is not None:
                    yield Span(token.start, end)

    def _named(self, piece: Piece) -> list[Token]:
        if not piece.prefix:
            return self._by_name.get(piece.term, [])
        return [
            token
            for term, found in self._by_name.items()
            if term.startswith(piece.term)
            for token in found
        ]

    def _end(self, pattern: Pattern, state: _State, known: _Ends) -> int | None:
        """Where the rest of a pattern ends if it goes on at a position: 0 if nothing is left.

        Each state is looked at once, since a text and a pattern that both have two ways at every
        word have as many ways together as two to the number of words.
        """
        if state not in known:
            known[state] = self._find_end(pattern, *state, known)
        return known[state]

    def _find_end(
        self, pattern: Pattern, node: int, pieces: tuple[Piece, ...], at: int, known: _Ends
    ) -> int | None:
        if not pieces:
            if node == pattern.end:
                return 0
            arcs = pattern.arcs[node]
            ends = [self._end(pattern, (arc.to, arc.pieces, at), known) for arc in arcs]
            return max((end for end in ends if end is not None), default=None)
        piece, *rest = pieces
        best: int | None = None
        for token in self._at.get(at, ()):
            if token.term == piece.term or (piece.prefix and token.term.startswith(piece.term)):
                end = self._end(pattern, (node, tuple(rest), at + token.width), known)
                if end is not None:
                    best = max(best or 0, end or _end_of(piece, token))
        return best


def _end_of(piece: Piece, token: Token) -> int:
    sign = _sign(piece)
    return token.start + sign if sign else token.end


def _sign(piece: Piece) -> int:
    """How long a sign is that is asked for: it is lit alone, though its term is a pair; else 0."""
    return len(piece.term) if piece.prefix and is_ideographic(piece.term) else 0


_terms = lru_cache(maxsize=256)(Terms)  # of 600 words each: 25 MB


def terms_of(text: str) -> Terms:
    """The terms of a text; those of the last 256 texts of usual length are kept."""
    return _terms(text) if len(text) <= _KEPT else Terms(text)


def find_hits(article: Article, query: Query, more: Iterable[Span] = ()) -> list[Span]:
    """Where an article has what a query wants in its text: sorted, not overlapping.

    A phrase is one span.  Nothing in boilerplate, and nothing that the query excludes.  ``more`` is
    what other rooms found.
    """
    terms = terms_of(article.body) if query.lights else None
    return hits_among(terms, article, query, more)


def hits_among(
    terms: Terms | None, article: Shown, query: Query, more: Iterable[Span] = ()
) -> list[Span]:
    """As :func:`find_hits`, by the terms of an article's body that are known already."""
    spans = {span for span in more if span.end <= len(article.text)}
    if terms:
        spans.update(span for pattern in query.patterns for span in terms.spans(pattern))
        spans.update(span for near in query.nears for span in terms.near(near))
    found = sorted(spans, key=lambda span: (span.start, -span.end))
    hits: list[Span] = []
    for span in found:
        if hits and span.start < hits[-1].end:
            continue
        if article.boilerplate and any(span.meets(carried) for carried in article.boilerplate):
            continue
        hits.append(span)
    return hits


def hit_at(article: Shown, span: Span) -> Hit:
    """A hit with its paragraph and its snippet."""
    return Hit(span, article.paragraph_at(span.start), snippet(article, span))


def snippet(article: Shown, span: Span) -> Span:
    """The sentence around a span, or of a very long one the words around it."""
    text = article.text
    sentence = sentence_at(text, article.passages, span.start)
    start, end = min(sentence.start, span.start), max(sentence.end, span.end)
    for carried in article.boilerplate:
        if carried.start <= start < carried.end <= span.start:
            start = (
                carried.end
                + len(text[carried.end : span.start])
                - len(text[carried.end : span.start].lstrip())
            )
    if end > sentence.end:
        end = max(end, sentence_at(text, article.passages, span.end - 1).end)
    if end - start <= SNIPPET:
        return Span(start, end)
    left = _word_edge(text, max(start, span.start - _BEFORE), span.start, start)
    right = min(end, max(left + SNIPPET, span.end))
    if right < end:
        blank = max(text.rfind(" ", span.end, right), text.rfind("\n", span.end, right))
        right = blank if blank > 0 else right
    return Span(left, right)


def _word_edge(text: str, start: int, limit: int, first: int) -> int:
    """The first beginning of a word from ``start`` on, no later than ``limit``."""
    if start == first:
        return start
    for at in range(start, limit):
        if text[at - 1].isspace() and not text[at].isspace():
            return at
    return start
