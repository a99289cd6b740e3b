"""The cards of a library, kept in its cache so that a file that did not change is not read again.

A size and a modification time stand for a file, and those of its sidecar for that.  One changed
within two seconds of the reading could change again without either of them changing, so its cards
are not kept (git calls it “racily clean”), and neither is what could not be read: that may be
mended without touching the file.
10,000 articles are read in 25 s, their cards in a tenth of a second.
"""

from __future__ import annotations

import json
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields

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
_PAUSE = 0.5  # seconds between two looks at what is known so far
_SAVE = 30.0  # seconds of reading that may be lost when the program is ended

_Row = list[object]  # sizes and times of the file and its sidecar, and the values of each card
_STAMP = 4  # of the row


class Cards:
    """What lists show of every article of a library, as its files are now."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._file = cache_path(library.root) / CARDS
        self.problems: list[Problem] = []
        """What was left out, and why; complete when all is read."""

    def all(self, progress: Callable[[int, int], None] | None = None) -> list[Card]:
        """Every card, in order of path; ``progress`` gets the files to read, done and in all."""
        return list(deque(self.growing(progress), maxlen=1).pop().values())

    def growing(
        self, progress: Callable[[int, int], None] | None = None
    ) -> Iterator[dict[str, Card]]:
        """The cards by path, in its order: those kept at once, then twice a second what is read.

        The files are those of the library's last walk.  What was read is kept when the caller
        stops asking.
        """
        scanned = self._library.scanned
        self.problems = list(scanned.problems)
        before = self._load()
        rows: dict[str, _Row] = {}
        cards: dict[str, tuple[Card, ...]] = {}
        for entry in scanned.entries:
            row = before.get(entry.path)
            if row and row[:_STAMP] == list(entry.stamp):
                rows[entry.path] = row
                cards[entry.path] = tuple(Card(*values) for values in row[_STAMP:])  # type: ignore[misc]
        todo = [entry for entry in scanned.entries if entry.path not in cards]
        changed = len(rows) != len(before)
        looked = saved = time.monotonic()
        try:
            if todo and cards:
                yield _in_order(scanned.entries, cards)
            for n, entry in enumerate(todo, 1):
                now = time.time_ns()
                reading = read(entry)
                cards[entry.path] = tuple(article.card() for article in reading.articles)
                if reading.problem:
                    self.problems.append(reading.problem)
                elif now - entry.touched_ns > _RACY:
                    values = [list(_values(card)) for card in cards[entry.path]]
                    rows[entry.path] = [*entry.stamp, *values]
                    changed = True
                if progress:
                    progress(n, len(todo))
                at = time.monotonic()
                if at - looked > _PAUSE and n < len(todo):
                    yield _in_order(scanned.entries, cards)
                    looked = time.monotonic()
                if changed and at - saved > _SAVE:
                    self._save(rows)
                    saved, changed = time.monotonic(), False
            yield _in_order(scanned.entries, cards)
        finally:
            if changed:
                self._save(rows)

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


def _in_order(entries: tuple[Entry, ...], cards: Mapping[str, tuple[Card, ...]]) -> dict[str, Card]:
    known = (cards.get(entry.path, ()) for entry in entries)
    return {card.path: card for of_file in known for card in of_file}
