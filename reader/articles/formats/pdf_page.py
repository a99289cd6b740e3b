"""Lines of a PDF put together as paragraphs and headings.

A PDF has letters at places and no paragraphs.  Lines come in the order in which its program wrote
them, which for nearly all is that of reading, columns too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain, pairwise
from statistics import median
from typing import NamedTuple

from reader.articles.formats.page import Page
from reader.text.blocks import BlockKind
from reader.text.late import late

_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st",
}  # fmt: skip
_BLANKS = late(r"[\s\u00a0\u200b]+")
_NUMBER = late(
    r"(?:page|seite|p\.)?\s*[-–—]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—]?(?:\s*(?:of|/|von)\s*\d+)?",
    re.IGNORECASE,
)
_DIGITS = late(r"\d+")
_EDGE = 3  # lines from the top and the bottom of a page, among which running heads are
_SAME = 6.0  # points that a running head may stand higher or lower on other pages
_LARGER = 1.12  # times the size of the text, for a line to be a heading
_HEADING_LENGTH = 250  # characters
_BOLD_WORDS = 14  # of a line in bold that is a heading
_STOPS = late(r"[.!?…:;][\"”’»)\]\d]*\Z")
_SENTENCE_END = late(r"[.!?…][\"”’»)\]\d]*\Z")
_BULLET = late(r"(?:[•◦▪‣●○■·–-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_LEADER = late(r"(?:\. ?){5}")  # of a table of contents
_HYPHENS = ("-", "\u00ad", "\u2010")
_APART = late(r"(?<=\w) ([\u2010\u00ad])\Z")  # written by itself, and a blank taken for seen
_WORD = late(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST = late(r"([^\W\d_]+)[-\u2010]\Z")
_FIRST = late(r"[^\W\d_]+")


class Line(NamedTuple):
    """A line: where it begins, in points from the left and the bottom, and how large it is."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


class _Look(NamedTuple):
    """What is usual in a file."""

    size: float
    leading: float
    width: float
    bold: bool
    ranks: tuple[float, ...]


def page_of_lines(pages: Iterable[Iterable[Line]]) -> Page:
    """The text of a file, whose lines are given page by page."""
    kept = _without_running([_cleaned(lines) for lines in pages])
    lines = list(chain.from_iterable(kept))
    page = Page()
    if not lines:
        return page
    look = _look(kept)
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    words["\u2010"] = sum("\u2010" in word for word in words)
    group = [lines[0]]
    for above, line in pairwise(lines):
        if _goes_on(above, line, group, look):
            group.append(line)
        else:
            _add(page, group, look, words)
            group = [line]
    _add(page, group, look, words)
    return page


def _cleaned(lines: Iterable[Line]) -> list[Line]:
    out: list[Line] = []
    for line in lines:
        text = _BLANKS.sub(" ", line.text.translate(_LIGATURES)).strip()
        text = _APART.sub(r"\1", text[:-1].replace("\u00ad", "") + text[-1:])
        if text:
            out.append(line._replace(text=text))
    return out


def _without_running(pages: list[list[Line]]) -> list[list[Line]]:
    """Without page numbers, and what stands at the edge of several pages, but for its numbers.

    It stands on one of two pages before or after too: heads of left and right pages take turns.
    """
    edges = [_edge(lines) for lines in pages]
    keys = [{_key(lines[n]) for n in edge} for lines, edge in zip(pages, edges, strict=True)]
    out: list[list[Line]] = []
    for number, (lines, edge) in enumerate(zip(pages, edges, strict=True)):
        near = set().union(*keys[max(0, number - 2) : number], *keys[number + 1 : number + 3])
        extremes = _edge(lines, 1)
        gone = {
            n
            for n in edge
            if _key(lines[n]) in near
            or (len(pages) > 1 and n in extremes and _NUMBER.fullmatch(lines[n].text))
        }
        out.append([line for n, line in enumerate(lines) if n not in gone])
    return out


def _edge(lines: list[Line], reach: int = _EDGE) -> set[int]:
    order = sorted(range(len(lines)), key=lambda n: lines[n].y)
    return {*order[:reach], *order[-reach:]}


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.y / _SAME)


