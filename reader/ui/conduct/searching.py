"""Searching the library: the query as it is typed, and what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.search.results import Result, Results
from reader.text.late import late
from reader.text.spans import Span
from reader.ui.conduct.answer import HITS, Asked, Found, Model, group_of, notes_of, summary_of
from reader.ui.conduct.latest import Latest
from reader.ui.conduct.part import Part
from reader.ui.panes.found import Group, Listed, suggestion_item

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

MOST = 50
"""Articles found at first; more are, when the end of the list comes near."""

_LONGEST = 300  # characters of a selection that are searched for
_QUOTES = late('["“”„«»]')
_PAUSE = 0.15  # seconds without a key after which more is found than what is in view
_ORDERS = {"score": "best first", "date": "newest first", "title": "by title"}


class Searching(Part):
    """The query and what it found."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.query = ""
        self.found: Found | None = None
        self.ready = False  # whether there is an index
        self.order = "score"
        self._model: Model | None = None
        self._latest = Latest(app, self._answer)
        self._asked_more: Asked | None = None
        self._then: Callable[[], None] | None = None  # what waits for the answer

    # -- the query ---------------------------------------------------------------------------------

    def typed(self, text: str, *, live: bool) -> None:
        """The query changed, or was confirmed."""
        self.query = text
        self._model = None
        self.search.leave_aside()
        if not text.strip() or not self.ready:
            self._forget()
            if not live:
                self.search.field.let_go()
            if text.strip():
                self.search.say("the index is being built; results come as soon as it is there")
        elif live:
            self._ask(text)
        elif self.found and self.found.asked.text == text:
            self._open_chosen()
        else:
            self._ask(text, then=self._open_chosen)

    def run(self, text: str) -> None:
        """Search for something that was not typed: its last word is whole."""
        self.query = text
        self._model = None
        self.search.field.put(text)
        if text.strip() and self.ready:
            self._ask(text, live=False)
        else:
            self._forget()

    def liken(self, model: Model) -> None:
        """List what is like an article or a passage, in place of what was searched for."""
        self.query = ""
        self._model = model
        self.search.field.put("")
        self.search.leave_aside()
        self._then = None
        self._latest.ask(Asked("", live=False, order="score", limit=MOST, model=model))

    def back(self) -> bool:
        """From facets and the history to the articles; from what is like one to the library."""
        if self.search.aside:
            self.search.leave_aside()
            return True
        likened = self._model is not None
        if likened:
            self.typed("", live=True)
        return likened

    def whole(self, text: str) -> str:
        """A query as it was typed, as one of whole words that finds the same; takes a search.

        Where its last word was taken for the beginning of others too, it gets a star.
        """
        found = self.found
        if found is None or found.asked.text != text or not found.asked.live:
            return text
        same = self.desk.index.count(text) == found.results.articles
        return text if same or not text[-1:].isalnum() else f"{text}*"

    def search_again(self) -> None:
        """The same query over what is known now."""
        if self.found and self._is_wanted(self.found.asked):
            self._latest.ask(self.found.asked)
        elif self.query.strip() and self.ready:
            self._ask(self.query, then=self._then)
        else:
            self.typed(self.query, live=True)

    def more(self, then: Callable[[], None] | None = None) -> bool:
        """List twice as many of what was found; whether there are more."""
        found = self.found
        if found is None or not found.has_more:
            return False
        self._then = then or self._then
        more = replace(found.asked, limit=max(MOST, 2 * found.asked.limit))
        if more != self._asked_more:
            self._asked_more = more
            self._latest.ask(more)
        return True

    def sort(self, order: str) -> None:
        """List what was found in another order."""
        if self._model:
            self.say("what is like another is listed best first")
        elif self.found:
            self.order = order
            self._ask(self.query, live=self.found.asked.live)

    def _ask(self, text: str, *, live: bool = True, then: Callable[[], None] | None = None) -> None:
        self._then, self._asked_more = then, None
        in_view = self.search.rows.size.height // 3 + 2  # an article takes three rows or more
        self._latest.ask(Asked(text, live, self.order, in_view))

    def _forget(self) -> None:
        self._latest.drop()
        self._then = None
        self.found = None
        self.app.filing.list_library()
        self.app.walking.light()
        self.app.narrowing.count()

    def _answer(self, asked: Asked) -> None:
        """Find what can be in view at once, and more where nothing else is wanted; in a worker."""
        answer = self._find(asked)
        if answer and answer.has_more and asked.limit < MOST and not self._latest.pause(_PAUSE):
            self._find(replace(asked, limit=MOST))

    def _find(self, asked: Asked) -> Found | None:
        try:
            results = self._results(asked)
            found = Found(asked, results, tuple(self._groups(results.results)))
            here = self.document.article
            spans = self.app.walking.find(here, found) if here else []
        except ReaderError as error:
            self.app.call_from_thread(self._fail, error)
            return None
        if not self._latest.is_superseded:
            self.app.call_from_thread(self._show, found)
            if here:
                self.app.call_from_thread(self.app.walking.put, here, spans)
        return found

    def _results(self, asked: Asked) -> Results:
        index, model = self.desk.index, asked.model
        if model is None:
            found = index.search(asked.text, asked.limit, asked.order, asked.live, HITS)
            if asked.live and not found.articles:  # no word goes on from what was typed
                return index.search(asked.text, asked.limit, asked.order, hits_each=HITS)
            return found
        return index.like(self.desk.library.article(model.path), model.span, asked.limit)

    def _fail(self, error: ReaderError) -> None:
        self._then = None
        self.search.field.let_go()
        self.app.tell(error)

    def _groups(self, results: Iterable[Result]) -> Iterable[Group]:
        marks = self.desk.shelf.counts()
        for result in results:
            if self._latest.is_superseded:
                return
            try:
                article = self.desk.library.article(result.path)
            except ReaderError:
                continue  # it went since
            card = self.desk.cards.get(result.path) or article.card()
            read = self.desk.places.is_read(card.path)
            picking = self.app.picking
            listed = Listed(card, marks.get(card.path, 0), read, picking.picked, picking.twins)
            yield group_of(listed, result, article.text)

    def _is_wanted(self, asked: Asked) -> bool:
        return (asked.text, asked.model) == (self.query, self._model)

    def _show(self, found: Found) -> None:
        if not self._is_wanted(found.asked):
            return
        again = self.found is not None and self._is_wanted(self.found.asked)
        self.found = found
        items = [item for group in found.groups for item in group.items()]
        if found.results.suggestion:
            items.insert(0, suggestion_item(found.results.suggestion))
        self.search.show_results(summary_of(found), notes_of(found), items, keep=again)
        self.search.say_order(_ORDERS[found.asked.order])
        self.app.narrowing.count()
        then, self._then = self._then, None
        if then:
            then()

    # -- opening what was found --------------------------------------------------------------------

    def _open_chosen(self) -> None:
        """Enter in the query: open what the cursor of the list is on, at its first hit."""
        match self.search.rows.current:
            case (str() as path, (Span() | None) as span):
                self.open_hit(path, span)
            case ("query", str() as text):
                self.run(text)
        self.search.field.let_go()

    def open_hit(self, path: str, span: Span | None) -> None:
        """Open an article at a hit; without one, at its first hit, or where it was left."""
        if self.app.opening.open(path, span or self._first_hit(path)):
            self.screen.focus_pane("document")
            self.app.walking.show_current()
            if span:
                self.app.walking.follow()
        if self.query.strip() and path in self.paths():
            self.app.keeping.remember(self.query)

    def _first_hit(self, path: str) -> Span | None:
        result = self._result(path)
        return result.hits[0].span if result and result.hits else None

    def _result(self, path: str) -> Result | None:
        results = self.found.results.results if self.found else ()
        return next((result for result in results if result.path == path), None)

    def paths(self) -> list[str]:
        """The articles listed, in their order; none without a query."""
        return [group.article.card.path for group in self.found.groups] if self.found else []

    def paths_with_hits(self) -> list[str]:
        """Those of the articles listed that have hits in their text."""
        groups = self.found.groups if self.found else ()
        return [group.article.card.path for group in groups if group.hits]
