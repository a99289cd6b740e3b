"""What a table is woven from: a batch of articles, and older tables without what is gone."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reader.search.draft import FieldDraft, Posting
from reader.search.table import Field
from reader.search.whoosh_import import byte_to_length


@dataclass
class Drafted:
    """The terms of a batch."""

    terms: Sequence[str]
    bases: Sequence[int]
    postings: dict[str, Posting]

    lengths: bytes | bytearray
    """A byte an article, which stands for the number of its terms."""

    total: int

    def posting(self, term: str) -> Posting:
        """The articles with a term, the first of this part as 0."""
        return self.postings[term]


class Merged:
    """The terms of an older table, without deleted articles."""

    def __init__(self, field: Field, live: Sequence[int]) -> None:
        self._field = field
        self._numbers = {term: n for n, term in enumerate(field.terms.every())}
        self.terms = list(self._numbers)
        old = field.bases
        self._whole = len(live) == len(old) - 1
        bases = [0]
        for doc in live:
            bases.append(bases[-1] + old[doc + 1] - old[doc])
        self.bases = bases
        self.lengths = bytes(field.lengths[doc] for doc in live)
        self.total = sum(map(byte_to_length, self.lengths))
        """As Whoosh knows it when it has merged: by those bytes."""

        self._to = {doc: n for n, doc in enumerate(live)}
        self._shift = {doc: bases[n] - old[doc] for n, doc in enumerate(live)}

    def posting(self, term: str) -> Posting:
        """The articles with a term, the first of this part as 0."""
        number = self._numbers[term]
        docs, keys = self._field.postings(number)
        places = self._field.places(range(number, number + 1))
        if self._whole:
            return Posting(array("I", docs), array("I", keys), array("I", places))
        out = Posting()
        at = 0
        for doc, key in zip(docs, keys, strict=True):
            frequency = key >> 8
            if doc in self._to:
                out.docs.append(self._to[doc])
                out.keys.append(key)
                shift = self._shift[doc]
                out.places.extend([place + shift for place in places[at : at + frequency]])
            at += frequency
        return out


Source: TypeAlias = "Drafted | Merged"
"""A part that a table is woven from."""


def drafted(field: FieldDraft) -> Drafted:
    """The terms of a batch in one field."""
    return Drafted(sorted(field.postings), field.bases, field.postings, field.lengths, field.total)