def _look(pages: list[list[Line]]) -> _Look:
    lines = list(chain.from_iterable(pages))
    sizes: Counter[float] = Counter()
    bold = 0
    for line in lines:
        sizes[line.size] += len(line.text)
        bold += len(line.text) if line.bold else 0
    size = sizes.most_common(1)[0][0] or 1.0
    gaps = [
        above.y - line.y
        for page in pages
        for above, line in pairwise(page)
        if above.size == line.size == size and 0.5 * size < above.y - line.y < 3 * size
    ]
    lengths = sorted(len(line.text) for line in lines if line.size == size)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    ranks = sorted({s for s in sizes if s >= _LARGER * size}, reverse=True)
    all_bold = 2 * bold > sum(sizes.values())
    return _Look(size, median(gaps) if gaps else 1.2 * size, width, all_bold, tuple(ranks))


def _is_heading(line: Line, look: _Look) -> bool:
    if _LEADER.search(line.text):
        return False
    if line.size >= _LARGER * look.size:
        return True
    short = len(line.text.split()) <= _BOLD_WORDS and not _STOPS.search(line.text)
    return line.bold and not look.bold and short and line.size >= 0.95 * look.size


def _goes_on(above: Line, line: Line, group: list[Line], look: _Look) -> bool:
    """Whether a line is of the paragraph, or the heading, of the line above it."""
    heading = _is_heading(above, look)
    if heading != _is_heading(line, look) or abs(above.size - line.size) > 0.12 * above.size:
        return False
    gap = above.y - line.y
    if heading:
        return 0 <= gap <= 1.6 * line.size and above.bold == line.bold
    if above.text.endswith(_HYPHENS):
        return True
    in_item = _BULLET.match(group[0].text) is not None
    begins = _BULLET.match(line.text) and (in_item or _STOPS.search(above.text))
    if begins or _LEADER.search(above.text):
        return False
    whole = _SENTENCE_END.search(above.text) is not None
    if gap < -0.5 * line.size or gap > 4 * look.leading:  # another column or page
        return not whole or line.text[:1].islower()
    if gap > 1.3 * look.leading * line.size / look.size:
        return False
    if line.x - above.x > 0.8 * line.size and gap > 0.5 * line.size and not in_item:
        return not whole  # the first line of the next, drawn in
    short = len(above.text) < 0.65 * look.width
    return not (short and whole and not line.text[:1].islower())


def _add(page: Page, group: list[Line], look: _Look, words: Counter[str]) -> None:
    text = group[0].text
    for line in group[1:]:
        text = _joined(text, line.text, words)
    text = text.replace("\u00ad", "")
    if _is_heading(group[0], look) and len(text) <= _HEADING_LENGTH:
        ranks = look.ranks
        rank = ranks.index(group[0].size) if group[0].size in ranks else len(ranks)
        page.add(text, BlockKind.HEADING, min(rank + 1, 6))
    elif bullet := _BULLET.match(text):
        page.add(text[bullet.end() :], BlockKind.ITEM, 1, text[: bullet.end()])
    else:
        page.add(text, BlockKind.PARAGRAPH)


def _joined(above: str, below: str, words: Counter[str]) -> str:
    """Two lines as one; a word parted between them is put together.

    A hyphen of the word itself stays: where the word has one elsewhere in the file and is not
    written without, or goes on with a capital letter or a figure.
    """
    if above.endswith("\u00ad"):
        return above[:-1] + below
    first, second = _LAST.search(above), _FIRST.match(below)
    if first is None:
        return (
            above + below
            if above.endswith(_HYPHENS) and above[-2:-1] != " "
            else f"{above} {below}"
        )
    if above.endswith("\u2010") and second and not words["\u2010"]:
        return above[:-1] + below  # of a program that writes it at line ends alone
    chained = above[: first.start()].endswith(_HYPHENS)
    if second is None or chained or not below[:1].islower():
        return above + below
    whole = (first[1] + second.group()).lower()
    parted = f"{first[1]}-{second.group()}".lower()
    return above + below if words[parted] > words[whole] else above[:-1] + below
