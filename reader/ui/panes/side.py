"""The side pane: who and what is named, the marks, and what is known of the article."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.containers import Vertical
from textual.widget import AwaitMount

from reader.articles.article import Article
from reader.entities.kinds import Kind
from reader.text.cells import painted
from reader.text.finding import Folded
from reader.text.spans import Span
from reader.ui.messages import EntityChosen, OpenArticle
from reader.ui.panes.rows import Item, Line, Part, RowList

if TYPE_CHECKING:
    from reader.annotations.placing import Placed
    from reader.entities.entity import Entity

TABS = ("entities", "marks", "info")

_KINDS = (
    (Kind.PERSON, "PEOPLE"), (Kind.ORGANISATION, "ORGANISATIONS"), (Kind.PLACE, "PLACES"),
    (Kind.GROUP, "GROUPS"), (Kind.EVENT, "EVENTS"), (Kind.WORK, "WORKS"),
    (Kind.PRODUCT, "PRODUCTS"), (Kind.DATE, "DATES"), (Kind.MONEY, "MONEY"),
    (Kind.PERCENT, "PER CENT"), (Kind.NUMBER, "NUMBERS"),
)  # fmt: skip
_LOOKS = {
    Kind.PERSON: "person", Kind.ORGANISATION: "organisation", Kind.PLACE: "place",
    Kind.GROUP: "group", Kind.EVENT: "event", Kind.WORK: "event", Kind.PRODUCT: "event",
}  # fmt: skip
_FOUND = {
    "moved": "moved", "changed": "text changed", "review": "to be confirmed",
    "orphan": "its passage is gone",
}  # fmt: skip
_QUOTE_ROWS = 2
_UNWRAPPED = 10_000  # cells, so that an item says all that it has to say


class SidePane(Vertical):
    """Three lists behind tabs, of which one is shown."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.rows = RowList()
        self.tab = TABS[0]
        self.narrowed = ""  # words that every item shown has
        self._items: dict[str, Sequence[Item]] = dict.fromkeys(TABS, ())
        self._cursors: dict[str, Hashable] = {}

    def fill(self) -> AwaitMount:
        """Put in what the frame is for; after the first paint, which waits for nothing."""
        return self.mount(self.rows)

    def on_mount(self) -> None:
        self.border_title = _tabs(self.tab)

    def show_tab(self, name: str) -> None:
        """Bring a tab up, with the cursor where it was left."""
        self._cursors[self.tab] = self.rows.current
        if name != self.tab:
            self.narrowed = ""
        self.tab = name
        self._show(keep=False)
        self.rows.choose(self._cursors.get(name))
        self.border_title = _tabs(name)

    def _put(self, name: str, items: Sequence[Item]) -> None:
        self._items[name] = items
        if name == self.tab:
            self._show()

    def narrow(self, words: str) -> None:
        """Show only items that have all of some words, or parts of them; none for every item."""
        self.narrowed = words.strip()
        self._show()

    def _show(self, *, keep: bool = True) -> None:
        items = self._items[self.tab]
        if self.narrowed:
            items = having(items, self.narrowed)
            found = sum(item.choosable for item in items)
            self.border_subtitle = Text(painted(f" {found} with “{self.narrowed}” "))
        else:
            self.border_subtitle = None
        self.rows.put(items, keep=keep)

    # -- called from above ------------------------------------------------------------------------

    def show_entities(self, here: Sequence[Entity], library: dict[str, int], path: str) -> None:
        """Entities of an article: its own count, and the library's, by id."""
        items: list[Item] = []
        for kind, heading in _KINDS:
            of_kind = [entity for entity in here if entity.kind is kind]
            if of_kind:
                items.append(_heading(heading))
                items += [_entity_item(e, library, path) for e in of_kind]
        if not items:
            items = [_words("nobody and nothing is named here", "quiet")]
        self._put("entities", items)

    def show_waiting(self, words: str) -> None:
        """Say why there are no entities yet."""
        self._put("entities", [_words(words, "quiet")])

    def show_marks(self, article: Article, marks: Sequence[Placed], how: str) -> None:
        """The annotations of an article, in order of the text, orphans last; else how to begin."""
        items = [_mark_item(article, mark) for mark in marks]
        if not items:
            items = [_words(f"no marks yet: {how}", "quiet")]
        self._put("marks", items)

    def show_info(self, article: Article) -> None:
        """What is known of an article and where it was found, then its outline."""
        items: list[Item] = []
        meta = article.meta
        for name in ("title", "source", "author", "date", "place", "url", "language"):
            value = getattr(meta, name)
            items.append(_heading(name.upper()))
            if value is None:
                items.append(_words("unknown", "quiet"))
                continue
            items.append(_words(value.text, ""))
            items.append(_words(f"from: {value.origin}", "quiet"))
            if value.note:
                items.append(_words(value.note, "quiet"))
        items.append(_heading("FILE"))
        items.append(_words(article.path, ""))
        length = f"{article.words:,} words · {len(article.paragraphs)} paragraphs"
        items.append(_words(f"{length} · id {article.id}", "quiet"))
        items += [_words(note, "warning") for note in article.notes]
        if article.headings:
            items.append(_heading("OUTLINE"))
            items += [_outline_item(article, span) for span in article.headings]
        self._put("info", items)

    # -- events -----------------------------------------------------------------------------------

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        match event.key:
            case ("entity", str() as entity_id):
                self.post_message(EntityChosen(entity_id))
            case ("mark" | "heading", str() as path, Span() as span, *_):
                self.post_message(OpenArticle(path, span))
            case _:
                pass


