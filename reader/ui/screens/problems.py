"""What is wrong with files: a row each, unfolded to the whole reason and what to do about it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from reader.text.cells import painted
from reader.ui.keys.keymap import Keymap
from reader.ui.panes.items import having, heading, words, wrap_words
from reader.ui.panes.rows import Item, Line
from reader.ui.screens.listing import ListScreen

_NARROW = 8  # cells that words have at least


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One file: what it is listed under, the reason, and what to do.

    ``article`` is the path of the article that was read of it all the same.
    """

    group: str
    path: str
    reason: str
    mend: str
    article: str = ""

    @property
    def key(self) -> Hashable:
        """What tells it from others."""
        return ("problem", self.group, self.path, self.reason)


class ProblemsScreen(ListScreen):
    """Gives back ``("article", path)`` to open."""

    MODE = "FILES"

    def __init__(self, keymap: Keymap, rows: Sequence[ProblemRow]) -> None:
        super().__init__(keymap)
        self._rows_known = rows
        self._unfolded: set[Hashable] = set()

    def on_mount(self) -> None:
        super().on_mount()
        self.narrow("")

    def show(self, rows: Sequence[ProblemRow]) -> None:
        """Show what is wrong now."""
        self._rows_known = rows
        if self.is_mounted:
            self.narrow(self.wanted)

    def narrow(self, words: str) -> None:
        items = self._items()
        self.put(self._summary(), having(items, words) if words.strip() else items)

    def _summary(self) -> str:
        if not self._rows_known:
            return "every file is read, and without a doubt"
        counts: dict[str, int] = {}
        for row in self._rows_known:
            counts[row.group] = counts.get(row.group, 0) + 1
        said = ", ".join(f"{count:,} {group.lower()}" for group, count in counts.items())
        return f"files: {said}; one that is mended goes by itself"

    def _items(self) -> list[Item]:
        items: list[Item] = []
        group = ""
        for row in self._rows_known:
            if row.group != group:
                group = row.group
                items.append(heading(group))
            items.append(Item(row.key, partial(self._lines, row)))
        return items or [words("nothing is left out", "quiet")]

    def _lines(self, row: ProblemRow, cells: int) -> list[Line]:
        title = (("  ", ""), (painted(row.path), "title"))
        if row.key not in self._unfolded:
            return [Line((*title, (f"  {painted(row.reason)}", "quiet")))]
        room = max(_NARROW, cells - 8)
        said = [Line((("      " + words, ""),)) for words in wrap_words(row.reason, room)]
        mend = wrap_words(f"what to do: {row.mend}", room)
        return [Line(title), *said, *(Line((("      " + words, "quiet"),)) for words in mend)]

    def leave_with(self, key: Hashable) -> None:
        row = next((row for row in self._rows_known if row.key == key), None)
        if row and row.article and key in self._unfolded:
            super().leave_with(("article", row.article))
        elif row:
            self._unfolded ^= {key}
            self.narrow(self.wanted)

    def place(self) -> str:
        row = next((row for row in self._rows_known if row.key == self.rows.current), None)
        if row is None:
            return ""
        if row.key not in self._unfolded:
            return "Enter: all of the reason, and what to do"
        return "Enter opens the article" if row.article else "Enter folds it"
