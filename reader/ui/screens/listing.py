"""A screen with one list: moved through, sorted and filtered by the keys of every list."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from time import monotonic
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input, Static

from reader.text.cells import painted
from reader.ui.keys.dispatch import Dispatcher, Press, key_name
from reader.ui.keys.key import Context, shown
from reader.ui.keys.keymap import Keymap
from reader.ui.panes.field import Field, type_again
from reader.ui.panes.over import Over
from reader.ui.panes.rows import Item, RowList
from reader.ui.panes.status import Status, StatusLine
from reader.ui.screens.help import HelpScreen

_AT_ONCE = frozenset({"q", "ctrl+o"})
"""Keys that lead out before there is anything to see, if nothing was typed before them."""

_ALWAYS = frozenset({"escape", "ctrl+q"})
"""Keys that lead out before there is anything to see, whatever was typed before."""

_HINTS = {"list.open": "open", "list.sort": "sort", "find.here": "filter", "back": "leave"}


class ListScreen(Screen[Hashable]):
    """Gives back the key of the item that was chosen, or ``None`` when it was left.

    What it lists is put by :meth:`put`; ``sort`` and ``filter`` are for subclasses to do.
    """

    AUTO_FOCUS = ""
    MODE = "LIST"
    CONTEXT = Context.LIST
    HINTS: ClassVar[Mapping[str, str]] = _HINTS

    def __init__(self, keymap: Keymap) -> None:
        super().__init__()
        self._keymap = keymap
        self._dispatcher = Dispatcher(keymap)
        self._has_room = False
        self._since = 0.0  # when the keys typed before were handed on, as events tell their time
        self._early: list[events.Key] | None = []  # typed before there was a list to move in
        self._late: list[events.Key] | None = None  # typed after what closed it
        self._head = Static(id="list-head", markup=False)
        self.over = Over()
        self.rows = RowList(id="list-rows")
        self._filter = Field(id="list-filter", compact=True, placeholder="only lines with")
        self._status = StatusLine(id="status")
        self._first: Hashable = None
        self.wanted = ""  # words that every line shown has

    def compose(self) -> ComposeResult:
        yield self._head
        yield self.over
        yield self.rows
        yield self._filter
        yield self._status

    def on_mount(self) -> None:
        self.set_focus(self.rows)
        self._filter.display = bool(self.wanted)
        with self._filter.prevent(Input.Changed):
            self._filter.value = self.wanted
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._has_room = True
        self.rows.choose(self._first)
        self.show_status()
        self.let_in()

    def let_in(self) -> None:
        """Hand on what was typed before, once what is listed is known and has room."""
        if self._early is not None and self._has_room and self.is_known:
            early, self._early = self._early, None
            self._since = monotonic()
            type_again(self.app, early)

    def begin_at(self, key: Hashable) -> None:
        """Put the cursor on an item, as soon as there is room for a list."""
        self._first = key

    # -- for subclasses ----------------------------------------------------------------------------

    @property
    def is_known(self) -> bool:
        """Whether what it lists is known: keys typed before wait for it."""
        return True

    def put(self, head: str, items: Sequence[Item], *, keep: bool = True) -> None:
        """Show a list under a head."""
        self._head.update(painted(head))
        self.rows.put(items, keep=keep)
        self.show_status()

    def sort(self) -> None:
        """The next order."""

    def narrow(self, words: str) -> None:
        """Show only lines with all of some words, or parts of them."""

    def does_other(self, id_: str) -> bool:  # noqa: ARG002 - for subclasses
        """Whether a command that is not of a list is done here."""
        return False

    def do_other(self, press: Press) -> None:
        """A command that is not of a list."""

    def place(self) -> str:
        """What the status line says of the item under the cursor."""
        return ""

    # -- keys --------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Every key that no field took; what is typed after a choice is handed on."""
        if self._late is not None:
            event.stop()
            self._late.append(event)
            return
        if self.app.screen is not self:  # typed ahead of a screen above this one
            event.stop()
            self.app.screen.post_message(events.Key(event.key, event.character))
            return
        if self._early is not None and not self._leads_out(event):
            event.stop()
            event.prevent_default()
            self._early.append(event)
            return
        if event.time < self._since:  # on its way to us then: behind those it goes
            event.stop()
            event.prevent_default()
            type_again(self.app, [event])
            return
        if isinstance(self.focused, Field):
            if event.key == "escape":
                event.stop()
                self._end_filter("")
            return
        event.stop()
        event.prevent_default()
        key = key_name(event)
        if self._dispatcher.pending or key.isdigit() or self._dispatcher.knows(key, self.CONTEXT):
            press = self._dispatcher.feed(key, self.CONTEXT)
            if press:
                self._perform(press)
        self.show_status()

    def _leads_out(self, event: events.Key) -> bool:
        key = key_name(event)
        return key in _ALWAYS or (key in _AT_ONCE and not self._early)

    def _perform(self, press: Press) -> None:
        name = "do_" + press.id.replace(".", "_")
        method = getattr(self, name, None) or getattr(self.rows, name, None)
        if method is not None:
            method(press)
        else:
            self.do_other(press)

    def _doable(self) -> Keymap:
        """The keys that do something here."""

        def is_done(id_: str) -> bool:
            name = "do_" + id_.replace(".", "_")
            return hasattr(self, name) or hasattr(self.rows, name) or self.does_other(id_)

        return Keymap(tuple(row for row in self._keymap.table if is_done(row.id)))

    def do_list_sort(self, _: Press) -> None:
        self.sort()

    def do_find_here(self, _: Press) -> None:
        self._filter.display = True
        self.set_focus(self._filter)
        self._filter.action_select_all()
        self.show_status()

    def do_back(self, _: Press) -> None:
        self._leave(None)

    do_jump_back = do_back

    def do_cancel(self, _: Press) -> None:
        if self.wanted:
            self._end_filter("")
        else:
            self._leave(None)

    def do_help(self, _: Press) -> None:
        self.app.push_screen(HelpScreen(self.CONTEXT, self._doable()))

    @on(RowList.Chosen, "#list-rows")
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        if self._late is None:
            self.leave_with(event.key)

    @on(RowList.Moved, "#list-rows")
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self.show_status()

    def leave_with(self, key: Hashable) -> None:
        """Give back what was chosen; for subclasses to refuse it."""
        self._leave(key)

    def _leave(self, key: Hashable) -> None:
        """A screen that is closing drops its keys: keep them, and hand them on when it is gone."""
        self._late = []
        self.call_after_refresh(self._close, key)

    def _close(self, key: Hashable) -> None:
        self.dismiss(key)
        type_again(self.app, self._late or [])

    # -- the filter --------------------------------------------------------------------------------

    @on(Input.Changed, "#list-filter")
    def _filter_typed(self, event: Input.Changed) -> None:
        event.stop()
        self.wanted = event.value
        self.narrow(event.value)

    @on(Input.Submitted, "#list-filter")
    def _filter_done(self, event: Input.Submitted) -> None:
        event.stop()
        self._end_filter(event.value)

    def _end_filter(self, words: str) -> None:
        self._filter.display = bool(words.strip())
        self._filter.value = self.wanted = words
        self.narrow(words)
        self.set_focus(self.rows)
        self._filter.let_go()
        self.show_status()

    # -- the status line ---------------------------------------------------------------------------

    def show_status(self) -> None:
        """Bring the status line up to date."""
        typing = isinstance(self.focused, Field)
        items, cursor = self.rows.items, self.rows.cursor
        count = sum(item.choosable for item in items)
        here = sum(item.choosable for item in items[: cursor + 1])
        at = f"{here:,}/{count:,}" if count else ""
        hints = (("Enter", "keep"), ("Esc", "all")) if typing else self._hints()
        self._status.status = Status(
            mode="FILTER" if typing else self.MODE, place=at, message=self.place(),
            pending=self._dispatcher.pending.replace(" ", ""), hints=hints,
        )  # fmt: skip

    def _hints(self) -> tuple[tuple[str, str], ...]:
        rows = self._keymap.rows(self.CONTEXT)
        keys = {row.id: shown(row.keys[0]) for row in reversed(rows) if row.id in self.HINTS}
        return tuple((keys[id_], word) for id_, word in self.HINTS.items() if id_ in keys)
