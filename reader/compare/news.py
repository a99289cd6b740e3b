"""What is new in an article to somebody who has read others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from reader.compare.source import Source
from reader.compare.terms import Weights, content, words
from reader.text.spans import Span

KNOWN = 0.7
"""Share of a sentence's weight that one read sentence must hold for it to be known."""

_FEWEST = 3  # content words of a sentence that can be known from elsewhere


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence whose content was read elsewhere: where, and how much of it stands there."""

    sentence: Span
    path: str
    there: Span
    share: float


class Read:
    """The sentences of what was read."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sentences: list[tuple[str, Span, frozenset[str]]] = []
        self._holders: dict[str, list[int]] = defaultdict(list)
        for source in sources:
            for span in source.sentences:
                terms = frozenset(content(words(source.text, span)))
                for term in terms:
                    self._holders[term].append(len(self._sentences))
                self._sentences.append((source.path, span, terms))
        self._weights = Weights(list(terms) for _, _, terms in self._sentences)

    def known(self, source: Source) -> tuple[Known, ...]:
        """The sentences of an article that say nothing that was not read; in order.

        A sentence with a figure or name that the other one has not is new, however alike they are.
        """
        found = (self._nearest(source, span) for span in source.sentences)
        return tuple(known for known in found if known is not None)

    def _nearest(self, source: Source, span: Span) -> Known | None:
        terms = frozenset(content(words(source.text, span)))
        if len(terms) < _FEWEST:
            return None
        telling = _telling(source, span, terms)
        shared: dict[int, float] = defaultdict(float)
        total = 0.0
        for term in terms:
            weight = self._weights.of(term)
            total += weight
            for at in self._holders.get(term, ()):
                shared[at] += weight
        for at in sorted(shared, key=lambda n: -shared[n])[:5]:
            path, there, theirs = self._sentences[at]
            share = shared[at] / total
            if path != source.path and share >= KNOWN and telling <= theirs:
                return Known(span, path, there, round(share, 3))
        return None


def _telling(source: Source, span: Span, terms: Iterable[str]) -> frozenset[str]:
    """The words of a sentence that it may not lose: its figures and names."""
    names = {
        term
        for mention in source.between(*span)
        for term in content(words(source.text, mention.span))
    }
    return frozenset(names) | {term for term in terms if term[0].isdigit()}
