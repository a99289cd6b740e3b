"""Which panes show, which one has the focus, and how the screen is left and found again."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from reader.settings import WIDTHS
from reader.ui.frames import THREE_PANES, TWO_PANES
from reader.ui.panes.document import DocumentPane
from reader.ui.panes.search import SearchPane
from reader.ui.panes.side import TABS, SidePane
from reader.ui.panes.status import StatusLine


class ArrangedScreen(Screen[None]):
    """The three panes side by side, as many as there is room for, above one status line."""

    AUTO_FOCUS = ""  # the list has it, as soon as there is one

    def __init__(self, column: int) -> None:
        super().__init__()
        self.search = SearchPane(id="search")
        self.document = DocumentPane(column, id="document")
        self.side = SidePane(id="side")
        self._beneath = Static(id="beneath", markup=False)
        self._status = StatusLine(id="status")
        self._active = "search"  # the pane that has the focus, or is about to
        self._beside = "search"  # the pane beside the text where there is room for one only

    def compose(self) -> ComposeResult:
        with Horizontal(id="panes"):
            yield self.search
            with Vertical(id="reading"):
                yield self.document
                yield self._beneath
            yield self.side
        yield self._status

    def show_status(self) -> None:
        """Bring the status line up to date."""

    def on_resize(self) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """Show the panes there is room for; the focused one always."""
        cells, zen = self.size.width, self.has_class("zen")
        three, two = cells >= THREE_PANES, cells >= TWO_PANES
        only = self._active
        self.set_class(not two, "alone")
        for name, pane in (("search", self.search), ("side", self.side)):
            beside = three or (two and self._beside == name)
            pane.display = not zen and (beside if two else only == name)
        reading = self.query_one("#reading")
        reading.display = two or zen or only == "document"
        self.show_status()

    def _focused_pane(self) -> str:
        focused = self.focused
        for name, pane in (("search", self.search), ("side", self.side)):
            if focused is pane or (focused and pane in focused.ancestors):
                return name
        return "document"

    def focus_pane(self, name: str) -> None:
        """Focus ``document``, ``search`` (the list), ``query`` or ``side``, showing it first."""
        if name != "document":
            self.leave_zen()
            self._beside = "side" if name == "side" else "search"
        target: Widget = {
            "document": self.document, "search": self.search.rows,
            "query": self.search.field, "side": self.side.rows,
        }[name]  # fmt: skip
        self._active = "search" if name == "query" else name
        self._arrange()
        self.set_focus(target)  # at once: `target.focus()` waits, and keys typed ahead go astray
        self.show_status()

    def cycle_panes(self, step: int, *, around: bool = True) -> None:
        """To the pane beside this one."""
        order = ["search", "document", "side"]
        target = order.index(self._active) + step
        if around or 0 <= target < len(order):
            self.focus_pane(order[target % len(order)])

    @property
    def view(self) -> dict[str, str | int]:
        """What the screen looks like, to be looked like again."""
        return {
            "column": self.document.column, "tab": self.side.tab, "beside": self._beside,
            "zen": int(self.has_class("zen")), "pane": self._active,
        }  # fmt: skip

    def restore(self, view: Mapping[str, str | int]) -> None:
        """Look as :attr:`view` said; what it does not say, or cannot be, stays."""
        column = view.get("column")
        if isinstance(column, int) and column in WIDTHS:
            self.document.column = column
        if view.get("tab") in TABS:
            self.side.show_tab(str(view["tab"]))
        if view.get("beside") in {"search", "side"}:
            self._beside = str(view["beside"])
        if view.get("zen"):
            self.toggle_zen()
        elif view.get("pane") in {"search", "document", "side"}:
            self.focus_pane(str(view["pane"]))

    def toggle_zen(self) -> None:
        """Only the text, or all panes again."""
        self.focus_pane("document")
        self.toggle_class("zen")
        self._arrange()

    def leave_zen(self) -> bool:
        """All panes again; whether there was only the text."""
        was = self.has_class("zen")
        self.remove_class("zen")
        if was:
            self._arrange()
        return was

    def on_descendant_focus(self) -> None:
        """The mouse moves the focus too."""
        active = self._focused_pane()
        if active != self._active:
            self._active = active
            self._arrange()
        self.show_status()
