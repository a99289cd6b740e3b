"""Searching the library: the index, the query as it is typed, and what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.search.results import Result, Results
from reader.text.late import late
from reader.text.spans import Span
from reader.ui.conduct.latest import Latest
from reader.ui.conduct.part import Part
from reader.ui.conduct.walking import joined
from reader.ui.keys.dispatch import Press
from reader.ui.panes.found import Group, Listed, Snippet, counted

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

SNIPPETS = 3
"""Sentences under each article of the list; all hits are walked with ``]s``."""

MOST = 50
"""Articles found at first; more are, when the end of the list comes near."""

_LONGEST = 300  # characters of a selection that are searched for
_QUOTES = late('["“”„«»]')
_PAUSE = 0.15  # seconds without a key after which more is found than what is in view
_ORDERS = {"score": "best first", "date": "newest first", "title": "by title"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and how it is to be answered.  ``live``: its last word may go on."""

    text: str
    live: bool
    order: str
    limit: int


@dataclass(frozen=True, slots=True)
class Found:
    """What is listed: the question, its answer, and what was found in each article."""

    asked: Asked
    results: Results
    groups: tuple[Group, ...]

    @property
    def has_more(self) -> bool:
        """Whether there are articles that are not listed."""
        return self.asked.limit < self.results.articles


class Searching(Part):
    """The query and what it found."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.query = ""
        self.found: Found | None = None
        self.ready = False
        self.order = "score"
        self._latest = Latest(app, self._answer)
        self._asked_more: Asked | None = None
        self._then: Callable[[], None] | None = None  # what waits for the answer

    # -- the index ---------------------------------------------------------------------------------

    def update_index(self) -> None:
        """Bring the index up to date; runs in a worker."""
        try:
            self._update()
        except ReaderError as error:
            self.app.call_from_thread(self.app.tell, error)
            if not self._can_search():
                self.desk.use_temporary_index()
                self._update()
        self.ready = True
        self.app.progress("", 0, 0)

    def _update(self) -> None:
        worker = get_current_worker()
        self.desk.index.update(
            progress=lambda done, total: self.app.progress("indexing", done, total),
            cancelled=lambda: worker.is_cancelled,
        )

    def _can_search(self) -> bool:
        """Whether there is an index at all, if not of today."""
        try:
            self.desk.index.search("a", limit=1)
        except ReaderError:
            return False
        return True

    # -- the query ---------------------------------------------------------------------------------

    def typed(self, text: str, *, live: bool) -> None:
        """The query changed, or was confirmed."""
        self.query = text
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
        self.search.field.put(text)
        if text.strip() and self.ready:
            self._ask(text, live=False)
        else:
            self.typed(text, live=True)

    def do_search_selection(self, _: Press) -> None:
        """All articles, for the words selected as they stand."""
        article, selected = self.document.article, self.document.selection
        words = (
            " ".join(_QUOTES.sub(" ", selected.of(article.text)).split())
            if article and selected
            else ""
        )
        if any(c.isalnum() for c in words):
            self.document.leave_selection()
            self.run(f'"{words[:_LONGEST]}"')
            self.screen.focus_pane("search")
        else:
            self.say("no words are selected to search for")

    def search_again(self) -> None:
        """The same query over what is known now."""
        if self.found and self.found.asked.text == self.query:
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
        self.order = order
        if self.found:
            self._ask(self.query, live=self.found.asked.live)

    def _ask(self, text: str, *, live: bool = True, then: Callable[[], None] | None = None) -> None:
        self._then, self._asked_more = then, None
        in_view = self.search.rows.size.height // 3 + 2  # an article takes three rows or more
        self._latest.ask(Asked(text, live, self.order, in_view))

    def _forget(self) -> None:
        self._latest.drop()
        self._then = None
        self.found = None
        self.app.opening.list_library()
        self.app.walking.light()

    def _answer(self, asked: Asked) -> None:
        """Find what can be in view at once, and more where nothing else is wanted; in a worker."""
        answer = self._find(asked)
        if answer and answer.has_more and asked.limit < MOST and not self._latest.pause(_PAUSE):
            self._find(replace(asked, limit=MOST))

    def _find(self, asked: Asked) -> Found | None:
        try:
            results = self.desk.index.search(
                asked.text, limit=asked.limit, sort=asked.order, live=asked.live
            )
        except ReaderError as error:
            self.app.call_from_thread(self._fail, error)
            return None
        found = Found(asked, results, tuple(self._groups(results.results)))
        here = self.document.article
        spans = self.app.walking.find(here, asked.text, live=asked.live) if here else []
        if not self._latest.is_superseded:
            self.app.call_from_thread(self._show, found)
            if here:
                self.app.call_from_thread(self.app.walking.put, here, spans)
        return found

    def _fail(self, error: ReaderError) -> None:
        self._then = None
        self.search.field.let_go()
        self.app.tell(error)

    def _groups(self, results: Iterable[Result]) -> Iterable[Group]:
        marks = self.desk.shelf.counts()
        for result in results:
            card = self.desk.cards.get(result.path)
            if card is None or self._latest.is_superseded:
                continue
            listed = Listed(card, marks.get(card.path, 0), self.desk.places.is_read(card.path))
            yield self._group(listed, result)

    def _group(self, listed: Listed, result: Result) -> Group:
        """How many places of an article were hit, and the first sentences with them."""
        try:
            text = self.desk.library.article(result.path).text
        except ReaderError:
            return Group(listed, result.total, ())
        spans = [hit.span for hit in result.hits]
        places = joined(text, spans)
        snippets = [
            Snippet(
                result.path,
                sentence,
                tuple(joined(text, [h.span for h in result.hits if h.snippet == sentence])),
                sentence.of(text),
            )
            for sentence in list(dict.fromkeys(hit.snippet for hit in result.hits))[:SNIPPETS]
        ]
        return Group(listed, result.total - len(spans) + len(places), tuple(snippets))

    def _show(self, found: Found) -> None:
        if found.asked.text != self.query:
            return
        again = self.found is not None and self.found.asked.text == found.asked.text
        self.found = found
        items = [item for group in found.groups for item in group.items()]
        self.search.show_results(_summary(found), found.results.notes, items, keep=again)
        self.search.say_order(_ORDERS[found.asked.order])
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


def _summary(found: Found) -> str:
    """``31 hits in 4 articles``; of many articles, how many hits the best of them have."""
    hits = sum(group.hits for group in found.groups)
    if found.has_more:
        return f"{counted(hits, 'hit')} in {len(found.groups)} of {found.results.articles:,}"
    articles = counted(found.results.articles, "article")
    return f"{counted(hits, 'hit')} in {articles}" if hits else articles
