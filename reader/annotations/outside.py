"""``tag:``, ``note:``, ``has:mark`` in a query: the articles with such marks, and where."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import accumulate

from reader.annotations.mark import Annotation
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.errors import ReaderError
from reader.search.hits import Terms
from reader.search.outside import Spots
from reader.search.patterns import pattern_of
from reader.text.spans import Span

_Test = Callable[[Annotation], bool]


class Marked:
    """The marks of a library, as search asks for them: as they are at that moment."""

    def __init__(self, library: Library, shelf: Callable[[], Shelf]) -> None:
        self._library = library
        self._shelf = shelf

    def find(self, field: str, value: str) -> Spots | None:
        """The passages with marks that a field wants.

        A tag is asked for as a whole, in any case, with those below it (``claim`` finds
        ``claim/figure``, as in the list of marks); a note by a word or phrase in it, its last word
        as far as it is typed.
        """
        test = _test(field, value)
        if test is None:
            return None
        return {
            path: self._spans(path, wanted)
            for path, marks in self._shelf().everything()
            if (wanted := frozenset(mark.id for mark in marks if test(mark)))
        }

    def groups(self) -> Mapping[str, Mapping[str, Collection[str]]]:
        """The articles by the tags in them; those below a tag are among its own."""
        by_tag: dict[str, set[str]] = {}
        for path, marks in self._shelf().everything():
            for mark in marks:
                for tag in mark.tags:
                    for level in accumulate(tag.split("/"), "{}/{}".format):
                        by_tag.setdefault(level, set()).add(path)
        return {"tag": by_tag}

    def _spans(self, path: str, wanted: Collection[str]) -> tuple[Span, ...]:
        """Where some marks of an article stand in its text of today."""
        try:
            placed = self._shelf().of(self._library.article(path))
        except ReaderError:
            return ()
        return tuple(p.span for p in placed if p.span and p.annotation.id in wanted)


def _test(field: str, value: str) -> _Test | None:
    folded = value.casefold()
    match field, folded:
        case ("has" | "is", "mark" | "marked"):
            return lambda _mark: True
        case "has", "note":
            return lambda mark: bool(mark.note)
        case "has", "tag":
            return lambda mark: bool(mark.tags)
        case "tag", _:
            from reader.annotations.listing import is_under

            above = folded.lstrip("#").rstrip("/")
            return lambda mark: any(is_under(tag, above) for tag in mark.tags)
        case "note", _:
            pattern = pattern_of(value, prefix=True)
            return lambda mark: bool(pattern and any(Terms(mark.note).spans(pattern)))
        case _:
            return None
