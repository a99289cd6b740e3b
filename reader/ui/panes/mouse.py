"""The mouse on a text: it moves the same caret and selection that the keyboard does."""

from __future__ import annotations

from textual import events
from textual.geometry import Offset
from textual.timer import Timer

from reader.text import motions
from reader.text.caret import Unit
from reader.text.spans import Span, holding
from reader.ui.panes.filtered import FilteredView

_DRAG_STEP = 1 / 30  # seconds between rows while the pointer rests outside the pane
_WHEEL_ROWS = 3


class PointedView(FilteredView):
    """Click to place the caret, drag to select, twice for a word, three times for a paragraph."""

    def __init__(self, column: int, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(column, id)
        self._pressed_at: int | None = None
        self._pointer = Offset(0, 0)
        self._drag_timer: Timer | None = None

    def offset_under(self, x: int, y: int) -> int:
        """The code point that a cell of the pane shows, or the nearest one."""
        row = max(0, self.row_at(self.scroll_offset.y + y))
        return self.page.offset_at(row, x - self.margin)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button != 1 or self.article is None:
            return
        self.focus()
        self.caret.anchor = None
        self.caret.unit = Unit.CHARACTER
        self._pointer = event.get_content_offset_capture(self)
        self._pressed_at = self.offset_under(*self._pointer)
        self.caret.go(self.page, self._pressed_at)
        self.caret_moved()
        self.capture_mouse()
        self._drag_timer = self.set_interval(_DRAG_STEP, self._drag_on)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed_at is None:
            return
        self._pointer = event.get_content_offset_capture(self)
        if 0 <= self._pointer.y < self.size.height:
            self._drag_to(self.offset_under(*self._pointer))

    def on_mouse_up(self) -> None:
        if self._pressed_at is None:
            return
        self._pressed_at = None
        if self._drag_timer:
            self._drag_timer.stop()
        self.release_mouse()

    def _drag_on(self) -> None:
        """Scroll and select on while the pointer rests above or below the pane."""
        x, y = self._pointer
        step = -1 if y < 0 else 1 if y >= self.size.height else 0
        if step:
            row = self.page.row_of(self.caret.offset) + step
            if 0 <= row < len(self.page):
                self._drag_to(self.page.offset_at(row, x - self.margin))

    def _drag_to(self, offset: int) -> None:
        if offset == self.caret.offset:
            return
        if self.caret.anchor is None:
            self.caret.anchor = self.caret.offset
        self.caret.go(self.page, offset)
        self.caret_moved()

    def on_click(self, event: events.Click) -> None:
        if self.article is None or event.chain < 2:
            return
        offset = self.offset_under(*event.get_content_offset_capture(self))
        span = self._paragraph(offset) if event.chain > 2 else self._word(offset)
        if span:
            self.caret.select(self.page, span)
            self.caret_moved()

    def _word(self, offset: int) -> Span | None:
        return motions.word_at(self.page.text, offset)

    def _paragraph(self, offset: int) -> Span | None:
        passages = self.article.passages if self.article else ()
        return passages[holding(passages, offset)] if passages else None

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_to(y=self.scroll_offset.y + _WHEEL_ROWS, animate=False)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_to(y=self.scroll_offset.y - _WHEEL_ROWS, animate=False)
