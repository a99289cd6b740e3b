"""The status line: mode, place, hits, what was said, and the keys that work now."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.text.cells import fit, painted, width
from reader.ui.looks import is_plain, style_of


@dataclass(frozen=True, slots=True)
class Status:
    """What the line says.  ``hints`` are pairs of a key and a word, dropped from the right."""

    mode: str = "NORMAL"
    place: str = ""
    message: str = ""
    pending: str = ""
    hints: tuple[tuple[str, str], ...] = ()
    swatches: tuple[tuple[str, str], ...] = ()
    """Words, each in a look of its own, before what is said."""


class StatusLine(Widget):
    """One row at the bottom."""

    status: reactive[Status] = reactive(Status())

    def render_line(self, y: int) -> Strip:
        cells = self.size.width
        if y:
            return Strip.blank(cells, self.rich_style)
        status = self.status
        left = [Segment(f" {status.mode} ", self._style("mode")), Segment(" ", self.rich_style)]
        for shown, look in status.swatches:
            left.append(Segment(f" {painted(shown)} ", self._style(look)))
            left.append(Segment(" ", self.rich_style))
        words = "  ".join(w for w in (status.place, status.message, status.pending) if w)
        used = sum(segment.cell_length for segment in left)
        right = self._hints(cells - used - min(width(words), cells // 2) - 2)
        room = max(0, cells - used - sum(s.cell_length for s in right))
        left.append(Segment(fit(painted(words), room), self.rich_style))
        return Strip([*left, *right]).adjust_cell_length(cells, self.rich_style)

    def _hints(self, room: int) -> list[Segment]:
        """As many hints as there is room for; the last one, which leads to all others, first."""
        hints = self.status.hints
        if not hints:
            return []
        kept: list[tuple[str, str]] = [hints[-1]]
        used = _hint_width(hints[-1])
        for hint in hints[:-1]:
            if used + _hint_width(hint) > room:
                break
            kept.insert(-1, hint)
            used += _hint_width(hint)
        out: list[Segment] = []
        for key, word in kept:
            out.append(Segment(f" {key}", self._style("key")))
            out.append(Segment(f" {word} ", self._style("quiet")))
        return out

    def _style(self, look: str) -> Style:
        colours = self.app.theme_variables
        return style_of(self.rich_style, (look,), colours, plain=is_plain(self.app))


def _hint_width(hint: tuple[str, str]) -> int:
    return width(hint[0]) + width(hint[1]) + 3
