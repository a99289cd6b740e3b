"""Soft wrap of a text to a column, with an exact map between offsets and cells.

A layout is arrays of rows.  Every code point of the text belongs to exactly one row, so offsets
never drift: blanks a row breaks at stay at its end and are not painted, and the blank lines between
two blocks, however many, are one empty row.  Nothing here knows the terminal.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from reader.text.blocks import Block, BlockKind
from reader.text.cells import Cluster, clusters, is_narrow, safe
from reader.text.spans import Span
from reader.text.wrap import Column, wrap

MIN_WIDTH = 4
"""Cells: a column narrower than this is wrapped as if it were this wide."""

_HANG_LIMIT = 8  # cells: a list marker wider than this does not indent what follows


class Layout:
    """Rows of one text at one width in cells."""

    def __init__(self, text: str, blocks: tuple[Block, ...], width: int) -> None:
        self.text = safe(text)
        self.width = max(MIN_WIDTH, width)
        self._starts = array("q")  # the first code point each row paints and owns
        self._ends = array("q")  # one past the last code point it paints
        self._indents = array("q")  # cells before it
        self._row_clusters = lru_cache(1024)(self._clusters_of)
        above: Block | None = None
        for block in blocks:
            if above is not None and _apart(text, above, block):
                self._add(above.span.end, above.span.end, 0)
            indent, hang = self._indents_of(block)
            for line in _source_lines(text, block):
                column = Column(self.width, indent, indent + hang)
                for row in wrap(self.text, line, column):
                    self._add(*row)
            above = block
        if above is None:
            self._add(0, 0, 0)

    # -- building -----------------------------------------------------------------------------

    def _add(self, start: int, end: int, indent: int) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._indents.append(indent)

    def _indents_of(self, block: Block) -> tuple[int, int]:
        """Cells before a block, and how many more before all its rows but the first."""
        deep = max(0, block.level - 1)
        most = self.width // 4
        if block.kind is BlockKind.ITEM:
            return min(2 * deep, most), min(block.hang, most) if block.hang <= _HANG_LIMIT else 0
        if block.kind is BlockKind.QUOTE:
            return min(2 + 2 * deep, most), 0
        return 0, 0

    # -- rows ---------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._starts)

    def row_of(self, offset: int) -> int:
        """The row that owns a code point."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def owned(self, row: int) -> Span:
        """Every code point of a row, painted or not."""
        last = row + 1 == len(self._starts)
        return Span(
            self._starts[row] if row else 0, len(self.text) if last else self._starts[row + 1]
        )

    def painted(self, row: int) -> Span:
        """The code points a row paints."""
        return Span(min(self._starts[row], self._ends[row]), self._ends[row])

    def indent(self, row: int) -> int:
        """Cells before the first painted character."""
        return self._indents[row]

    def rows(self, span: Span) -> range:
        """The rows a span touches."""
        return range(self.row_of(span.start), self.row_of(max(span.start, span.end - 1)) + 1)

    # -- cells --------------------------------------------------------------------------------

    def _clusters_of(self, row: int) -> list[Cluster] | None:
        """The graphemes of a row, or None where each character is one cell."""
        start, end = self.painted(row)
        return None if is_narrow(self.text, start, end) else clusters(self.text[start:end])

    def paint(self, row: int, start: int, end: int) -> str:
        """What to show for the code points ``start..end`` of a row."""
        wide = self._row_clusters(row)
        if wide is None:
            return self.text[start:end]
        base = self.painted(row).start
        return "".join(c.glyph for c in wide if start <= base + c.start < end)

    def cell_of(self, offset: int) -> tuple[int, int]:
        """Row and column (cells, indent included) of a code point."""
        row = self.row_of(offset)
        start, end = self.painted(row)
        offset = max(start, min(offset, end))
        wide = self._row_clusters(row)
        if wide is None:
            return row, self._indents[row] + offset - start
        x = 0
        for c in wide:
            if offset < start + c.end:
                return row, self._indents[row] + c.x
            x = c.x + c.cells
        return row, self._indents[row] + x

    def offset_at(self, row: int, x: int) -> int:
        """The first code point of the grapheme a cell shows; the row's last one beyond its end."""
        row = max(0, min(row, len(self) - 1))
        start, end = self.painted(row)
        if start == end:
            return start
        x -= self._indents[row]
        wide = self._row_clusters(row)
        if wide is None:
            return max(start, min(start + x, end - 1))
        last = start
        for c in wide:
            if not c.cells:
                continue
            if x < c.x + c.cells:
                return start + c.start
            last = start + c.start
        return last

    def grapheme(self, offset: int) -> Span:
        """The grapheme that holds a code point; blanks between rows are one each."""
        row = self.row_of(offset)
        start, end = self.painted(row)
        if start <= offset < end:
            for c in self._row_clusters(row) or ():
                if offset < start + c.end:
                    return Span(start + c.start, start + c.end)
        return Span(offset, min(offset + 1, len(self.text)))

    def graphemes(self, row: int) -> Iterator[Span]:
        """The painted graphemes of a row, in order."""
        start, end = self.painted(row)
        wide = self._row_clusters(row)
        if wide is None:
            yield from (Span(i, i + 1) for i in range(start, end))
        else:
            yield from (Span(start + c.start, start + c.end) for c in wide)


def _apart(text: str, above: Block, below: Block) -> bool:
    """Whether an empty row stands between two blocks: always, but for items of one tight list."""
    if above.span.end >= below.span.start:
        return False
    tight = text.count("\n", above.span.end, below.span.start) < 2
    return not (tight and above.kind is below.kind is BlockKind.ITEM)


def _source_lines(text: str, block: Block) -> Iterator[Span]:
    """A block as one line, or the lines of a block whose line ends are its own."""
    start, end = block.span
    if block.kind is BlockKind.VERBATIM:
        while (stop := text.find("\n", start, end)) >= 0:
            yield Span(start, stop)
            start = stop + 1
    yield Span(start, end)
