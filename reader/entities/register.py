"""The entities of a library as joining left them, in tables: opening an article joins nothing.

An entity has a number here, for as long as the texts stay the same; ``fingerprint`` tells.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from reader.entities.database import Database, select
from reader.entities.joining import Joined
from reader.entities.mention import Mention
from reader.entities.rows import Entry, Row, Rows, bare, packed, places_of, row_of, unpacked

TABLES = {
    "entities": """CREATE TABLE entities (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL,
        name TEXT NOT NULL, kind TEXT NOT NULL, count INTEGER NOT NULL, articles INTEGER NOT NULL,
        aliases TEXT NOT NULL, places BLOB NOT NULL)""",
    "named": """CREATE TABLE named (number INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL,
        key TEXT NOT NULL, entities BLOB NOT NULL)""",
    "aliases": """CREATE TABLE aliases (folded TEXT NOT NULL, entity INTEGER NOT NULL,
        own INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (folded, entity))
        WITHOUT ROWID""",
}


class Register:
    """Entities by number, by name and by article."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._paths: tuple[str, list[str]] = ("", [])  # of articles by number, of a fingerprint

    @property
    def fingerprint(self) -> str:
        """Of the texts that were joined; empty where nothing was."""
        return self._database.about("joined")

    def fill(self, articles: Mapping[str, tuple[str, Sequence[Mention]]], fingerprint: str) -> None:
        """Join articles, given by path with their key and mentions, and keep that alone."""
        joined = Joined({path: mentions for path, (_, mentions) in articles.items()})
        numbers = {
            ident: n
            for n, ident in enumerate(dict.fromkeys(i for ids in joined.ids.values() for i in ids))
        }
        paths = {path: n for n, path in enumerate(articles)}

        def write(connection: sqlite3.Connection) -> None:
            for table in TABLES:
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - ours
            connection.executemany(
                "INSERT INTO named VALUES (?, ?, ?, ?)",
                (
                    (n, path, articles[path][0], packed([numbers[i] for i in joined.ids[path]]))
                    for path, n in paths.items()
                ),
            )
            entries = Rows(joined, articles, paths, numbers)
            connection.executemany(
                "INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?)", entries.rows()
            )
            connection.executemany(
                "INSERT OR IGNORE INTO aliases VALUES (?, ?, ?, ?)", entries.aliases
            )
            connection.execute("INSERT OR REPLACE INTO about VALUES ('joined', ?)", (fingerprint,))

        self._database.write(write)

    # -- by article --------------------------------------------------------------------------------

    def article(self, path: str) -> tuple[str, tuple[int, ...]] | None:
        """The key under which an article was joined, and the entity of each of its mentions."""
        return self.articles([path]).get(path)

    def articles(
        self, paths: Iterable[str] | None = None
    ) -> dict[str, tuple[str, tuple[int, ...]]]:
        """Several articles as :meth:`article` gives one; all of them without ``paths``."""
        listed = None if paths is None else list(paths)
        query = "SELECT path, key, entities FROM named"

        def find(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
            if listed is None:
                return connection.execute(query).fetchall()
            return select(connection, query + " WHERE path IN ({})", listed)

        none: list[tuple[object, ...]] = []
        out: dict[str, tuple[str, tuple[int, ...]]] = {}
        for path, key, blob in self._database.read(find, none):
            out[str(path)] = (str(key), tuple(unpacked(blob)))
        return out

    # -- by number ---------------------------------------------------------------------------------

    def number(self, ident: str) -> int | None:
        """The number of an entity by its identifier."""
        return next((row.number for row in self.rows_of([ident])), None)

    def rows_of(self, idents: Iterable[str]) -> list[Row]:
        """Entities by identifier, without their places."""
        listed = list(idents)
        query = "SELECT number, id, name, kind, count, articles FROM entities WHERE id IN ({})"
        none: list[tuple[object, ...]] = []
        rows = self._database.read(lambda connection: select(connection, query, listed), none)
        return [row_of(values) for values in rows]

    def rows(self, numbers: Iterable[int] | None = None) -> list[Row]:
        """Entities without their places; all of them without ``numbers``."""
        listed = None if numbers is None else list(numbers)
        query = "SELECT number, id, name, kind, count, articles FROM entities"

        def find(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
            if listed is None:
                return connection.execute(query).fetchall()
            return select(connection, query + " WHERE number IN ({})", listed)

        none: list[tuple[object, ...]] = []
        return [row_of(values) for values in self._database.read(find, none)]

    def entries(self, numbers: Iterable[int] | None = None) -> dict[int, Entry]:
        """Entities with their places, by number."""
        listed = None if numbers is None else list(numbers)
        query = "SELECT number, id, name, kind, count, articles, aliases, places FROM entities"

        def find(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
            if listed is None:
                return connection.execute(query).fetchall()
            return select(connection, query + " WHERE number IN ({})", listed)

        none: list[tuple[object, ...]] = []
        found = self._database.read(find, none)
        paths = self._paths_by_number()
        out = {}
        for *values, aliases, places in found:
            row = row_of(values)
            out[row.number] = Entry(row, tuple(json.loads(str(aliases))), places_of(places, paths))
        return out

    def _paths_by_number(self) -> list[str]:
        fingerprint = self.fingerprint
        if self._paths[0] != fingerprint:
            none: list[tuple[str]] = []
            query = "SELECT path FROM named ORDER BY number"
            rows = self._database.read(lambda c: c.execute(query).fetchall(), none)
            self._paths = (fingerprint, [path for (path,) in rows])
        return self._paths[1]

    # -- by name -----------------------------------------------------------------------------------

    def bearers(self, name: str) -> list[int]:
        """Who is called so: by their own name first, then those that are called so most often."""
        query = "SELECT entity FROM aliases WHERE folded = ? ORDER BY own DESC, count DESC, entity"
        none: list[tuple[int]] = []
        rows = self._database.read(lambda c: c.execute(query, (bare(name),)).fetchall(), none)
        return [number for (number,) in rows]

    def with_words(self, words: str) -> list[int]:
        """Who has a name in which all of some words stand, each from the start of a word on."""
        folded = bare(words)
        signs = str.maketrans({"\\": "\\\\", "%": "\\%", "_": "\\_"})
        patterns = [f"% {word.translate(signs)}%" for word in folded.split()]
        fits = " AND ".join(["' ' || folded LIKE ? ESCAPE '\\'"] * len(patterns))
        query = (
            "SELECT entity FROM aliases WHERE " + fits + " GROUP BY entity "  # noqa: S608 - marks
            "ORDER BY max(folded = ?) DESC, max(count) DESC, entity"
        )
        none: list[tuple[int]] = []
        rows = self._database.read(
            lambda c: c.execute(query, (*patterns, folded)).fetchall() if patterns else none, none
        )
        return [number for (number,) in rows]
