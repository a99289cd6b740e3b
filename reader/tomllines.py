"""In which line of a TOML file a value is set; tomllib does not tell."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PART = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_NAME = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = rf"\s*\[\[?\s*({_NAME})\s*\]"
_SETS = rf"\s*({_NAME})\s*="


def places_of(source: str) -> dict[str, int]:
    """The line of each table and each value by its full name; tomllib does not tell."""
    places: dict[str, int] = {}
    table = ""
    for line, words in enumerate(source.split("\n"), 1):
        if header := re.match(_HEADER, words):
            name = _joined(header[1])
            table = f"{name}."
        elif value := re.match(_SETS, words):
            name = table + _joined(value[1])
        else:
            continue
        places.setdefault(name, line)
    return places


def _joined(name: str) -> str:
    """The parts of a dotted name without their quotes."""
    return ".".join(part.strip("\"'") for part in re.findall(_PART, name))


def line_of(name: str, places: Mapping[str, int]) -> int:
    """Where a name is set; else the first line of what is in it, else of what it is in."""
    inside = [line for place, line in places.items() if f"{place}.".startswith(f"{name}.")]
    if inside:
        return min(inside)
    return line_of(name.rpartition(".")[0], places) if "." in name else 1
