"""Which keys hold where: those of a near context hide the same keys further out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.ui.keys.key import CHAINS, Context, Key, shown
from reader.ui.keys.table import KEYS


def chain_rows(context: Context, table: Sequence[Key] = KEYS) -> list[Key]:
    """The rows that hold in a context: those of nearer contexts hide the same keys further out."""
    out: list[Key] = []
    taken: set[str] = set()  # keys of nearer contexts
    begun: set[str] = set()  # … and what begins them
    for near in CHAINS[context]:
        here = [row for row in table if row.context is near]
        for row in here:
            free = tuple(
                key for key in row.keys if key not in begun and taken.isdisjoint(_beginnings(key))
            )
            if free:
                out.append(row if free == row.keys else _with_keys(row, free))
        for key in (key for row in here for key in row.keys):
            taken.add(key)
            begun.update(_beginnings(key))
    return [labelled(row, table) for row in out]


def _beginnings(key: str) -> list[str]:
    """A sequence and all sequences that begin it."""
    parts = key.split(" ")
    return [" ".join(parts[:n]) for n in range(1, len(parts) + 1)]


def _with_keys(row: Key, keys: tuple[str, ...]) -> Key:
    return Key(row.id, row.context, keys, row.label, row.group, row.hint)


def labelled(row: Key, table: Sequence[Key]) -> Key:
    """The row with the keys that its label speaks of: ``{undo}`` is how to undo here."""
    if "{" not in row.label:
        return row
    names = {near.id: shown(near.keys[0]) if near.keys else "–" for near in table}
    label = re.sub(r"\{([a-z_.]+)\}", lambda told: names[told[1]], row.label)
    return Key(row.id, row.context, row.keys, label, row.group, row.hint)
