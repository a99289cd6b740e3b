"""What other rooms know of the articles, asked for as fields: ``entity:``, ``tag:``, ``is:``, ….

Search stands below the rooms of names and marks, so they are handed to it as an :class:`Outside`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from reader.articles.places import Places
from reader.search.lexing import Note
from reader.search.tree import Elsewhere, Node, elsewhere
from reader.text.spans import Span

Spots = Mapping[str, tuple[Span, ...]]
"""Articles by path, each with the places that are lit; none where it is found as a whole."""


class Outside(Protocol):
    """A room that answers some fields.  Asked anew by each search, by any thread."""

    def find(self, field: str, value: str) -> Spots | None:
        """The articles that a field wants; ``None`` where this room does not know the value."""
        ...

    def groups(self) -> Mapping[str, Mapping[str, Collection[str]]]:
        """For facets: the fields that group articles, each with the paths by value."""
        ...


class Answers:
    """What the rooms outside said to one query."""

    def __init__(self, root: Node | None, rooms: Iterable[Outside]) -> None:
        self._spots: dict[Elsewhere, Spots] = {}
        self._lit = frozenset(elsewhere(root, excluded=False))
        self.notes: list[Note] = []
        rooms = tuple(rooms)
        for asked in elsewhere(root):
            answers = (room.find(asked.name, asked.value) for room in rooms)
            spots = next((answer for answer in answers if answer is not None), None)
            if spots is None:
                self.notes.append(Note(asked.at, _unknown(asked)))
            self._spots[asked] = spots or {}

    def paths(self, asked: Elsewhere) -> Collection[str]:
        """The articles that a node wants."""
        return self._spots.get(asked, {}).keys()

    def spans(self, path: str) -> list[Span]:
        """The places of an article that are to be lit."""
        return [span for asked in self._lit for span in self._spots[asked].get(path, ())]


_VALUES: dict[str, Sequence[str]] = {
    "has": ("mark", "note", "tag"),
    "is": ("read", "unread", "marked"),
}


def _unknown(asked: Elsewhere) -> str:
    values = _VALUES.get(asked.name)
    if values and asked.value.lower() not in values:
        return f"“{asked.value}” is none of {', '.join(values)}"
    return f"nothing is known here of “{asked.name}”"


class ReadOnes:
    """``is:read``, by the places where the reader stood."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def find(self, field: str, value: str) -> Spots | None:
        """The articles that were read to their end."""
        if (field, value.lower()) != ("is", "read"):
            return None
        return dict.fromkeys(self._places.read(), ())

    def groups(self) -> Mapping[str, Mapping[str, Collection[str]]]:
        """None."""
        return {}
