"""One row of the key table, the contexts in which keys have a meaning, and how keys are written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ANY = "?char"
"""Stands for any one printable character at the end of a sequence."""


class Context(StrEnum):
    """Where a key has its meaning."""

    GLOBAL = "anywhere"
    LIST = "in a list"
    READER = "in the text"
    VISUAL = "while selecting"
    MARKS = "in the list of annotations"
    COMPARE = "in a comparison"


CHAINS: dict[Context, tuple[Context, ...]] = {
    Context.LIST: (Context.LIST, Context.GLOBAL),
    Context.READER: (Context.READER, Context.GLOBAL),
    Context.VISUAL: (Context.VISUAL, Context.READER, Context.GLOBAL),
    Context.MARKS: (Context.MARKS, Context.LIST, Context.GLOBAL),
    Context.COMPARE: (Context.COMPARE, Context.GLOBAL),
}
"""Where a key is looked for, nearest first."""


@dataclass(frozen=True, slots=True)
class Key:
    """One row of the table.  ``hint`` is its short name in the footer, if it is to be there."""

    id: str
    context: Context
    keys: tuple[str, ...]
    label: str
    group: str
    hint: str = ""


def shown(key: str) -> str:
    """A key as people write it: ``g /`` is ``g/``, ``ctrl+d`` is ``Ctrl+d``."""
    return "".join(_shown_one(part) for part in key.split(" "))


_SHOWN = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", ANY: "{c}",
}  # fmt: skip


def _shown_one(key: str) -> str:
    if key in _SHOWN:
        return _SHOWN[key]
    prefix, plus, last = key.rpartition("+")
    if plus and prefix:
        return f"{prefix.capitalize()}+{_SHOWN.get(last, last)}"
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key
