"""The concordance: every hit with its words on either side, one a line."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from reader.text.finding import Folded
from reader.ui.keys.keymap import Keymap
from reader.ui.panes.kwic import Kwic
from reader.ui.screens.listing import ListScreen

ORDERS = {
    "left": "the words before", "right": "the words after", "date": "date", "article": "article",
}  # fmt: skip
"""Orders of the lines, by the names of the index, and in words."""


class ConcordanceScreen(ListScreen):
    """Lines to sort, filter and open."""

    MODE = "KWIC"

    def __init__(self, keymap: Keymap, what: str, ask: Callable[[str], None]) -> None:
        """``what`` is looked for; ``ask`` has the lines looked up in another order."""
        super().__init__(keymap)
        self._what = what
        self._ask = ask
        self._is_found = False
        self._lines: Sequence[Kwic] = ()
        self._total = 0
        self._titles: dict[Hashable, str] = {}
        self.order = next(iter(ORDERS))

    def show(self, lines: Sequence[Kwic], total: int, order: str) -> None:
        """List what was found: ``total`` lines, of which the first are given."""
        self._is_found = True
        self._lines, self._total, self.order = lines, total, order
        self._titles = {(line.found.path, line.found.span): line.title for line in lines}
        self.narrow(self.wanted)
        self.call_after_refresh(self.let_in)

    @property
    def is_known(self) -> bool:
        return self._is_found

    def on_mount(self) -> None:
        super().on_mount()
        if not self._is_found:
            self.put(f"{self._what} · looking …", ())

    def sort(self) -> None:
        names = list(ORDERS)
        self._ask(names[(names.index(self.order) + 1) % len(names)])

    def narrow(self, words: str) -> None:
        parts = Folded(words).lower.split()
        lines = [line for line in self._lines if all(part in line.folded for part in parts)]
        count = f"{self._total:,} line{'s' * (self._total != 1)}"
        if len(self._lines) < self._total:
            count = f"the first {len(self._lines):,} of {count}"
        some = f" · {len(lines):,} with “{words.strip()}”" if parts else ""
        head = f"{self._what} · {count}{some} · by {ORDERS[self.order]}"
        self.put(head, [line.item() for line in lines])

    def place(self) -> str:
        return self._titles.get(self.rows.current, "")
