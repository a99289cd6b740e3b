"""Sifting: which entities the pane lists, in which order, and which kinds are lit in the text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.entities.kinds import NAMES, Kind
from reader.entities.names import plain
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.panes.entities import HEADINGS, EntityRow, entity_items

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

_ORDERS = {"count": "by count", "first": "by first mention", "name": "by name"}
_SCOPES = {"article": "here/library", "library": "whole library"}
"""What the list is of, in as few words as fit below it."""


class Sifting(Part):
    """The entities tab as the user wants it."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        view = self.desk.places.view
        self.scope = _known(view.get("names"), _SCOPES)
        self.order = _known(view.get("names order"), _ORDERS)
        self.words = ""  # that a name or alias of every entity in the list has
        self._lit = _kinds(view.get("names lit"))
        self._all_out = False
        self._followed: str | None = None

    @property
    def view(self) -> dict[str, str | int]:
        """The choices made, to be kept for this library."""
        lit = ",".join(kind for kind in Kind if kind in self._lit)
        return {"names": self.scope, "names order": self.order, "names lit": lit}

    @property
    def lit(self) -> frozenset[Kind]:
        """The kinds that are lit in the text."""
        return frozenset() if self._all_out else self._lit

    # -- the list ----------------------------------------------------------------------------------

    def show(self) -> None:
        """List what was found as the user wants it."""
        whole = self.scope == "library"
        rows = self._of_library() if whole else self._of_article()
        match self.order:
            case "name":
                rows.sort(key=lambda row: row.name.casefold())
            case "first" if not whole:
                rows.sort(key=lambda row: row.first)
            case _:
                rows.sort(key=lambda row: (-(row.numbers[0] or 0), row.name.casefold()))
        nothing = "nobody and nothing is named here"
        if whole and not self.app.naming.listed:
            nothing = "no names of the library are known yet"
        if self.words:
            nothing = f"nothing with “{self.words}”"
        at = self.side.rows.cursor
        self.side.show_entities(entity_items(rows, self.lit, nothing), self._title(len(rows)))
        self._follow_to(at)

    def follow(self, ident: str) -> None:
        """Keep the cursor on an entity that is about to get another identifier, or to go."""
        self._followed = ident

    def _follow_to(self, at: int) -> None:
        ident, self._followed = self._followed, None
        if ident is None or self.side.tab != "entities":
            return
        keys = [item.key for item in self.side.rows.items]
        key = ("entity", ident)
        self.side.rows.choose(key if key in keys else keys[min(at, len(keys) - 1)])

    def _title(self, count: int) -> str:
        if self.words:
            return f"{count} with “{self.words}”"
        return f"{self.order} · {_SCOPES[self.scope]}"

    def _of_article(self) -> list[EntityRow]:
        naming = self.app.naming
        article = self.document.article
        wanted = plain(self.words).split()
        rows = []
        for entity in naming.here:
            spans = entity.articles.get(article.path, ()) if article else ()
            names = (entity.name, *entity.aliases)
            if spans and any(all(word in plain(n) for word in wanted) for n in names):
                numbers = (len(spans), naming.library.get(entity.id))
                rows.append(EntityRow(entity.id, entity.name, entity.kind, numbers, spans[0].start))
        return rows

    def _of_library(self) -> list[EntityRow]:
        return [
            EntityRow(each.id, each.name, each.kind, (each.count, each.articles))
            for each in self.app.naming.listed or ()
        ]

    def narrow(self, words: str) -> None:
        """List only what has some words in a name."""
        self.words = words
        if self.scope == "library":
            self.app.naming.refresh()
        else:
            self.show()

    def sort(self) -> None:
        """The next order."""
        self.order = _next(self.order, _ORDERS)
        self.show()
        self.say(f"entities {_ORDERS[self.order]}")

    def do_names_scope(self, _: Press) -> None:
        self.scope = _next(self.scope, _SCOPES)
        self.app.naming.refresh()
        self.say("who is named in the library" if self.scope == "library" else "… in this article")

    # -- the text ----------------------------------------------------------------------------------

    def do_names_kind(self, _: Press) -> None:
        """The kind of the entity meant, lit in the text or not."""
        meant = self.app.repairing.meant()
        if meant is None:
            self.say(f"no entity here; {self.key('names.all')} puts all out")
            return
        shown = self.lit
        self._all_out = False
        self._lit = shown ^ {meant.kind}
        state = "lit" if meant.kind in self._lit else "not lit"
        self._changed(f"{HEADINGS[meant.kind].lower()} {state} in the text")

    def do_names_all(self, _: Press) -> None:
        """All kinds out, or those again that were lit."""
        self._all_out = not self._all_out
        if not self._all_out and not self._lit:
            self._lit = NAMES
        self._changed("no names lit in the text" if self._all_out else "names lit again")

    def _changed(self, words: str) -> None:
        self.app.naming.light()
        self.show()
        self.say(words)


def _next(name: str, names: Iterable[str]) -> str:
    known = list(names)
    return known[(known.index(name) + 1) % len(known)]


def _known(value: object, names: Iterable[str]) -> str:
    known = list(names)
    return str(value) if value in known else known[0]


def _kinds(value: object) -> frozenset[Kind]:
    """The kinds of a view that was kept; else names alone: figures would light half a text."""
    if not isinstance(value, str):
        return NAMES
    return frozenset(kind for kind in Kind if kind in value.split(","))
