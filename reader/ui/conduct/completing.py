"""How a query that is being typed may go on: by words, sources, tags, names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.ui.desk import Desk

_SHORTEST = 3  # letters from which a word is ended: fewer begin too many to be any help
_FIELD = re.compile(r"(?:\A|[\s(-])(source|tag|entity|has|is):(\"?)([^\"]*)\Z")
_WORD = re.compile(r"[^\W_]+\Z")
_FIXED = {"has": ("mark", "note", "tag"), "is": ("read", "unread", "marked")}


class Completing:
    """Asked in a thread, at each key."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._names: tuple[str, ...] = ()  # asked for once: joining a library takes a while

    def end(self, query: str) -> str:
        """A query with its last word or value ended; empty where nothing is known."""
        field = _FIELD.search(query)
        if field:
            name, quote, begun = field.groups()
            values = self._values(name)
            if not quote:
                values = [value for value in values if " " not in value]
            return _ended(query, begun, values, quote)
        word = _WORD.search(query)
        if not word or len(word.group()) < _SHORTEST:
            return ""
        try:
            return _ended(query, word.group(), self._desk.index.completions(word.group()), "")
        except ReaderError:
            return ""

    def _values(self, field: str) -> Iterable[str]:
        match field:
            case "source":
                return {card.source for card in self._desk.cards.values()}
            case "tag":
                return {
                    tag
                    for _, marks in self._desk.shelf.everything()
                    for mark in marks
                    for tag in mark.tags
                }
            case "entity" if self._desk.tagged:
                if not self._names:
                    names = (entity.name for entity in self._desk.catalogue.entities())
                    self._names = tuple(names)
                return self._names
            case _:
                return _FIXED.get(field, ())


def _ended(query: str, begun: str, values: Iterable[str], quote: str) -> str:
    """A query with the first of some values that goes on from what was begun."""
    folded = begun.casefold()
    for value in values:
        if value.casefold().startswith(folded) and len(value) > len(begun):
            return query + value[len(begun) :] + quote
    return ""
