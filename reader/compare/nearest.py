"""The passage of another article that is nearest in content to one passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.compare.source import Source
from reader.compare.terms import Weights, content, cosine, words
from reader.text.spans import Span

NEAR = 0.08
"""Cosine below which no passage of an article is called near.

On five published articles on one event a third of the passages are above it; about half of those
between it and 0.12 speak of the same thing when read, and nearly all above.
"""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage and how near it is, 0 to 1."""

    span: Span
    likeness: float


class Passages:
    """The paragraphs of some articles, weighed against each other (tf-idf, cosine)."""

    def __init__(self, sources: Sequence[Source]) -> None:
        terms = {
            source.path: [content(words(source.text, span)) for span in source.paragraphs]
            for source in sources
        }
        weights = Weights(passage for passages in terms.values() for passage in passages)
        self._spans = {source.path: source.paragraphs for source in sources}
        self._vectors = {
            path: [weights.vector(passage) for passage in passages]
            for path, passages in terms.items()
        }

    def nearest(self, path: str, offset: int, other: str) -> Near | None:
        """The paragraph of ``other`` nearest to the one at an offset; none if none is near."""
        at = self._at(path, offset)
        if at is None:
            return None
        vector = self._vectors[path][at]
        best = max(
            ((cosine(vector, there), -n) for n, there in enumerate(self._vectors[other])),
            default=(0.0, 0),
        )
        return Near(self._spans[other][-best[1]], best[0]) if best[0] >= NEAR else None

    def _at(self, path: str, offset: int) -> int | None:
        """The paragraph at an offset, or the next one."""
        spans = self._spans[path]
        return next((n for n, span in enumerate(spans) if offset < span.end), None)
