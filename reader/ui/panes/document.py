"""The document pane: what its keys do to the caret and the view.

Each method is named after its row in the key table: ``move.down`` is ``do_move_down``.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.text import motions
from reader.text.spans import Span
from reader.ui.keys.dispatch import Press
from reader.ui.panes.labelled import LabelledView

_OVERLAP = 2  # rows of the last page that stay in view


class DocumentPane(LabelledView):
    """One article to read and to mark."""

    BORDER_TITLE = "document"

    # -- rows and pages ---------------------------------------------------------------------------

    def do_move_down(self, press: Press) -> None:
        self._rows_by(press.times)

    def do_move_up(self, press: Press) -> None:
        self._rows_by(-press.times)

    def do_move_half_down(self, press: Press) -> None:
        self._pages(press.times, self.size.height // 2)

    def do_move_half_up(self, press: Press) -> None:
        self._pages(-press.times, self.size.height // 2)

    def do_move_page_down(self, press: Press) -> None:
        self._pages(press.times, self.size.height - _OVERLAP)

    def do_move_page_up(self, press: Press) -> None:
        self._pages(-press.times, self.size.height - _OVERLAP)

    def _rows_by(self, count: int) -> None:
        self.caret.rows(self.page, count)
        self.caret_moved()

    def _pages(self, count: int, height: int) -> None:
        """Move the view and the caret together, so that the eye keeps its place."""
        rows = count * max(1, height)
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)
        self._rows_by(rows)

    def do_move_top(self, press: Press) -> None:
        if press.count:
            self.do_move_bottom(press)
            return
        self._to(0)
        self.scroll_to(y=0, animate=False, force=True)

    def do_move_bottom(self, press: Press) -> None:
        if self.article is None:
            return
        if press.count is None:
            self.caret.go(self.page, len(self.article.text) - 1)
        elif self.article.paragraphs:
            number = min(press.count, len(self.article.paragraphs))
            self.caret.go(self.page, self.article.paragraphs[number - 1].start)
        self.caret_moved(centred=True)

    def do_move_percent(self, press: Press) -> None:
        row = min(press.count or 50, 100) * max(0, len(self.page) - 1) // 100
        self.caret.go(self.page, self.page.offset_at(row, 0))
        self.caret_moved(centred=True)

    # -- characters, words, sentences, paragraphs -------------------------------------------------

    def do_move_left(self, press: Press) -> None:
        self.caret.left(self.page, press.times)
        self.caret_moved()

    def do_move_right(self, press: Press) -> None:
        self.caret.right(self.page, press.times)
        self.caret_moved()

    def do_move_word(self, press: Press) -> None:
        self._to(motions.word_forward(self.page.text, self.caret.offset, press.times))

    def do_move_word_back(self, press: Press) -> None:
        self._to(motions.word_back(self.page.text, self.caret.offset, press.times))

    def do_move_word_end(self, press: Press) -> None:
        self._to(motions.word_end(self.page.text, self.caret.offset, press.times))

    def do_move_row_start(self, _: Press) -> None:
        self.caret.row_edge(self.page, end=False)
        self.caret_moved()

    do_move_row_text = do_move_row_start  # rows are painted without leading blanks

    def do_move_row_end(self, press: Press) -> None:
        if press.times > 1:
            self.caret.rows(self.page, press.times - 1)
        self.caret.row_edge(self.page, end=True)
        self.caret_moved()

    def do_move_paragraph(self, press: Press) -> None:
        self._along(self.article.passages if self.article else (), press.times)

    def do_move_paragraph_back(self, press: Press) -> None:
        self._along(self.article.passages if self.article else (), -press.times)

    def do_move_sentence(self, press: Press) -> None:
        self._along(self.sentences, press.times)

    def do_move_sentence_back(self, press: Press) -> None:
        self._along(self.sentences, -press.times)

    def _along(self, spans: Sequence[Span], count: int) -> None:
        at = self.caret.offset
        if self.is_filtered:
            spans = [span for span in spans if self.shows(span.start)]
        if count > 0:
            target = motions.start_forward(spans, at, count)
            self._to(len(self.page.text) - 1 if target is None else target)
        else:
            target = motions.start_back(spans, at, -count)
            self._to(0 if target is None else target)

    def _to(self, offset: int) -> None:
        self.caret.go(self.page, offset)
        self.caret_moved()

    # -- view -------------------------------------------------------------------------------------

    def do_view_centre(self, _: Press) -> None:
        self._put_caret_at(self.size.height // 2)

    def do_view_top(self, _: Press) -> None:
        self._put_caret_at(0)

    def do_view_bottom(self, _: Press) -> None:
        self._put_caret_at(self.size.height - 1)

    def _put_caret_at(self, y: int) -> None:
        self.scroll_to(y=self.y_of(self.caret.offset) - y, animate=False, force=True)
