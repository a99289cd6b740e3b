"""Settings: `config.toml`, validated line by line."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.errors import ReaderError
from reader.paths import config_file

THEMES = ("rafah-dark", "rafah-light")
WIDTHS = range(20, 201)
"""Cells that the text column may have."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set; every value has a default that works."""

    library: Path | None = None
    theme: str = THEMES[0]
    width: int = 72


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
    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ReaderError(f"{path}: {error}", "settings are written in TOML") from error
    return Settings(**{key: _checked(key, value, path, source) for key, value in values.items()})


def _checked(key: str, value: Any, path: Path, source: str) -> Any:
    match key, value:
        case "library", str():
            return Path(value).expanduser()
        case "theme", str() if value:
            return value
        case "width", int() if value in WIDTHS:
            return value
    allowed = {
        "library": "the path of a folder",
        "theme": f"{', '.join(THEMES)} or the name of a Textual theme",
        "width": f"a number from {WIDTHS.start} to {WIDTHS.stop - 1}",
    }
    line = _line_of(key, source)
    if key not in allowed:
        raise ReaderError(
            f"{path}, line {line}: no setting “{key}”", f"there are {', '.join(allowed)}"
        )
    raise ReaderError(f"{path}, line {line}: {key} is {value!r}", f"allowed: {allowed[key]}")


def _line_of(key: str, source: str) -> int:
    """The line that sets a key, or opens the table of that name."""
    name = rf"""["']?{re.escape(key)}["']?"""
    sets = re.compile(rf"\s*(?:{name}\s*[=.]|\[+\s*{name}\s*[\].])")
    return next((n for n, line in enumerate(source.splitlines(), 1) if sets.match(line)), 1)
