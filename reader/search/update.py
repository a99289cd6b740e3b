"""Bringing an index up to date with its library."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from reader.articles.library import SIZE_LIMIT, Library, read
from reader.articles.scan import Entry, Problem
from reader.errors import ReaderError
from reader.search.apart import Built, Job, LostError, built_apart, workers
from reader.search.batch import Batch
from reader.search.indexed import Indexed, Known, indexed_in
from reader.search.memo import Memo
from reader.search.store import Store

BATCH = 500
"""Articles of a commit: a quarter faster than one commit for all, and searched meanwhile."""

APART = 400
"""Files from which on worker processes build: starting one takes half a second."""

_DAY = 86_400.0  # seconds after which files are compared with their checksums again
_FIRST = 4  # parts of the first batches, so that something can be searched soon


@dataclass(frozen=True, slots=True)
class Update:
    """What was done, in files.  ``rebuilt`` says why it was from nothing, where there was one."""

    added: int
    changed: int
    removed: int
    unchanged: int
    problems: tuple[Problem, ...]
    rebuilt: str = ""


def update(
    library: Library,
    store: Store,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    anew: bool = False,
) -> Update:
    """Index what is new or changed and take out what is gone.

    ``progress`` gets the files done and those to do; ``cancelled`` is asked before each, and what
    is done by then is kept.

    Raises:
        ReaderError: the folder of the index cannot be written, or another process is at it.
    """
    try:
        with store.lock():
            indexed, rebuilt = _prepare(store, anew)
            return _Work(library, store, progress, cancelled).done(indexed, rebuilt)
    except OSError as error:
        raise ReaderError(
            f"cannot write the search index in {store.folder}: {error.strerror or error}",
            "free some space, or mend the permissions of that folder; everything else works",
        ) from error


def _prepare(store: Store, anew: bool) -> tuple[Indexed, str]:
    """Make sure of an index that can be written to.

    Gives every file in it, and why it was made anew, where there was one before.
    """
    if not store.exists():
        store.create()
        return {}, ""
    fault = "asked for" if anew else store.fault(deep=True, since=time.time() - _DAY)
    if not fault:
        try:
            return indexed_in(store), ""
        except Exception as error:  # noqa: BLE001 -- of an unsound index anything may be raised
            fault = f"damaged: {type(error).__name__}: {error}"
    if fault.startswith("damaged"):
        store.set_aside()
    store.create()
    return {}, fault


@dataclass
class _Work:
    library: Library
    store: Store
    progress: Callable[[int, int], None] | None
    cancelled: Callable[[], bool] | None
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    def done(self, indexed: Indexed, rebuilt: str) -> Update:
        shutil.rmtree(self._building(), ignore_errors=True)  # of a process that was killed
        scan = self.library.scan()
        self.problems += scan.problems
        memo = Memo(self.store.folder)
        present = {entry.path for entry in scan.entries}
        gone = [known for path, known in indexed.items() if path not in present]
        todo = [e for e in scan.entries if not self._is_known(memo.digest(e), indexed.get(e.path))]
        self.unchanged = len(scan.entries) - len(todo)
        try:
            self._remove(gone)
            if len(todo) >= APART:
                todo = self._read_apart(todo, memo, indexed)
            self._read(todo, memo, indexed)
        finally:
            memo.save()
        problems = tuple(sorted(self.problems, key=lambda problem: problem.path))
        return Update(self.added, self.changed, self.removed, self.unchanged, problems, rebuilt)

    def _building(self) -> Path:
        """Where workers build."""
        return self.store.folder.with_name(f"{self.store.folder.name}.building")

    @staticmethod
    def _is_known(digest: str, indexed: Known | None) -> bool:
        return bool(digest) and indexed is not None and digest == indexed.digest

    def _remove(self, gone: list[Known]) -> None:
        with Batch(self.store) as batch:
            for known in gone:
                batch.delete(known.places)
        self.removed += len(gone)

    def _read_apart(self, todo: list[Entry], memo: Memo, indexed: Indexed) -> list[Entry]:
        """Have worker processes read files; those that are left when a worker is lost."""
        folder = self._building()
        number = workers()
        left = {entry.path: entry for entry in todo}
        jobs = self._jobs(todo, memo, indexed, left)
        done = 0
        try:
            with closing(built_apart(jobs, folder, number)) as events:
                for built in events:
                    if built:
                        self._adopt(built, indexed)
                        for entry, _ in built.job:
                            del left[entry.path]
                    else:
                        self._report(done, len(todo))
                        done += 1
                    if self.cancelled and self.cancelled():
                        return []
        except LostError:
            return list(left.values())
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        self._report(len(todo), len(todo))
        return []

    def _jobs(
        self, todo: list[Entry], memo: Memo, indexed: Indexed, left: dict[str, Entry]
    ) -> Iterator[Job]:
        """The files in batches with their digests; those touched only are not ``left``."""
        job: list[tuple[Entry, str]] = []
        most = BATCH // _FIRST
        for entry in todo:
            digest = self._digest(entry, memo)
            if self._is_known(digest, indexed.get(entry.path)):
                self.unchanged += 1
                del left[entry.path]
                continue
            job.append((entry, digest))
            if len(job) == most:
                yield job
                job, most = [], BATCH
        if job:
            yield job

    def _adopt(self, built: Built, indexed: Indexed) -> None:
        """Take over what a worker has built."""
        self.problems += built.problems
        with Batch(self.store) as batch:
            for entry, _ in built.job:
                if entry.path in indexed:
                    batch.delete(indexed[entry.path].places)
                self._count(built.articles[entry.path], entry.path in indexed)
            batch.adopt(built.store)

    def _count(self, articles: int, was_there: bool) -> None:
        if articles and was_there:
            self.changed += 1
        elif articles:
            self.added += 1
        elif was_there:
            self.removed += 1

    @staticmethod
    def _digest(entry: Entry, memo: Memo) -> str:
        return memo.digest(entry) or (memo.look(entry) if entry.size <= SIZE_LIMIT else "")

    def _read(self, todo: list[Entry], memo: Memo, indexed: Indexed) -> None:
        total = len(todo)
        for first in range(0, total, BATCH):
            with Batch(self.store) as batch:
                for done, entry in enumerate(todo[first : first + BATCH], first):
                    self._report(done, total)
                    if self.cancelled and self.cancelled():
                        return
                    self._take(entry, memo, indexed.get(entry.path), batch)
        self._report(total, total)

    def _report(self, done: int, total: int) -> None:
        if self.progress and total:
            self.progress(done, total)

    def _take(self, entry: Entry, memo: Memo, indexed: Known | None, batch: Batch) -> None:
        """Index one file, or find that it has been touched only."""
        digest = self._digest(entry, memo)
        if self._is_known(digest, indexed):
            self.unchanged += 1
            return
        reading = read(entry)
        if reading.problem:
            self.problems.append(reading.problem)
        if indexed is not None:
            batch.delete(indexed.places)
        for article in reading.articles:
            batch.add(article, entry, digest)
        self._count(len(reading.articles), indexed is not None)
