"""A text of which only some blocks are shown: offsets stay, the caret never stands unseen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from reader.articles.article import Article
from reader.text.blocks import Block
from reader.text.spans import Span
from reader.ui.panes.view import TextView


class FilteredView(TextView):
    """All of an article, or some of its blocks."""

    _only: tuple[Block, ...] | None = None  # nothing: all of them

    def show(self, article: Article, at: int = 0, selected: Span | None = None) -> None:
        self._only = None
        super().show(article, at, selected)

    def only(self, blocks: Sequence[Block] | None) -> None:
        """Show some blocks of the article, at least one, or with ``None`` all of them.

        Offsets stay.  The caret stays where its block is shown, else goes on to the next shown.
        """
        self._only = None if blocks is None else tuple(blocks)
        self.lay_out_again()
        self.caret_moved(centred=True)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that are shown."""
        return super().blocks if self._only is None else self._only

    @property
    def is_filtered(self) -> bool:
        """Whether only some blocks are shown."""
        return self._only is not None

    def shows(self, offset: int) -> bool:
        """Whether the block that holds an offset is shown, or all are."""
        if self._only is None:
            return True
        n = _block_before(self._only, offset)
        return n >= 0 and offset <= self._only[n].span.end

    def go(self, offset: int, *, centred: bool = True) -> None:
        """Caret to an offset, in view; where it is hidden, all of the text is shown again."""
        if not self.shows(offset):
            self.only(None)
        super().go(offset, centred=centred)

    def caret_moved(self, *, centred: bool = False) -> None:
        self._leave_hidden()
        super().caret_moved(centred=centred)

    def _leave_hidden(self) -> None:
        """Move on from text that is not shown, the way the caret came, to where it is again."""
        if self._only is None or self.shows(self.caret.offset):
            return
        n = _block_before(self._only, self.caret.offset)
        onwards = self.caret.offset >= self.painted_caret
        if n < 0 or (onwards and n + 1 < len(self._only)):
            target = self._only[n + 1].span.start
        else:
            target = self._only[n].span.end - 1
        self.caret.offset = self.page.grapheme(target).start


def _block_before(blocks: Sequence[Block], offset: int) -> int:
    """The last block that starts at or before an offset, or -1."""
    return bisect_right(blocks, offset, key=lambda block: block.span.start) - 1
