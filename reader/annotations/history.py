"""What was changed in this session, to be undone and done again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from reader.annotations.mark import Annotation, touched

_GROUPS = (
    ("note",),
    ("tags",),
    ("color",),
    ("creator",),
    ("span", "exact", "prefix", "suffix", "digest", "extra"),
)
"""What can be changed of a mark, each group as one."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One mark before and after; ``None`` before it was made and after it was deleted."""

    path: str
    before: Annotation | None
    after: Annotation | None

    @property
    def mark(self) -> Annotation:
        """The mark as it is now, or as it was last."""
        mark = self.after or self.before
        if mark is None:
            raise ValueError("an edit of nothing")
        return mark


@dataclass(frozen=True, slots=True)
class Change:
    """What one key did, under a name for people: ``highlight``, ``note``, ``delete``.

    ``at`` is when, on the monotonic clock: other rooms have changes to be undone too.
    """

    name: str
    edits: tuple[Edit, ...]
    at: int = field(default_factory=time.monotonic_ns, compare=False)

    @property
    def path(self) -> str:
        """The article of its first mark."""
        return self.edits[0].path

    @property
    def mark(self) -> Annotation:
        """Its first mark, as it is now or as it was last."""
        return self.edits[0].mark


class History:
    """Two piles: what can be undone, and what was."""

    def __init__(self) -> None:
        self.done: list[Change] = []
        self.undone: list[Change] = []

    def record(self, change: Change) -> None:
        """A new change; what was undone before cannot be done again after it."""
        self.done.append(change)
        self.undone.clear()

    def undo(self, current: Callable[[str, str], Annotation | None]) -> Change | None:
        """The change that takes the last one back, with the marks to put in place.

        ``current`` finds a mark by path and id as it is now.  A change whose marks another reader
        has changed since, or deleted, is taken back as far as that leaves it standing.
        """
        return _turned(self.done, self.undone, current)

    def redo(self, current: Callable[[str, str], Annotation | None]) -> Change | None:
        """The change that does again what was undone last."""
        return _turned(self.undone, self.done, current)


def _turned(
    source: list[Change],
    target: list[Change],
    current: Callable[[str, str], Annotation | None],
) -> Change | None:
    while source:
        change = source.pop()
        edits = tuple(
            edit
            for old in reversed(change.edits)
            if (edit := _inverse(old, current(old.path, old.mark.id)))
        )
        if edits:
            turned = Change(change.name, edits)
            target.append(turned)
            return turned
    return None


def _inverse(edit: Edit, current: Annotation | None) -> Edit | None:
    """What takes an edit back; ``None`` where nothing of it is left to take back."""
    before, after = edit.before, edit.after
    if after is None:
        return None if before is None or current else Edit(edit.path, None, touched(before))
    if current is None:
        return None
    if before is None:
        # What another reader has worked on since is theirs as well, and stays.
        return Edit(edit.path, current, None) if _same(current, after) else None
    restored = current
    for group in _GROUPS:
        if _values(current, group) == _values(after, group):
            values = dict(zip(group, _values(before, group), strict=True))
            restored = replace(restored, **values)
    return None if _same(restored, current) else Edit(edit.path, current, touched(restored))


def _values(mark: Annotation, group: tuple[str, ...]) -> list[Any]:
    return [getattr(mark, name) for name in group]


def _same(one: Annotation, other: Annotation) -> bool:
    return all(_values(one, group) == _values(other, group) for group in _GROUPS)
