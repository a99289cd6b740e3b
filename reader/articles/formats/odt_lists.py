"""The numbers and bullets of lists in an OpenDocument text (OASIS ODF 1.3, part 3, 5.3)."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.articles.formats.numerals import numeral
from reader.articles.formats.odt_styles import Level, Styles
from reader.articles.formats.page import BULLET
from reader.articles.formats.style_names import whole
from reader.articles.formats.xml_stream import Attributes


@dataclass(slots=True)
class _List:
    """An open list: the style of its items, and how many each level has had."""

    style: str
    counts: dict[int, int]
    depth: int
    key: str = ""
    is_new: bool = False
    """Whether an item has begun that has no paragraph yet."""

    start: int | None = None


@dataclass
class Lists:
    """The lists that are open."""

    styles: Styles
    _open: list[_List] = field(default_factory=list)
    _outer: list[list[_List]] = field(default_factory=list)
    _ended: dict[str, dict[int, int]] = field(default_factory=dict)  # counts, by list and style

    @property
    def depth(self) -> int:
        """How deep the item is; 0 outside of lists."""
        return self._open[-1].depth if self._open else 0

    def start(self, told: Attributes) -> None:
        """Begin a list, which may go on with the numbers of another."""
        style, key = told.get("text:style-name", ""), told.get("xml:id", "")
        if self._open:
            above = self._open[-1]
            above.counts.pop(above.depth + 1, None)
            self._open.append(_List(style or above.style, above.counts, above.depth + 1, key))
            return
        counts: dict[int, int] = {}
        if before := told.get("text:continue-list"):
            counts = self._ended.get(f"#{before}", counts)
        elif told.get("text:continue-numbering") == "true":
            counts = self._ended.get(style, counts)
        self._open.append(_List(style, dict(counts), 1, key))

    def end(self) -> None:
        """End a list."""
        ended = self._open.pop()
        if not self._open:
            self._ended[ended.style] = self._ended[f"#{ended.key}"] = ended.counts

    def start_item(self, told: Attributes) -> None:
        """Begin an item."""
        if self._open:
            self._open[-1].is_new = True
            value = told.get("text:start-value")
            self._open[-1].start = None if value is None else whole(value, 1)

    def end_item(self) -> None:
        """End an item."""
        if self._open:
            self._open[-1].is_new = False

    def leave(self) -> None:
        """Go into a box, a table or a note, where the lists around it do not count."""
        self._outer.append(self._open)
        self._open = []

    def come_back(self) -> None:
        """Come back out of it."""
        self._open = self._outer.pop()

    def marker(self) -> str:
        """What stands before a paragraph: empty where it is not the first of its item."""
        inner = self._open[-1]
        if not inner.is_new:
            return ""
        inner.is_new = False
        levels = self.styles.lists.get(inner.style, {})
        first = levels.get(inner.depth, Level()).start
        number = inner.counts.get(inner.depth, first - 1) + 1
        inner.counts[inner.depth] = number if inner.start is None else inner.start
        return _marked(levels, inner.counts, inner.depth)


def _marked(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    """What stands before an item, by the counts of the levels above it and its own."""
    depth_told = max((n for n in levels if n <= depth), default=0)
    look = levels.get(depth_told, Level())
    if look.kind == BULLET:
        return BULLET
    if not look.kind:
        return ""
    above = range(max(1, depth - look.shown + 1), depth + 1)
    numbers = (numeral(counts.get(n, 1), levels.get(n, look).kind) for n in above if n in counts)
    text = f"{look.before}{'.'.join(numbers)}{look.after}".strip()[:40]
    return f"{text} "
