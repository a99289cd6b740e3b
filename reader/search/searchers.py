"""Searchers, lent to one search at a time.

A searcher shared by threads gives wrong hits, and ``refresh()`` gives back deleted articles; so
each search has one of its own, kept for the next search until the index has moved on.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from reader.errors import ReaderError
from reader.search.seal import contents, generation, read_seal
from reader.search.store import MUST_BE_BUILT, Store
from reader.search.weighting import Weighting

_IDLE = 4  # searchers kept: more searches than that at once open their own

HINT = "`rafah-reader index` builds it; the reader does so when it is opened"


Stamp = tuple[tuple[str, int, int], ...]
"""The files of a commit with their sizes and times."""


@dataclass(frozen=True, slots=True)
class _Lent:
    searcher: Any
    stamp: Stamp


class Searchers:
    """The searchers of one index."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._idle: list[_Lent] = []
        self._lock = threading.Lock()

    @contextmanager
    def lend(self) -> Iterator[Any]:
        """A searcher of the latest commit.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        lent = self._take()
        try:
            yield lent.searcher
        except BaseException:
            _close(lent)
            raise
        with self._lock:
            if len(self._idle) < _IDLE:
                self._idle.append(lent)
                return
        _close(lent)

    def _take(self) -> _Lent:
        stamp = self.stamp()
        with self._lock:
            idle, self._idle = self._idle, []
            lent = next((each for each in reversed(idle) if stamp and each.stamp == stamp), None)
            for each in idle:
                if each is not lent and each.stamp == stamp:
                    self._idle.append(each)
                elif each is not lent:
                    _close(each)
        return lent or self._open()

    def stamp(self) -> Stamp:
        """The files of the latest commit: as long as they are as they were, a searcher is right."""
        folder = self.store.folder
        try:
            number = generation(folder)
            seal = read_seal(folder)
            names = {contents(number)}
            if seal and seal.generation == number:
                names |= set(seal.files)
            states = {name: (folder / name).stat() for name in sorted(names)}
        except OSError:
            return ()
        return tuple((name, s.st_size, s.st_mtime_ns) for name, s in states.items())

    def must_be_sound(self) -> None:
        """Make sure that Whoosh can open the index.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        if not self.store.exists():
            raise ReaderError(MUST_BE_BUILT, HINT)
        fault = self.store.fault(tables=False)
        if fault:
            raise ReaderError(f"{MUST_BE_BUILT} anew: {fault}", HINT)

    def _open(self) -> _Lent:
        self.must_be_sound()
        stamp = self.stamp()
        try:
            searcher = self.store.open().searcher(weighting=Weighting())
        except Exception as error:
            reason = f"damaged: {type(error).__name__}: {error}"
            raise ReaderError(f"{MUST_BE_BUILT} anew: {reason}", HINT) from error
        return _Lent(searcher, stamp)

    def close(self) -> None:
        """Close the searchers that are not lent."""
        with self._lock:
            idle, self._idle = self._idle, []
        for lent in idle:
            _close(lent)


def _close(lent: _Lent) -> None:
    with suppress(Exception):
        lent.searcher.close()
