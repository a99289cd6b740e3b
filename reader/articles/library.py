"""A library: a folder of articles, and what in it could not be read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reader.articles.beside import beside
from reader.articles.formats import format_of
from reader.articles.recent import Recent
from reader.articles.scan import Entry, Problem, Scan, entry_at, scan
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.text.spans import Span

SIZE_LIMIT = 32 * 1024 * 1024
"""Bytes of a file that is still read as an article."""

_ID_PREFIX = 4  # digits of an id that are taken for one


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one file gave: its articles, or the problem."""

    entry: Entry
    articles: tuple[Article, ...] = ()
    problem: Problem | None = None


class Library:
    """The articles of one folder.  Reads files, never writes one."""

    def __init__(self, root: Path) -> None:
        """Open a folder.

        Raises:
            ReaderError: there is no such folder, or it cannot be entered.
        """
        self.root = root.expanduser().absolute()
        if not self.root.exists():
            raise ReaderError(
                f"no folder at {root}", "name a folder that holds articles: .txt, .md, .html …"
            )
        if not self.root.is_dir():
            raise ReaderError(
                f"{root} is a file, not a folder",
                f"open its folder and start at it: rafah-reader {self.root.parent} "
                f"--article {self.root.name}",
            )
        try:
            next(self.root.iterdir(), None)
        except OSError as error:
            raise ReaderError(f"cannot read the folder {root}: {error.strerror}") from error
        self._scanned: Scan | None = None
        self._entries: dict[str, Entry] = {}
        self._recent = Recent()

    def scan(self) -> Scan:
        """Walk the folder anew; nothing is opened.  What other methods know is what this found."""
        found = scan(self.root)
        self._scanned = found
        self._entries = {entry.path: entry for entry in found.entries}
        return found

    @property
    def scanned(self) -> Scan:
        """What the last walk found; the first one is made when it is asked for."""
        return self._scanned or self.scan()

    def readings(self) -> Iterator[Reading]:
        """Every file read, in order of path."""
        for entry in self.scanned.entries:
            yield read(entry)

    def articles(self) -> Iterator[Article]:
        """Every article, in order of path; files that cannot be read are passed over."""
        for reading in self.readings():
            yield from reading.articles

    def article(self, path: str) -> Article:
        """The article at a path of this library, as its file is now.

        One read lately is not read again unless its file was touched.

        Raises:
            ReaderError: there is none, or it cannot be read.
        """
        entry = self.entry_of(path)
        try:
            status = entry.file.stat()
        except OSError as error:
            raise ReaderError(f"{path}: {error.strerror or error}") from error
        now = replace(
            entry,
            size=status.st_size,
            mtime_ns=status.st_mtime_ns,
            beside=beside(entry.where)[1],
        )
        kept = self._recent.get(path, now.stamp)
        if kept is not None:
            return kept
        reading = read(now)
        if reading.problem:
            raise ReaderError(f"{path}: {reading.problem.reason}")
        for article in reading.articles:  # the others of its file are likely asked for next
            self._recent.put(article.path, now.stamp, article)
        meant = {path, f"{path}#1"}  # of a file with several the first
        found = next((a for a in reading.articles if a.path in meant), None)
        if found is None:
            raise ReaderError(f"no article {path} in this library")
        return found

    def entry_of(self, path: str) -> Entry:
        """The file of an article; one that came since the last walk is looked for.

        Raises:
            ReaderError: there is none.
        """
        file = path.rpartition("#")[0]
        if self._scanned is None:  # the first article is shown before thousands are walked
            entry = entry_at(self.root, path) or entry_at(self.root, file)
            if entry is not None:
                return entry
        for known in (self.scanned, None):
            if known is None:
                self.scan()
            entry = self._entries.get(path) or self._entries.get(file)
            if entry is not None:
                return entry
            if not any((self.root / name).is_file() for name in (path, file) if name):
                break
        raise ReaderError(f"no article {path} in this library")

    def find(self, name: str) -> Article:
        """The article a user means.

        In turn: its path in the library, the path of its file, its file's name without the ending,
        a unique part of its path, its id or the start of one (4 digits or more).

        Raises:
            ReaderError: none matches, or several do; the message names them.
        """
        scanned = self.scanned
        paths = [entry.path for entry in scanned.entries]
        if name in paths or name.rpartition("#")[0] in paths:
            return self.article(name)
        refused = {problem.path: problem.reason for problem in scanned.problems}
        if name in refused:
            raise ReaderError(f"{name}: {refused[name]}")
        if (inside := self._inside(name)) is not None:
            return self.article(inside)
        parts = [path for path in paths if name.lower() in path.lower()]
        whole = [path for path in parts if PurePosixPath(path).stem.lower() == name.lower()]
        for unique in (whole, parts):
            if len(unique) == 1:
                return self.article(unique[0])
        by_id = self._by_id(name)
        if len(by_id) == 1:
            return by_id[0]
        if parts or by_id:
            several = parts or [a.path for a in by_id]
            some = ", ".join(several[:5]) + (", …" if len(several) > 5 else "")
            raise ReaderError(f"“{name}” is part of {len(several)} articles", f"say which: {some}")
        raise ReaderError(f"no article “{name}” in {self.root}", "`rafah-reader list` names them")

    def _inside(self, name: str) -> str | None:
        """The path in this library of a file that a shell completed to its own path."""
        file = Path(name).expanduser()
        if "/" not in name or not file.is_file():
            return None
        named = (e for e in self.scanned.entries if e.file.name == file.name)
        return next((e.path for e in named if file.samefile(e.file)), None)

    def _by_id(self, name: str) -> list[Article]:
        if len(name) < _ID_PREFIX or not all(c in "0123456789abcdef" for c in name.lower()):
            return []
        return [a for a in self.articles() if a.digest.startswith(name.lower())]

    def problems(self) -> list[Problem]:
        """What is left out, and why; reads every file."""
        found = list(self.scanned.problems)
        found += [r.problem for r in self.readings() if r.problem]
        return sorted(found, key=lambda p: p.path)


