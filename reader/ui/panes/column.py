"""The column of an article: what is wrapped to it, where it stands, and which row is at its top."""

from __future__ import annotations

from collections.abc import Iterable

from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView

from reader.articles.article import Article
from reader.text.blocks import Block
from reader.text.caret import Caret
from reader.text.layout import Layout
from reader.text.spans import Span
from reader.ui.messages import CaretMoved
from reader.ui.panes.between import Between, Note
from reader.ui.panes.gutter import GUTTER
from reader.ui.panes.heading import heading_rows

_RIGHT = 1  # cell between the text and the scroll bar


class ColumnView(ScrollView, can_focus=True):
    """One article laid out, with the same character at the top however often it is resized.

    The caret and the selection are offsets.  Textual's own selection is off: it is wrong by one
    after ``♥️``.
    """

    ALLOW_SELECT = False
    column: reactive[int] = reactive(72, init=False)
    """The widest the text may be, in cells."""

    def __init__(self, column: int, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.set_reactive(ColumnView.column, column)
        self.article: Article | None = None
        self.caret = Caret()
        self.page = Layout("", (), column)
        self._head: list[tuple[str, str]] = []  # rows above the text: their words and look
        self._notes: tuple[Note, ...] = ()
        self._between = Between()
        self._said: tuple[tuple[str, str], ...] = ()  # what is said there of the whole article
        self._laid_out: Article | None = None  # what the page was made of
        self._top = 0  # the code point at the top of the view, kept across resizes
        self._height = 0  # rows, before a resize
        self._reflowing = False

    def repaint(self) -> None:
        """Paint every row again."""
        self.refresh()

    @property
    def column_width(self) -> int:
        """Cells that the text has now; before the first layout as many as it may have."""
        room = self.size.width - GUTTER - _RIGHT if self.size.width else self.column
        return max(1, min(self.column, room))

    @property
    def margin(self) -> int:
        """Cells left of the text."""
        return max(GUTTER, (self.size.width - self.column_width) // 2)

    def watch_column(self) -> None:
        self.reflow()
        self.scroll_to_caret()

    def on_resize(self) -> None:
        row = self.y_of(self.caret.offset) - self.scroll_offset.y
        seen, same_width = 0 <= row < self._height, self.page.width == self.column_width
        first = not self._height
        self._height = self.size.height
        self.reflow()
        if first or (seen and same_width):  # a note below the text: the caret must not go under
            self.scroll_to_caret()

    @property
    def head_height(self) -> int:
        """Rows above the text."""
        return len(self._head)

    def y_of(self, offset: int) -> int:
        """The row that holds an offset, counted from the top of all there is to scroll."""
        return self.head_height + self._between.y_of(self.page.row_of(offset))

    def row_at(self, y: int) -> int:
        """The row of the text at a ``y`` of all there is, or above it; negative in the heading."""
        return self.place_at(y)[0]

    def place_at(self, y: int) -> tuple[int, int]:
        """The same, and which row of the notes below it is there; 0 for the text itself."""
        below_head = y - self.head_height
        return self._between.at(below_head) if below_head >= 0 else (below_head, 0)

    def _rows(self) -> int:
        return self.head_height + len(self.page) + len(self._between)

    def lay_out_again(self) -> None:
        """Other blocks are shown."""
        self._laid_out = None
        self.reflow()

    def reflow(self) -> None:
        """Wrap anew, with the same character at the top however often this is done."""
        if self.article is None:
            return
        self._reflowing = True
        article, width = self.article, self.column_width
        if self.page.width != width or self._laid_out is not article:
            self.page = Layout(article.text, self.blocks, width)
            self._laid_out = article
        self._head = heading_rows(article, width, self._said)
        rows = ((self.page.row_of(note.at), note) for note in self._notes)
        shown = ((row, note) for row, note in rows if self.page.owned(row).holds(note.at))
        self._between = Between(shown, width)
        self.repaint()
        self.virtual_size = Size(self.size.width, self._rows())
        top = self.y_of(self._top) if self._top else 0
        self.scroll_to(y=top, animate=False, force=True)
        self._reflowing = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if not self._reflowing:
            row = min(self.row_at(round(new_value)), len(self.page) - 1)
            self._top = self.page.owned(row).start if row > 0 else 0
            self.post_message(CaretMoved())

    def put_head(self, said: Iterable[tuple[str, str]]) -> None:
        """Say something of the whole article below its heading: words, each with a look."""
        rows = tuple(said)
        if rows != self._said:
            self._said = rows
            self.reflow()

    def put_notes(self, notes: Iterable[Note]) -> None:
        """Replace the notes that stand below their passages."""
        given = tuple(notes)
        if given != self._notes:
            self._notes = given
            self.reflow()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that are shown."""
        return self.article.blocks if self.article else ()

    @property
    def progress(self) -> int:
        """How much of the text is above the bottom of the view, in per cent."""
        rows = self._rows()
        shown = self.scroll_offset.y + self.size.height
        return 100 if shown >= rows else max(0, round(100 * shown / rows))

    @property
    def caret_in_view(self) -> bool:
        """Whether the row of the caret is one of those on the screen."""
        return 0 <= self.y_of(self.caret.offset) - self.scroll_offset.y < self.size.height

    def bring(self, span: Span) -> None:
        """Scroll so that a passage is in view, its first rows at least; the caret stays."""
        first, last = self.y_of(span.start), self.y_of(max(span.start, span.end - 1))
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if first < top or last >= top + height:
            above = max(0, min(height // 3, height - (last - first + 1)))
            self.scroll_to(y=first - above, animate=False, force=True)

    def scroll_to_caret(self, *, centred: bool = False) -> None:
        """Scroll as little as shows the caret, or so that it stands in the middle."""
        y = self.y_of(self.caret.offset)
        if self.page.row_of(self.caret.offset) == 0:
            y = 0
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if centred and not top <= y < top + height:
            self.scroll_to(y=y - height // 3, animate=False, force=True)
        elif y < top:
            self.scroll_to(y=y, animate=False, force=True)
        elif y >= top + height:
            self.scroll_to(y=y - height + 1, animate=False, force=True)
