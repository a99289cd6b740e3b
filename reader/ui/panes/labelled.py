"""A text with short labels painted over it, to be typed."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from textual.strip import Strip

from reader.text.cells import width
from reader.text.spans import Span
from reader.ui.panes.selecting import SelectingView


class LabelledView(SelectingView):
    """Labels stand on the text as long as they are wanted; the text below does not move."""

    _labels: Mapping[int, str] = {}  # by the offset each stands at

    def put_labels(self, labels: Mapping[int, str]) -> None:
        """Show other labels; none for none."""
        self._labels = labels
        self.refresh()

    @property
    def in_view(self) -> Span:
        """The code points of the rows in view."""
        top = self.scroll_offset.y
        first = max(0, self.row_at(top))
        last = min(len(self.page) - 1, self.row_at(top + self.size.height - 1))
        if self.article is None or last < first:
            return Span(0, 0)
        return Span(self.page.owned(first).start, self.page.owned(last).end)

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        row, below = self.place_at(self.scroll_offset.y + y)
        if not self._labels or below or not 0 <= row < len(self.page):
            return strip
        start, end = self.page.painted(row)
        for offset, label in self._labels.items():
            if start <= offset < max(end, start + 1):
                strip = self._with_label(strip, self.page.cell_of(offset)[1], label)
        return strip

    def _with_label(self, strip: Strip, x: int, label: str) -> Strip:
        x += self.margin
        cells = self.size.width
        x = min(x, cells - width(label))
        mark = Strip([Segment(label, self._style(("current",)))])
        after = strip.crop(x + width(label), cells)
        return Strip.join([strip.crop(0, x), mark, after]).adjust_cell_length(cells, self._plain)
