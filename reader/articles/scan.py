"""Which files of a folder may be articles: a walk that cannot be led astray."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from reader.articles.beside import NOWHERE, SUFFIX, beside, names_for
from reader.articles.formats import has_format
from reader.articles.ignore import IGNORE, Ignore
from reader.text.late import late

ANNOTATIONS = "annotations"
"""The folder, at the top of a library, that holds marks and never articles."""

HIDDEN = (".", "~$")
"""How names begin that are passed over: hidden ones, and what Word writes beside an open file."""

_DEPTH = 40  # folders below each other; deeper ones are named and left out


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that a format can read.  ``path`` is relative, with ``/``, and can be printed.

    ``beside`` is the size and modification time of its sidecar.
    """

    path: str
    where: str | Path
    size: int
    mtime_ns: int
    beside: tuple[int, int] = NOWHERE

    @property
    def stamp(self) -> tuple[int, int, int, int]:
        """What changes whenever the file or its sidecar does."""
        return self.size, self.mtime_ns, *self.beside

    @property
    def touched_ns(self) -> int:
        """When the file or its sidecar was changed last."""
        return max(self.mtime_ns, self.beside[1])

    @property
    def file(self) -> Path:
        """The file; made when it is asked for, which a third of the walk would go into."""
        return Path(self.where)


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
    ignored: tuple[str, ...] = ()
    """What the patterns of `.rafahignore` leave out; a folder with a ``/`` at its end."""
    strays: tuple[str, ...] = ()
    """Sidecars of no article."""


def scan(root: Path) -> Scan:
    """Walk a library.

    Hidden names, the annotations folder, unknown endings and what `.rafahignore` names are passed
    over.  A link is followed only to what lies in the library, and no folder is entered twice, so
    loops end.
    """
    walk = _Walk(Path(os.path.realpath(root)))
    walk.enter(walk.root, "", 0)
    walk.follow()
    return Scan(
        tuple(sorted(walk.entries, key=lambda e: e.path)),
        tuple(sorted(walk.problems, key=lambda p: p.path)),
        tuple(sorted(walk.ignored)),
        tuple(sorted(walk.strays)),
    )


def entry_at(root: Path, path: str) -> Entry | None:
    """The file that a walk would find by a path, without a walk.

    Nothing where there is none, or where links leave it to the walk which name a file goes by.
    """
    *folders, name = parts = path.split("/")
    plain = printable(path) == path and all(part and not part.startswith(HIDDEN) for part in parts)
    if not plain or parts[0] == ANNOTATIONS or len(folders) > _DEPTH or not has_format(name):
        return None
    file = Path(os.path.realpath(root), *parts)
    try:
        status = file.stat()
    except OSError:
        return None
    if os.path.realpath(file) != str(file) or status.st_nlink > 1 or not file.is_file():
        return None
    if Ignore(Path(os.path.realpath(root))).covers_any(path):
        return None
    return Entry(path, file, status.st_size, status.st_mtime_ns, beside(file)[1])


def printable(name: str) -> str:
    """A file's name on one line that any terminal and JSON can carry.

    Bytes that are no UTF-8, and characters that act on a terminal, are written as ``\\xNN``.
    """
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return _ACTING.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


_ACTING = late("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]")


class _Walk:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.ignored: list[str] = []
        self.strays: list[str] = []
        self._ignore = Ignore(root)
        for fault in self._ignore.faults:
            self._refuse(IGNORE, fault)
        self._seen: set[tuple[int, int]] = set()
        self._links: list[tuple[os.DirEntry[str], str, int]] = []

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
        sidecars = {child.name for child in children if child.name.endswith(SUFFIX)}
        for child in children:
            if child.name.startswith(HIDDEN) or (not prefix and child.name == ANNOTATIONS):
                continue
            path = printable(f"{prefix}/{child.name}" if prefix else child.name)
            try:
                self._look(child, path, depth, sidecars)
            except OSError as error:
                if has_format(child.name):
                    self._refuse(path, _reason(error))
        if sidecars:
            self._pair(sidecars, [c.name for c in children if has_format(c.name)], prefix)

    def _pair(self, sidecars: set[str], names: list[str], prefix: str) -> None:
        """Look which sidecars of a folder speak of none of its files."""
        owned = {candidate for name in names for candidate in names_for(name)}
        where = f"{prefix}/" if prefix else ""
        self.strays += [printable(f"{where}{name}") for name in sidecars - owned]

    def _look(self, child: os.DirEntry[str], path: str, depth: int, sidecars: set[str]) -> None:
        if self._ignore and self._leaves_out(child, path):
            return
        if child.is_symlink():
            self._links.append((child, path, depth))
        elif child.is_dir():
            self.enter(Path(child.path), path, depth + 1)
        elif has_format(child.name):
            self._take(child, path, sidecars)

    def _leaves_out(self, child: os.DirEntry[str], path: str) -> bool:
        folder = child.is_dir()
        if not (folder or has_format(child.name)) or not self._ignore.covers(path, folder=folder):
            return False
        self.ignored.append(f"{path}/" if folder else path)
        return True

    def follow(self) -> None:
        """Follow the links met: after all else, so that a file goes by its own name if it can."""
        while self._links:
            child, path, depth = self._links.pop(0)
            try:
                self._follow(child, path, depth)
            except OSError as error:
                if has_format(child.name):
                    self._refuse(path, _reason(error))

    def _follow(self, child: os.DirEntry[str], path: str, depth: int) -> None:
        real = Path(os.path.realpath(child.path))
        is_folder = child.is_dir()
        if not (is_folder or has_format(child.name)):
            return
        if not real.is_relative_to(self.root):
            self._refuse(path, "a link to a place outside the library")
        elif is_folder and not real.is_relative_to(self.root / ANNOTATIONS):
            self.enter(Path(child.path), path, depth + 1)
        elif not is_folder:
            self._take(child, path, set(names_for(child.name)))

    def _take(self, child: os.DirEntry[str], path: str, sidecars: set[str]) -> None:
        status = child.stat()
        if not child.is_file():
            self._refuse(path, "not a regular file")
        elif (status.st_dev, status.st_ino) not in self._seen:
            self._seen.add((status.st_dev, status.st_ino))
            alone = not sidecars or sidecars.isdisjoint(names_for(child.name))
            stamp = NOWHERE if alone else beside(child.path)[1]
            self.entries.append(Entry(path, child.path, status.st_size, status.st_mtime_ns, stamp))

    def _refuse(self, path: str, reason: str) -> None:
        self.problems.append(Problem(path, reason))


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, FileNotFoundError):
        return "a link to nothing"
    if error.errno == errno.ELOOP:
        return "a link that leads back to itself"
    return error.strerror or str(error)
