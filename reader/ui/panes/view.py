"""One text in a column, painted row by row, with layers of highlight, a caret and a selection.

A `ScrollView` over a precomputed layout: measured, 1 MB with 5,000 highlights opens in about a
tenth of a second and scrolls in milliseconds, where a widget a paragraph takes seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from reader.articles.article import Article
from reader.text.blocks import BlockKind
from reader.text.caret import Caret
from reader.text.cells import fit
from reader.text.spans import Highlight, Layer, Layers, Span, runs
from reader.ui.looks import is_plain, style_of
from reader.ui.messages import CaretMoved
from reader.ui.panes.column import ColumnView
from reader.ui.panes.gutter import GutterSign, gutter_cells

LAYERS = (
    "nearest", "boilerplate", "heading", "entity", "known", "passage", "mark", "chosen", "term",
    "hit", "found", "current",
)  # fmt: skip
_NEAREST = "▌"  # beside each row of the passage nearest to the one read in another article
_CACHED_ROWS = 4000  # painted rows kept; a screen is 60


class TextView(ColumnView):
    """One article, as it is painted."""

    def __init__(self, column: int, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(column, id)
        self._layers = Layers(*LAYERS)
        self._signs = Layer()
        self._sign_of: list[GutterSign] = []
        self._signs_by: dict[str, list[GutterSign]] = {}  # by what they are of
        self._strips: dict[int, Strip] = {}
        self._styles: dict[tuple[str, ...], Style] = {}
        self._base: Style | None = None
        self._painted_caret: tuple[int, Span | None] = (0, None)

    # -- called from above ----------------------------------------------------------------------

    def show(self, article: Article, at: int = 0, selected: Span | None = None) -> None:
        """Read an article from an offset, with a passage selected where one is given."""
        self.article = article
        self.caret = Caret()
        self._top = 0
        self._layers = Layers(*LAYERS)
        self.put("boilerplate", (Highlight(*s, "boilerplate") for s in article.boilerplate))
        headings = (b.span for b in article.blocks if b.kind is BlockKind.HEADING)
        self.put("heading", (Highlight(*s, "heading") for s in headings))
        self._signs_by.clear()
        self.put_signs(())
        self._said = ()
        self._notes = ()
        self.reflow()
        self.caret.go(self.page, at)
        if selected:
            self.caret.select(self.page, selected)
        self.scroll_to_caret(centred=at > 0)
        self.caret_moved()

    def put(self, layer: str, highlights: Iterable[Highlight]) -> None:
        """Replace one layer of highlights; nothing is painted where they are the same."""
        if self._layers.put(layer, highlights):
            self.repaint()

    def put_signs(self, signs: Iterable[GutterSign], of: str = "mark") -> None:
        """Replace the signs in the gutter of one kind of thing."""
        self._signs_by[of] = list(signs)
        self._sign_of = [sign for kind in self._signs_by.values() for sign in kind]
        self._signs = Layer(Highlight(*s.span, str(n)) for n, s in enumerate(self._sign_of))
        self.repaint()

    def choose(self, span: Span | None) -> None:
        """Make one stretch stand out among marks that overlap."""
        self.put("chosen", [Highlight(*span, "chosen")] if span else [])

    def go(self, offset: int, *, centred: bool = True) -> None:
        """Caret to an offset, in view."""
        self.caret.go(self.page, offset)
        self.caret_moved(centred=centred)

    @property
    def selection(self) -> Span | None:
        """The code points selected, or nothing."""
        return self.caret.selection(self.page, self.article.passages if self.article else ())

    # -- painting -------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._base = None
        self.repaint()

    def repaint(self) -> None:
        """Paint every row again."""
        self._strips.clear()
        self.refresh()

    @property
    def _plain(self) -> Style:
        """The style of bare text, kept: Textual walks all ancestors for it at each row."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def _style(self, looks: tuple[str, ...]) -> Style:
        style = self._styles.get(looks)
        if style is None:
            colours = self.app.theme_variables
            style = style_of(self._plain, looks, colours, plain=is_plain(self.app))
            self._styles[looks] = style
        return style

    def render_line(self, y: int) -> Strip:
        row, below = self.place_at(self.scroll_offset.y + y)
        width = self.size.width
        if self.article is None or row >= len(self.page):
            return Strip.blank(width, self._plain)
        if below:
            return self._paint_note(*self._between.below(row, below))
        overlays = self._overlays(row) if row >= 0 else []
        if overlays:
            return self._paint(row, overlays)
        strip = self._strips.get(row)
        if strip is None:
            if len(self._strips) > _CACHED_ROWS:
                self._strips.clear()
            strip = self._strips[row] = self._paint(row, []) if row >= 0 else self._paint_head(row)
        return strip

    def _paint_head(self, row: int) -> Strip:
        words, look = self._head[row]
        left = Segment(" " * self.margin, self._plain)
        strip = Strip([left, Segment(fit(words, self.column_width), self._style((look,)))])
        return strip.adjust_cell_length(self.size.width, self._plain)

    def _paint_note(self, sign: str, look: str, words: str) -> Strip:
        left = [Segment(" " * self.margin, self._plain), Segment(sign, self._style((look,)))]
        strip = Strip([*left, Segment(" ", self._plain), Segment(words, self._style(("margin",)))])
        return strip.adjust_cell_length(self.size.width, self._plain)

    def _overlays(self, row: int) -> list[Highlight]:
        """The selection and the caret, where they touch a row."""
        start, end = self.page.owned(row)
        out: list[Highlight] = []
        selected = self.selection
        if selected and selected.start < end and selected.end > start:
            out.append(Highlight(*selected, "selection"))
        if start <= self.caret.offset < max(end, start + 1):
            look = "caret" if self.has_focus else "caret-away"
            out.append(Highlight(*self.page.grapheme(self.caret.offset), look))
        return out

    def _paint(self, row: int, overlays: list[Highlight]) -> Strip:
        page, base = self.page, self._plain
        start, end = page.painted(row)
        highlights = [*self._layers.between(start, end), *overlays]
        near = any(h.look == "nearest" for h in highlights)
        beside = Segment(_NEAREST, self._style(("beside",))) if near else Segment(" ", base)
        segments = [*self._gutter(row), beside, Segment(" " * page.indent(row), base)]
        if start < end:
            for a, b, looks in runs(highlights, start, end):
                segments.append(Segment(page.paint(row, a, b), self._style(looks)))
        beyond = next((h for h in reversed(overlays) if h.look.startswith("caret")), None)
        if beyond and beyond.start >= end:  # the caret stands on a blank that is not painted
            segments.append(Segment(" ", self._style((beyond.look,))))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _gutter(self, row: int) -> list[Segment]:
        """The signs of marks left of a row, but for the last cell."""
        base = self._plain
        margin = self.margin
        start, end = self.page.painted(row)
        found = self._signs.between(start, max(end, start + 1)) if start < end else ()
        signs = [self._sign_of[int(h.look)] for h in found]
        if not signs:
            return [Segment(" " * (margin - 1), base)]
        begun = [(sign, self.page.row_of(sign.span.start) == row) for sign in signs]
        cells = gutter_cells(begun, margin - 1)
        segments = [Segment(" " * (margin - 1 - len(cells)), base)]
        for character, look in cells:
            style = self._style(("sign", look)) if look else self._style(("sign",))
            segments.append(Segment(character, style))
        return segments

    def on_focus(self) -> None:
        self.refresh_rows(self.caret.offset, self.caret.offset)

    def on_blur(self) -> None:
        self.refresh_rows(self.caret.offset, self.caret.offset)

    def refresh_rows(self, a: int, b: int) -> None:
        """Paint the rows between two offsets again."""
        first, last = sorted((self.y_of(a), self.y_of(b)))
        y = first - self.scroll_offset.y
        self.refresh(Region(0, y, self.size.width, last - first + 1))

    @property
    def painted_caret(self) -> int:
        """Where the caret stood before it was moved."""
        return self._painted_caret[0]

    # -- the caret in view ------------------------------------------------------------------------

    def caret_moved(self, *, centred: bool = False) -> None:
        """After every move: paint what changed, keep the caret in view, tell the conductor."""
        was, now = self._painted_caret, (self.caret.offset, self.selection)
        self._painted_caret = now
        for a, b in _changed(was, now):
            self.refresh_rows(a, b)
        self.scroll_to_caret(centred=centred)
        self.post_message(CaretMoved())


def _changed(
    was: tuple[int, Span | None], now: tuple[int, Span | None]
) -> Iterator[tuple[int, int]]:
    """Stretches of offsets whose rows look different after the caret or the selection moved."""
    (caret, selection), (new_caret, new_selection) = was, now
    yield caret, caret
    yield new_caret, new_caret
    if selection and new_selection:
        yield selection.start, new_selection.start
        yield selection.end, new_selection.end
    elif selection or new_selection:
        yield selection or new_selection or Span(0, 0)
