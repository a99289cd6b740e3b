"""Keys to commands: sequences (``g /``), counts (``3j``) and a character as argument (``f{c}``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.ui.keys.key import ANY, CHAINS, Context, Key
from reader.ui.keys.keymap import Keymap

if TYPE_CHECKING:
    from textual import events

COUNT_LIMIT = 99_999  # nobody means more, and a slip of the keyboard must not hang


@dataclass(frozen=True, slots=True)
class Press:
    """A command as pressed.  ``count`` is ``None`` where none was typed."""

    id: str
    count: int | None = None
    argument: str = ""

    @property
    def times(self) -> int:
        """How often to do it."""
        return self.count or 1


class Dispatcher:
    """Collects keys until they make a command in a context, or cannot make one."""

    def __init__(self, keymap: Keymap) -> None:
        self._tries = {context: _Try(keymap.rows(context)) for context in CHAINS}
        self._keys: tuple[str, ...] = ()
        self._count = ""

    @property
    def pending(self) -> str:
        """What was typed of a command that is not whole yet."""
        return " ".join((*self._count, *self._keys))

    def drop(self) -> bool:
        """Forget pending keys; whether there were any."""
        had = bool(self._keys or self._count)
        self._keys, self._count = (), ""
        return had

    def feed(self, key: str, context: Context) -> Press | None:
        """Take one key.  Returns a command when it is whole; see :attr:`pending` when it is not.

        A key that fits nothing drops what was pending and does nothing.
        """
        if key == "escape" and self.drop():
            return None
        if not self._keys and key.isdigit() and len(key) == 1 and (self._count or key != "0"):
            self._count = (self._count + key)[:5]
            return None
        attempt = self._tries[context]
        keys = (*self._keys, key)
        found, argument = attempt.find(keys)
        if found is not None:
            count = min(int(self._count), COUNT_LIMIT) if self._count else None
            self.drop()
            return Press(found.id, count, argument)
        if attempt.begins(keys):
            self._keys = keys
            return None
        self.drop()
        return None

    def knows(self, key: str, context: Context) -> bool:
        """Whether a key would mean anything now."""
        keys = (*self._keys, key)
        attempt = self._tries[context]
        return attempt.find(keys)[0] is not None or attempt.begins(keys)

    def awaits(self, id_: str, context: Context) -> bool:
        """Whether the pending keys want but the character that a command takes."""
        row, _ = self._tries[context].find((*self._keys, " "))
        return bool(self._keys) and row is not None and row.id == id_

    def continuations(self, context: Context) -> list[tuple[str, str]]:
        """What may follow the pending keys: the rest of each sequence and its label."""
        return self._tries[context].continuations(self._keys) if self._keys else []


class _Try:
    """The sequences of one context, by their keys."""

    def __init__(self, rows: Iterable[Key]) -> None:
        self._rows: dict[tuple[str, ...], Key] = {}
        self._prefixes: set[tuple[str, ...]] = set()
        for row in rows:
            for sequence in row.keys:
                keys = tuple(sequence.split(" "))
                self._rows[keys] = row
                self._prefixes.update(keys[:n] for n in range(1, len(keys)))

    def find(self, keys: tuple[str, ...]) -> tuple[Key | None, str]:
        row = self._rows.get(keys)
        if row is not None:
            return row, ""
        if len(keys[-1]) == 1 or keys[-1] == "space":
            row = self._rows.get((*keys[:-1], ANY))
            return row, " " if keys[-1] == "space" else keys[-1]
        return None, ""

    def begins(self, keys: tuple[str, ...]) -> bool:
        return keys in self._prefixes

    def continuations(self, keys: tuple[str, ...]) -> list[tuple[str, str]]:
        n = len(keys)
        return sorted(
            (" ".join(sequence[n:]), row.label)
            for sequence, row in self._rows.items()
            if sequence[:n] == keys and len(sequence) > n
        )


def key_name(event: events.Key) -> str:
    """A key as the key table writes it: the character, or Textual's name."""
    held = "+" in event.key  # Textual gives Alt+a the character a
    if event.character and event.is_printable and event.character != " " and not held:
        return event.character
    return event.key
