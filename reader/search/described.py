"""``language:`` and ``format:`` in a query, and what lists group articles by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import PurePosixPath

from reader.articles.article import Card
from reader.articles.places import Places
from reader.search.outside import Spots


class Described:
    """What lists show of the articles, as search asks for it."""

    def __init__(self, cards: Callable[[], Mapping[str, Card]], places: Places) -> None:
        """``cards`` gives those known by now, by path."""
        self._cards = cards
        self._places = places

    def find(self, field: str, value: str) -> Spots | None:
        """The articles in a language (``en`` finds ``en-GB`` too), or of files with an ending."""
        wanted = value.strip().lower()
        cards = self._cards()
        match field:
            case "language":
                fits = {
                    path: ()
                    for path, card in cards.items()
                    if _is_in(card.language.lower(), wanted)
                }
            case "format":
                fits = {path: () for path in cards if format_of(path) == wanted.lstrip(".")}
            case _:
                return None
        return fits

    def groups(self) -> Mapping[str, Mapping[str, Collection[str]]]:
        """The articles by author, language, format, and by whether they were read."""
        found: dict[str, dict[str, set[str]]] = {"author": {}, "language": {}, "format": {}}
        read = self._places.read()
        state: dict[str, set[str]] = {"unread": set(), "read": set()}
        for path, card in self._cards().items():
            values = {"author": card.author, "language": card.language, "format": format_of(path)}
            for name, value in values.items():
                if value:
                    found[name].setdefault(value, set()).add(path)
            state["read" if path in read else "unread"].add(path)
        return {**found, "is": state}


def _is_in(language: str, wanted: str) -> bool:
    return language == wanted or language.startswith(f"{wanted}-")


def format_of(path: str) -> str:
    """The ending of the file of an article, in small letters, without its full stop."""
    return PurePosixPath(path.partition("#")[0]).suffix.lower().lstrip(".")
