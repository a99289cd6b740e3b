"""Settings: `config.toml`, validated line by line.

The `[keys]` table is read here as far as its form goes; whether a command or a key is known is for
the ui to say, which has the key table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.fieldnames import ALLOWED as FIELDS_ALLOWED
from reader.fieldnames import FieldNames, field_names
from reader.paths import config_file
from reader.tomllines import line_of, places_of

THEMES = ("rafah-dark", "rafah-light", "rafah-contrast")
"""Our own; those of Textual are allowed too, and only the ui knows them."""

WIDTHS = range(20, 201)
"""Cells that the text column may have."""

CITATIONS = ("plain", "markdown", "bibtex")
"""Styles of a citation, as :class:`reader.exchange.citation.CitationStyle` names them."""

COLOURS = ("yellow", "green", "blue", "pink", "orange", "violet", "red", "grey")
"""What the eight looks of marks are called, 1 to 8, until the user gives them a meaning."""

_LONGEST_NAME = 20  # characters; the palette of eight is to stand on one line

PRESETS = ("vim", "less", "plain")
"""Sets of keys, as :mod:`reader.ui.keys.presets` has them."""


WATCHES = ("auto", "poll", "off")
"""How changed files are noticed: as the system tells, by looking every few seconds, not at all."""


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """Keys that the user gives to a command; none, where it is to have none."""

    name: str
    keys: tuple[str, ...]
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set; every value has a default that works.

    ``file`` and ``lines`` tell where a value was set, and are no part of it.
    """

    library: Path | None = None
    theme: str = THEMES[0]
    width: int = 72
    citation: str = CITATIONS[0]
    preset: str = PRESETS[0]
    watch: str = WATCHES[0]
    colours: tuple[str, ...] = COLOURS
    fields: tuple[FieldNames, ...] = ()
    keys: tuple[KeyChoice, ...] = ()
    file: Path | None = field(default=None, compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)

    def origin(self, name: str) -> str:
        """Where a setting has its value from: a line of the file, or the default."""
        line = self.lines.get(name)
        return self.place(line) if line else "default"

    def place(self, line: int) -> str:
        """A line of the file, in words."""
        return f"{(self.file or config_file()).name}, line {line}"

    def fault(self, line: int, message: str, hint: str) -> ReaderError:
        """An error of a line; to be raised by who finds it."""
        return _fault(self.file or config_file(), line, message, hint)


ALLOWED = {
    "library": "the path of a folder",
    "theme": f"{', '.join(THEMES)} or the name of a Textual theme",
    "width": f"a number from {WIDTHS.start} to {WIDTHS.stop - 1}",
    "citation": ", ".join(CITATIONS),
    "preset": ", ".join(PRESETS),
    "watch": f"{', '.join(WATCHES)}: whether changed files are noticed while the reader runs",
    "fields": f"a table of {FIELDS_ALLOWED}, or such a table for a pattern of files",
    "colours": 'a table of names for the looks of marks, 1 to 8: 1 = "claim"',
    "keys": 'a table of commands, each with a key or a list of keys: "mark.note" = ["a", "f6"]',
}
"""Every setting, and in words what it may be."""


def load_settings(file: Path | None = None) -> Settings:
    """Read the settings file; without one, the defaults.

    Raises:
        ReaderError: the file is not TOML, or a value is not allowed; names the line.
    """
    path = file or config_file()
    try:
        source = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError(f"cannot read {path}: {error}") from error
    import tomllib  # most people have no such file

    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ReaderError(f"{path}: {error}", "settings are written in TOML") from error
    places = places_of(source)
    checked: dict[str, Any] = {}
    for name, value in values.items():
        line = line_of(name, places)
        try:
            match name:
                case "keys":
                    checked[name] = _keys(value, places)
                case "fields":
                    checked[name] = field_names(value, lambda m, h, n: _wrong(m, h, n, places))
                case "colours":
                    checked[name] = _colours(value, places)
                case _:
                    checked[name] = _checked(name, value)
        except _WrongError as wrong:
            raise _fault(path, wrong.line or line, wrong.message, wrong.hint) from None
    lines = {name: line_of(name, places) for name in values}
    return Settings(**checked, file=path, lines=lines)


class _WrongError(Exception):
    """Something is not allowed; where it is, its line and its file are put to it further out."""

    def __init__(self, message: str, hint: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.line = line


def _wrong(message: str, hint: str, name: str, places: Mapping[str, int]) -> _WrongError:
    return _WrongError(message, hint, line_of(name, places))


def _fault(path: Path, line: int, message: str, hint: str) -> ReaderError:
    return ReaderError(f"{path}, line {line}: {message}", hint)


def _checked(name: str, value: Any) -> Any:
    match name, value:
        case "library", str() if value:
            return Path(value).expanduser()
        case "theme", str() if value:
            return value
        case "width", int() if value in WIDTHS:
            return value
        case ("citation", str()) if value in CITATIONS:
            return value
        case ("preset", str()) if value in PRESETS:
            return value
        case ("watch", str()) if value in WATCHES:
            return value
    if name not in ALLOWED:
        from difflib import get_close_matches

        close = get_close_matches(name, ALLOWED, n=1)
        meant = f"did you mean “{close[0]}”? " if close else ""
        raise _WrongError(f"no setting “{name}”", f"{meant}there are {', '.join(ALLOWED)}")
    raise _WrongError(f"{name} is {value!r}", f"allowed: {ALLOWED[name]}")


def _colours(table: Any, places: Mapping[str, int]) -> tuple[str, ...]:
    """The names of the eight looks, with those of the user."""
    if not isinstance(table, dict):
        raise _WrongError(f"colours is {table!r}", f"allowed: {ALLOWED['colours']}")
    names = list(COLOURS)
    for number, name in table.items():
        line = line_of(f"colours.{number}", places)
        if number not in map(str, range(1, len(COLOURS) + 1)):
            raise _WrongError(f"no colour {number}", f"they are 1 to {len(COLOURS)}", line)
        if not isinstance(name, str) or not 0 < len(name.strip()) <= _LONGEST_NAME:
            allowed = f"a name of 1 to {_LONGEST_NAME} characters"
            raise _WrongError(f"colour {number} is {name!r}", f"allowed: {allowed}", line)
        names[int(number) - 1] = name.strip()
    return tuple(names)


# -- the table of keys ---------------------------------------------------------------------------


def _keys(table: Any, places: Mapping[str, int]) -> tuple[KeyChoice, ...]:
    """The keys given to commands; ``mark.note`` may be written with quotes or as a dotted key."""
    if not isinstance(table, dict):
        raise _WrongError(f"keys is {table!r}", f"allowed: {ALLOWED['keys']}")
    found: dict[str, KeyChoice] = {}
    for name, value in _flat(table):
        line = line_of(f"keys.{name}", places)
        keys = [value] if isinstance(value, str) else value
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            allowed = 'allowed: a key ("a"), a list of keys (["j", "down"]), or [] for none'
            raise _WrongError(f"{name} is {value!r}", allowed, line)
        if name in found:
            hint = 'once as "mark.note", and once in parts, as mark.note or in a table: keep one'
            raise _WrongError(f"{name} is set twice", hint, line)
        found[name] = KeyChoice(name, tuple(keys), line)
    return tuple(found.values())


def _flat(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value
