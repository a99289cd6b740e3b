"""Which files of a folder may be articles: a walk that cannot be led astray."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from reader.articles.formats import format_of

ANNOTATIONS = "annotations"
"""The folder, at the top of a library, that holds marks and never articles."""

_DEPTH = 40  # folders below each other; deeper ones are named and left out


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that a format can read.  ``path`` is relative, with ``/``, and can be printed."""

    path: str
    file: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A file or folder that was left out, and the reason in one line."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a walk found, sorted by path."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def scan(root: Path) -> Scan:
    """Walk a library.

    Hidden names, the annotations folder and unknown endings are passed over.  A link is followed
    only to what lies in the library, and no folder is entered twice, so loops end.
    """
    walk = _Walk(Path(os.path.realpath(root)))
    walk.enter(walk.root, "", 0)
    return Scan(
        tuple(sorted(walk.entries, key=lambda e: e.path)),
        tuple(sorted(walk.problems, key=lambda p: p.path)),
    )


def printable(name: str) -> str:
    """A file's name that any terminal and JSON can carry; bytes that are no UTF-8 as ``\\xNN``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


class _Walk:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self._seen: set[tuple[int, int]] = set()

    def enter(self, folder: Path, prefix: str, depth: int) -> None:
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in self._seen:
                return
            self._seen.add((status.st_dev, status.st_ino))
            if depth > _DEPTH:
                self._refuse(prefix, f"more than {_DEPTH} folders deep")
                return
            with os.scandir(folder) as found:
                children = sorted(found, key=lambda child: child.name)
        except OSError as error:
            self._refuse(prefix or ".", _reason(error))
            return
        for child in children:
            if child.name.startswith(".") or (not prefix and child.name == ANNOTATIONS):
                continue
            path = printable(f"{prefix}/{child.name}" if prefix else child.name)
            try:
                self._look(child, path, depth)
            except OSError as error:
                if format_of(child.name):
                    self._refuse(path, _reason(error))

    def _look(self, child: os.DirEntry[str], path: str, depth: int) -> None:
        if child.is_symlink():
            real = Path(os.path.realpath(child.path))
            if not real.is_relative_to(self.root):
                if format_of(child.name) or child.is_dir():
                    self._refuse(path, "a link to a place outside the library")
                return
        if child.is_dir():
            self.enter(Path(child.path), path, depth + 1)
            return
        if format_of(child.name) is None:
            return
        status = child.stat()
        if not child.is_file():
            self._refuse(path, "not a regular file")
        elif (status.st_dev, status.st_ino) not in self._seen:
            if child.is_symlink() or status.st_nlink > 1:
                self._seen.add((status.st_dev, status.st_ino))
            self.entries.append(Entry(path, Path(child.path), status.st_size, status.st_mtime_ns))

    def _refuse(self, path: str, reason: str) -> None:
        self.problems.append(Problem(path, reason))


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, FileNotFoundError):
        return "a link to nothing"
    return error.strerror or str(error)
