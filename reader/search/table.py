"""The postings of a segment as flat arrays beside Whoosh's own file, memory-mapped.

Whoosh reads postings through objects, a block and a number at a time; a beginning of three letters
takes it seconds.  Here a term is a slice of an array.  A table has the articles of one segment of
Whoosh's under the same numbers, and scores by it are Whoosh's.

Plain arrays and dictionaries, no numpy: over the same files at 10,000 articles numpy took 2 instead
of 4 ms of processor time for a word, 4 instead of 12 for a pair, 9 instead of 18 for two letters,
10 instead of 30 for “of the”; but 120 ms to be imported, and 73 MB on disk.  Both answer within a
frame or two, so that the first answer and the smaller program count for more.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from reader.search.page import Page
from reader.search.schema import FIELDS
from reader.search.sections import Sections
from reader.search.words import GAP, Token
from reader.text.spans import Span

PREFIX, SUFFIX = "of-", ".table"
"""What stands before and after the name of the segment in the name of a table's file: Whoosh takes
files that begin with it for its own."""

_NO_TERMS = range(0)
NONE = memoryview(array("I"))


class Postings(NamedTuple):
    """The articles with a term, in order, and of each :func:`~reader.search.draft.key`."""

    docs: memoryview
    keys: memoryview


class Field:
    """The terms of one field."""

    def __init__(self, sections: Sections, name: str) -> None:
        self.terms = sections.words(f"{name}.terms")
        self.bases = sections.numbers(f"{name}.bases").tolist()
        """Where the positions of each article begin."""

        self.total = int(sections.numbers(f"{name}.total", "Q")[0])
        self.lengths = sections.raw(f"{name}.lengths")
        self._docs = sections.numbers(f"{name}.docs")
        self._keys = sections.numbers(f"{name}.keys")
        self._ends = sections.numbers(f"{name}.ends")
        self._places = sections.numbers(f"{name}.places")
        maps = sections.raw(f"{name}.maps")
        mapped = sections.numbers(f"{name}.mapped").tolist()
        size = len(maps) // (len(mapped) or 1)
        self._maps = {n: maps[at * size : at * size + size] for at, n in enumerate(mapped)}
        self._places_ends = sections.numbers(f"{name}.places.ends", "Q")
        self._begun = sections.words(f"{name}.begun")
        self._begun_docs = sections.numbers(f"{name}.begun.docs")
        self._begun_ends = sections.numbers(f"{name}.begun.ends")

    def numbers(self, term: str, prefix: bool) -> range:
        """The numbers of the terms that are a word, or begin with it."""
        if prefix:
            return self.terms.begun(term)
        number = self.terms.find(term)
        return range(number, number + 1) if number >= 0 else _NO_TERMS

    def frequency(self, number: int) -> int:
        """How many articles have a term."""
        return int(self._ends[number] - (self._ends[number - 1] if number else 0))

    def frequencies(self, numbers: range) -> list[int]:
        """How many articles have each of some terms that follow each other."""
        if not numbers:
            return []
        ends = self._ends[numbers.start : numbers.stop].tolist()
        before = int(self._ends[numbers.start - 1]) if numbers.start else 0
        return [end - start for start, end in pairwise([before, *ends])]

    def postings(self, number: int) -> Postings:
        """The articles with a term."""
        start, end = self._ends[number - 1] if number else 0, self._ends[number]
        return Postings(self._docs[start:end], self._keys[start:end])

    def docs(self, numbers: range) -> memoryview:
        """The articles with any of some terms that follow each other, over and over."""
        if not numbers:
            return NONE
        start = self._ends[numbers.start - 1] if numbers.start else 0
        return self._docs[start : self._ends[numbers.stop - 1]]

    def begun(self, start: str) -> memoryview | None:
        """The articles with any word that begins so, in order, if they were gathered."""
        number = self._begun.find(start)
        return part(self._begun_docs, self._begun_ends, number) if number >= 0 else None

    @cached_property
    def bytes_of_bases(self) -> list[int]:
        """The byte of a bitmap in which each article begins."""
        return [base >> 3 for base in self.bases]

    def docs_at(self, places: Iterable[int]) -> set[int]:
        """The articles that some positions are in."""
        bases = self.bases
        return {bisect_right(bases, place) - 1 for place in places}

    def bits(self, numbers: range) -> memoryview | bytearray | None:
        """The positions of some terms that follow each other as a bitmap, lowest bits first; none
        if there is no frequent one among them."""
        mapped = [number for number in self._maps if number in numbers]
        if len(numbers) == 1 or not mapped:
            return self._maps.get(numbers.start)
        whole = 0
        for number in mapped:
            whole |= int.from_bytes(self._maps[number], "little")
        bits = bytearray(whole.to_bytes(len(self._maps[mapped[0]]), "little"))
        first = numbers.start
        for number in [*mapped, numbers.stop]:
            for place in self.places(range(first, number)).tolist():
                bits[place >> 3] |= 1 << (place & 7)
            first = number + 1
        return bits

    def places(self, numbers: range) -> memoryview:
        """Every position of some terms that follow each other, those of a term in order.

        Those of an article are at or above its base.
        """
        if not numbers:
            return NONE
        start = self._places_ends[numbers.start - 1] if numbers.start else 0
        return self._places[start : self._places_ends[numbers.stop - 1]]


class Table:
    """The table of one segment of Whoosh's, which it has the name of."""

    def __init__(self, path: Path, name: str) -> None:
        """Map a table.

        Raises:
            OSError: it cannot be read.
            ValueError, KeyError: it is not whole.
        """
        sections = Sections(path)
        self.is_whole = sections.is_whole
        self.name = name
        self.fields = {name: Field(sections, name) for name in FIELDS}
        self.paths = sections.strings("paths")
        self.files = sections.strings("files")
        self.digests = sections.strings("digests")
        self.titles = sections.strings("titles")
        self.sources = sections.strings("sources")
        self.dates = sections.strings("dates")
        self.shelves = sections.strings("shelves")
        self.texts = sections.strings("texts")
        self.written = sections.strings("written")
        self.first_days = sections.numbers("days.first")
        self.last_days = sections.numbers("days.last")
        self.stamps = sections.numbers("stamps", "Q")
        self.passages = sections.numbers("passages")
        self.passages_ends = sections.numbers("passages.ends")
        self.boilerplate = sections.numbers("boilerplate")
        self.boilerplate_ends = sections.numbers("boilerplate.ends")
        self.laid = sections.numbers("laid")
        self.laid_ends = sections.numbers("laid.ends", "Q")
        self.starts = sections.numbers("laid.starts")
        self.lengths = sections.numbers("laid.lengths", "H")
        self.breaks = sections.numbers("breaks")
        self.breaks_ends = sections.numbers("breaks.ends")
        self.wide = sections.numbers("wide")
        self.wide_ends = sections.numbers("wide.ends")

    def __len__(self) -> int:
        """How many articles it has, deleted ones too."""
        return len(self.paths)

    def stamp(self, doc: int) -> tuple[int, int]:
        """Bytes and modification time of an article's file as it was read; zeros tell nothing."""
        return self.stamps[2 * doc], self.stamps[2 * doc + 1]

    def page(self, doc: int) -> Page:
        """The text of an article."""
        rows = part(self.passages, self.passages_ends, doc).tolist()
        blocks = [Span(rows[n], rows[n + 1]) for n in range(0, len(rows), 3)]
        paragraphs = [span for span, heading in zip(blocks, rows[2::3], strict=True) if not heading]
        carried = part(self.boilerplate, self.boilerplate_ends, doc).tolist()
        return Page(
            self.paths[doc],
            self.texts[doc],
            tuple(blocks),
            tuple(paragraphs),
            tuple(Span(carried[n], carried[n + 1]) for n in range(0, len(carried), 2)),
        )

    def tokens(self, doc: int, wanted: frozenset[int] | set[int]) -> list[Token]:
        """The words of an article's body that are some terms, given by their numbers."""
        start = int(self.laid_ends[doc - 1]) if doc else 0
        terms = self.fields["body"].terms
        laid = self.laid[start : int(self.laid_ends[doc])].tolist()
        breaks = part(self.breaks, self.breaks_ends, doc).tolist()
        found = []
        gaps = 0
        starts, lengths = self.starts, self.lengths
        for n in [n for n, term in enumerate(laid) if term in wanted]:
            while gaps < len(breaks) and breaks[gaps] <= n + GAP * (gaps + 1):
                gaps += 1
            begin = starts[start + n]
            end = begin + lengths[start + n]
            found.append(Token(terms[laid[n]], n + GAP * gaps, 1, begin, end))
        wide = part(self.wide, self.wide_ends, doc).tolist()
        for n in range(0, len(wide), 5):
            if wide[n + 2] in wanted:
                at, width, term, begin, stop = wide[n : n + 5]
                found.append(Token(terms[term], at, width, begin, stop))
        return found


def part(numbers: memoryview, ends: memoryview, doc: int) -> memoryview:
    """The numbers of one article in an array of those of all."""
    return numbers[ends[doc - 1] if doc else 0 : ends[doc]]
