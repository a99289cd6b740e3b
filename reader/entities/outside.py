"""``entity:`` in a query: the articles that name somebody, and where."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache

from reader.articles.library import Library
from reader.articles.scan import Scan
from reader.entities.catalogue import Catalogue
from reader.entities.entity import Entity
from reader.entities.kinds import NAMES
from reader.entities.names import plain
from reader.search.outside import Spots
from reader.text.spans import Span

_SIGNS = re.compile(r"[\W_]+")


class Named:
    """The names of a library, as search asks for them.  Threads may share it."""

    def __init__(self, library: Library, catalogue: Callable[[], Catalogue | None]) -> None:
        """``catalogue`` gives none as long as the library has not been tagged."""
        self._library = library
        self._catalogue = catalogue
        self._known: tuple[object, tuple[Entity, ...]] | None = None
        self._scanned: Scan | None = None  # of which all names are in the catalogue
        self._grouped: tuple[object, dict[str, set[str]]] | None = None
        self._lock = threading.Lock()

    def find(self, field: str, value: str) -> Spots | None:
        """The mentions of the entities that are so called; else of those with these words in their
        name, the last as far as it is typed.  An identifier (``person/joe-biden``) is one too."""
        catalogue = self._whole() if field == "entity" else None
        if catalogue is None:
            return None
        wanted = _words(value)
        entities = catalogue.called(value, NAMES) if wanted else ()
        own = catalogue.entity(value) if "/" in value else None
        exact = [own] if own else [e for e in entities if wanted in map(_words, _names(e))]
        found = exact or [e for e in entities if any(_holds(n, wanted) for n in _names(e))]
        spots: dict[str, list[Span]] = {}
        for entity in found if wanted else ():
            for path, spans in entity.articles.items():
                spots.setdefault(path, []).extend(spans)
        return {path: tuple(sorted(spans)) for path, spans in spots.items()}

    def groups(self) -> Mapping[str, Mapping[str, Collection[str]]]:
        """The articles by the names in them."""
        entities = self._entities()
        if not entities:
            return {}
        if self._grouped is None or self._grouped[0] is not entities:
            by_name: dict[str, set[str]] = {}
            for entity in entities:
                by_name.setdefault(entity.name, set()).update(entity.articles)
            self._grouped = entities, by_name
        return {"entity": self._grouped[1]}

    def _whole(self) -> Catalogue | None:
        """The catalogue; completed whenever the library was walked through anew."""
        catalogue = self._catalogue()
        if catalogue is not None:
            with self._lock:
                if self._scanned is not self._library.scanned:
                    self._scanned = self._library.scanned
                    catalogue.complete()
        return catalogue

    def _entities(self) -> tuple[Entity, ...] | None:
        """The entities; asked for anew when they are others."""
        catalogue = self._whole()
        if catalogue is None:
            return None
        with self._lock:
            state = catalogue.state
            if self._known is None or self._known[0] != state:
                self._known = state, catalogue.entities(kinds=NAMES)
            return self._known[1]


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.aliases)


@lru_cache(maxsize=65536)
def _words(name: str) -> str:
    return " ".join(_SIGNS.sub(" ", plain(name).casefold()).split())


def _holds(name: str, wanted: str) -> bool:
    return f" {wanted}" in f" {_words(name)}"
