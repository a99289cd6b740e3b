"""A library: a folder of articles, and what in it could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.articles.article import Article
from reader.articles.compose import compose
from reader.articles.formats import format_of
from reader.articles.scan import Entry, Problem, Scan, scan
from reader.errors import ReaderError
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
            raise ReaderError(f"no folder at {root}", "name a folder that holds .txt or .md files")
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
        """The article at a path of this library, read from its file.

        Raises:
            ReaderError: there is none, or it cannot be read.
        """
        if self._scanned is None:
            self.scan()
        entry = self._entries.get(path) or self._entries.get(path.rpartition("#")[0])
        if entry is None:
            raise ReaderError(f"no article {path} in this library")
        reading = read(entry)
        if reading.problem:
            raise ReaderError(f"{path}: {reading.problem.reason}")
        for article in reading.articles:
            if article.path == path:
                return article
        raise ReaderError(f"no article {path} in this library")

    def find(self, name: str) -> Article:
        """The article a user means: a path, an id or the start of one, or a unique part of a path.

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
        parts = [path for path in paths if name.lower() in path.lower()]
        if len(parts) == 1:
            return self.article(parts[0])
        by_id = self._by_id(name)
        if len(by_id) == 1:
            return by_id[0]
        if parts or by_id:
            several = parts or [a.path for a in by_id]
            some = ", ".join(several[:5]) + (", …" if len(several) > 5 else "")
            raise ReaderError(f"“{name}” is part of {len(several)} articles", f"say which: {some}")
        raise ReaderError(f"no article “{name}” in {self.root}", "`rafah-reader list` names them")

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
    form = format_of(entry.path)
    if form is None:
        return _refused(entry, "not a format that is read here")
    if entry.size == 0:
        return _refused(entry, "empty (0 bytes)")
    if entry.size > SIZE_LIMIT:
        size, limit = entry.size / 2**20, SIZE_LIMIT // 2**20
        return _refused(entry, f"{size:.0f} MB is more than the {limit} MB an article may have")
    try:
        raw = entry.file.read_bytes()
        drafts = list(form.read(raw))
        several = len(drafts) > 1
        articles = tuple(
            compose(draft, f"{entry.path}#{n}" if several else entry.path)
            for n, draft in enumerate(drafts, 1)
            if draft.text.strip()
        )
    except PermissionError:
        return _refused(entry, "no permission to read it")
    except OSError as error:
        return _refused(entry, error.strerror or str(error))
    except (ValueError, RecursionError) as error:
        return _refused(entry, str(error) or type(error).__name__)
    if not articles:
        return _refused(entry, "no text in it")
    return Reading(entry, articles)


def _refused(entry: Entry, reason: str) -> Reading:
    return Reading(entry, problem=Problem(entry.path, reason))


def body_spans(article: Article) -> list[Span]:
    """The passages of an article that are not boilerplate as a whole."""
    carried = set(article.boilerplate)
    return [span for span in article.passages if span not in carried]
