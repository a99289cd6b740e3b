"""The corrections made to names, in the order in which they are applied."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from reader.entities.repairs import Repair
from reader.text.cells import painted
from reader.ui.keys.dispatch import Press
from reader.ui.keys.keymap import Keymap
from reader.ui.panes.items import having, heading, words
from reader.ui.panes.rows import Item, Line
from reader.ui.screens.listing import ListScreen

Written = Sequence[tuple[Path, Repair]]
"""Rules, each with its file."""

_NOTHING = "no corrections yet: they are made on a name, in the list of names or in the text"


class CorrectionsScreen(ListScreen):
    """Enter takes one back and the list stays; what is undone there comes back."""

    MODE = "NAMES"
    HINTS: ClassVar[Mapping[str, str]] = {
        "list.open": "take back", "undo": "undo", "find.here": "filter", "back": "leave",
    }  # fmt: skip

    def __init__(
        self,
        keymap: Keymap,
        take_back: Callable[[Path, Repair], None],
        turn: Callable[[Press], None],
    ) -> None:
        """``take_back`` is told which rule is to go; ``turn`` undoes and does again."""
        super().__init__(keymap)
        self._take_back = take_back
        self._turn = turn
        self._written: Written = ()
        self._said = ""

    def show(self, written: Written, said: str = "") -> None:
        """List the rules in force; ``said`` is for the status line."""
        self._written = written
        self._said = said
        at = self.rows.cursor
        self.narrow(self.wanted)
        if at:  # where the cursor was, though another rule stands there now
            self.rows.choose(self.rows.items[min(at, len(self.rows.items) - 1)].key)

    def narrow(self, words_: str) -> None:
        count = len(self._written)
        plural = "" if count == 1 else "s"
        items = list(self._items())
        shown = having(items, words_) if words_.strip() and count else items
        self.put(f"{count} correction{plural} of names, applied from the top down", shown)

    def _items(self) -> list[Item]:
        if not self._written:
            return [words(_NOTHING, "quiet")]
        out: list[Item] = []
        for n, (file, rule) in enumerate(self._written):
            if n == 0 or file != self._written[n - 1][0]:
                out.append(heading(str(file)))
            out.append(_item(n, file, rule))
        return out

    def leave_with(self, key: Hashable) -> None:
        """Take the rule under the cursor back, and stay."""
        match key:
            case (int(), Path() as file, Repair() as rule):
                self._take_back(file, rule)

    def do_undo(self, press: Press) -> None:
        self._turn(press)

    do_redo = do_undo

    def place(self) -> str:
        return self._said


def _item(number: int, file: Path, rule: Repair) -> Item:
    line = Line(((painted(f"  {rule}"), ""),), str(rule.kind or "any kind"))
    return Item((number, file, rule), lambda _: [line])
