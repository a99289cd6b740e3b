"""A caret and a selection over a laid out text: offsets, never cells.

The caret stands on a grapheme.  A selection holds the graphemes from its anchor to the caret, both
included, whichever comes first, as in vim.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.text.layout import Layout
from reader.text.spans import Span, holding


class Unit(StrEnum):
    """What a selection grows by."""

    CHARACTER = "character"
    PARAGRAPH = "paragraph"


@dataclass(slots=True)
class Caret:
    """``goal`` is the column (cells) that moves by rows come back to."""

    offset: int = 0
    anchor: int | None = None
    unit: Unit = Unit.CHARACTER
    goal: int | None = None

    def go(self, layout: Layout, offset: int) -> None:
        """Stand on the grapheme at an offset of the text."""
        last = max(0, len(layout.text) - 1)
        self.offset = layout.grapheme(max(0, min(offset, last))).start
        self.goal = None

    def rows(self, layout: Layout, count: int) -> None:
        """Down by rows, or up; to the first or last where there are fewer."""
        row, x = layout.cell_of(self.offset)
        goal = x if self.goal is None else self.goal
        target = max(0, min(row + count, len(layout) - 1))
        if target != row:
            self.offset = layout.offset_at(target, goal)
        self.goal = goal

    def right(self, layout: Layout, count: int) -> None:
        """By graphemes, through line ends; stops at the last one."""
        offset = self.offset
        for _ in range(min(count, len(layout.text))):
            following = layout.grapheme(offset).end
            if following >= len(layout.text):
                break
            offset = following
        self.go(layout, offset)

    def left(self, layout: Layout, count: int) -> None:
        """Back by graphemes, through line ends."""
        offset = self.offset
        for _ in range(min(count, len(layout.text))):
            if offset == 0:
                break
            offset = layout.grapheme(offset - 1).start
        self.go(layout, offset)

    def row_edge(self, layout: Layout, *, end: bool) -> None:
        """To the first or last painted grapheme of the row."""
        start, stop = layout.painted(layout.row_of(self.offset))
        self.go(layout, max(start, stop - 1) if end else start)

    # -- selection ----------------------------------------------------------------------------

    def selection(self, layout: Layout, paragraphs: tuple[Span, ...]) -> Span | None:
        """The code points selected, or nothing."""
        if self.anchor is None:
            return None
        low, high = sorted((self.anchor, self.offset))
        if self.unit is Unit.PARAGRAPH and paragraphs:
            first = paragraphs[holding(paragraphs, low)]
            last = paragraphs[holding(paragraphs, high)]
            return Span(first.start, max(last.end, first.end))
        return Span(layout.grapheme(low).start, layout.grapheme(high).end)

    def select(self, layout: Layout, span: Span) -> None:
        """Select a span, caret at its end."""
        self.unit = Unit.CHARACTER
        self.anchor = layout.grapheme(span.start).start
        self.go(layout, max(span.start, span.end - 1))

    def swap(self) -> None:
        """The other end of the selection."""
        if self.anchor is not None:
            self.offset, self.anchor = self.anchor, self.offset
            self.goal = None