def read(entry: Entry) -> Reading:
    """Read one file; whatever is wrong with it becomes a problem, never an exception."""
    from reader.articles.compose import compose_all  # what reading needs, listing does not
    from reader.articles.formats.fields import NAMING, called, wanted_in

    form = format_of(entry.path)
    if form is None:
        return _refused(entry, "not a format that is read here")
    try:
        with called(wanted_in(entry.path) if form.name in NAMING else {}):
            articles = compose_all(form.read(_bytes_of(entry.file)), entry.path)
    except PermissionError:
        return _refused(entry, "no permission to read it")
    except OSError as error:
        return _refused(entry, error.strerror or str(error))
    except RecursionError:
        return _refused(entry, "nested too deeply")
    except MemoryError:
        return _refused(entry, "more than the memory there is")
    except ValueError as error:
        return _refused(entry, str(error) or "not read")
    if not articles:
        return _refused(entry, "no text in it")
    from reader.articles.sidecar import overridden  # the first paint waits for no article

    return Reading(entry, overridden(articles, entry.where))


def _bytes_of(file: Path) -> bytes:
    """What a file holds now, which need not be what it held when it was found.

    Opened so that a pipe put in its place does not make us wait.
    """
    with os.fdopen(os.open(file, os.O_RDONLY | _AT_ONCE), "rb") as opened:
        status = os.fstat(opened.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("not a regular file")
        size, limit = status.st_size / 2**20, SIZE_LIMIT // 2**20
        if status.st_size > SIZE_LIMIT:
            raise ValueError(f"{size:.0f} MB is more than the {limit} MB an article may have")
        raw = opened.read(SIZE_LIMIT)
    if not raw:
        raise ValueError("empty (0 bytes)")
    return raw


_AT_ONCE: int = getattr(os, "O_NONBLOCK", 0)  # not known to Windows


def _refused(entry: Entry, reason: str) -> Reading:
    return Reading(entry, problem=Problem(entry.path, reason))


def body_spans(article: Article) -> list[Span]:
    """The passages of an article that are not boilerplate as a whole."""
    carried = set(article.boilerplate)
    return [span for span in article.passages if span not in carried]
