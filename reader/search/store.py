"""The folder of an index: made, opened, checked, and set aside when it is damaged.

The folder is private (0700), since opening an index runs pickles; it is in the cache, never in the
library.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import inf
from pathlib import Path
from time import sleep
from typing import Any

from filelock import FileLock, Timeout

from reader.articles.library import Library
from reader.errors import ReaderError
from reader.files import sync_folder
from reader.paths import cache_folder
from reader.search.schema import SCHEMA, make_schema
from reader.search.seal import (
    Segment,
    contents,
    generation,
    is_other_build,
    put_seal,
    read_seal,
)
from reader.search.sums import STARTED, Sums
from reader.search.table import PREFIX, SUFFIX
from reader.search.whoosh_import import FileIndex, FileStorage

_PATIENCE = 5.0  # seconds to wait for another process that writes
_RETRIES = 10  # times to look again where another process has just committed
_PAUSE = 0.05  # seconds between

MUST_BE_BUILT = "the search index must be built"


def folder_of(library: Library) -> Path:
    """The folder of the index of a library, in the cache.

    Raises:
        ReaderError: the cache cannot be used.
    """
    try:
        return cache_folder(library.root) / "index"
    except OSError as error:
        raise ReaderError(
            f"cannot use the cache folder {error.filename or ''}: {error.strerror or error}",
            "set XDG_CACHE_HOME to a folder that can be written",
        ) from error


class Store:
    """One index folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sums = Sums(folder)

    def exists(self) -> bool:
        """Whether anything stands at its place; an empty folder is nothing."""
        if self.folder.is_dir():
            return any(self.folder.iterdir())
        return os.path.lexists(self.folder)

    def fault(self, deep: bool = False, tables: bool = True, since: float = inf) -> str:
        """Why this index cannot be used as it is, or nothing.

        ``deep`` compares every checksum (1 GB a second) but of files that are as they were at a
        comparison ``since`` then (:mod:`.sums`), else sizes and the checksum of the contents.
        Without its ``tables``, Whoosh can still use it.
        """
        for _ in range(_RETRIES):
            before = self._generation()
            fault = self._fault(deep, tables, since)
            if not fault or self._generation() == before:
                return fault
            sleep(_PAUSE)  # another process committed meanwhile
        return fault

    def _generation(self) -> int:
        try:
            return generation(self.folder)
        except OSError:
            return -1

    def _fault(self, deep: bool, tables: bool, since: float) -> str:
        seal = read_seal(self.folder)
        number = self._generation()
        if seal is None or number < seal.generation:
            return "damaged: its table of contents or its seal is missing"
        if is_other_build(seal, SCHEMA):
            return "built by another version"
        if number > seal.generation:
            return ""  # a process was killed between commit and seal; Whoosh's commits are whole
        for name, (size, crc) in seal.files.items():
            path = self.folder / name
            if path.suffix == SUFFIX and not tables:
                continue
            try:
                status = path.stat()
                if status.st_size != size:
                    return f"damaged: {name} has {status.st_size} bytes instead of {size}"
                # The contents are a pickle: once a process, and after each change.
                ago = since if deep else STARTED if name == contents(number) else -inf
                if ago > -inf and not self._sums.is_sound(path, status, crc, ago):
                    return f"damaged: {name} is not as it was written"
            except OSError as error:
                return f"damaged: {name}: {error.strerror}"
        if deep:
            self._sums.save(set(seal.files))
        return ""

    def table_of(self, segment: str) -> Path:
        """Where the table of a segment of Whoosh's is."""
        return self.folder / f"{PREFIX}{segment}{SUFFIX}"

    def segments(self) -> list[Segment]:
        """The segments of the latest commit, from the seal; from Whoosh if that is older.

        Raises whatever Whoosh raises on files that are not sound.
        """
        seal = read_seal(self.folder)
        if seal and seal.generation == self._generation():
            return list(seal.segments)
        return [_segment(each) for each in self.open()._segments()]  # noqa: SLF001 - no other way

    def open(self) -> FileIndex:
        """The index.  Raises whatever Whoosh raises on files that are not sound."""
        return FileIndex(FileStorage(str(self.folder)), schema=make_schema())

    def create(self) -> None:
        """An empty index in the place of whatever stands there.

        Raises:
            OSError: the folder cannot be made or written.
        """
        self.remove()
        self.folder.mkdir(parents=True, mode=0o700)
        self.folder.chmod(0o700)
        FileIndex.create(FileStorage(str(self.folder)), make_schema(), "MAIN")
        self.seal()

    def seal(self) -> None:
        """Bring the last commit to the disk, then say that it is whole.

        Raises:
            OSError: the disk is full or the folder read-only.
        """
        segments = [_segment(each) for each in self.open()._segments()]  # noqa: SLF001 - as above
        tables = {self.table_of(segment.name).name for segment in segments}
        last = read_seal(self.folder)
        sealed = last.files if last else {}  # they never change
        for path in self.folder.iterdir():
            if path.suffix == SUFFIX and path.name not in tables:
                path.unlink(missing_ok=True)  # of a segment that was merged, or never committed
            elif path.suffix in (".seg", ".toc", SUFFIX) and path.name not in sealed:
                _sync(path)
        sync_folder(self.folder)
        put_seal(self.folder, SCHEMA, segments)

    def set_aside(self) -> Path:
        """Move a damaged index away, in the place of one moved before, for whoever asks why."""
        aside = self.folder.with_name(f"{self.folder.name}.damaged")
        _remove(aside)
        self.folder.rename(aside)
        self._sums.forget()
        return aside

    def remove(self) -> None:
        """Delete the index."""
        _remove(self.folder)
        self._sums.forget()

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only one who writes.

        Raises:
            ReaderError: another process goes on writing for five seconds.
            OSError: the folder cannot be written.
        """
        self.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock(self.folder.with_name(f"{self.folder.name}.lock"))
        try:
            lock.acquire(timeout=_PATIENCE)
        except Timeout:
            raise ReaderError(
                "another process is bringing the search index up to date",
                "search goes on with what is indexed; try again when it is done",
            ) from None
        try:
            yield
        finally:
            lock.release()


def _segment(segment: Any) -> Segment:
    deleted = sorted(segment.deleted_docs())
    return Segment(segment.segment_id(), segment.doc_count_all(), tuple(deleted))


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def _sync(path: Path) -> None:
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
