"""The live keymap: the table, a preset's changes, and the user's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property

from reader.errors import ReaderError
from reader.settings import KeyChoice, Settings
from reader.ui.keys.chain import chain_rows, labelled
from reader.ui.keys.key import ANY, CHAINS, Context, Key, shown
from reader.ui.keys.names import CONTEXTS, KeyNameError, sequence_of
from reader.ui.keys.presets import CHANGES
from reader.ui.keys.remap import (
    FIXED,
    Change,
    ChangeError,
    Clash,
    changed,
    first_clash,
    first_cover,
    fixed_of,
    named,
)
from reader.ui.keys.table import KEYS


@dataclass(frozen=True)
class Keymap:
    """Which key does what, where.  A row without keys is a command that has none."""

    table: tuple[Key, ...] = KEYS

    @cached_property
    def _chains(self) -> dict[Context, list[Key]]:  # asked for at every key, for the footer
        return {context: chain_rows(context, self.table) for context in CHAINS}

    @cached_property
    def _first_keys(self) -> dict[str, str]:
        rows = (*self.rows(Context.READER), *self.rows(Context.VISUAL))  # the first one counts
        return {row.id: shown(row.keys[0].removesuffix(f" {ANY}")) for row in reversed(rows)}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key that is bound, or part of what is."""
        return frozenset(key for row in self.table for keys in row.keys for key in keys.split(" "))

    def rows(self, context: Context) -> list[Key]:
        """What can be pressed in a context."""
        return self._chains[context]

    def commands(self, context: Context) -> list[Key]:
        """What can be done in a context, with a key or without; each command once."""
        rows: dict[str, Key] = {}
        for row in self.rows(context):
            rows.setdefault(row.id, row)
        for row in self.table:
            if row.context in CHAINS[context] and row.id not in rows:
                rows[row.id] = replace(labelled(row, self.table), keys=())
        return list(rows.values())

    def names(self) -> dict[str, Key]:
        """Every row by its name in settings, ``reader/mark.note``, grouped by context."""
        names = {context: name for name, context in CONTEXTS.items()}
        rows = sorted(self.table, key=lambda row: list(names).index(row.context))
        return {f"{names[row.context]}/{row.id}": labelled(row, self.table) for row in rows}

    def key_of(self, id_: str) -> str:
        """The first key of a command in the text, as people write it; empty where it has none."""
        return self._first_keys.get(id_, "")


@cache
def preset_keymap(preset: str) -> Keymap:
    """The keys as a preset has them."""
    changes = []
    for name, keys in CHANGES[preset].items():
        id_, context = named(name, KEYS)
        changes.append(Change(id_, context, tuple(keys.split("  ")) if keys else ()))
    return Keymap(changed(KEYS, changes)) if changes else Keymap()


def keymap_of(settings: Settings) -> Keymap:
    """The keys as settings have them.

    Raises:
        ReaderError: a command, a context or a key is not known, a key has two meanings, or begins
            another; names the line.
    """
    base = preset_keymap(settings.preset)
    if not settings.keys:
        return base
    choices: dict[Change, KeyChoice] = {}
    for choice in settings.keys:
        try:
            choices[_change(choice, base)] = choice
        except (ChangeError, KeyNameError) as error:
            raise settings.fault(choice.line, error.message, error.hint) from None
    table = changed(base.table, choices)
    clash = first_clash(table)
    if clash:
        raise _told(clash, choices, settings)
    for change, choice in choices.items():
        cover = None if change.context else first_cover(table, change, base.table)
        if cover:
            raise _told_cover(cover, change, choice, settings)
    return Keymap(table)


def _change(choice: KeyChoice, base: Keymap) -> Change:
    id_, context = named(choice.name, base.table)
    keys = tuple(_complete(sequence_of(key), id_, base) for key in choice.keys)
    for key in keys:
        if fixed := fixed_of(id_, key):
            what = f"{shown(fixed)} is for “{FIXED[fixed]}” always"
            raise ChangeError(f"{choice.name} is {key!r}: {what}", "choose another key")
    return Change(id_, context, keys)


def _complete(keys: str, id_: str, base: Keymap) -> str:
    """With the place for a character, where the command takes one."""
    takes = any(ANY in key for row in base.table if row.id == id_ for key in row.keys)
    has = keys.endswith(ANY)
    if has and (not takes or keys == ANY):
        raise KeyNameError(f"{id_} is {keys!r}", f"write the keys without {ANY}")
    return f"{keys} {ANY}" if takes and not has else keys


def _told(clash: Clash, choices: dict[Change, KeyChoice], settings: Settings) -> ReaderError:
    """A clash in words, at the line of the last of the user's changes that made it."""
    at = max(
        choice.line
        for change, choice in choices.items()
        for row in (clash.first, clash.second)
        if change.id == row.id and change.context in (None, row.context)
    )
    where, first, second = clash.first.context, shown(clash.first_keys), shown(clash.second_keys)
    ids = f"{clash.first.id} and {clash.second.id}"
    if clash.first is clash.second and clash.first_keys == clash.second_keys:
        return settings.fault(at, f"{first} is there twice for {clash.first.id}", "once is enough")
    if clash.same:
        message = f"{first} has two meanings {where}: {ids}"
    else:
        message = f"{first} begins {second} {where}: {ids}"
    hint = f'give one of them another key, or none: "{clash.second.id}" = []'
    return settings.fault(at, message, hint)


def _told_cover(cover: Clash, change: Change, choice: KeyChoice, settings: Settings) -> ReaderError:
    """A key that hides one further out, in words.  Whoever names the place may have it so."""
    first, second = shown(cover.first_keys), shown(cover.second_keys)
    message = f"{first} ({cover.first.id}) hides {second} ({cover.second.id}) {cover.first.context}"
    own = cover.first if cover.first.id == change.id else cover.second
    name = next(name for name, context in CONTEXTS.items() if context is own.context)
    hint = f'choose another key, or name the place: "{name}/{change.id}"'
    return settings.fault(choice.line, message, hint)