def _tabs(shown: str) -> str:
    return " │ ".join(name.upper() if name == shown else name for name in TABS)


def having(items: Sequence[Item], words: str) -> list[Item]:
    """The items in which all of some words stand, and the headings above such items."""
    wanted = Folded(words).lower.split()
    out: list[Item] = []
    headings: list[Item] = []
    for item in items:
        if isinstance(item.key, tuple) and item.key[0] == "head":
            headings = [item]
            continue
        said = " ".join(part for line in item.lines(_UNWRAPPED) for part, _ in line.parts)
        folded = Folded(said).lower
        if all(word in folded for word in wanted):
            out += [*headings, item]
            headings = []
    return out or [_words(f"nothing with “{words}”", "quiet")]


def _heading(words: str) -> Item:
    return Item(("head", words), lambda _: [Line(((words, "heading"),))], choosable=False)


def _words(words: str, look: str) -> Item:
    """Words that wrap, not to be chosen."""

    def lines(cells: int) -> list[Line]:
        return [Line((("  " + row, look),)) for row in wrap_words(words, max(8, cells - 4))]

    return Item(("words", words), lines, choosable=False)


def _entity_item(entity: Entity, library: dict[str, int], path: str) -> Item:
    here = len(entity.articles.get(path, ()))
    count = f"{here:>3} {library.get(entity.id, here):>4}"
    parts: tuple[Part, ...] = ((" ", ""), (entity.name, _LOOKS.get(entity.kind, "figure")))
    return Item(("entity", entity.id), lambda _: [Line(parts, count)])


def _outline_item(article: Article, span: Span) -> Item:
    parts: tuple[Part, ...] = (("  " + " ".join(span.of(article.text).split()), ""),)
    return Item(("heading", article.path, span), lambda _: [Line(parts)])


def _mark_item(article: Article, mark: Placed) -> Item:
    annotation = mark.annotation
    span = mark.span
    where = f"¶{article.paragraph_at(span.start)}" if span else "–"
    state = _FOUND.get(mark.found, "")

    def lines(cells: int) -> list[Line]:
        room = max(8, cells - 5)
        quote = wrap_words(" ".join(annotation.exact.split()), room)
        if len(quote) > _QUOTE_ROWS:
            quote = [*quote[: _QUOTE_ROWS - 1], quote[_QUOTE_ROWS - 1].rstrip() + " …"]
        sign = (f"{annotation.color} ", f"mark-{annotation.color}")
        out = [Line((sign, (quote[0] if quote else "", "")), where)]
        out += [Line((("  " + row, ""),)) for row in quote[1:]]
        out += [Line((("  " + row, "title"),)) for row in wrap_words(annotation.note, room)]
        if annotation.tags:
            out.append(Line((("  " + " ".join(f"#{tag}" for tag in annotation.tags), "group"),)))
        if state:
            out += [Line((("  " + row, "warning"),)) for row in wrap_words(state, room)]
        return out

    key = ("mark", mark.path, span, annotation.id) if span else ("orphan", annotation.id)
    return Item(key, lines)


def wrap_words(words: str, cells: int) -> list[str]:
    """Foreign words as safe rows of at most so many cells."""
    from reader.text.blocks import blocks
    from reader.text.layout import Layout

    page = Layout(words, blocks(words), cells)
    rows = [page.paint(row, *page.painted(row)) for row in range(len(page))]
    return [painted(row) for row in rows] if words.strip() else []
