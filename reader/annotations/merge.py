"""Two versions of a page made one, by annotation: in the store, and for git."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from reader.annotations.mark import Annotation
from reader.annotations.page import Page, Revision, Tombstone, age, as_line, distinct

Record = Annotation | Tombstone | None
Value = TypeVar("Value")


def merge(base: Page, ours: Page, theirs: Page) -> Page:
    """Both sides' changes since ``base``.

    A mark that both changed: the later version stays and the other is kept as a revision.  An edit
    beats a deletion that did not know it, and a removal without a trace.
    """
    items: dict[str, Annotation] = {}
    deleted: dict[str, Tombstone] = {}
    losers: list[Revision] = []
    keys = set().union(*(page.items.keys() | page.deleted.keys() for page in (base, ours, theirs)))
    for key in keys:
        kept = _settled(_record(base, key), _record(ours, key), _record(theirs, key), losers)
        if isinstance(kept, Annotation):
            items[key] = kept
        elif kept is not None:
            deleted[key] = kept
    return replace(
        theirs,
        path=_changed(base.path, ours.path, theirs.path),
        digest=_changed(base.digest, ours.digest, theirs.digest),
        url=_changed(base.url, ours.url, theirs.url),
        items=items,
        deleted=deleted,
        revisions=distinct([*ours.revisions, *theirs.revisions, *losers]),
        strange=_strange(base.strange, ours.strange, theirs.strange),
        extra=_fields(base.extra, ours.extra, theirs.extra),
    )


def _record(page: Page, key: str) -> Record:
    return page.items.get(key) or page.deleted.get(key)


def _settled(base: Record, ours: Record, theirs: Record, losers: list[Revision]) -> Record:
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    match ours, theirs:
        case Annotation(), Annotation():
            loser, winner = sorted((ours, theirs), key=age)
            losers.append(Revision(winner.modified, loser))
            return winner
        case Annotation(), Tombstone():
            return theirs if theirs.covers(ours) else ours
        case Tombstone(), Annotation():
            return ours if ours.covers(theirs) else theirs
        case Tombstone(), Tombstone():
            return max(ours, theirs, key=lambda grave: (age(grave.was), grave.deleted))
    return ours or theirs


def _changed(base: Value, ours: Value, theirs: Value) -> Value:
    return theirs if ours == base else ours


def _fields(
    base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> dict[str, Any]:
    absent = object()
    sides = (base, ours, theirs)
    values = {
        key: _changed(*(side.get(key, absent) for side in sides))
        for key in {**base, **ours, **theirs}
    }
    return {key: value for key, value in values.items() if value is not absent}


def _strange(base: Iterable[Any], ours: Iterable[Any], theirs: Iterable[Any]) -> tuple[Any, ...]:
    was, mine, other = ({as_line(record): record for record in s} for s in (base, ours, theirs))
    both = {**other, **mine}
    return tuple(both[key] for key in both if key not in was or (key in mine and key in other))
