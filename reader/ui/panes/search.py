"""The search pane: the library while the query is empty, what was found while it is not."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.text.cells import painted
from reader.text.spans import Span
from reader.ui.messages import (
    ClauseChosen,
    MoreWanted,
    OpenArticle,
    QueryChosen,
    QueryTyped,
)
from reader.ui.panes.found import counted
from reader.ui.panes.query import QueryField
from reader.ui.panes.rows import Item, RowList


class SearchPane(Vertical):
    """A query, what was understood of it, and a list."""

    BORDER_TITLE = "search"

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.field = QueryField(id="query", compact=True)
        self._summary = Static(id="summary", markup=False)
        self._said = "\n\n"  # so that the first words have the pane laid out
        self.rows = RowList(id="results")
        self.aside = ""  # what is shown instead of articles, by its name
        self._articles: Sequence[Item] = ()
        self._order = self._below = ""

    def compose(self) -> ComposeResult:
        yield self.field
        yield self._summary
        yield self.rows

    # -- called from above ------------------------------------------------------------------------

    def show_library(
        self,
        articles: Sequence[Item],
        number: int,
        searches: Sequence[Item] = (),
        current: str = "",
    ) -> None:
        """List so many articles, in groups where they have headings, below the saved searches."""
        self._say(counted(number, "article"))
        was = self.rows.current
        self._put([*searches, *articles])
        browsing = self.rows.has_focus and was is not None and self.rows.current == was
        if current and not self.aside and not browsing:
            self.rows.choose((current, None))

    def show_results(
        self, summary: str, notes: Sequence[str], items: Sequence[Item], *, keep: bool
    ) -> None:
        """List what was found; ``keep``: the same query, so the cursor stays on its item."""
        self._say("\n".join((summary, *map(painted, notes))))
        self._put(items, keep=keep)
        if not keep and not self.aside:
            self._skip_suggestion()

    def _skip_suggestion(self) -> None:
        """Enter opens what was found, and takes another query only where nothing was."""
        found = (item.key for item in self.rows.items)
        self.rows.choose(next((k for k in found if isinstance(k, tuple) and k[0] != "query"), None))

    def say(self, words: str) -> None:
        """Say something in place of the count."""
        self._say(words)
        self._put([])

    def say_order(self, order: str) -> None:
        """How the list is sorted."""
        self._order = order
        words = f" {self.aside or order} "
        if words != self._below:  # a border is painted with all that is in it
            self._below = words
            self.border_subtitle = Text(words)

    def show_aside(self, name: str, items: Sequence[Item]) -> None:
        """Show something else in place of the articles, until :meth:`leave_aside`."""
        keep, self.aside = self.aside == name, name
        self.say_order(self._order)
        self.rows.put(items, keep=keep)

    def leave_aside(self) -> None:
        """The articles again."""
        if self.aside:
            self.aside = ""
            self.say_order(self._order)
            self.rows.put(self._articles, keep=False)

    def _put(self, items: Sequence[Item], *, keep: bool = True) -> None:
        self._articles = items
        if not self.aside:
            self.rows.put(items, keep=keep)

    def follow(self, path: str, offset: int) -> None:
        """Put the cursor on the last sentence listed of an article up to an offset of its text."""
        best: tuple[str, Span | None] = (path, None)
        for item in self.rows.items:
            match item.key:
                case (str() as of, Span() as span) if of == path and span.start <= offset:
                    best = (path, span)
        self.rows.choose(best)

    def _say(self, words: str) -> None:
        same_height = words.count("\n") == self._said.count("\n")
        self._said = words
        self._summary.update(words, layout=not same_height)

    # -- events -----------------------------------------------------------------------------------

    @on(Input.Changed, "#query")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(QueryTyped(event.value))

    @on(Input.Submitted, "#query")
    def _confirmed(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(QueryTyped(event.value, live=False))

    @on(RowList.Moved, "#results")
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        if self.rows.at_end and not self.aside:
            self.post_message(MoreWanted())

    @on(RowList.Chosen, "#results")
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        match event.key:
            case (str() as path, (Span() | None) as span):
                self.post_message(OpenArticle(path, span))
            case ("query", str() as query) | ("saved", str(), str() as query):
                self.post_message(QueryChosen(query))
            case ("facet", str() as facet, str() as clause):
                self.post_message(ClauseChosen(facet, clause))
