"""A page: every mark on one article, what was deleted there, and versions that lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reader.annotations.mark import Annotation, instant
from reader.annotations.w3c import to_json

SCHEMA = 1
"""The version of the file's form.  A page with a higher one is read and never written."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A deletion: when, and the mark as it was then."""

    deleted: str
    was: Annotation

    def covers(self, annotation: Annotation) -> bool:
        """Whether whoever deleted knew this version; an edit they never saw outlives it."""
        return instant(self.was.modified) >= instant(annotation.modified)


@dataclass(frozen=True, slots=True)
class Revision:
    """A version that lost to another one when two were merged."""

    replaced: str
    was: Annotation


@dataclass(frozen=True, slots=True)
class Page:
    """The marks of one article.

    The article is known by its path, the digest of its text and its address on the web.
    ``strange`` are items that are no annotations, ``extra`` fields of the page that are not known;
    both are written back as they came.  An id is in ``items`` or in ``deleted``, never in both.
    """

    path: str = ""
    digest: str = ""
    url: str = ""
    items: Mapping[str, Annotation] = field(default_factory=dict)
    deleted: Mapping[str, Tombstone] = field(default_factory=dict)
    revisions: tuple[Revision, ...] = ()
    strange: tuple[Any, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    schema: int = SCHEMA

    @property
    def newer(self) -> bool:
        """Whether a later version of this program wrote it."""
        return self.schema > SCHEMA

    @property
    def empty(self) -> bool:
        """Whether nothing is in it that needs a file."""
        return not (self.items or self.deleted or self.revisions or self.strange or self.extra)


def gathered(
    page: Page,
    items: Iterable[Annotation] = (),
    deleted: Iterable[Tombstone] = (),
    revisions: Iterable[Revision] = (),
    strange: Iterable[Any] = (),
    *,
    rivals: bool = True,
) -> Page:
    """The page with more records put to it, whatever their order and however often they come.

    Of two versions of a mark the later stays.  With ``rivals`` the other one is kept as a
    revision: that is for versions that may have been made side by side.
    """
    marks = dict(page.items)
    graves = dict(page.deleted)
    losers: list[Revision] = []
    for mark in items:
        known = marks.get(mark.id, mark)
        if known != mark:
            loser, winner = sorted((known, mark), key=age)
            marks[mark.id] = winner
            losers.append(Revision(winner.modified, loser))
        else:
            marks.setdefault(mark.id, mark)
    for grave in deleted:
        key = grave.was.id
        known_grave = graves.get(key, grave)
        graves[key] = max(known_grave, grave, key=lambda g: (age(g.was), g.deleted))
    for key in [key for key in graves if key in marks]:
        if graves[key].covers(marks[key]):
            del marks[key]
        else:
            del graves[key]
    return replace(
        page,
        items=marks,
        deleted=graves,
        revisions=distinct([*page.revisions, *revisions, *(losers if rivals else ())]),
        strange=tuple({as_line(record): record for record in [*page.strange, *strange]}.values()),
    )


def union(first: Page, second: Page, *, rivals: bool) -> Page:
    """What two pages hold together, without knowing what they were made from."""
    joined = gathered(
        first,
        second.items.values(),
        second.deleted.values(),
        second.revisions,
        second.strange,
        rivals=rivals,
    )
    return replace(
        joined,
        path=first.path or second.path,
        digest=first.digest or second.digest,
        url=first.url or second.url,
        extra={**second.extra, **first.extra},
    )


def age(mark: Annotation) -> tuple[object, str]:
    """Sorts versions of a mark, the latest last; everyone sorts the same two alike."""
    return instant(mark.modified or mark.created), as_line(to_json(mark))


def distinct(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    """Each version once, in an order that does not depend on where they were found."""
    by_version = {(r.was.id, *map(str, age(r.was))): r for r in revisions}
    return tuple(by_version[key] for key in sorted(by_version))


def as_line(value: Any) -> str:
    """JSON on one line, its keys in order; half a surrogate pair is escaped, UTF-8 has none."""
    line = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", line)
