"""The mentions of texts in an SQLite file: a cache that may be deleted, damaged or locked at will.

A row is the mentions of one text, found by one recogniser; zlib's checksum tells a damaged row.
What cannot be written is kept in memory.  Nothing here raises: a cache that fails is an empty one.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from reader.entities.kinds import Kind
from reader.entities.mention import Mention
from reader.paths import can_write
from reader.text.spans import Span

_SCHEMA = 1
_PATIENCE = 5.0  # seconds to wait for another process that writes
_AT_ONCE = 500  # parameters in one query: SQLite allows 999
_DAMAGE = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_TABLES = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE mentions (key TEXT PRIMARY KEY, found BLOB NOT NULL) WITHOUT ROWID",
    """CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL, seen_ns INTEGER NOT NULL, texts TEXT NOT NULL) WITHOUT ROWID""",
)

Mentions = tuple[Mention, ...]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it was read at ``seen_ns``: its articles' paths and the keys of their mentions."""

    path: str
    size: int
    mtime_ns: int
    seen_ns: int
    texts: tuple[tuple[str, str], ...]


class Store:
    """Mentions by key, and which keys a file has.  Threads and processes may share one file."""

    def __init__(self, file: Path | None, version: str) -> None:
        """Open or make the cache at a file; ``None`` keeps everything in memory.

        A file that another version wrote, or that is damaged, is begun anew.
        """
        self._file = file
        self._version = f"{_SCHEMA}/{version}"
        self._lock = threading.Lock()
        self._kept: dict[str, Mentions] = {}
        self._kept_files: dict[str, FileRow] = {}

    def get_all(self, keys: Iterable[str]) -> dict[str, Mentions]:
        """The mentions of several texts, of those that are here and whole."""
        wanted = set(keys)
        with self._lock:
            out = {key: self._kept[key] for key in wanted & self._kept.keys()}
        missing = sorted(wanted - out.keys())
        if missing:
            rows: list[tuple[str, bytes]] = self._run(
                lambda connection: _select(connection, missing), []
            )
            out.update((key, found) for key, blob in rows if (found := _unpacked(blob)) is not None)
        return out

    def files(self) -> dict[str, FileRow]:
        """Every file that was read, by path."""
        rows: list[tuple[str, int, int, int, str]] = self._run(
            lambda connection: connection.execute("SELECT * FROM files").fetchall(), []
        )
        out = {}
        for path, size, mtime_ns, seen_ns, texts in rows:
            with contextlib.suppress(ValueError, TypeError):
                pairs = tuple((str(article), str(key)) for article, key in json.loads(texts))
                out[path] = FileRow(path, size, mtime_ns, seen_ns, pairs)
        with self._lock:
            return out | self._kept_files

    def put(self, mentions: Mapping[str, Mentions], files: Iterable[FileRow] = ()) -> None:
        """Keep mentions and files, in one transaction; in memory where none can be written."""
        rows = [(key, _packed(found)) for key, found in mentions.items()]
        kept = list(files)
        file_rows = [(f.path, f.size, f.mtime_ns, f.seen_ns, json.dumps(f.texts)) for f in kept]

        def write(connection: sqlite3.Connection) -> bool:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO mentions VALUES (?, ?)", rows)
                connection.executemany(
                    "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", file_rows
                )
            return True

        if not self._run(write, default=False):
            with self._lock:
                self._kept.update(mentions)
                self._kept_files.update((row.path, row) for row in kept)

    def keep_only(self, paths: Iterable[str]) -> None:
        """Forget the files that are gone, and the mentions that no file has."""
        here = set(paths)
        known = self.files()
        used = {key for path, f in known.items() if path in here for _article, key in f.texts}
        gone = [(path,) for path in known.keys() - here]

        def write(connection: sqlite3.Connection) -> None:
            keys = {key for (key,) in connection.execute("SELECT key FROM mentions")}
            with connection:
                connection.executemany("DELETE FROM files WHERE path = ?", gone)
                stale = [(key,) for key in keys - used]
                connection.executemany("DELETE FROM mentions WHERE key = ?", stale)

        self._run(write, None)
        with self._lock:
            self._kept_files = {path: f for path, f in self._kept_files.items() if path in here}
            self._kept = {key: found for key, found in self._kept.items() if key in used}

    def _run(self, work: Callable[[sqlite3.Connection], _T], default: _T) -> _T:
        """The result of a piece of work on the file; the default where the file fails."""
        if self._file is None:
            return default
        for _attempt in range(2):
            try:
                with contextlib.closing(self._connect(self._file)) as connection:
                    return work(connection)
            except sqlite3.Error as error:
                code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
                if code & 0xFF not in _DAMAGE or not can_write(self._file.parent):
                    return default
                self._remove(self._file)
            except OSError:
                return default
        return default

    def _connect(self, file: Path) -> sqlite3.Connection:
        """A connection to a file that has our tables, made if need be."""
        with contextlib.suppress(FileExistsError):
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not can_write(file.parent):
            uri = f"{file.absolute().as_uri()}?mode=ro"
            connection = sqlite3.connect(uri, timeout=_PATIENCE, uri=True)
        else:
            connection = sqlite3.connect(file, timeout=_PATIENCE)
        try:
            self._check(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _check(self, connection: sqlite3.Connection) -> None:
        """Begin anew a file that has not this version's tables."""
        if self._is_ours(connection):
            return
        with connection:
            connection.execute("BEGIN IMMEDIATE")  # one of two processes makes the tables
            if self._is_ours(connection):
                return
            for table in ("about", "mentions", "files"):
                connection.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in _TABLES:
                connection.execute(statement)
            connection.execute("INSERT INTO about VALUES ('version', ?)", (self._version,))

    def _is_ours(self, connection: sqlite3.Connection) -> bool:
        tables = "SELECT count(*) FROM sqlite_master WHERE name IN ('about', 'mentions', 'files')"
        if connection.execute(tables).fetchone() != (len(_TABLES),):
            return False
        version = connection.execute("SELECT value FROM about WHERE name = 'version'").fetchone()
        return bool(version == (self._version,))

    def _remove(self, file: Path) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                file.with_name(file.name + suffix).unlink()


def _select(connection: sqlite3.Connection, keys: list[str]) -> list[tuple[str, bytes]]:
    out: list[tuple[str, bytes]] = []
    for start in range(0, len(keys), _AT_ONCE):
        part = keys[start : start + _AT_ONCE]
        marks = ",".join("?" * len(part))
        query = f"SELECT key, found FROM mentions WHERE key IN ({marks})"  # noqa: S608 - marks only
        out += connection.execute(query, part).fetchall()
    return out


def _packed(mentions: Mentions) -> bytes:
    rows = [(m.span.start, m.span.end, m.kind.value, m.text) for m in mentions]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def _unpacked(blob: bytes) -> Mentions | None:
    """The mentions of a row; ``None`` if it is damaged."""
    try:
        rows = json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))
        return tuple(
            Mention(Span(int(start), int(end)), Kind(kind), str(text))
            for start, end, kind, text in rows
        )
    except (zlib.error, ValueError, TypeError):
        return None
