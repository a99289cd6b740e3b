"""The cards of a library, kept in its cache so that a file that did not change is not read again.

A size and a modification time stand for a file, and those of its sidecar for that.  One changed
within two seconds of the reading could change again without either of them changing, so its cards
are not kept (git calls it “racily clean”), and neither is what could not be read: that may be
mended without touching the file.  Within a session it is read again when its rights changed too.
10,000 articles are read in 25 s, their cards in a tenth of a second.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields
from pathlib import PurePosixPath

from reader.articles.article import Card
from reader.articles.formats.installed import readers
from reader.articles.library import Library, read
from reader.articles.scan import Entry, Problem
from reader.files import write_whole
from reader.paths import cache_folder, cache_path

CARDS = "cards.json"
"""A line with the version and the checksum of the next one, which has a row for each file."""

_SCHEMA = 2  # one more whenever the same file gives another card
_RACY = 2_000_000_000  # ns: FAT keeps times in steps of two seconds
_PAUSE = 0.5  # seconds between two looks at what is known so far, …
_MANY = 2_500  # … of so many files, and longer of more: each look lists them all
_SAVE = 30.0  # seconds of reading that may be lost when the program is ended

_Row = list[object]  # sizes and times of the file and its sidecar, and the values of each card
_STAMP = 4  # of the row
_Stamp = tuple[int, ...]


class Cards:
    """What lists show of every article of a library, as its files are now."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._file = cache_path(library.root) / CARDS
        self.problems: list[Problem] = []
        """What was left out, and why; complete when all is read."""
        self._rows: dict[str, _Row] | None = None  # as they are on disk, once that is known
        self._cards: dict[str, tuple[Card, ...]] = {}  # those of the rows
        self._refused: dict[str, tuple[_Stamp, Problem]] = {}

    def all(self, progress: Callable[[int, int], None] | None = None) -> list[Card]:
        """Every card, in order of path; ``progress`` gets the files to read, done and in all."""
        return list(deque(self.growing(progress), maxlen=1).pop().values())

    def growing(
        self, progress: Callable[[int, int], None] | None = None, *, named: bool = False
    ) -> Iterator[dict[str, Card]]:
        """The cards by path, in its order: those kept at once, then now and then what is read.

        The files are those of the library's last walk.  What was read is kept when the caller
        stops asking.  ``named``: a file that is still to be read has a card with its name.  Asked
        again, nothing is read that was not touched since.
        """
        entries = self._library.scanned.entries
        self.problems = list(self._library.scanned.problems)
        before = self._load() if self._rows is None else self._rows
        rows, cards = self._still_valid(entries, before)
        todo = [entry for entry in entries if entry.path not in cards]
        changed = len(rows) != len(before)
        pause = _PAUSE * max(1, len(entries) / _MANY)
        looked = saved = time.monotonic()
        try:
            if todo and (cards or named):
                yield _in_order(entries, cards, named=named)
            for n, entry in enumerate(todo, 1):
                row = self._read(entry, cards)
                if row:
                    rows[entry.path] = row
                    changed = True
                if progress:
                    progress(n, len(todo))
                at = time.monotonic()
                if at - looked > pause and n < len(todo):
                    yield _in_order(entries, cards, named=named)
                    looked = time.monotonic()
                if changed and at - saved > _SAVE:
                    self._save(rows)
                    saved, changed = time.monotonic(), False
            yield _in_order(entries, cards)
        finally:
            self._rows, self._cards = rows, cards
            if changed:
                self._save(rows)

    def _still_valid(
        self, entries: tuple[Entry, ...], before: Mapping[str, _Row]
    ) -> tuple[dict[str, _Row], dict[str, tuple[Card, ...]]]:
        """What is known of files that are as they were, with the problems of those refused."""
        rows: dict[str, _Row] = {}
        cards: dict[str, tuple[Card, ...]] = {}
        for entry in entries:
            path, row = entry.path, before.get(entry.path)
            if row and row[:_STAMP] == list(entry.stamp):
                rows[path] = row
                known = self._cards.get(path) if before is self._rows else None
                cards[path] = known or tuple(Card(*values) for values in row[_STAMP:])  # type: ignore[misc]
            elif path in self._refused:
                stamp, problem = self._refused.pop(path)
                if stamp == _stamp_of(entry):
                    self._refused[path] = stamp, problem
                    self.problems.append(problem)
                    cards[path] = ()
        return rows, cards

    def _read(self, entry: Entry, cards: dict[str, tuple[Card, ...]]) -> _Row | None:
        """Read a file; its row, where that may be kept."""
        now, stamp = time.time_ns(), _stamp_of(entry)
        reading = read(entry)
        cards[entry.path] = tuple(article.card() for article in reading.articles)
        settled = now - entry.touched_ns > _RACY
        if reading.problem:
            self.problems.append(reading.problem)
            if settled:
                self._refused[entry.path] = stamp, reading.problem
            return None
        values = [list(_values(card)) for card in cards[entry.path]]
        return [*entry.stamp, *values] if settled else None

    def _load(self) -> dict[str, _Row]:
        """The rows by path; none where there is no such file, or not ours, or not whole."""
        with suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
            head, _, page = self._file.read_bytes().partition(b"\n")
            if json.loads(head) == [_version(), zlib.crc32(page)]:
                return dict(json.loads(page))
        return {}

    def _save(self, rows: Mapping[str, _Row]) -> None:
        """Keep the rows; where that cannot be done, files are read again the next time."""
        page = json.dumps(rows).encode()
        with suppress(OSError):
            cache_folder(self._library.root)
            write_whole(
                self._file, json.dumps([_version(), zlib.crc32(page)]).encode() + b"\n" + page
            )


def _version() -> str:
    return f"{_SCHEMA}/{readers()}/{','.join(field.name for field in fields(Card))}"


def _values(card: Card) -> Iterator[str | int]:
    return (getattr(card, field.name) for field in fields(card))


def _stamp_of(entry: Entry) -> _Stamp:
    """The stamp of a file, with the time of its last change of any kind: rights may be given."""
    try:
        return *entry.stamp, os.stat(entry.where).st_ctime_ns  # noqa: PTH116 - of each one refused
    except OSError:
        return entry.stamp


def _in_order(
    entries: tuple[Entry, ...], cards: Mapping[str, tuple[Card, ...]], *, named: bool = False
) -> dict[str, Card]:
    unknown = () if not named else None
    found: dict[str, Card] = {}
    for entry in entries:
        known = cards.get(entry.path, unknown)
        if known is None:
            found[entry.path] = _named(entry.path)
        else:
            found.update((card.path, card) for card in known)
    return found


def _named(path: str) -> Card:
    """The card of a file of which no more is known than its name."""
    name = PurePosixPath(path).stem
    return Card(path, "", name, "", "", "", "", "", words=0, minutes=0)
