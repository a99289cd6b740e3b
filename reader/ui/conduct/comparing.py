"""Comparing: which articles, the screens that set them against each other, the way back to them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.errors import ReaderError
from reader.exchange.citation import CitationStyle, cite
from reader.text.spans import Highlight
from reader.ui.conduct.concording import phrase
from reader.ui.conduct.part import Part
from reader.ui.conduct.sourcing import LIMIT, Sourcing, same
from reader.ui.keys.dispatch import Press
from reader.ui.screens.comparison import ComparisonScreen, Seen
from reader.ui.screens.grid import GridScreen
from reader.ui.sheets.sheet import Row, SharedSheet, Sheet

if TYPE_CHECKING:
    from reader.compare.source import Source
    from reader.ui.app import ReaderApp

_MAKERS = {
    "quotes": ("quotes", "quote_sheet"),
    "numbers": ("numbers", "number_sheet"),
    "shared": ("shared", "shared_sheet"),
    "matrix": ("matrix", "matrix_sheet"),
    "timeline": ("timeline", "time_sheet"),
    "wording": ("wording", "wording_sheet"),
}
"""Modules of the sheets, and what makes each: none is imported before it is wanted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A comparison that is asked for: its name, and how its sheet is made in a worker."""

    name: str
    paths: tuple[str, ...]
    note: str
    make: Callable[[Sequence[Source]], Sheet]
    keep: bool = True
    """Whether it is the same for the same articles."""


class Comparing(Part):
    """What several articles say of one event."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.sourcing = Sourcing(self.desk)
        self._screen: ComparisonScreen | None = None
        self._made: dict[str, tuple[tuple[Source, ...], Sheet]] = {}

    # -- which articles ----------------------------------------------------------------------------

    def chosen(self) -> tuple[list[str], str]:
        """The articles to compare, and what they are in words: marked, found, else all."""
        picked, searching = self.app.picking.paths(), self.app.searching
        if picked:
            return self._some(picked, "marked")
        if searching.found:
            return self._some(searching.paths(), "found", searching.found.results.articles)
        return self._some(self.app.listing.paths(), "")

    def _some(self, paths: Sequence[str], what: str, every: int = 0) -> tuple[list[str], str]:
        kept, count = list(paths[:LIMIT]), max(every, len(paths))
        if len(kept) == count:
            return kept, f"{count} articles {what}".rstrip() + " · "
        mark = self.app.main.keymap.key_of("compare.pick") or "x"
        of = f"{count:,} {what}".rstrip()
        return kept, f"the first {len(kept)} of {of} (mark others with {mark}) · "

    # -- commands ----------------------------------------------------------------------------------

    def do_compare_quotes(self, _: Press) -> None:
        self._begin("quotes")

    def do_compare_numbers(self, _: Press) -> None:
        self._begin("numbers")

    def do_compare_shared(self, _: Press) -> None:
        self._begin("shared")

    def do_compare_matrix(self, _: Press) -> None:
        self._begin("matrix")

    def do_compare_timeline(self, _: Press) -> None:
        self._begin("timeline")

    def do_compare_wording(self, _: Press) -> None:
        self._begin("wording")

    def _begin(self, name: str) -> None:
        paths, note = self.chosen()
        if not paths:
            self.say("there are no articles to compare")
            return
        module, maker = _MAKERS[name]

        def make(sources: Sequence[Source]) -> Sheet:
            made: Callable[[Sequence[Source]], Sheet] = getattr(
                import_module(f"reader.ui.sheets.{module}"), maker
            )
            return made(sources)

        self.open(Wanted(name, tuple(paths), note, make))

    def open(self, wanted: Wanted) -> None:
        """Put up the screen at once, and fill it when a worker has compared."""
        self._push(wanted)
        self.app.run_worker(
            lambda: self._compare(wanted), thread=True, exclusive=True, group="compare"
        )

    def _push(self, wanted: Wanted, seen: Seen | None = None) -> ComparisonScreen:
        keymap = self.screen.keymap
        kind = GridScreen if wanted.name == "matrix" else ComparisonScreen
        screen = kind(keymap, wanted.name, self._ask, _leads_away)
        if seen:
            screen.look_as(seen)
        self._screen = screen
        self.app.push_screen(screen, lambda key: self._chosen(wanted, screen, key))
        return screen

    # -- in a worker -------------------------------------------------------------------------------

    def _compare(self, wanted: Wanted) -> None:
        worker = get_current_worker()

        def progress(done: int, total: int) -> None:
            if done % 10 == 0:
                self.app.call_from_thread(self._wait, f"reading {done} of {total} articles")

        sources = self.sourcing.of(wanted.paths, progress, lambda: worker.is_cancelled)
        if worker.is_cancelled:
            return
        kept = self._made.get(wanted.name)
        if kept is None or not same(kept[0], sources):
            self.app.call_from_thread(self._wait, f"comparing {len(sources)} articles")
            try:
                kept = sources, wanted.make(sources)
            except ReaderError as error:
                self.app.call_from_thread(self._fail, error)
                return
            if wanted.keep:
                self._made[wanted.name] = kept
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, kept[1], wanted.note)

    def _wait(self, words: str) -> None:
        if self._screen:
            self._screen.wait(words)

    def _fail(self, error: ReaderError) -> None:
        self.app.to_main()
        self.app.tell(error)

    def _show(self, sheet: Sheet, note: str) -> None:
        if isinstance(sheet, SharedSheet):
            self.app.sharing.take(sheet.reuse)
        if self._screen:
            self._screen.show(sheet, note)

    # -- what is done with a row -------------------------------------------------------------------

    def _ask(self, press: Press, row: Row | None) -> str:
        if row is None:
            return ""
        if press.id == "concordance":
            if row.words:
                self.app.concording.look_up(phrase(row.words))
            return ""
        return self.app.taking.copy(self._cited(row), "row with its citation")

    def _cited(self, row: Row) -> str:
        if row.passage is None:
            return row.copied
        article = self.desk.library.article(row.passage.path)
        style = CitationStyle(self.app.settings.citation)
        return f"{row.copied}\n{cite(article, row.passage.span, style)}"

    def _chosen(self, wanted: Wanted, screen: ComparisonScreen, key: Hashable) -> None:
        """Open what a row is of; ``jump.back`` comes back to the row."""
        if self._screen is screen:
            self._screen = None
            self.app.workers.cancel_group(self.app, "compare")
        row, sheet, seen = screen.found(key), screen.sheet, screen.seen
        if isinstance(key, Press):
            self.screen.perform(key)
        elif row and row.passage and sheet:
            path, span = row.passage.path, row.passage.span
            self.app.opening.remember_jump(lambda: self._come_back(wanted, sheet, seen))
            if self.app.opening.open(path, span, jump=False):
                self.screen.focus_pane("document")
                self.document.put("current", [Highlight(*span, "current")])

    def _come_back(self, wanted: Wanted, sheet: Sheet, seen: Seen) -> None:
        self._push(wanted, seen).show(sheet, wanted.note)


def _leads_away(command: str) -> bool:
    """Whether a command of the main screen can be given in a comparison."""
    return command in _ELSEWHERE


_ELSEWHERE = frozenset({"compare", "check.draft", *(f"compare.{name}" for name in _MAKERS)})
