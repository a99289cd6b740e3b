"""Marks as a list shows them: which of them are wanted, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reader.annotations.linking import is_link
from reader.annotations.mark import Annotation, instant
from reader.annotations.placing import Found
from reader.search.days import period
from reader.text.finding import Folded
from reader.text.late import late
from reader.text.spans import Span

_TERM = late(r'(-?)(?:(\w+):)?(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark with what a list says of it.

    ``path`` is where its article lies, ``title`` what it is called.  ``span``, ``paragraph`` and
    ``found`` are its place of today; ``found`` is ``None`` as long as it was not looked for, and
    ``span`` then where it was when it was made.
    """

    mark: Annotation
    path: str
    title: str
    span: Span | None = None
    paragraph: int | None = None
    found: Found | None = None
    reason: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The path of the article and the id: what names a mark."""
        return self.path, self.mark.id

    @property
    def day(self) -> str:
        """The day on which it was made, here: ``2024-05-03``."""
        return instant(self.mark.created).astimezone().date().isoformat()


Test = Callable[[Entry], bool]

FIELDS = ("tag", "color", "article", "note", "has", "is", "date", "after", "before")
"""What may stand before a colon."""


class Wanted:
    """Which marks are wanted, as typed: never wrong, what is no field is a word.

    Words (parts of words too) and ``"phrases"`` in the quotation, the note or a tag, all of them;
    ``tag:claim`` with all below it (``claim/figure``); ``color:3`` or ``color:name``;
    ``article:words``; ``note:words``; ``has:note``, ``has:tag``, ``has:link``; ``is:orphan``,
    ``is:review``, ``is:moved``, ``is:changed``, ``is:whole``; ``date:2024-05``,
    ``after:2024-05-03``, ``before:2024-06``.  A minus before any of these turns it round.
    """

    def __init__(self, typed: str, colours: Sequence[str] = ()) -> None:
        self._tests: list[Test] = []
        for minus, field, phrase, word in _TERM.findall(typed):
            words = phrase or word
            if not words or words == "-":
                continue
            test = _test(field.lower(), words, colours)
            if test is None:
                test = _said(f"{field}:{words}" if field else words)
            self._tests.append(_not(test) if minus else test)

    def __bool__(self) -> bool:
        return bool(self._tests)

    def fits(self, entry: Entry) -> bool:
        """Whether a mark is wanted."""
        return all(test(entry) for test in self._tests)


def _test(field: str, words: str, colours: Sequence[str]) -> Test | None:
    match {"colour": "color"}.get(field, field):
        case "tag":
            return _tagged(words)
        case "color":
            return _coloured(words, colours)
        case "article":
            folded = _folded(words)
            return lambda e: folded in _folded(e.title) or folded in _folded(e.path)
        case "note":
            folded = _folded(words)
            return lambda e: folded in _folded(e.mark.note)
        case "has":
            return _HAS.get(words.lower().rstrip("s"))
        case "is":
            return _IS.get(words.lower().rstrip("s"))
        case "date" | "after" | "before" as when:
            return _made(period(when, words))
    return None


def _made(days: tuple[int, int] | None) -> Test | None:
    if days is None:
        return None
    first, last = days
    return lambda e: first <= int(e.day.replace("-", "")) <= last


_HAS: Mapping[str, Test] = {
    "note": lambda e: bool(e.mark.note),
    "tag": lambda e: bool(e.mark.tags),
    "link": lambda e: is_link(e.mark),
    "mark": lambda e: True,  # noqa: ARG005 - as the search knows it
}
_IS: Mapping[str, Test] = {
    "orphan": lambda e: e.found is Found.ORPHAN,
    "review": lambda e: e.found is Found.REVIEW,
    "moved": lambda e: e.found is Found.MOVED,
    "changed": lambda e: e.found is Found.CHANGED,
    "whole": lambda e: e.mark.whole,
    "link": lambda e: is_link(e.mark),
}


def _not(test: Test) -> Test:
    return lambda entry: not test(entry)


def _said(words: str) -> Test:
    folded = _folded(words)
    return lambda e: folded in haystack(e.mark)


def _tagged(wanted: str) -> Test:
    tag = wanted.lstrip("#").casefold().rstrip("/")
    return lambda e: any(is_under(own, tag) for own in e.mark.tags)


def is_under(tag: str, parent: str) -> bool:
    """Whether a tag is another one, or below it: ``claim/figure`` is under ``claim``."""
    own, above = tag.casefold(), parent.casefold()
    return own == above or own.startswith(f"{above}/")


def _coloured(wanted: str, colours: Sequence[str]) -> Test:
    folded = wanted.casefold()
    numbers = {n for n, name in enumerate(colours, 1) if name.casefold().startswith(folded)}
    if wanted.isdigit():
        numbers = {int(wanted)}
    return lambda e: e.mark.color in numbers


def haystack(mark: Annotation) -> str:
    """All the words of a mark, folded."""
    return _folded("\n".join((mark.exact, mark.note, *mark.tags)))


@lru_cache(maxsize=50_000)
def _folded(words: str) -> str:
    if words.isascii():  # every other mark of a library, and ten times as fast
        return " ".join(words.lower().split())
    return " ".join(Folded(words).lower.split())


# -- order -----------------------------------------------------------------------------------------

ORDERS = ("place", "date", "colour", "tag", "article")
"""How a list may be sorted; ``date`` has the newest first."""


def in_order(entries: Iterable[Entry], order: str) -> list[Entry]:
    """The marks in one of the :data:`ORDERS`; what that leaves open goes by place."""
    placed = sorted(entries, key=_place)
    match order:
        case "date":
            return sorted(placed, key=lambda e: instant(e.mark.created), reverse=True)
        case "colour":
            return sorted(placed, key=lambda e: e.mark.color)
        case "tag":
            return sorted(placed, key=lambda e: (not e.mark.tags, e.mark.tags))
        case "article":
            return sorted(placed, key=lambda e: e.title.casefold())
    return placed


def _place(entry: Entry) -> tuple[Any, ...]:
    start, end = entry.span or (0, 0)
    orphan = entry.found is Found.ORPHAN
    return entry.path, orphan, start, end, entry.mark.created, entry.mark.id
