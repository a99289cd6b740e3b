"""Writing a table: of the articles of a batch, and of older tables that are merged with them.

The order is that of Whoosh's writer: first the batch, then the articles of each older segment that
were not deleted.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from reader.search.beginnings import Beginnings
from reader.search.draft import Draft, Laid, Row
from reader.search.schema import FIELDS
from reader.search.sections import packed, packed_words, write_sections
from reader.search.sources import Merged, Source, drafted
from reader.search.table import Table, part

_Data: TypeAlias = "dict[str, bytes | bytearray | array[int]]"
_OFTEN = 256  # positions in a field to one of a term that has a bitmap: some forty words have
_LEAST = 64  # positions of such a term
_LONGEST = 65535  # code points of a word


@dataclass(frozen=True)
class Old:
    """A table that becomes part of a new one, and the articles of it that are not deleted."""

    table: Table
    live: Sequence[int]


def weave(path: Path, draft: Draft, olds: Sequence[Old]) -> None:
    """Write the table of a batch and of older tables.

    Raises:
        OSError: the disk is full or the folder read-only.
    """
    data: _Data = {}
    numbers: dict[str, int] = {}
    for name in FIELDS:
        sources: list[Source] = [drafted(draft.fields[name])]
        sources += [Merged(old.table.fields[name], old.live) for old in olds]
        numbers = _field(data, name, sources)
        if name == "body":
            data |= packed("written", _written(numbers, draft, olds))
            _laid(data, numbers, draft, olds)
    _rows(data, [*draft.rows, *(row for old in olds for row in _rows_of(old))])
    write_sections(path, data)


def _field(data: _Data, name: str, sources: Sequence[Source]) -> dict[str, int]:
    """The sections of one field, and the number of each of its terms."""
    having: dict[str, list[int]] = {}
    for n, source in enumerate(sources):
        for term in source.terms:
            having.setdefault(term, []).append(n)
    docs, keys, ends = array("I"), array("I"), array("I")
    mapped: dict[int, bytes] = {}
    places, places_ends, bases = array("I"), array("Q"), array("I", [0])
    first_doc, first_place = [], []
    for source in sources:
        first_doc.append(len(bases) - 1)
        first_place.append(bases[-1])
        bases.extend([base + first_place[-1] for base in source.bases[1:]])
    numbers: dict[str, int] = {}
    beginnings = Beginnings()
    for term in sorted(having):
        before = len(docs)
        for n in having[term]:
            posting = sources[n].posting(term)
            shift, up = first_doc[n], first_place[n]
            docs.extend([doc + shift for doc in posting.docs] if shift else posting.docs)
            keys.extend(posting.keys)
            places.extend([place + up for place in posting.places] if up else posting.places)
        if len(docs) > before:
            since = places_ends[-1] if places_ends else 0
            if len(places) - since > max(_LEAST, bases[-1] // _OFTEN):
                mapped[len(numbers)] = _bitmap(places[since:], bases[-1])
            numbers[term] = len(numbers)
            beginnings.add(term, docs[before:])
            ends.append(len(docs))
            places_ends.append(len(places))
    data |= packed_words(f"{name}.terms", numbers)
    data |= beginnings.sections(f"{name}.begun")
    data |= {
        f"{name}.bases": bases,
        f"{name}.total": array("Q", [sum(source.total for source in sources)]),
        f"{name}.lengths": b"".join(source.lengths for source in sources),
        f"{name}.docs": docs,
        f"{name}.keys": keys,
        f"{name}.ends": ends,
        f"{name}.places": places,
        f"{name}.places.ends": places_ends,
        f"{name}.mapped": array("I", mapped),
        f"{name}.maps": b"".join(mapped.values()),
    }
    return numbers


def _bitmap(places: Iterable[int], size: int) -> bytes:
    bits = bytearray(size // 8 + 1)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def _written(numbers: Collection[str], draft: Draft, olds: Sequence[Old]) -> Iterator[str]:
    """How each term is written, by the part that has it most often; nothing if as it is."""
    best: dict[str, tuple[int, str]] = {}
    here = draft.written()
    for term, posting in draft.fields["body"].postings.items():
        best[term] = len(posting.docs), here.get(term, "")
    for old in olds:
        field = old.table.fields["body"]
        terms, written = field.terms.every(), old.table.written.every()
        for n, (term, word) in enumerate(zip(terms, written, strict=True)):
            count = field.frequency(n)
            if count > best.get(term, (0, ""))[0]:
                best[term] = count, word
    return (best[term][1] for term in numbers)


def _laid(data: _Data, numbers: dict[str, int], draft: Draft, olds: Sequence[Old]) -> None:
    """The sections of the words of each body in their order."""
    laid, starts, lengths, ends = array("I"), array("I"), array("H"), array("Q")
    breaks, breaks_ends = array("I"), array("I")
    wide, wide_ends = array("I"), array("I")
    for words in draft.laid:
        laid.extend([numbers[term] for term in words.terms])
        starts.extend(words.starts)
        lengths.extend([min(length, _LONGEST) for length in words.lengths])
        ends.append(len(laid))
        breaks.extend(words.breaks)
        breaks_ends.append(len(breaks))
        wide.extend(_wide(words, numbers))
        wide_ends.append(len(wide))
    for old in olds:
        table = old.table
        to = [numbers.get(term, 0) for term in table.fields["body"].terms.every()]
        for doc in old.live:
            first, last = table.laid_ends[doc - 1] if doc else 0, table.laid_ends[doc]
            laid.extend([to[term] for term in table.laid[first:last]])
            starts.extend(table.starts[first:last])
            lengths.extend(table.lengths[first:last])
            ends.append(len(laid))
            breaks.extend(part(table.breaks, table.breaks_ends, doc))
            breaks_ends.append(len(breaks))
            row = part(table.wide, table.wide_ends, doc).tolist()
            row[2::5] = [to[term] for term in row[2::5]]
            wide.extend(row)
            wide_ends.append(len(wide))
    data |= {"laid": laid, "laid.starts": starts, "laid.lengths": lengths, "laid.ends": ends}
    data |= {"breaks": breaks, "breaks.ends": breaks_ends, "wide": wide, "wide.ends": wide_ends}


def _wide(words: Laid, numbers: dict[str, int]) -> Iterator[int]:
    for at, width, term, start, end in words.wide:
        yield from (at, width, numbers[term], start, end)


def _rows_of(old: Old) -> Iterator[Row]:
    table = old.table
    for doc in old.live:
        yield Row(
            path=table.paths[doc],
            file=table.files[doc],
            digest=table.digests[doc],
            title=table.titles[doc],
            source=table.sources[doc],
            date=table.dates[doc],
            shelf=table.shelves[doc],
            text=table.texts[doc],
            days=(table.first_days[doc], table.last_days[doc]),
            stamp=table.stamp(doc),
            passages=tuple(part(table.passages, table.passages_ends, doc)),
            boilerplate=tuple(part(table.boilerplate, table.boilerplate_ends, doc)),
        )


def _rows(data: _Data, rows: Sequence[Row]) -> None:
    """The sections of what is kept beside the terms."""
    texts: dict[str, Callable[[Row], str]] = {
        "paths": lambda row: row.path,
        "files": lambda row: row.file,
        "digests": lambda row: row.digest,
        "titles": lambda row: row.title,
        "sources": lambda row: row.source,
        "dates": lambda row: row.date,
        "shelves": lambda row: row.shelf,
        "texts": lambda row: row.text,
    }
    for name, text in texts.items():
        data |= packed(name, map(text, rows))
    data["days.first"] = array("I", [row.days[0] for row in rows])
    data["days.last"] = array("I", [row.days[1] for row in rows])
    data["stamps"] = array("Q", [number for row in rows for number in row.stamp])
    spans: dict[str, Callable[[Row], Sequence[int]]] = {
        "passages": lambda row: row.passages,
        "boilerplate": lambda row: row.boilerplate,
    }
    for name, numbers in spans.items():
        found, ends = array("I"), array("I")
        for row in rows:
            found.extend(numbers(row))
            ends.append(len(found))
        data |= {name: found, f"{name}.ends": ends}
