"""Lines of a concordance: the word in its column, its words on either side (Luhn 1960)."""

from __future__ import annotations

from dataclasses import dataclass

from reader.search.results import Line as Found
from reader.text.cells import fit, fit_end, width
from reader.ui.panes.rows import Item, Line, Part

_WIDE, _MIDDLE = 100, 64  # cells of a row from which there is room for more of the title
_TITLES = {_WIDE: 22, _MIDDLE: 12}
_SIDE = 4  # of ten cells beside the word, those that stand before it: what follows tells more


@dataclass(frozen=True, slots=True)
class Kwic:
    """A line with the title of its article."""

    found: Found
    title: str
    folded: str  # all of it, to be filtered by

    def item(self) -> Item:
        """The line as a row to choose."""
        return Item((self.found.path, self.found.span), self.rows, height=lambda _: 1)

    def rows(self, cells: int) -> list[Line]:
        """One row: the article where there is room, words, the hit in its column, words."""
        found = self.found
        room = cells - 2  # the cursor's mark, and a blank at the end
        title = next((n for least, n in _TITLES.items() if room >= least), 0)
        parts: list[Part] = []
        if title:
            where = f" ¶{found.paragraph}"
            parts.append((fit(self.title, title - len(where)) + where + "  ", "quiet"))
            room -= title + 2
        before = room * _SIDE // 10
        hit = min(width(found.match), room - before)
        parts.append((fit_end(found.left, before), ""))
        parts.append((fit(found.match, hit), "lit"))
        parts.append((fit(found.right, room - before - hit), ""))
        return [Line(tuple(parts))]
