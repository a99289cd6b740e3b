"""Narrowing what was found to a source, a month, a name or a tag: facets with counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.search.clauses import has_clause, with_clause, without_clauses
from reader.search.results import Facet
from reader.ui.conduct.latest import Latest
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.panes.facets import facet_items
from reader.ui.panes.items import words

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

FACETS = "facets"
"""What the list shows instead of articles, by its name."""

_ONE_EACH = (
    "source",
    "month",
    "language",
    "format",
    "is",
)  # facets of which an article has one value only


class Narrowing(Part):
    """The facets of what was found, as long as they are shown."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self._latest = Latest(app, self._count)
        self._facets: tuple[Facet, ...] = ()

    def do_search_facets(self, _: Press) -> None:
        if self.search.aside == FACETS:
            self.search.leave_aside()
        elif not self.app.searching.ready:
            self.say("the index is being built")
        else:
            self.search.show_aside(FACETS, [words("counting …", "quiet")])
            self.screen.focus_pane("search")
            self.count()

    def count(self) -> None:
        """Bring the counts up to date, where they are shown."""
        if self.search.aside == FACETS:
            self._latest.ask(self.app.searching.query)

    def _count(self, query: str) -> None:
        searching = self.app.searching
        try:
            whole = searching.whole(query)
            facets = [self._widened(facet, whole) for facet in self.desk.index.facets(whole)]
        except ReaderError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        if not self._latest.is_superseded:
            self.app.call_from_thread(self._show, query, whole, tuple(facets))

    def _widened(self, facet: Facet, query: str) -> Facet:
        """A facet of which a value is chosen, with the values that may be chosen beside it."""
        chosen = [v.clause for v in facet.values if has_clause(query, v.clause)]
        if facet.name not in _ONE_EACH or not chosen:
            return facet
        wider = self.desk.index.facets(without_clauses(query, chosen))
        return next((other for other in wider if other.name == facet.name), facet)

    def _show(self, query: str, whole: str, facets: tuple[Facet, ...]) -> None:
        searching = self.app.searching
        if query != searching.query or self.search.aside != FACETS:
            return
        self._facets = facets
        self.search.show_aside(FACETS, facet_items(facets, whole))
        if searching.found and searching.found.asked.live:
            searching.run(whole)  # what is counted is what is listed

    def choose(self, name: str, clause: str) -> None:
        """Narrow the query to a value, or no longer."""
        query = self.app.searching.query
        if has_clause(query, clause):
            self.app.searching.run(without_clauses(query, [clause]))
            return
        values = next((facet.values for facet in self._facets if facet.name == name), ())
        beside = [value.clause for value in values] if name in _ONE_EACH else []
        self.app.searching.run(with_clause(query, clause, beside))
