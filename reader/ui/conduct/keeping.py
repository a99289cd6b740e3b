"""Searches that are kept: saved under a name with live counts, and those made lately."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.search.saved import Saved, SavedSearch
from reader.text.late import late
from reader.ui.conduct.latest import Latest
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.panes.rows import Item
from reader.ui.panes.searches import history_items, saved_items
from reader.ui.screens.command import CommandScreen

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

_OF_MARKS = late(r"(?i)\b(?:tag|note|has|is):")

HISTORY = "history"
"""What the list shows instead of articles, by its name."""


class Keeping(Part):
    """Saved searches and the history."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        from reader.search.history import History

        self._saved = Saved(self.desk.library)
        self._history = History(self.desk.library)
        self._counts: dict[str, int] = {}
        self._latest = Latest(app, self._count)
        self._told = ""
        self._listed: tuple[SavedSearch, ...] = ()
        self._back = 0  # how far back in the history the field is
        self._before = ""  # what stood in the field before that

    # -- saved searches ----------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """The saved searches as items of a list."""
        self._listed = self._all()
        return saved_items(self._listed, self._counts)

    def _all(self) -> tuple[SavedSearch, ...]:
        try:
            return self._saved.all()
        except ReaderError as error:
            if error.message != self._told:
                self._told = error.message
                self.app.tell(error)
            return ()

    def read_again(self) -> None:
        """List them anew where their file was changed by another program."""
        searches = self._all()
        if searches != self._listed:
            self.app.filing.list_library()
            self.count()

    def count(self, *, of_marks: bool = False) -> None:
        """Bring the counts up to date; after a change of a mark only if one looks at marks."""
        queries = tuple(search.query for search in self._all())
        if of_marks and not any(map(_OF_MARKS.search, queries)):
            return
        if queries and self.app.searching.ready:
            self._latest.ask(queries)

    def _count(self, queries: tuple[str, ...]) -> None:
        try:
            counts = {query: self.desk.index.count(query) for query in queries}
        except ReaderError:
            return  # the index is gone; the next search says so
        if not self._latest.is_superseded:
            self.app.call_from_thread(self._show, counts)

    def _show(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self.app.filing.list_library()

    def do_search_save(self, _: Press) -> None:
        query = self.app.searching.query.strip()
        if not query:
            self.say(f"nothing to save: {self.key('search.library')} searches")
            return
        query = self.app.searching.whole(query)
        screen = CommandScreen("save this search", query, "Enter saves", "a name")
        self.app.push_screen(screen, partial(self._save, query))

    def _save(self, query: str, name: str | None) -> None:
        if name and self._changed(lambda: self._saved.add(name, query)):
            self.say(f"saved: {name}")

    def do_search_rename(self, _: Press) -> None:
        search = self._chosen()
        if search:
            screen = CommandScreen("rename this search", search.name, "Enter renames", "a name")
            self.app.push_screen(screen, partial(self._rename, search.name))

    def _rename(self, name: str, to: str | None) -> None:
        if to and to != name and self._changed(lambda: self._saved.rename(name, to)):
            self.say(f"{name} is {to} now")

    def do_search_remove(self, _: Press) -> None:
        search = self._chosen()
        if search and self._changed(lambda: self._saved.remove(search.name)):
            self._history.add(search.query)
            self.say(f"removed: {search.name} ({search.query})")

    def _chosen(self) -> SavedSearch | None:
        match self.search.rows.current if self.has_keys(self.search.rows) else None:
            case ("saved", str() as name, str() as query):
                return SavedSearch(name, query)
        self.say("this is no saved search")
        return None

    def _changed(self, change: Callable[[], None]) -> bool:
        try:
            change()
        except ReaderError as error:
            self.app.tell(error)
            return False
        self.app.filing.list_library()
        self.count()
        return True

    # -- the history -------------------------------------------------------------------------------

    def remember(self, query: str) -> None:
        """A query that something was opened from."""
        self._history.add(query)
        self._back = 0

    def do_search_history(self, _: Press) -> None:
        if self.search.aside == HISTORY:
            self.search.leave_aside()
        else:
            self.search.show_aside(HISTORY, history_items(self._history.all()))
            self.screen.focus_pane("search")

    def recall(self, step: int) -> bool:
        """Put an older (1) or newer (-1) query into the field; whether there is one."""
        field = self.search.field
        if not field.is_untouched:
            self._back = 0
        if not self._back:
            self._before = field.value
        queries = [
            self._before,
            *(q for q in dict.fromkeys(self._history.all()) if q != self._before),
        ]
        target = self._back + step
        if not 0 <= target < len(queries):
            return False
        self._back = target
        self.app.searching.run(queries[target])
        return True
