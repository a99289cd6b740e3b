"""Going about: panes, width, zen, copying, help, back and out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reader.settings import WIDTHS
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.screens.help import HelpScreen

_WIDTH_STEP = 4  # cells


class Going(Part):
    """What does not change anything but where one is and how it looks."""

    def step(self, starts: Sequence[int], count: int, what: str) -> None:
        """Move the caret along sorted offsets, saying so at either end."""
        at = self.document.caret.offset
        if count > 0:
            target = bisect_right(starts, at) + count - 1
        else:
            target = bisect_left(starts, at) + count
        if 0 <= target < len(starts):
            self.app.opening.remember_jump()
            self.document.go(starts[target])
        else:
            self.say(f"no {what} further {'on' if count > 0 else 'back'}")

    def do_jump_quotation(self, press: Press) -> None:
        self._step_quotations(press.times)

    def do_jump_quotation_back(self, press: Press) -> None:
        self._step_quotations(-press.times)

    def _step_quotations(self, count: int) -> None:
        self.step([span.start for span in self.document.quotations], count, "quotation")

    # -- panes -------------------------------------------------------------------------------------

    def do_pane_next(self, _: Press) -> None:
        self.screen.cycle_panes(1)

    def do_pane_previous(self, _: Press) -> None:
        self.screen.cycle_panes(-1)

    def do_pane_left(self, _: Press) -> None:
        self.screen.cycle_panes(-1, around=False)

    def do_pane_right(self, _: Press) -> None:
        self.screen.cycle_panes(1, around=False)

    def do_pane_document(self, _: Press) -> None:
        self.screen.focus_pane("document")

    def do_pane_results(self, _: Press) -> None:
        self.screen.focus_pane("search")

    def do_pane_entities(self, _: Press) -> None:
        self.show_tab("entities")

    def do_pane_info(self, _: Press) -> None:
        self.show_tab("info")

    def show_tab(self, name: str) -> None:
        """Bring a tab of the side pane up, and go there."""
        wide = name == "marks" and self.app.reviewing.scope != "article"
        self.screen.set_class(wide, "listing")
        self.side.show_tab(name)
        self.app.reviewing.refresh_if_stale()
        self.screen.focus_pane("side")

    def do_search_library(self, _: Press) -> None:
        self.screen.focus_pane("query")

    # -- looks -------------------------------------------------------------------------------------

    def do_zen(self, _: Press) -> None:
        self.screen.toggle_zen()

    def do_width_wider(self, press: Press) -> None:
        self._width(self.document.column + press.times * _WIDTH_STEP)

    def do_width_narrower(self, press: Press) -> None:
        self._width(self.document.column - press.times * _WIDTH_STEP)

    def do_width_reset(self, _: Press) -> None:
        self._width(self.app.settings.width)

    def _width(self, cells: int) -> None:
        room = self.document.size.width - 3
        self.document.column = max(WIDTHS.start, min(cells, room, WIDTHS.stop - 1))
        self.say(f"width {self.document.column}")

    def do_suspend(self, _: Press) -> None:
        self.app.action_suspend_process()

    def do_redraw(self, _: Press) -> None:
        self.app.refresh(repaint=True, layout=True)

    # -- back and out ------------------------------------------------------------------------------

    def do_cancel(self, _: Press) -> None:
        """Facets, selection, what was begun, then what is found, then zen; never out."""
        if self.has_keys(self.search.rows) and self.search.aside:
            self.search.leave_aside()
            return
        if self.document.leave_selection():
            return
        if any(part.drop_task() for part in self.app.made()) or self.app.finding.clear():
            return
        if not self.screen.leave_zen() and self.screen.is_aligned:
            self.app.aligning.leave()

    def do_back(self, _: Press) -> None:
        """One level: zen, find, document to list, query; then out."""
        document = self.document
        if document.leave_selection() or self.screen.leave_zen() or self.app.finding.clear():
            return
        if self.screen.is_aligned:
            self.app.aligning.leave()
        elif not self.has_keys(self.search.rows):
            self.screen.focus_pane("search")
        elif any(part.back() for part in self.app.made()):
            return
        elif self.search.field.value:
            self.search.field.value = ""
        else:
            self.app.leave()

    def do_quit(self, _: Press) -> None:
        self.app.leave()

    def do_help(self, _: Press) -> None:
        self.app.push_screen(HelpScreen(self.screen.context, self.screen.keymap))

    def do_palette(self, _: Press) -> None:
        self.app.action_command_palette()

    def do_mark_open(self, _: Press) -> None:
        """Enter in the text: the note under the caret, else the entity."""
        if self.app.marking.under_caret():
            self.app.noting.do_mark_edit(Press("mark.edit"))
            return
        if self.app.taking.address_under_caret():
            self.app.taking.do_address(Press("address"))
            return
        if self.app.naming.under_caret():
            self.app.carding.do_entity_card(Press("entity.card"))
            return
        select, note = self.key("select.characters"), self.key("mark.note")
        self.say(f"nothing to open here: {select} selects, {note} writes a note")
