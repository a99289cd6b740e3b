"""What the coloured terms are, each in its look, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from reader.text.cells import fit, painted, width
from reader.ui.looks import is_plain, style_of

_GAP = 2  # cells between two entries


class Legend(Widget):
    """Below the text.  An entry is words, their look, and how often they stand in the text."""

    def __init__(self) -> None:
        super().__init__(id="legend")
        self._entries: Sequence[tuple[str, str, str]] = ()

    def show(self, entries: Sequence[tuple[str, str, str]]) -> None:
        """Show other entries; nothing where there are none."""
        self._entries = entries
        self.display = bool(entries)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._rows(width))

    def _rows(self, cells: int) -> list[list[tuple[str, str, str]]]:
        rows: list[list[tuple[str, str, str]]] = []
        x = cells
        for entry in self._entries:
            wanted = _width(entry)
            if x + wanted > cells:
                rows.append([])
                x = 0
            rows[-1].append(entry)
            x += wanted + _GAP
        return rows

    def render_line(self, y: int) -> Strip:
        cells, base = self.size.width, self.rich_style
        rows = self._rows(cells)
        segments: list[Segment] = []
        colours, plain = self.app.theme_variables, is_plain(self.app)
        for words, look, count in rows[y] if y < len(rows) else ():
            shown = painted(words)
            room = max(1, cells - width(count) - 1)
            if width(shown) > room:
                shown = fit(shown, room)
            segments.append(Segment(shown, style_of(base, (look,), colours, plain=plain)))
            segments.append(Segment(f" {count}{' ' * _GAP}", base))
        return Strip(segments).adjust_cell_length(cells, base)


def _width(entry: tuple[str, str, str]) -> int:
    words, _, count = entry
    return width(words) + 1 + width(count)
