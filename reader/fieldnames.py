"""Settings: what the fields of JSON and CSV are called, everywhere or in files of a pattern."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

FIELDS = ("title", "author", "source", "date", "url", "language", "place", "text")
"""What may be named."""

ALLOWED = f"{', '.join(FIELDS)}, each with a name or a list of names"


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Names of fields in the files of a pattern; an empty pattern is every file."""

    pattern: str
    names: Mapping[str, tuple[str, ...]]

    def fits(self, path: str) -> bool:
        """Whether a file of the library is meant: ``*.csv``, ``exports/*.json``."""
        return not self.pattern or PurePosixPath(path).match(self.pattern)


def names_for(choices: tuple[FieldNames, ...], path: str) -> dict[str, tuple[str, ...]]:
    """The names to look for in one file, those of its patterns before those of every file."""
    found: dict[str, tuple[str, ...]] = {}
    for choice in sorted(choices, key=lambda choice: not choice.pattern):
        if choice.fits(path):
            for name, keys in choice.names.items():
                found[name] = (*found.get(name, ()), *keys)
    return found


def field_names(table: Any, wrong: Callable[[str, str, str], Exception]) -> tuple[FieldNames, ...]:
    """The table of fields, checked.  ``wrong`` makes an error of a message, a hint and a name.

    Raises:
        Exception: what ``wrong`` made.
    """
    if not isinstance(table, dict):
        raise wrong(f"fields is {table!r}", f"allowed: a table of {ALLOWED}", "fields")
    found: list[FieldNames] = []
    whole: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            inner = {n: _names(n, v, wrong, f"fields.{key}.{n}") for n, v in value.items()}
            found.append(FieldNames(key, inner))
        else:
            whole[key] = _names(key, value, wrong, f"fields.{key}")
    return (*found, *([FieldNames("", whole)] if whole else []))


def _names(
    name: str, value: Any, wrong: Callable[[str, str, str], Exception], place: str
) -> tuple[str, ...]:
    if name not in FIELDS:
        raise wrong(f"no field “{name}”", f"there are {', '.join(FIELDS)}", place)
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(n, str) and n.strip() for n in names):
        allowed = 'allowed: the name of a field ("body"), or a list of names'
        raise wrong(f"{name} is {value!r}", allowed, place)
    return tuple(names)
