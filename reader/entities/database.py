"""An SQLite file as a cache: it may be deleted, damaged, locked or read-only at will.

Nothing here raises.  What cannot be written to the file goes on in memory, from a copy of what the
file holds; a file that is damaged, or of another version, is begun anew.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from reader.paths import can_write

_PATIENCE = 5.0  # seconds to wait for another process that writes
_AT_ONCE = 500  # parameters in one query: SQLite allows 999
_DAMAGE = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_T = TypeVar("_T")
Work = Callable[[sqlite3.Connection], _T]


class Database:
    """Tables in one file.  Threads may share the object, processes the file."""

    def __init__(self, file: Path | None, version: str, tables: dict[str, str]) -> None:
        """Nothing is opened yet.  ``tables`` are the statements that make them, by name."""
        self.file = file
        self._version = version
        self._tables = {"about": _ABOUT, **tables}
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._inode = (0, 0)
        self._in_memory = file is None

    @property
    def in_memory(self) -> bool:
        """Whether nothing is written to the file, which other processes would read."""
        return self._in_memory

    def read(self, work: Work[_T], default: _T) -> _T:
        """The result of some queries; the default where the file fails."""
        with self._lock:
            for _attempt in range(2):
                try:
                    return work(self._open())
                except (sqlite3.Error, OSError) as error:
                    if not self._mend(error):
                        break
            return default

    def write(self, work: Work[object]) -> None:
        """Change the tables in one transaction: in the file, or else in memory."""
        with self._lock:
            for _attempt in range(3):
                try:
                    connection = self._open()
                    _end(connection)
                    with connection:
                        connection.execute("BEGIN IMMEDIATE")
                        work(connection)
                except (sqlite3.Error, OSError) as error:
                    if not self._mend(error):
                        self._go_on_in_memory()
                else:
                    return

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads within it see one state of the file, whatever others write meanwhile."""
        with self._lock:
            begun = self.read(_begin, default=False)
            try:
                yield
            finally:
                if begun:
                    self.read(_end, None)

    def about(self, name: str) -> str:
        """A word kept about the tables; empty where there is none."""

        def find(connection: sqlite3.Connection) -> str:
            query = "SELECT value FROM about WHERE name = ?"
            row = connection.execute(query, (name,)).fetchone()
            return str(row[0]) if row else ""

        return self.read(find, "")

    def close(self) -> None:
        """Let go of the file; it is opened again when it is needed."""
        with self._lock:
            if self._connection and not self._in_memory:
                self._connection.close()
                self._connection = None

    # -- the connection ----------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        """The connection; a new one where the file was taken away meanwhile."""
        if self._connection and (self._in_memory or self._inode == _inode(self.file)):
            return self._connection
        self.close()
        if self._in_memory or self.file is None:
            connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        else:
            connection = _connect(self.file)
        try:
            self._check(connection)
        except BaseException:
            connection.close()
            raise
        self._inode = _inode(self.file)
        self._connection = connection
        weakref.finalize(self, connection.close)
        return connection

    def _mend(self, error: Exception) -> bool:
        """Begin a damaged file anew; false where that is not what is wrong."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
        damaged = isinstance(error, sqlite3.Error) and code & 0xFF in _DAMAGE
        if self._in_memory or not damaged or self.file is None or not can_write(self.file.parent):
            return False
        self.close()
        for suffix in ("", "-journal", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self.file.with_name(self.file.name + suffix).unlink()
        return True

    def _go_on_in_memory(self) -> None:
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with contextlib.suppress(sqlite3.Error, OSError):
            self._open().backup(memory)
        self.close()
        self._in_memory = True
        self._connection = memory
        weakref.finalize(self, memory.close)
        self._check(memory)

    def _check(self, connection: sqlite3.Connection) -> None:
        """Begin anew a file that has not this version's tables."""
        if self._is_ours(connection):
            return
        with connection:
            connection.execute("BEGIN IMMEDIATE")  # one of two processes makes the tables
            if self._is_ours(connection):
                return
            for (table,) in connection.execute(_NAMES).fetchall():
                connection.execute(f'DROP TABLE IF EXISTS "{table}"')
            for statement in self._tables.values():
                connection.execute(statement)
            connection.execute("INSERT INTO about VALUES ('version', ?)", (self._version,))

    def _is_ours(self, connection: sqlite3.Connection) -> bool:
        names = {name for (name,) in connection.execute(_NAMES)}
        if not names >= self._tables.keys():
            return False
        version = connection.execute("SELECT value FROM about WHERE name = 'version'").fetchone()
        return bool(version == (self._version,))


def _begin(connection: sqlite3.Connection) -> bool:
    """Begin a transaction; false where one goes on already."""
    if connection.in_transaction:
        return False
    connection.execute("BEGIN")
    return True


def _end(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("COMMIT")


_ABOUT = "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
_NAMES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def select(
    connection: sqlite3.Connection, query: str, keys: Iterable[str | int]
) -> list[tuple[object, ...]]:
    """The rows of a query for many keys; ``{}`` in it stands for the list of them."""
    wanted = list(keys)
    out: list[tuple[object, ...]] = []
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        out += connection.execute(query.format(",".join("?" * len(part))), part).fetchall()
    return out


def _connect(file: Path) -> sqlite3.Connection:
    with contextlib.suppress(FileExistsError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    writable = can_write(file.parent)
    how = "" if writable else "?mode=ro&immutable=1"  # no log can be put beside it
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}{how}", timeout=_PATIENCE, uri=True, isolation_level=None,
        check_same_thread=False,
    )  # fmt: skip
    if writable:
        try:
            # readers never wait for who writes; what a crash of the system loses is made anew
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
        except BaseException:
            connection.close()
            raise
    return connection


def _inode(file: Path | None) -> tuple[int, int]:
    try:
        status = file.stat() if file else None
    except OSError:
        status = None
    return (status.st_dev, status.st_ino) if status else (0, 0)
