"""The trained model: a linear-chain conditional random field over the words of a passage.

Lafferty, McCallum and Pereira, "Conditional random fields" (ICML 2001); CRFsuite by N. Okazaki.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from reader.entities.features import Extractor
from reader.entities.items import Items
from reader.entities.rules import Draft
from reader.entities.wordfeatures import Features

if TYPE_CHECKING:
    import pycrfsuite

FILE = "model.crf.z"


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words ``start`` to before ``end`` of a passage, and what they name (PER ORG LOC GRP MISC).

    ``probability`` is that of the least likely of its words' tags.
    """

    start: int
    end: int
    tag: str
    probability: float = 1.0


class Tagger:
    """Tags articles; loads the model when it first does."""

    def __init__(self, model: bytes | None = None) -> None:
        self._model = model
        self._one_at_a_time = threading.Lock()

    @cached_property
    def _crf(self) -> pycrfsuite.Tagger:
        import pycrfsuite

        if self._model is None:
            self._model = _shipped()  # CRFsuite reads from these bytes as long as it tags
        crf = pycrfsuite.Tagger()
        crf.open_inmemory(self._model)
        return crf

    @cached_property
    def _extractor(self) -> Extractor:
        return Extractor()

    def tagged(self, draft: Draft) -> Iterator[list[Tagged]]:
        """For each passage of an article its names, in order."""
        for found, features in self._extractor.features(draft):
            yield self._names(found, features)

    def _names(self, found: Items, features: Iterable[list[Features]]) -> list[Tagged]:
        tags: list[str] = []
        likely: list[float] = []
        with self._one_at_a_time:
            crf = self._crf
            for rows in features:
                some = crf.tag(rows)
                tags += some
                likely += [1.0 if t == "O" else crf.marginal(t, n) for n, t in enumerate(some)]
        return [
            replace(name, probability=min(likely[n] for n in covered))
            for name, covered in spans(found, tags)
        ]


def _shipped() -> bytes:
    from importlib.resources import files

    return zlib.decompress((files("reader.entities") / "data" / FILE).read_bytes())


def spans(found: Items, tags: list[str]) -> Iterator[tuple[Tagged, range]]:
    """The names that BIO tags of items tell, by the tokens and the items that they cover."""
    n = 0
    while n < len(tags):
        if tags[n] == "O":
            n += 1
            continue
        kind, end = tags[n][2:], n + 1
        while end < len(tags) and tags[end] == "I-" + kind:
            end += 1
        covered = [token for token in found.tokens[n:end] if token >= 0]
        if covered:
            yield Tagged(covered[0], covered[-1] + 1, kind), range(n, end)
        n = end
