"""Pages on disk: one folder, one writer at a time, nothing overwritten that was not read."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from reader.annotations.mark import now
from reader.annotations.merge import merge
from reader.annotations.names import PAGE, addresses
from reader.annotations.page import Page, union
from reader.annotations.pagefile import (
    DamagedError,
    Known,
    Lines,
    dump,
    parse,
    salvage,
    speaks_of_marks,
)
from reader.errors import ReaderError
from reader.files import sweep, write_whole

_PATIENCE = ((0.5, 0.016), (1.0, 0.004), *[(4.5, 0.001)] * 10)
"""Seconds to wait for the other writers, and how often to ask: the longer one has waited the more
often, so that of eight that save without a pause none is left behind.  Where no other got the lock
meanwhile, whoever holds it is stuck, and the wait ends."""

_COURTESY = 0.02  # seconds left to others, where one of them wrote since we did

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when it was last looked at.

    ``digest`` tells its bytes apart (empty: there was no file).  ``damaged`` is why they could not
    be read as they stand; the page is then what could be salvaged.  ``ours`` is false for a file of
    another program.
    """

    page: Page = field(default_factory=Page)
    digest: str = ""
    stamp: Stamp | None = None
    damaged: str = ""
    ours: bool = True


_NOTHING = Seen()


class Store:
    """The pages in one folder.  ``root`` is the library they speak of."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self._root = root
        self._swept: set[Path] = set()
        self._seen: dict[str, Seen] = {}
        self._known: dict[Path, Known] = {}

    def file(self, name: str) -> Path:
        """Where a page lies."""
        return self.folder / name

    def names(self) -> Iterator[str]:
        """Every file that may be a page, with ``/``, in order."""
        for folder, inner, files in os.walk(self.folder):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            base = Path(folder).relative_to(self.folder)
            for name in sorted(files):
                if name.endswith(PAGE) and not name.startswith("."):
                    yield (base / name).as_posix()

    def look(self, name: str) -> Seen:
        """The page as it stands on disk; the same object as long as the file stays the same.

        Raises:
            OSError: it is there and cannot be read.
        """
        seen = self._seen.get(name)
        return seen if seen and seen.stamp == _stamp(self.file(name)) else self._read(name)

    def _read(self, name: str) -> Seen:
        """Like ``look``, but trusts the bytes alone: stamps may be as coarse as 10 ms."""
        file, before = self.file(name), self._seen.get(name, _NOTHING)
        stamp = _stamp(file)
        try:
            raw = file.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            # git and sync tools take a file away for a moment before they put the new one there:
            # while we run, a page that is gone has lost no mark.
            return before
        digest = hashlib.sha256(raw).hexdigest()
        if digest == before.digest:
            seen = replace(before, stamp=stamp) if before.stamp != stamp else before
        else:
            seen = self._understood(file, raw, digest, stamp)
        self._seen[name] = seen
        return seen

    def _understood(self, file: Path, raw: bytes, digest: str, stamp: Stamp | None) -> Seen:
        try:
            return Seen(parse(raw, self._known.setdefault(file, {})), digest, stamp)
        except DamagedError as error:
            backup = self._backup(file)
            ours = speaks_of_marks(raw) or not backup.empty
            page = union(backup, salvage(raw), rivals=False)
            return Seen(page, digest, stamp, str(error), ours)

    def _backup(self, file: Path) -> Page:
        try:
            return parse(_beside(file, ".bak").read_bytes())
        except (OSError, DamagedError):
            return Page()

    def save(self, name: str, page: Page, before: Seen, lines: Lines | None = None) -> Seen:
        """Write a page, with whatever another writer changed since ``before``.

        A file that cannot be read as it stands is first copied, whole, to a name of its own.

        Raises:
            OSError: it was not saved, or another writer held the folder too long; what is on disk
                is as it was.
            ReaderError: a newer version of this program wrote the file meanwhile.
        """
        file = self.file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.parent not in self._swept:
            sweep(file.parent)
            self._swept.add(file.parent)
        with self._alone():
            current = self._read(name)
            if current.page.newer:
                raise newer_error(file)
            contested = current.page is not before.page
            merged = joined(before.page, page, current) if contested else page
            address, base = addresses(self._root, self.folder, name)
            raw = dump(merged, address, base, lines)
            digest = hashlib.sha256(raw).hexdigest()
            if digest != current.digest or not file.exists():
                if current.damaged:
                    self._set_aside(file)
                write_whole(file, raw)
                with contextlib.suppress(OSError):
                    write_whole(_beside(file, ".bak"), raw)
            seen = self._seen[name] = Seen(merged, digest, _stamp(file))
        if contested:
            time.sleep(_COURTESY)  # or one that saves without a pause would starve the others
        return seen

    def remove(self, name: str, before: Seen) -> None:
        """Take a page away whose marks were saved under another name, if it is still the same.

        Raises:
            OSError: it could not be removed.
        """
        file = self.file(name)
        with self._alone():
            if before.digest and self._read(name).digest == before.digest:
                file.unlink()
                _beside(file, ".bak").unlink(missing_ok=True)
                self._seen.pop(name, None)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        from filelock import FileLock, Timeout  # 100 ms to import, and only writers need it

        file = self.folder / ".lock"
        lock = FileLock(file)
        for n, (seconds, poll) in enumerate(_PATIENCE):
            turn = _stamp(file)
            with contextlib.suppress(Timeout):
                lock.acquire(timeout=seconds, poll_interval=poll)
                break
            if n > 1 and _stamp(file) == turn:
                raise TimeoutError(f"{file} is held by another writer")
        else:
            raise TimeoutError(f"{file} is held by others all the time")
        try:
            with contextlib.suppress(OSError):
                os.utime(file)  # tells those that wait that the lock went round
            yield
        finally:
            lock.release()

    def _set_aside(self, file: Path) -> None:
        raw = file.read_bytes()
        part = hashlib.sha256(raw).hexdigest()[:8]
        if not any(file.parent.glob(f"*.damaged-*-{part}")):
            day = now()[:10]
            write_whole(file.with_name(f"{file.name}.damaged-{day}-{part}"), raw)


def joined(base: Page, ours: Page, current: Seen) -> Page:
    """Our changes since ``base`` and what the file now holds."""
    theirs = current.page
    if current.damaged:  # what is missing there was not deleted by anyone
        theirs = union(theirs, base, rivals=False)
    return merge(base, ours, theirs)


def newer_error(file: Path) -> ReaderError:
    """A page that this version may not write."""
    return ReaderError(
        f"{file.name} was written by a newer rafah-reader and is only read here",
        "update rafah-reader to change these marks",
    )


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(f".{file.name}{ending}")


def _stamp(file: Path) -> Stamp | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
