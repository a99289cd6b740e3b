"""The command line: one line to type a command in, with the commands that fit above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from reader.ui.keys.dispatch import Press
from reader.ui.panes.field import Field
from reader.ui.panes.rows import Item, Line, RowList
from reader.ui.screens.ask import AskScreen


@dataclass(frozen=True, slots=True)
class Offer:
    """A line that can be run, what it does, and its keys."""

    line: str
    does: str
    keys: str = ""


class LineScreen(AskScreen[str | None]):
    """Gives the line back, or ``None`` when it was left with Esc.

    ``fitting`` says what fits a line that is begun, the best first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave")]

    def __init__(
        self,
        fitting: Callable[[str], Sequence[Offer]],
        title: str = "command line",
        example: str = "a command, or the number of a paragraph",
        begun: str = "",
    ) -> None:
        """``begun`` stands in the field at first, ``example`` in an empty one."""
        super().__init__()
        self._fitting = fitting
        self._title = title
        self._example = example
        self._begun = begun
        self._moved = False  # whether the list was gone through

    def compose(self) -> ComposeResult:
        with Vertical(id="line-box"):
            yield RowList(id="line-offers")
            yield Field(self._begun, placeholder=self._example, id="line-text", compact=True)

    def on_mount(self) -> None:
        box = self.query_one("#line-box")
        box.border_title = self._title
        box.border_subtitle = "Enter runs · Tab completes · ↓↑ choose · Esc leaves"
        self.query_one(RowList).can_focus = False
        self._offer(self._begun)
        self.query_one(Field).cursor_position = len(self._begun)
        self.ready(self.query_one(Field))

    def _offer(self, begun: str) -> None:
        self._moved = False
        self.query_one(RowList).put([_item(offer) for offer in self._fitting(begun)], keep=False)

    @property
    def chosen(self) -> str:
        """The line under the cursor of the list, or nothing."""
        current = self.query_one(RowList).current
        return current if isinstance(current, str) else ""

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer(event.value)

    @on(Input.Submitted)
    def _confirmed(self, event: Input.Submitted) -> None:
        event.stop()
        empty = not event.value.strip() and not self._moved
        self.finish(None if empty else self.chosen or event.value)

    @on(RowList.Chosen)
    def _clicked(self, event: RowList.Chosen) -> None:
        event.stop()
        self.finish(self.chosen)

    def on_key(self, event: events.Key) -> None:
        if self.focused is None:
            return
        rows = self.query_one(RowList)
        match event.key:
            case "down" | "ctrl+n":
                rows.do_move_down(Press("move.down"))
                self._moved = True
            case "up" | "ctrl+p":
                rows.do_move_up(Press("move.up"))
                self._moved = True
            case "tab":
                self._complete()
            case _:
                return  # to AskScreen's own
        event.stop()
        event.prevent_default()

    def _complete(self) -> None:
        if self.chosen:
            field = self.query_one(Field)
            field.value = self.chosen
            field.cursor_position = len(field.value)

    def action_leave(self) -> None:
        self.dismiss(None)


def _item(offer: Offer) -> Item:
    parts = ((f" {offer.line}", "title"), (f"  {offer.does}", "quiet"))
    return Item(offer.line, lambda _: [Line(parts, offer.keys)], height=lambda _: 1)
