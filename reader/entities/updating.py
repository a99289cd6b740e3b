"""Bringing the cache up to date with the files: what is to be tagged, where, in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from reader.articles.scan import Entry
from reader.entities.database import Database
from reader.entities.recogniser import Recogniser
from reader.entities.register import Register
from reader.entities.store import FileRow, Store, Wanted
from reader.entities.tagging import FEW, Done, Pool, fingerprint, join, tag_file

_BATCH = 100  # files in one transaction
_SETTLED_NS = 2_000_000_000  # a file that changed later before it was read may have changed since
_JOIN_AT, _JOIN_AGAIN = 250, 4  # texts that are joined before all are, then so many times more
_MANY = 400  # texts that take longer to join than a process takes to start


def _never() -> bool:
    return False


class Update:
    """One run over the files of a library."""

    def __init__(
        self, database: Database, recogniser: Recogniser, processes: int | None = None
    ) -> None:
        """``processes`` is how many to use: one for each core by default; with 0 none."""
        self._database = database
        self._store = Store(database)
        self._register = Register(database)
        self._recogniser = recogniser
        self._processes = processes
        self._pool: Pool | None = None
        self._joining: Future[None] | None = None

    def run(
        self,
        entries: Collection[Entry],
        names: tuple[str, ...] = (),
        *,
        first: Iterable[str] = (),
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] = _never,
        joined: Callable[[], None] | None = None,
    ) -> bool:
        """Tag what is not in the cache, then join; false if it was cancelled."""
        stale = self._stale(entries, names)
        order = {path: n for n, path in enumerate(first)}
        stale.sort(key=lambda entry: order.get(entry.path, len(order)))  # stable: else by path
        done, total = len(entries) - len(stale), len(entries)
        if done and progress:
            progress(done, total)
        try:
            rows: list[Done] = []
            join_at = _JOIN_AT
            for found in self._tagged(stale, names, cancelled):
                rows.append(found)
                done += 1
                if len(rows) >= _BATCH:
                    self._keep(rows)
                    rows = []
                    self._told_joined(joined)
                    if self._pool and done >= join_at and not self._joining:
                        self._joining = self._pool.join(self._texts(entries))
                        join_at = done * _JOIN_AGAIN
                if progress:
                    progress(done, total)
            self._keep(rows)
            if cancelled():
                return False
            self._store.keep_only(entry.path for entry in entries)
            return self._join(entries, cancelled, joined)
        finally:
            if self._pool:
                self._pool.close()

    def _stale(self, entries: Iterable[Entry], names: tuple[str, ...]) -> list[Entry]:
        """The files that were not read as they are now, or not for these names."""
        known = self._store.files()
        wanted = self._store.wanted() if names else {}
        return [
            entry
            for entry in entries
            if not _is_current(known.get(entry.path), entry)
            or any(
                name not in wanted.get(key, {})
                for _, key in known[entry.path].texts
                for name in names
            )
        ]

    def _tagged(
        self, entries: list[Entry], names: tuple[str, ...], cancelled: Callable[[], bool]
    ) -> Iterator[Done]:
        left = {entry.path: entry for entry in entries}
        file = self._database.file
        if len(left) > FEW and self._processes != 0 and file and not self._database.in_memory:
            self._pool = Pool(file, self._recogniser.version, self._processes)
            try:
                for done in self._pool.tag(entries, names, cancelled):
                    del left[done.row.path]
                    yield done
            except BrokenProcessPool:  # no memory, or somebody ended one: go on without
                self._pool.close()
                self._pool = None
        for entry in left.values():
            if cancelled():
                return
            yield tag_file(entry, names, self._store, self._recogniser)

    def _keep(self, rows: list[Done]) -> None:
        if rows:
            found = {key: blob for done in rows for key, blob in done.found.items()}
            self._store.put(found, [done.row for done in rows])
        wanted: dict[str, Wanted] = {}
        for done in rows:
            wanted.update(done.wanted)
        if wanted:
            before = self._store.wanted(wanted)
            self._store.put_wanted({key: before.get(key, {}) | new for key, new in wanted.items()})

    # -- joining -----------------------------------------------------------------------------------

    def _texts(self, entries: Iterable[Entry]) -> dict[str, str]:
        """The keys of the library's articles by path, as far as they are in the cache."""
        known = self._store.files()
        return {
            path: key
            for entry in entries
            if entry.path in known
            for path, key in known[entry.path].texts
        }

    def _join(
        self,
        entries: Iterable[Entry],
        cancelled: Callable[[], bool],
        joined: Callable[[], None] | None,
    ) -> bool:
        """Join everything, unless that is how it stands."""
        texts = self._texts(entries)
        if self._register.fingerprint == fingerprint(texts):
            return True
        file = self._database.file
        if len(texts) < _MANY or self._processes == 0 or not file or self._database.in_memory:
            join(texts, self._store, self._register)
        else:
            self._pool = self._pool or Pool(file, self._recogniser.version, 1)
            try:
                if not self._pool.wait_for(self._pool.join(texts), cancelled):
                    return False
            except BrokenProcessPool:
                join(texts, self._store, self._register)
        if joined:
            joined()
        return True

    def _told_joined(self, joined: Callable[[], None] | None) -> None:
        if self._joining and self._joining.done():
            failed = self._joining.exception() is not None
            self._joining = None
            if joined and not failed:
                joined()


def _is_current(row: FileRow | None, entry: Entry) -> bool:
    if row is None or (row.size, row.mtime_ns) != (entry.size, entry.mtime_ns):
        return False
    return row.seen_ns - row.mtime_ns > _SETTLED_NS
