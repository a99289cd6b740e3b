"""Changes of the key table, and what would make it ambiguous."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import product

from reader.ui.keys.key import ANY, CHAINS, Context, Key
from reader.ui.keys.names import CONTEXTS

FIXED = {"escape": "cancel", "ctrl+q": "quit"}
"""Keys that always do the same: nobody is to lock himself in."""


class ChangeError(ValueError):
    """A change that cannot be made; ``hint`` says what can."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Change:
    """Keys for a command, in one context or wherever it has keys."""

    id: str
    context: Context | None
    keys: tuple[str, ...]


def named(name: str, table: Sequence[Key]) -> tuple[str, Context | None]:
    """What a name of the settings means: ``mark.note`` or ``reader/mark.note``.

    Raises:
        ChangeError: there is no such command or context, or the command does nothing there.
    """
    where, slash, id_ = name.rpartition("/")
    ids = {row.id for row in table}
    if id_ not in ids:
        close = get_close_matches(id_, ids, n=1)
        meant = f"did you mean “{close[0]}”? " if close else ""
        raise ChangeError(f"no command “{id_}”", f"{meant}`rafah-reader keys` lists them all")
    if not slash:
        return id_, None
    if where not in CONTEXTS:
        raise ChangeError(f"no context “{where}”", f"there are {', '.join(CONTEXTS)}")
    context = CONTEXTS[where]
    if not any(row.id == id_ for row in _reaching(table, context)):
        at = [known for known, other in CONTEXTS.items() if _has(table, id_, other)]
        raise ChangeError(f"{id_} does nothing {context}", f"it works in {', '.join(at)}")
    return id_, context


def _reaching(table: Sequence[Key], context: Context) -> Iterator[Key]:
    """The rows of a context and of those further out, nearest first."""
    for near in CHAINS.get(context, (context,)):
        yield from (row for row in table if row.context is near)


def _has(table: Sequence[Key], id_: str, context: Context) -> bool:
    return any(row.id == id_ and row.context is context for row in table)


def changed(table: Sequence[Key], changes: Iterable[Change]) -> tuple[Key, ...]:
    """The table with other keys; a change for one context counts more than one for all."""
    rows = list(table)
    for change in sorted(changes, key=lambda change: change.context is not None):
        if change.context is None or _has(rows, change.id, change.context):
            rows = [
                replace(row, keys=change.keys)
                if row.id == change.id and change.context in (None, row.context)
                else row
                for row in rows
            ]
        else:  # known from further out: a row of its own, behind that one
            outer = next(row for row in _reaching(rows, change.context) if row.id == change.id)
            own = replace(outer, context=change.context, keys=change.keys, hint="")
            rows.insert(rows.index(outer) + 1, own)
    return tuple(_with_fixed(row) for row in rows)


def _with_fixed(row: Key) -> Key:
    own = [key for key, id_ in FIXED.items() if row.id == id_ and row.context is Context.GLOBAL]
    missing = tuple(key for key in own if key not in row.keys)
    return replace(row, keys=(*row.keys, *missing)) if missing else row


@dataclass(frozen=True, slots=True)
class Clash:
    """Two keys of a context that cannot both be: the same, or one begins the other."""

    first: Key
    first_keys: str
    second: Key
    second_keys: str

    @property
    def same(self) -> bool:
        """Whether neither is longer."""
        return len(self.first_keys.split(" ")) == len(self.second_keys.split(" "))


def first_clash(table: Sequence[Key]) -> Clash | None:
    """The first two keys of a context that cannot both be; the shorter one is named first."""
    for context in Context:
        sequences = [
            (row, keys, tuple(keys.split(" ")))
            for row in table
            if row.context is context
            for keys in row.keys
        ]
        sequences.sort(key=lambda one: len(one[2]))
        for n, (row, keys, parts) in enumerate(sequences):
            for other, other_keys, other_parts in sequences[n + 1 :]:
                if all(map(_alike, parts, other_parts)):
                    return Clash(row, keys, other, other_keys)
    return None


def first_cover(table: Sequence[Key], change: Change, base: Sequence[Key]) -> Clash | None:
    """The first new key of a change that would hide one further out, or be hidden itself.

    The nearer row is named first.  Within a context see :func:`first_clash`.
    """
    before = {(row.context, key) for row in base if row.id == change.id for key in row.keys}
    for chain in CHAINS.values():
        rows = [row for context in chain for row in table if row.context is context]
        for row in rows:
            if row.id != change.id or not set(change.keys) <= set(row.keys):  # one place's own
                continue
            new = [key for key in change.keys if (row.context, key) not in before]
            for other in rows:
                if other.id == row.id or other.context is row.context:
                    continue
                for key, other_key in product(new, other.keys):
                    if all(map(_alike, key.split(" "), other_key.split(" "))):
                        mine, theirs = (row, key), (other, other_key)
                        if chain.index(row.context) > chain.index(other.context):
                            mine, theirs = theirs, mine
                        return Clash(*mine, *theirs)
    return None


def _alike(a: str, b: str) -> bool:
    """Whether one press could be both."""
    return a == b or (a == ANY and _is_character(b)) or (b == ANY and _is_character(a))


def _is_character(key: str) -> bool:
    return len(key) == 1 or key in ("space", ANY)


def fixed_of(id_: str, keys: str) -> str:
    """The fixed key that a command wrongly claims; empty where it claims none."""
    parts = keys.split(" ")
    if len(parts) == 1 and FIXED.get(keys) == id_:
        return ""
    return next((part for part in parts if part in FIXED), "")
