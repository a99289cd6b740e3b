"""The main screen: keys to commands, the field to find with, and what the status line says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual import events, on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input

from reader.ui.foot import FootedScreen
from reader.ui.keys.dispatch import Press, key_name
from reader.ui.keys.key import shown
from reader.ui.keys.keymap import Keymap
from reader.ui.messages import CaretMoved, EntitiesNarrowed, FindTyped, MarksNarrowed
from reader.ui.panes.document import DocumentPane
from reader.ui.panes.field import Field
from reader.ui.panes.rows import RowList

PENDING_AFTER = 0.4
"""Seconds after which the continuations of a begun sequence are shown."""

_JUMPS = {"move.top", "move.bottom", "move.percent"}  # as in vim: Ctrl+o comes back from these


class MainScreen(FootedScreen):
    """The panes, the keys that go to them, and one status line."""

    def __init__(self, column: int, keymap: Keymap) -> None:
        super().__init__(column, keymap)
        key = keymap.key_of("search.library")
        self.search.field.placeholder = f"search all articles: {key}" if key else "search"
        self._pending_timer: Timer | None = None
        self._early: list[events.Key] | None = []  # typed before there was a text; then nothing

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            if widget is self._status:
                yield self._find
            yield widget

    def on_mount(self) -> None:
        self.set_focus(self.search.rows)
        self.call_after_refresh(self.conductor.open_first)  # a text is laid out by its pane's size

    def on_screen_resume(self) -> None:
        """A screen above was left."""
        if "watching" in vars(self.conductor):  # after what that screen is asked for
            self.call_later(self.conductor.watching.take_up_waiting)

    # -- keys --------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Every key that no field took, in the order it was typed.

        The app hands keys to the widget that had the focus when they came.  One that was typed
        ahead of a change of focus or screen is handed on to where it was meant.
        """
        if self._early is not None:
            event.stop()
            event.prevent_default()
            self._early.append(event)
            return
        if self.app.screen is not self:
            event.stop()
            self.app.screen.post_message(events.Key(event.key, event.character))
            return
        if isinstance(self.focused, Field):
            if self.focused.last_key is not event:  # it never came there: it was typed ahead
                event.stop()
                self.focused.post_message(events.Key(event.key, event.character))
                return
            self._key_while_typing(event)
            return
        key = key_name(event)
        event.stop()  # known or not: no key of ours falls to what Textual would do with it
        event.prevent_default()
        if key == "escape" and self._dispatcher.pending:
            self._dispatcher.drop()
            self._message = ""
        elif self._dispatcher.pending or key.isdigit() or self._dispatcher.knows(key, self.context):
            self._message = ""
            press = self._dispatcher.feed(key, self.context)
            if press:
                self.perform(press)
        self._show_pending_soon()
        self.show_status()

    def take_early(self, before: Iterable[events.Key]) -> None:
        """The first text stands: do the keys that came ``before`` this screen, and before that."""
        early, self._early = [*before, *(self._early or ())], None
        for event in early:
            self.on_key(event)

    def _key_while_typing(self, event: events.Key) -> None:
        """In a field, only the keys that lead out of it are ours."""
        finding = self.focused is self._find
        rows = self.side.rows if finding else self.search.rows
        listed = not finding or self.conductor.finding.narrowing
        match event.key:
            case "escape":
                self.conductor.finding.cancel() if finding else self.focus_pane("search")
            case "ctrl+r" if finding:
                self.conductor.finding.toggle_regex(self._find.value)
            case "tab" if not finding:
                self.focus_pane("document")
            case "down" | "ctrl+n" if not finding and self._recall(event.key):
                pass
            case "up" | "ctrl+p" if not finding and self._recall(event.key):
                pass
            case "down" | "ctrl+n" if listed:
                rows.do_move_down(Press("move.down"))
            case "up" | "ctrl+p" if listed:
                rows.do_move_up(Press("move.up"))
            case _:
                return
        event.stop()
        event.prevent_default()

    def _recall(self, key: str) -> bool:
        """Up and down in a query that nobody has touched are for the history; Ctrl+p and n always.

        Whether the key was for it.
        """
        keeping, step = self.conductor.keeping, 1 if key in {"up", "ctrl+p"} else -1
        if key.startswith("ctrl"):
            keeping.recall(step)
            return True
        return self.search.field.is_untouched and keeping.recall(step)

    def perform(self, press: Press) -> bool:
        """Do a command: the focused pane's own, else the conductor's; whether anybody could."""
        name = "do_" + press.id.replace(".", "_")
        if press.id in _JUMPS and not isinstance(self.focused, RowList):
            self.conductor.opening.remember_jump()
        for actor in self.actors(press.id):
            method = getattr(actor, name, None)
            if method is not None:
                method(press)
                return True
        return False

    def actors(self, command: str) -> Iterator[object]:
        """Who may do a command, nearest first."""
        yield self.focused if isinstance(self.focused, RowList) else self.document
        yield self.conductor.doer(command)

    def _show_pending_soon(self) -> None:
        if self._pending_timer:
            self._pending_timer.stop()
            self._pending_timer = None
        if self._dispatcher.pending:
            self._pending_timer = self.set_timer(PENDING_AFTER, self._show_continuations)

    def _show_continuations(self) -> None:
        follow = self._dispatcher.continuations(self.context)
        if self._dispatcher.awaits("place.go", self.context):
            key = self.keymap.key_of("place.set")
            self._message = self.conductor.placing.known() or f"no mark set yet: {key} a"
            self.show_status()
        elif follow and not self._dispatcher.awaits("mark.colour", self.context):
            self._message = "  ".join(f"{shown(keys)} {label}" for keys, label in follow)
            self.show_status()

    # -- what panes say of what a key did ----------------------------------------------------------
    #
    # A message that a pane posts while it does our key has us as its sender, and Textual takes it
    # up no further than that.

    @on(CaretMoved)
    def _caret_moved(self, event: CaretMoved) -> None:
        event.stop()
        self.conductor.caret_moved()

    @on(EntitiesNarrowed)
    def _entities_narrowed(self, event: EntitiesNarrowed) -> None:
        event.stop()
        self.conductor.sifting.narrow(event.words)

    @on(MarksNarrowed)
    def _marks_narrowed(self, event: MarksNarrowed) -> None:
        event.stop()
        self.conductor.reviewing.narrow(event.words)

    # -- articles side by side ---------------------------------------------------------------------

    def turned(self, column: DocumentPane) -> None:
        self.conductor.aligning.turn_to(column)

    def parted(self) -> None:
        self.conductor.aligning.leave_for_pane()

    # -- find in the article -----------------------------------------------------------------------

    def open_find(self, needle: str, what: str) -> None:
        """Ask for the words to find; ``what`` stands in the field while it is empty."""
        self._find.placeholder = what
        self._find.display = True
        with self._find.prevent(Input.Changed):
            self._find.value = needle
        self.set_focus(self._find)
        self._find.action_select_all()
        self.show_status()

    def close_find(self, pane: str = "document") -> None:
        """Back to where it was asked from."""
        self._find.display = False
        self.focus_pane(pane)
        self._find.let_go()

    @on(Input.Changed, "#find")
    def _find_typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.display:
            self.post_message(FindTyped(event.value))

    @on(Input.Submitted, "#find")
    def _find_done(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(FindTyped(event.value, done=True))
