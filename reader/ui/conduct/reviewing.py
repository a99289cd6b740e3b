"""The list of marks: of this article, of the library, or those deleted; some of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.text.spans import Span
from reader.ui.conduct.gathering import Gathered, Places, entry_of, looked_through
from reader.ui.conduct.marking import Key
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.annotations.listing import Entry
    from reader.ui.app import ReaderApp
    from reader.ui.panes.marks import Made
    from reader.ui.panes.rows import Item

_FEW = 200
"""Marks that are listed with all they say; more of them in two rows each."""


class Reviewing(Part):
    """What the marks tab lists, which of it is picked, and where each mark stands."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.scope = "article"  # or library, or deleted
        self.order = "place"
        self.picked: dict[Key, None] = {}
        self.entries: list[Entry] = []
        """What is listed now."""
        self._wanted = ""
        self._every: list[Entry] = []  # what is listed when nothing is left out, in order
        self._stale = False
        self._items: Made = {}  # made once: a list of 10,000 is filtered at each key
        self._gathered = Gathered()

    # -- what is listed ----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Look at the marks anew: after a change, or in another article."""
        if self.scope != "article" and self.side.tab != "marks":
            self._stale = True  # ten thousand marks are listed when they are looked at
            return
        self._stale = False
        self._every = self._sought()
        self._sort()

    def refresh_if_stale(self) -> None:
        """List what was not listed while another tab was shown."""
        if self._stale:
            self.refresh()

    def _sort(self) -> None:
        from reader.annotations.listing import in_order

        self._every = in_order(self._every, self.order)
        self.show()

    def show(self) -> None:
        """List what is wanted of the marks known."""
        from reader.annotations.listing import Wanted

        wanted = Wanted(self._wanted, self.app.settings.colours)
        self.entries = [e for e in self._every if wanted.fits(e)] if wanted else self._every
        if self.picked:
            known = {entry.key for entry in self.entries}
            self.picked = {key: None for key in self.picked if key in known}
        self.side.show_marks(self._listed(), self._title(len(self._every)))

    def _sought(self) -> list[Entry]:
        from reader.annotations.listing import Entry

        shelf = self.desk.shelf
        if self.scope == "deleted":
            return [Entry(g.was, path, self._called(path), g.was.span) for path, g in shelf.trash()]
        here = self.document.article
        now = [entry_of(placed, here) for placed in self.app.marking.marks] if here else []
        if self.scope == "article" or here is None:
            return now
        self._gathered.learn_here(self.app.marking.marks, now)
        return self._gathered.every(shelf, here.path, self._called)

    def _called(self, path: str) -> str:
        card = self.desk.cards.get(path)
        return card.title if card else path

    def _listed(self) -> list[Item]:
        from reader.ui.panes.items import words
        from reader.ui.panes.marks import mark_items, short_items

        if self.entries and self.scope == "article" and len(self.entries) <= _FEW:
            return mark_items(self.entries, self._is_picked)
        if self.entries:
            by_article = self.scope != "article" and self.order in ("place", "article")
            return short_items(self.entries, self._is_picked, self._items, by_article=by_article)
        if self._wanted:
            return [words(f"nothing with “{self._wanted}”", "quiet")]
        if self.scope == "deleted":
            return [words("nothing was deleted", "quiet")]
        select, note = self.key("select.characters"), self.key("mark.note")
        highlight = self.key("mark.highlight")
        how = f"{select} selects, {highlight} marks, {note} writes a note"
        where = "in this library" if self.scope == "library" else "yet"
        return [words(f"no marks {where}: {how}", "quiet")]

    def _title(self, every: int) -> str:
        where = {"article": "", "library": "library ", "deleted": "deleted "}[self.scope]
        count = f"{len(self.entries)} of {every}" if self._wanted else str(every)
        parts = [
            f"{where}{count}" if every or where else "",
            f"“{self._wanted}”" if self._wanted else "",
            f"by {self.order}" if self.order != "place" else "",
            f"{len(self.picked)} picked" if self.picked else "",
        ]
        said = " · ".join(part for part in parts if part)
        return f" {said} " if said else ""

    def narrow(self, typed: str) -> None:
        """List only some marks; what is typed is a :class:`reader.annotations.listing.Wanted`."""
        self._wanted = typed
        self.show()

    # -- which list --------------------------------------------------------------------------------

    def do_pane_marks(self, _: Press) -> None:
        """The marks of this article; when they are shown, those of the library, and back."""
        shown = self.app.marking.in_list
        if shown or self.scope == "deleted":
            self._list("library" if shown and self.scope == "article" else "article")
        self.app.going.show_tab("marks")

    def do_pane_deleted(self, _: Press) -> None:
        self._list("deleted")
        self.app.going.show_tab("marks")
        self.say("Enter brings an annotation back")

    def _list(self, scope: str) -> None:
        self.scope = scope
        self.order = "date" if scope == "deleted" else "place"
        self.picked = {}
        self.refresh()
        if scope == "library":
            self.app.run_worker(self._look_through, thread=True, exclusive=True, group="marks")

    def _look_through(self) -> None:
        """Find where every mark of the library stands today; runs in a worker."""
        for places in looked_through(self.desk.shelf, self.desk.library):
            if get_current_worker().is_cancelled:
                return
            self.app.call_from_thread(self._learn, places)

    def _learn(self, places: Places) -> None:
        self._gathered.learn(places)
        if self.scope == "library":
            self.refresh()

    # -- some of them ------------------------------------------------------------------------------

    def meant(self) -> list[Key]:
        """The marks picked, else the one under the cursor."""
        if self.scope == "deleted":
            return []
        current = self._current()
        return list(self.picked) or ([current] if current else [])

    def _current(self) -> Key | None:
        match self.side.rows.current:
            case ("mark", str() as path, str() as id_):
                return path, id_
        return None

    def _is_picked(self, key: Key) -> bool:
        return key in self.picked

    def do_marks_pick(self, _: Press) -> None:
        current = self._current()
        if current is None:
            return
        if self.picked.pop(current, self) is self:
            self.picked[current] = None
        self.show()
        self.side.rows.do_move_down(Press("move.down"))

    def do_marks_pick_all(self, _: Press) -> None:
        self.picked = {entry.key: None for entry in self.entries}
        self.show()

    def do_marks_clear(self, _: Press) -> None:
        self.picked = {}
        self.show()

    def do_marks_sort(self, _: Press) -> None:
        from reader.annotations.listing import ORDERS

        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self._sort()
        self.say(f"by {self.order}")

    # -- going there -------------------------------------------------------------------------------

    def open(self, key: Key) -> None:
        """To a mark's passage; without one, wait for it to be selected; deleted, bring it back."""
        if self.scope == "deleted":
            self._restore(list(self.picked) or [key])
            return
        path = key[0]
        try:
            article = self.desk.library.article(path)
        except ReaderError:
            self.app.confirming.choose(key)
            return
        placed = {p.annotation.id: p for p in self.desk.shelf.of(article)}.get(key[1])
        if placed is None:
            self.say("this annotation is not there any more")
        elif placed.span is None:
            self.app.confirming.choose(key)
        elif self.app.opening.open(path, Span(*placed.span)):
            self.screen.focus_pane("document")

    def _restore(self, keys: Sequence[Key]) -> None:
        from reader.annotations.history import Edit
        from reader.annotations.linking import other_end
        from reader.annotations.mark import touched

        graves = {(path, grave.was.id): grave.was for path, grave in self.desk.shelf.trash()}
        ends = {other_end(graves[key]) for key in keys if key in graves}  # a link has two
        wanted = [key for key in graves if key in keys or key[1] in ends]
        edits = [Edit(key[0], None, touched(graves[key])) for key in wanted]
        self.picked = {}
        if edits:
            self.app.marking.carry_out(lambda: self.desk.shelf.apply("restore", edits))
