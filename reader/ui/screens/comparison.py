"""A comparison: rows that unfold, each leading to its sentence."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from reader.text.finding import Folded
from reader.ui.keys.dispatch import Press
from reader.ui.keys.key import Context
from reader.ui.keys.keymap import Keymap
from reader.ui.panes.rows import Item, Line
from reader.ui.screens.listing import ListScreen
from reader.ui.sheets.sheet import Row, Section, Sheet

Ask = Callable[[Press, Row | None], str]
"""Does for a row what no list does itself; gives back what to say of it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How a comparison is looked at: to be come back to."""

    order: str = ""
    wanted: str = ""
    opened: frozenset[Hashable] = frozenset()
    key: Hashable = None
    column: int = 0
    sorted_by: int = 0
    kind: str = ""


class ComparisonScreen(ListScreen):
    """Gives back the row that was chosen, or a command that leads elsewhere."""

    MODE = "COMPARE"
    CONTEXT = Context.COMPARE
    HINTS: ClassVar[Mapping[str, str]] = {
        "list.open": "open", "move.right": "more", "list.sort": "sort", "find.here": "filter",
        "copy.row": "copy", "help": "help",
    }  # fmt: skip

    def __init__(
        self, keymap: Keymap, name: str, ask: Ask, elsewhere: Callable[[str], bool]
    ) -> None:
        """``elsewhere`` says which commands are done when this is left."""
        super().__init__(keymap)
        self._name = name
        self._ask = ask
        self._elsewhere = elsewhere
        self.sheet: Sheet | None = None
        self.note = ""
        self.order = ""
        self._opened: set[Hashable] = set()
        self._all = False  # whether all rows were unfolded at once
        self._sections: list[Section] = []
        self._by_key: dict[Hashable, Row] = {}
        self.said = ""

    # -- called from above -------------------------------------------------------------------------

    def look_as(self, seen: Seen) -> None:
        """Look as it did."""
        self.order, self.wanted, self._opened = seen.order, seen.wanted, set(seen.opened)
        self.begin_at(seen.key)

    @property
    def is_known(self) -> bool:
        return self.sheet is not None

    @property
    def seen(self) -> Seen:
        """How it is looked at."""
        return Seen(self.order, self.wanted, frozenset(self._opened), self.rows.current)

    def wait(self, words: str) -> None:
        """Say what is being done before there are rows."""
        if self.sheet is None:
            self.put(f"{self._name} · {words}", ())

    def show(self, sheet: Sheet, note: str = "") -> None:
        """List a comparison; ``note`` says of which articles it is."""
        self.sheet, self.note = sheet, note
        if self.order not in sheet.orders:
            self.order = next(iter(sheet.orders))
        self._name = sheet.name
        self.over.show(sheet.over)
        self.put_in_order()
        self.call_after_refresh(self.let_in)

    def on_mount(self) -> None:
        super().on_mount()
        self.wait("reading …")

    # -- the list ----------------------------------------------------------------------------------

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._by_key.get(self.rows.current)

    def found(self, key: Hashable) -> Row | None:
        """A row by its key."""
        return self._by_key.get(key)

    def put_in_order(self) -> None:
        """The sections of the order, then those of their rows that are wanted."""
        if self.sheet:
            self._sections = list(self.sheet.orders[self.order]())
            self.narrow(self.wanted)

    def narrow(self, words: str) -> None:
        if self.sheet is None:
            return
        parts = Folded(words).lower.split()
        self._by_key = {}
        items: list[Item] = []
        shown = 0
        for section in self._sections:
            rows = [row for row in section.rows if not parts or row.has(parts)]
            shown += len(rows)
            if rows or not parts:
                items.append(section.item())
            items += self._items(rows)
        some = f" · {shown:,} with “{words.strip()}”" if parts else ""
        head = f"{self._name} · {self.note}{self.sheet.summary}{some} · {self.order}"
        self.put(head, items or [_empty(self.sheet.empty)])

    def _items(self, rows: Iterable[Row]) -> Iterator[Item]:
        for row in rows:
            self._by_key[row.key] = row
            yield row.item()
            for one in row.under if row.key in self._opened else ():
                self._by_key[one.key] = one
                yield one.item()

    def sort(self) -> None:
        if self.sheet:
            orders = list(self.sheet.orders)
            self.order = orders[(orders.index(self.order) + 1) % len(orders)]
            self.put_in_order()

    # -- keys --------------------------------------------------------------------------------------

    def do_move_right(self, _: Press) -> None:
        """Unfold; in what is unfolded, on to the first row of it."""
        row = self.row
        if row and row.under and row.key not in self._opened:
            self._opened.add(row.key)
            self.narrow(self.wanted)
        elif row and row.under:
            self.rows.choose(row.under[0].key)

    def do_move_left(self, _: Press) -> None:
        """Fold what the cursor is in."""
        row = self.row
        if row is None:
            return
        above = next((r for r in self._by_key.values() if row in r.under), row)
        if above.key in self._opened:
            self._opened.discard(above.key)
            self.rows.choose(above.key)
            self.narrow(self.wanted)

    def do_compare_unfold(self, _: Press) -> None:
        self._all = not self._all
        rows = (row for section in self._sections for row in section.rows)
        row = self.row
        above = next((r.key for r in self._by_key.values() if row in r.under), None)
        self._opened = {row.key for row in rows if row.under} if self._all else set()
        if above is not None and not self._all:
            self.rows.choose(above)
        self.narrow(self.wanted)

    def do_copy_row(self, press: Press) -> None:
        self.said = self._ask(press, self.row)

    def do_concordance(self, press: Press) -> None:
        self.said = self._ask(press, self.row)

    def does_other(self, id_: str) -> bool:
        return self._elsewhere(id_)

    def do_other(self, press: Press) -> None:
        if self.does_other(press.id):
            self._leave(press)

    def _perform(self, press: Press) -> None:
        self.said = ""
        super()._perform(press)

    def leave_with(self, key: Hashable) -> None:
        row = self.row
        if row and row.passage is None:
            self.say("nothing to open: it is not there")
        else:
            super().leave_with(key)

    def say(self, words: str) -> None:
        """Say something in the status line until the next key."""
        self.said = words
        self.show_status()

    def place(self) -> str:
        row = self.row
        if self.said or row is None or row.passage is None or self.sheet is None:
            return self.said
        return self.sheet.columns.named(row.passage.path)


def _empty(words: str) -> Item:
    return Item(("head", ""), lambda _: [Line(((f"  {words}", "quiet"),))], choosable=False)
