"""Lines over a list that do not move with it: what its signs mean, the heads of its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from reader.text.cells import fit, width
from reader.ui.looks import is_plain, style_of
from reader.ui.panes.rowview import Line

_LEAST = 16  # rows of a screen that has room for them


class Over(Widget):
    """As many rows as it is given for its width."""

    def __init__(self) -> None:
        super().__init__(id="list-over")
        self._make: Callable[[int], Sequence[Line]] = _nothing
        self._least = 0

    def show(self, make: Callable[[int], Sequence[Line]], least: int = _LEAST) -> None:
        """``make`` gives the rows for a width in cells; nothing on screens below ``least`` rows."""
        self._make, self._least = make, least
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._make(width)) if viewport.height >= self._least else 0

    def render_line(self, y: int) -> Strip:
        cells, base = self.size.width, self.rich_style
        lines = self._make(cells)
        colours, plain = self.app.theme_variables, is_plain(self.app)
        segments = [Segment(" ", base)]
        for words, look in lines[y].parts if y < len(lines) else ():
            style = style_of(base, (look,), colours, plain=plain) if look else base
            segments.append(Segment(fit(words, width(words)), style))
        return Strip(segments).adjust_cell_length(cells, base)


def _nothing(_: int) -> Sequence[Line]:
    return ()
