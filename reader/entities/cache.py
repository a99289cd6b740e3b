"""The cache of a library's mentions and entities: one file in its cache folder."""

from __future__ import annotations

from pathlib import Path

from reader.articles.library import Library
from reader.entities import register, store
from reader.entities.database import Database
from reader.paths import cache_folder

_FILE = "mentions.sqlite"
_SCHEMA = 3


def cache(file: Path | None, version: str) -> Database:
    """The cache in a file, or in memory; of a version of the recogniser."""
    return Database(file, f"{_SCHEMA}/{version}", {**store.TABLES, **register.TABLES})


def cache_file(library: Library, folder: Path | None) -> Path | None:
    """Where the cache of a library is; nothing where there can be none."""
    try:
        return (folder or cache_folder(library.root)) / _FILE
    except OSError:
        return None
