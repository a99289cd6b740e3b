"""Articles side by side: columns in place of the panes, of which one has the keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text
from textual.containers import Horizontal

from reader.articles.article import Article
from reader.text.cells import painted
from reader.ui.arrangement import ArrangedScreen
from reader.ui.panes.document import DocumentPane

COLUMN = 30
"""Cells that a column needs at least, its frame included: four at 120, two at 80, one below 60."""

MOST = 4
"""Articles that stand side by side."""


class AlignedScreen(ArrangedScreen):
    """The panes; or two to four texts, of which :attr:`document` is the one that has the focus."""

    def __init__(self, column: int) -> None:
        super().__init__(column)
        self.columns: tuple[DocumentPane, ...] = ()
        self._home = self.document  # the one text of the other arrangement
        self._columns_in: Horizontal | None = None
        self._before: Mapping[str, str | int] = {}  # the view of the other arrangement
        self._first = 0  # of the columns that are in view
        self._only_one = False  # whether only the focused one is wanted in view

    # -- told to the conductor ---------------------------------------------------------------------

    def turned(self, column: DocumentPane) -> None:
        """Another column is wanted."""

    def parted(self) -> None:
        """A pane is wanted that does not show beside columns."""

    # -- called from above -------------------------------------------------------------------------

    @property
    def is_aligned(self) -> bool:
        """Whether articles stand side by side."""
        return bool(self.columns)

    @property
    def texts(self) -> Sequence[DocumentPane]:
        """Every text that is on the screen, or would be were it wider."""
        return self.columns or (self.document,)

    def align(self, articles: Sequence[tuple[Article, int]], focused: int) -> None:
        """Put articles side by side, each at an offset, in place of the panes."""
        self._before = dict(self.view)
        self._first, self._only_one = 0, False
        self.columns = tuple(DocumentPane(self._home.column) for _ in articles)
        self._columns_in = Horizontal(*self.columns, classes="aligned")
        self.query_one("#reading").mount(self._columns_in, before=self._home)
        for column, (article, at) in zip(self.columns, articles, strict=True):
            column.show(article, at)
            self.entitle(column, article)
        self.choose(self.columns[focused])
        self._home.display = False

    def choose(self, column: DocumentPane) -> None:
        """Give a column the keys, and show it."""
        self.document = column
        column.border_subtitle = None
        self.focus_pane("document")

    def part(self) -> None:
        """The panes again, with the text that was there before."""
        if self._columns_in:
            self.document, self.columns = self._home, ()
            self._home.display = True
            self.focus_pane("document")
            self._columns_in.remove()
            self._columns_in = None

    def entitle(self, text: DocumentPane, article: Article) -> None:
        """Put the title of an article into the frame of its text, numbered among columns."""
        number = f"{self.columns.index(text) + 1} " if text in self.columns else ""
        text.border_title = Text(f" {number}{painted(article.title)} ")  # a str would be markup

    @property
    def view(self) -> dict[str, str | int]:
        """What the screen looks like without columns, to be looked like again."""
        return dict(self._before) if self.columns else super().view

    # -- which columns show ------------------------------------------------------------------------

    @property
    def columns_in_view(self) -> Sequence[DocumentPane]:
        """Those that there is room for; the focused one always."""
        at, total = self.columns.index(self.document), len(self.columns)
        room = 1 if self._only_one else max(1, min(self.size.width // COLUMN, total))
        first = min(max(self._first, at - room + 1), at, total - room)
        self._first = first
        return self.columns[first : first + room]

    def _arrange(self) -> None:
        if not self.columns:
            super()._arrange()
            return
        self.search.display = self.side.display = False
        self.query_one("#reading").display = True
        shown = self.columns_in_view
        for column in self.columns:
            column.display = column in shown
        self.show_status()

    def focus_pane(self, name: str) -> None:
        if name != "document" and self.columns:
            self.parted()
        super().focus_pane(name)

    def cycle_panes(self, step: int, *, around: bool = True) -> None:
        if not self.columns:
            super().cycle_panes(step, around=around)
            return
        target = self.columns.index(self.document) + step
        if around or 0 <= target < len(self.columns):
            self.turned(self.columns[target % len(self.columns)])

    def toggle_zen(self) -> None:
        """Of columns only the focused one, or all of them again."""
        if not self.columns:
            super().toggle_zen()
            return
        self._only_one = not self._only_one
        self._arrange()

    def leave_zen(self) -> bool:
        if not self.columns:
            return super().leave_zen()
        was, self._only_one = self._only_one, False
        self._arrange()
        return was

    def on_descendant_focus(self) -> None:  # Textual calls that of the arrangement as well
        other = self.focused is not self.document and self.focused in self.columns
        if other and isinstance(self.focused, DocumentPane):
            self.turned(self.focused)
