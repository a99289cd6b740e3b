"""Answering a query from the tables: which articles, and how well each fits.

What is found and the scores are Whoosh's for the same query (:mod:`.compiling`): BM25F over title
and body, sums for words, the words of a phrase counted once more where they stand together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from heapq import nlargest, nsmallest
from itertools import islice

from reader.search.compiling import TITLE_WEIGHT, VARIANTS, weighing, words_together
from reader.search.nearness import windows
from reader.search.outside import Answers
from reader.search.patterns import Pattern, Piece, ways_through
from reader.search.phrases import articles, steps, widths_at
from reader.search.snapshot import Leaf, Snapshot
from reader.search.table import Field
from reader.search.tree import All, AnyOf, Dated, Elsewhere, InPath, Near, Node, Not, Wanted

Found = dict[int, float]
"""Articles by number in their table, each with its score."""

# Words with a beginning that make the score; articles with any of the others are found, too.
_SCORED = 200
_SCORED_LIVE = 2  # for each letter typed but the first: of one letter nobody reads the order
_FEW = 2  # terms that are added up as dictionaries; of more the array is cheaper
_SCATTERED = 8  # articles with a term to one whose score is wanted: then it is looked up alone
_AT_ONCE = 2048  # postings looked at before asking whether every article is found already


class Answering:
    """Answers queries over one snapshot."""

    def __init__(self, snapshot: Snapshot, answers: Answers, live: bool = False) -> None:
        """``live``: a beginning is scored by the most frequent words that have it."""
        self._snapshot = snapshot
        self._answers = answers
        self._live = live
        self._terms: dict[tuple[str, str, str], Found] = {}

    def found(self, node: Node, leaf: Leaf) -> Found:
        """What a node finds in a table, without deleted articles."""
        found = self._found(node, leaf)
        if leaf.deleted:
            return {doc: score for doc, score in found.items() if doc not in leaf.deleted}
        return found

    def _found(self, node: Node, leaf: Leaf) -> Found:
        match node:
            case Wanted(pattern, fields):
                return _sum(self._pattern(pattern, field, leaf) for field in fields)
            case Near():
                return _sum(self._near(node, field, leaf) for field in node.fields)
            case Dated(first, last):
                days = enumerate(leaf.days)
                return {doc: 1.0 for doc, (a, b) in days if a and first <= a and b <= last}
            case InPath(part):
                return {doc: 1.0 for doc, path in enumerate(leaf.lower_paths) if part in path}
            case Elsewhere():
                docs = leaf.docs
                return {docs[p]: 1.0 for p in self._answers.paths(node) if p in docs}
            case Not(part):
                without = self._found(part, leaf)
                return {doc: 1.0 for doc in leaf.live if doc not in without}
            case AnyOf(parts):
                found = zip(
                    (self._found(part, leaf) for part in parts), weighing(parts), strict=True
                )
                return _sum(each if weighs else dict.fromkeys(each, 0.0) for each, weighs in found)
            case All(parts):
                return self._all(parts, leaf)

    def _all(self, parts: tuple[Node, ...], leaf: Leaf) -> Found:
        wanted = [self._found(part, leaf) for part in parts if not isinstance(part, Not)]
        found = _both(wanted) if wanted else dict.fromkeys(leaf.live, 1.0)
        for part in parts:
            if isinstance(part, Not) and found:
                without = self._found(part.part, leaf)
                found = {doc: score for doc, score in found.items() if doc not in without}
        together = words_together(parts)
        if found and together:
            found = dict(found)
            pieces = [Piece(word) for word in together]
            for doc, score in self._phrase(pieces, "body", leaf, 1.0).items():
                if doc in found:
                    found[doc] += score
        return found

    def _near(self, near: Near, field: str, leaf: Leaf) -> Found:
        """The articles with words near each other, scored as the sum of the words."""
        postings = leaf.table.fields[field]
        widths = [widths_at(pattern, postings) for pattern in near.patterns]
        bases = postings.bases
        docs = {
            doc
            for first, last in windows(widths, near.within)
            if (doc := bisect_right(bases, first) - 1) == bisect_right(bases, last) - 1
        }
        found = dict.fromkeys(docs, 0.0)
        for pattern in near.patterns if found else ():
            for doc, score in self._pattern(pattern, field, leaf).items():
                if doc in found:
                    found[doc] += score
        return found

    def _pattern(self, pattern: Pattern, field: str, leaf: Leaf) -> Found:
        boost = TITLE_WEIGHT if field == "title" else 1.0
        found: list[Found] = []
        postings = leaf.table.fields[field]
        singles = [
            arc.pieces[0]
            for arc in pattern.arcs[0]
            if arc.to == pattern.end and len(arc.pieces) == 1
        ]
        exact = {piece.term for piece in singles if not piece.prefix}
        found += [
            self._begun(piece.term, field, leaf, boost, exact) for piece in singles if piece.prefix
        ]
        found.append(self._any(exact, field, leaf, boost))
        phrases = ways_through(pattern, lambda pieces: steps(postings, pieces))
        for pieces in islice(phrases, VARIANTS):
            found.append(self._phrase(pieces, field, leaf, boost))
        return _sum(found)

    def _term(self, term: str, field: str, leaf: Leaf, boost: float) -> Found:
        """The articles with a term; not to be changed, for it is asked for again."""
        known = self._terms.get((leaf.table.name, field, term))
        if known is None:
            known = self._read(term, field, leaf, boost)
            self._terms[leaf.table.name, field, term] = known
        return known

    def _read(self, term: str, field: str, leaf: Leaf, boost: float) -> Found:
        postings = leaf.table.fields[field]
        numbers = postings.numbers(term, prefix=False)
        if not numbers:
            return {}
        docs, keys = postings.postings(numbers.start)
        scores = list(map(self._snapshot.scores(field, term).__getitem__, keys.tolist()))
        if boost != 1.0:
            scores = [score * boost for score in scores]
        return dict(zip(docs.tolist(), scores, strict=True))

    def _any(self, terms: Collection[str], field: str, leaf: Leaf, boost: float) -> Found:
        """The articles with any of some terms, with the sums of the scores; not to be changed."""
        if len(terms) <= _FEW:
            return _sum(self._term(term, field, leaf, boost) for term in terms)
        postings = leaf.table.fields[field]
        sums = [0.0] * len(leaf.table)
        for term in terms:
            for number in postings.numbers(term, prefix=False):
                docs, keys = postings.postings(number)
                scores = map(self._snapshot.scores(field, term).__getitem__, keys.tolist())
                for doc, score in zip(docs.tolist(), scores, strict=True):
                    sums[doc] += score
        return {doc: score * boost for doc, score in enumerate(sums) if score}

    def _begun(self, start: str, field: str, leaf: Leaf, boost: float, but: Iterable[str]) -> Found:
        """The articles with a word that begins so, ``but`` some that are counted already."""
        postings = leaf.table.fields[field]
        numbers = postings.numbers(start, prefix=True)
        if not numbers:
            return {}
        terms = self._scored(start, field, postings, numbers)
        scored = self._any([t for t in terms if t not in but], field, leaf, boost)
        gathered = postings.begun(start)
        if gathered is not None:
            return dict.fromkeys(gathered.tolist(), 0.0) | scored
        found = dict(scored)
        docs = postings.docs(numbers)
        for at in range(0, len(docs), _AT_ONCE):
            if len(found) == len(leaf.table):
                break
            for doc in set(docs[at : at + _AT_ONCE].tolist()).difference(found):
                found[doc] = 0.0
        return found

    def _scored(self, start: str, field: str, postings: Field, numbers: range) -> list[str]:
        """The words with a beginning that are scored."""
        most = _SCORED_LIVE * len(start) - 1 if self._live else _SCORED
        if len(numbers) <= most and len(self._snapshot.leaves) == 1:
            return postings.terms.every(numbers.start, numbers.stop)
        return self._snapshot.frequent(start, field, most)

    def _phrase(self, pieces: list[Piece], field: str, leaf: Leaf, boost: float) -> Found:
        """The articles with terms one after the other, scored as the sum of the terms."""
        postings = leaf.table.fields[field]
        ranges = [postings.numbers(piece.term, piece.prefix) for piece in pieces]
        if not all(ranges):
            return {}
        found: Found = dict.fromkeys(articles(postings, ranges), 0.0)
        for piece in pieces:
            if not piece.prefix and found:
                scores = self._scores_of(piece.term, field, leaf, boost, found)
                for doc in found:
                    found[doc] += scores[doc]
        return found

    def _scores_of(
        self, term: str, field: str, leaf: Leaf, boost: float, docs: Collection[int]
    ) -> Found:
        """The scores of a term in some articles that have it, or in all."""
        postings = leaf.table.fields[field]
        number = postings.numbers(term, prefix=False).start
        key = leaf.table.name, field, term
        if key in self._terms or _SCATTERED * len(docs) > postings.frequency(number):
            return self._term(term, field, leaf, boost)
        every, keys = postings.postings(number)
        scores = self._snapshot.scores(field, term)
        return {doc: scores[keys[bisect_left(every, doc)]] * boost for doc in docs}


def _sum(parts: Iterable[Found]) -> Found:
    """What any part finds, with the sums of the scores; a single part as it is."""
    first, *rest = [part for part in sorted(parts, key=len, reverse=True) if part] or [{}]
    if not rest:
        return first
    found = dict(first)
    for part in rest:
        for doc, score in part.items():
            found[doc] = found.get(doc, 0.0) + score
    return found


def _both(parts: list[Found]) -> Found:
    """What every part finds, with the sums of the scores."""
    first, *rest = sorted(parts, key=len)
    if not rest:
        return first
    docs = set(first)
    for part in rest:
        docs.intersection_update(part)
    if len(rest) == 1:
        one, other = parts
        return {doc: one[doc] + other[doc] for doc in docs}
    return {doc: sum([part[doc] for part in parts]) for doc in docs}


def best(found: Iterable[tuple[int, Found]], most: int) -> list[tuple[int, float]]:
    """The best articles of all tables: number (with the base of its table) and score."""
    parts = list(found)
    scores = [score for _, part in parts for score in part.values()]
    least = min(nlargest(most, scores), default=0.0)
    kept = [
        (-score, base + doc)
        for base, part in parts
        for doc, score in part.items()
        if score >= least
    ]
    return [(number, -score) for score, number in nsmallest(most, kept)]
