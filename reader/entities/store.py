"""What was read off the texts of a library, kept by the texts' digests.

A row is the mentions of one text, found by one recogniser; zlib's checksum tells a damaged row.
Beside it are the files the texts were read from, and where the names stand that the user always
wants.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reader.entities.database import Database, select
from reader.entities.tagged import Spot, Tagged, unpacked
from reader.text.spans import Span

TABLES = {
    "mentions": "CREATE TABLE mentions (key TEXT PRIMARY KEY, found BLOB NOT NULL) WITHOUT ROWID",
    "files": """CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL, seen_ns INTEGER NOT NULL, texts TEXT NOT NULL) WITHOUT ROWID""",
    "wanted": """CREATE TABLE wanted (key TEXT PRIMARY KEY, spans TEXT NOT NULL) WITHOUT ROWID""",
}

Wanted = dict[str, tuple[Spot, ...]]
"""Names that are always entities, and where each stands in one text; nowhere, mostly."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it was read at ``seen_ns``: its articles' paths and the keys of their mentions."""

    path: str
    size: int
    mtime_ns: int
    seen_ns: int
    texts: tuple[tuple[str, str], ...]


class Store:
    """Mentions by key, and which keys a file has."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get_all(self, keys: Iterable[str]) -> dict[str, Tagged]:
        """What was found in several texts, of those that are here and whole."""
        query = "SELECT key, found FROM mentions WHERE key IN ({})"
        wanted = sorted(set(keys))
        none: list[tuple[object, ...]] = []
        rows = self._database.read(lambda connection: select(connection, query, wanted), none)
        return {
            str(key): found
            for key, blob in rows
            if isinstance(blob, bytes) and (found := unpacked(blob)) is not None
        }

    def known(self, keys: Iterable[str]) -> set[str]:
        """The texts of which the mentions are here, whole or not."""
        query = "SELECT key FROM mentions WHERE key IN ({})"
        wanted = sorted(set(keys))
        none: list[tuple[object, ...]] = []
        rows = self._database.read(lambda connection: select(connection, query, wanted), none)
        return {str(key) for (key,) in rows}

    def files(self) -> dict[str, FileRow]:
        """Every file that was read, by path."""
        none: list[tuple[str, int, int, int, str]] = []
        rows = self._database.read(
            lambda connection: connection.execute("SELECT * FROM files").fetchall(), none
        )
        out = {}
        for path, size, mtime_ns, seen_ns, texts in rows:
            with contextlib.suppress(ValueError, TypeError):
                pairs = tuple((str(article), str(key)) for article, key in json.loads(texts))
                out[path] = FileRow(path, size, mtime_ns, seen_ns, pairs)
        return out

    def put(self, mentions: Mapping[str, bytes], files: Iterable[FileRow] = ()) -> None:
        """Keep packed mentions and files, in one transaction."""
        rows = list(mentions.items())
        file_rows = [(f.path, f.size, f.mtime_ns, f.seen_ns, json.dumps(f.texts)) for f in files]

        def write(connection: sqlite3.Connection) -> None:
            connection.executemany("INSERT OR REPLACE INTO mentions VALUES (?, ?)", rows)
            connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", file_rows)

        self._database.write(write)

    def keep_only(self, paths: Iterable[str]) -> None:
        """Forget the files that are gone, and what was read off texts that no file has."""
        here = set(paths)
        known = self.files()
        used = {key for path, f in known.items() if path in here for _article, key in f.texts}
        gone = [(path,) for path in known.keys() - here]

        def write(connection: sqlite3.Connection) -> None:
            connection.executemany("DELETE FROM files WHERE path = ?", gone)
            for table in ("mentions", "wanted"):
                keys = connection.execute(f"SELECT key FROM {table}").fetchall()  # noqa: S608 - ours
                stale = [(key,) for (key,) in keys if key not in used]
                connection.executemany(f"DELETE FROM {table} WHERE key = ?", stale)  # noqa: S608 - ours

        if gone or self._stale(used):
            self._database.write(write)

    def _stale(self, used: set[str]) -> bool:
        def find(connection: sqlite3.Connection) -> bool:
            tables = ("mentions", "wanted")
            queries = [f"SELECT key FROM {table}" for table in tables]  # noqa: S608 - ours
            return any(key not in used for q in queries for (key,) in connection.execute(q))

        return self._database.read(find, default=False)

    # -- names that are always entities ------------------------------------------------------------

    def wanted(self, keys: Iterable[str] | None = None) -> dict[str, Wanted]:
        """Where the names stand that were looked for, by text; in all texts without ``keys``."""
        listed = None if keys is None else sorted(set(keys))

        def find(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
            if listed is None:
                return connection.execute("SELECT key, spans FROM wanted").fetchall()
            return select(connection, "SELECT key, spans FROM wanted WHERE key IN ({})", listed)

        out: dict[str, Wanted] = {}
        none: list[tuple[object, ...]] = []
        for key, spans in self._database.read(find, none):
            with contextlib.suppress(ValueError, TypeError):
                out[str(key)] = {
                    name: tuple(
                        Spot(Span(*span), text, tuple(place)) for span, text, place in found
                    )
                    for name, found in json.loads(str(spans)).items()
                }
        return out

    def put_wanted(self, wanted: Mapping[str, Wanted]) -> None:
        """Keep where the names stand in some texts, in the place of what was known of these."""
        rows = [(key, json.dumps(spans)) for key, spans in wanted.items()]
        self._database.write(
            lambda connection: connection.executemany(
                "INSERT OR REPLACE INTO wanted VALUES (?, ?)", rows
            )
        )
