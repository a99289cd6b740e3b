"""The names that the user's settings give to the fields of JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from reader.errors import ReaderError
from reader.fieldnames import FieldNames, names_for
from reader.paths import config_file
from reader.settings import load_settings

NAMING = ("JSON", "CSV")
"""The formats whose fields have names."""

_CALLED: ContextVar[Mapping[str, tuple[str, ...]]] = ContextVar("fields")


@contextmanager
def called(names: Mapping[str, tuple[str, ...]]) -> Iterator[None]:
    """Have fields looked for under these names first, in this thread, as long as it lasts."""
    token = _CALLED.set(names)
    try:
        yield
    finally:
        _CALLED.reset(token)


def names_of(field: str) -> tuple[str, ...]:
    """The names under which a field is to be looked for first."""
    return _CALLED.get({}).get(field, ())


def wanted_in(path: str) -> Mapping[str, tuple[str, ...]]:
    """The names to look for in a file of the library, before those that are known anyhow."""
    return names_for(_choices(), path)


def told() -> str:
    """What is set, in few letters; the same files give other articles when it is another."""
    choices = _choices()
    if not choices:
        return ""
    import hashlib

    return hashlib.sha256(repr(choices).encode("utf-8", "replace")).hexdigest()[:8]


def _choices() -> tuple[FieldNames, ...]:
    file = config_file()
    try:
        status = file.stat()
    except OSError:
        return ()
    return _read(str(file), status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=1)
def _read(_file: str, _mtime_ns: int, _size: int) -> tuple[FieldNames, ...]:
    try:
        return load_settings().fields
    except ReaderError:
        return ()  # it is told where the program starts
