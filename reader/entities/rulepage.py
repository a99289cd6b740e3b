"""One file of rules as it was when it was last looked at, and what is wrong with it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from reader.entities.repairs import Repair, RuleError, checked, read_rules
from reader.entities.rulelines import line_of, places

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """One file as it was when it was last looked at."""

    source: str = ""
    rules: tuple[Repair, ...] = ()
    trouble: str = ""
    hint: str = ""
    stamp: Stamp | None = None


def understood(file: Path, source: str, stamp: Stamp | None = None) -> Page:
    """A file's rules, or what is wrong with it and where."""
    try:
        values = read_rules(source)
    except tomllib.TOMLDecodeError as error:
        return Page(source, (), f"{file}: {error}", "rules are written in TOML", stamp)
    except RuleError as error:
        return Page(source, (), f"{file}: {error.message}", error.hint, stamp)
    rules = []
    spans = places(source).rules
    for number, value in enumerate(values):
        try:
            rules.append(checked(value))
        except RuleError as error:
            at = f", line {line_of(source, spans[number].start)}" if number < len(spans) else ""
            trouble = f"{file}{at}: {error.message}"
            return Page(source, (), trouble, error.hint, stamp)
    return Page(source, tuple(rules), stamp=stamp)


def stamp_of(file: Path) -> Stamp | None:
    """What tells that a file is another one; nothing where there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
