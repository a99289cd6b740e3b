"""The engines of one index: the tables of the latest commit, else Whoosh."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from reader.errors import ReaderError
from reader.search.engine import Engine
from reader.search.seal import SEAL
from reader.search.searchers import HINT, Searchers
from reader.search.snapshot import Snapshot, open_snapshot
from reader.search.store import MUST_BE_BUILT, Store
from reader.search.tabled import Tabled
from reader.search.whooshed import Whooshed


class Engines:
    """What answers queries over one index.  Threads may share it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._searchers = Searchers(store)
        self._lock = threading.Lock()
        self._stamp: tuple[int, ...] = ()
        self._snapshot: Snapshot | None = None
        self._tabled: Tabled | None = None

    @contextmanager
    def lend(self) -> Iterator[Engine]:
        """An engine over the latest commit.

        Raises:
            ReaderError: there is no index, or it is damaged.
        """
        try:
            tabled = self._latest()
            if tabled:
                yield tabled
                return
            with self._searchers.lend() as searcher:
                yield Whooshed(searcher)
        except (ReaderError, GeneratorExit):
            raise
        except Exception as error:
            fault = self.store.fault(deep=True)
            if not fault:
                raise  # a bug of ours, or a mistake of the caller
            raise ReaderError(f"{MUST_BE_BUILT} anew: {fault}", HINT) from error

    def close(self) -> None:
        """Let go of files."""
        with self._lock:
            self._stamp, self._snapshot, self._tabled = (), None, None
        self._searchers.close()

    def _state(self) -> tuple[int, ...]:
        """What changes with each commit, and when a file is put in or taken away."""
        try:
            folder, seal = self.store.folder.stat(), (self.store.folder / SEAL).stat()
        except OSError:
            return ()
        return folder.st_mtime_ns, seal.st_ino, seal.st_mtime_ns, seal.st_size

    def _latest(self) -> Tabled | None:
        """The tables of the latest commit; none where they cannot be read."""
        with self._lock:
            stamp = self._state()
            whole = self._snapshot is None or self._snapshot.is_whole()
            if stamp and stamp == self._stamp and whole:
                return self._tabled
            if not whole:
                self._snapshot = None
            self._searchers.must_be_sound()
            self._tabled = None
            if not self.store.fault():
                try:
                    segments = self.store.segments()
                    self._snapshot = open_snapshot(self.store, segments, self._snapshot)
                    self._tabled = Tabled(self._snapshot)
                except (OSError, ValueError, KeyError):
                    self._snapshot = None
            self._stamp = stamp
            return self._tabled
