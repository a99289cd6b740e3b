"""The text of an HTML page as a browser would set it: paragraphs, headings, items, tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reader.articles.formats.page import BULLET, Page
from reader.articles.formats.tree import Element
from reader.text.blocks import BlockKind
from reader.text.late import late

_UNREAD = frozenset(
    "script style template noscript iframe object embed svg math canvas audio video map head "
    "select button input datalist dialog link meta progress meter rp rt".split()
)
_HIDDEN = late(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BLANKS = late(r"[ \t\r\n\f\v\u00a0\u200b]+")
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_LARGE = frozenset({"table", "ul", "ol", "h1", "h2", "h3"})  # none is in a table of data
_CELL = 300  # characters: a table with longer cells is there for the looks


@dataclass(slots=True)
class Flow:
    """A block of text; ``linked`` is how many of its characters are links."""

    text: str
    linked: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""


@dataclass
class Setting:
    """A page being set.  ``ranges`` has the flows of each block element: first, and one after."""

    flows: list[Flow] = field(default_factory=list)
    ranges: dict[int, tuple[int, int]] = field(default_factory=dict)
    _words: list[str] = field(default_factory=list)
    _linked: int = 0
    _links: int = 0
    _quotes: int = 0
    _lists: list[int | None] = field(default_factory=list)
    _marker: str = ""
    _heading: int = 0

    def set(self, element: Element) -> None:
        """Add the text of an element."""
        if is_hidden(element):
            return
        name = element.name
        if name == "br":
            self._words.append("\n")
        elif name == "pre":
            self._end()
            self._add(Flow(element.text().expandtabs(4), 0, BlockKind.VERBATIM))
        elif name == "table" and (rows := _rows(element)):
            self._end()
            self._add(Flow("\n".join(rows), 0, BlockKind.VERBATIM))
        elif element.is_block or name in {"tr", "body", "html", ""}:
            self._block(element)
        else:
            link = name == "a" and "href" in element.attributes
            self._links += link
            self._children(element)
            self._links -= link
            if name in {"td", "th", "option"}:
                self._end()

    def _children(self, element: Element) -> None:
        for child in element.children:
            if isinstance(child, str):
                self._words.append(_BLANKS.sub(" ", child))
                self._linked += len(child) if self._links else 0
            else:
                self.set(child)

    def _block(self, element: Element) -> None:
        self._end()
        first = len(self.flows)
        name = element.name
        heading, self._heading = self._heading, _HEADINGS.get(name, self._heading)
        self._quotes += name == "blockquote"
        if name in {"ul", "menu", "dir"}:
            self._lists.append(None)
        elif name == "ol":
            start = element.attributes.get("start", "1")
            self._lists.append(int(start) if start.isdecimal() and len(start) < 9 else 1)
        elif name == "li" and self._lists:
            number = self._lists[-1]
            self._marker = BULLET if number is None else f"{number}. "
            self._lists[-1] = None if number is None else number + 1
        self._children(element)
        self._end()
        if name in {"ul", "menu", "dir", "ol"}:
            self._lists.pop()
        if name in {"li", "ul", "ol"}:
            self._marker = ""
        self._quotes -= name == "blockquote"
        self._heading = heading
        self.ranges[id(element)] = (first, len(self.flows))

    def _end(self) -> None:
        """End the paragraph; two line breaks in a row end one too."""
        words, self._words = "".join(self._words), []
        linked, self._linked = self._linked, 0
        parts = [_lines(part) for part in words.split("\n \n" if "\n \n" in words else "\n\n")]
        for text in filter(None, parts):
            if self._heading:
                flow = Flow(text.replace("\n", " "), linked, BlockKind.HEADING, self._heading)
            elif self._lists:
                flow = Flow(text, linked, BlockKind.ITEM, len(self._lists), self._marker)
                self._marker = ""
            elif self._quotes:
                flow = Flow(text, linked, BlockKind.QUOTE, self._quotes)
            else:
                kind = BlockKind.VERBATIM if "\n" in text else BlockKind.PARAGRAPH
                flow = Flow(text, linked, kind)
            self._add(flow)

    def _add(self, flow: Flow) -> None:
        if flow.text.strip():
            self.flows.append(flow)


def is_hidden(element: Element) -> bool:
    """Whether a browser shows nothing of an element."""
    if element.name in _UNREAD:
        return True
    attributes = element.attributes
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN.search(attributes.get("style", "").lower()) is not None
    )


def page_of(flows: Iterable[Flow]) -> Page:
    """The page that flows make."""
    page = Page()
    for flow in flows:
        page.add(flow.text, flow.kind, flow.level, flow.marker)
    return page


def _lines(words: str) -> str:
    lines = (_BLANKS.sub(" ", line).strip() for line in words.split("\n"))
    return "\n".join(filter(None, lines))


def _rows(table: Element) -> list[str]:
    """The rows of a table of data; none where the table only places things."""
    if table.attributes.get("role") == "presentation":
        return []
    rows: list[str] = []
    columns = 0
    # asked before any text is put together, which of tables in tables would be done for each
    if any(e.name in _LARGE and e is not table for e in table.elements()):
        return []
    for element in table.elements():
        if element.name == "tr":
            cells = [
                _BLANKS.sub(" ", cell.text()).strip()
                for cell in element.children
                if not isinstance(cell, str) and cell.name in {"td", "th"}
            ]
            if any(len(cell) > _CELL for cell in cells):
                return []
            columns = max(columns, sum(map(bool, cells)))
            rows.append(" | ".join(cells).strip())
    return [row for row in rows if row] if columns > 1 and len(rows) > 1 else []
