"""Graphemes, as terminals can be trusted to paint them.

Terminals agree on the width of plain letters, CJK, combining marks and simple emoji.  They disagree
on whatever is built with a variation selector, a joiner, a skin tone, a keycap or a pair of
regional indicators: one of them paints ``♥️`` in one cell where another counts two, and one wrong
width shifts every pane to its right.  So a grapheme is painted as its unambiguous core; the text
keeps its characters, and only the paint is simple.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from reader.text.late import late
from reader.text.widths import cells_of, is_agreed, is_mark

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
BREAK = "\u200b"  # zero width space: a line may end here

# Letters, digits and marks of one cell that join no neighbour: Latin, Greek, Cyrillic, Armenian,
# Hebrew, Arabic, Georgian, punctuation, currencies, box drawing.
_NARROW = (
    "\x21-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1"
    "\u03a3-\u0482\u048a-\u052f\u0531-\u0556\u0561-\u0587\u05be\u05d0-\u05ea\u060c\u061b"
    "\u061e-\u063a\u0641-\u064a\u0660-\u066f\u0671-\u06d3\u06f0-\u06f9\u10d0-\u10fa\u1e00-\u1f15"
    "\u1f20-\u1f45\u1f80-\u1fb4\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2500-\u25fc\ufffd"
)
# Ideographs, kana, Hangul syllables, their punctuation: two cells, and a line may end at each.
_WIDE = (
    "\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uff01-\uff60\uffe0-\uffe6"
)
# Signs that stand before what they belong to (Unicode, rule GB9b): of Arabic numbers, mostly.
_PREPENDED = "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd"
_NOT_NARROW = late(f"[^ {_NARROW}]")
_BUILT = f"[^ {_NARROW}{_WIDE}]"
_STRETCH = late(
    f"(?P<blank> +(?!{_BUILT}))|(?P<narrow>[{_NARROW}]+(?!{_BUILT}))|"
    f"(?P<wide>[{_WIDE}]+(?!{_BUILT}))|"
    f"(?P<built>[ {_NARROW}{_WIDE}]?{_BUILT}+(?:(?<=[{_PREPENDED}])[ {_NARROW}{_WIDE}]{_BUILT}*)*)"
)

_INVISIBLE = "\u034f\u180e\u200b\u200c\u200d\u2060-\u2064\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
_TWO_IN_TMUX = "\u302e\u302f\u3164\uffa0\U00016ff0\U00016ff1"  # and none in Rich
_IS_PREPENDED = late(f"[{_PREPENDED}]")
_ONLY_INVISIBLE = late(f"[{_INVISIBLE}]+")
_EMOJI_PARTS = late("[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]")
_UNSEEN = f"[{_INVISIBLE}{_TWO_IN_TMUX}\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff]"
_HIDDEN = late(_UNSEEN)
_HIDDEN_IN_ARABIC = late(_UNSEEN.replace("\u200c", ""))  # ZWNJ shapes Persian
_ARABIC = range(0x600, 0x700)
_REGIONAL = range(0x1F1E6, 0x1F200)
_EXTENDING = "\u0e33\u0eb3\uff9e\uff9f"  # a cell wide, yet part of the letter before
# Letters that a virama joins to the one before it (Unicode 15.1, rule GB9c), and those viramas.
_CONJOINING = late(
    "[\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1\u0a95-\u0ab9\u0af9"
    "\u0b15-\u0b39\u0b5c-\u0b5f\u0b71\u0c15-\u0c39\u0c58-\u0c5a\u0d15-\u0d3a]"
)
_VIRAMA = late("[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d]")
_LIKE = {"☰": "≡"}  # the sign of menus on the web
_PER_CELL = 16  # code points of a line looked at for each cell to fill
_CACHED = 256  # code points of the longest stretch kept in the cache
_MARKS = 4  # combining marks painted on one letter; more only climb into other rows
_CELLS = 4  # of one grapheme: a row has room for as many

# Control characters, bidi marks, embeddings, overrides and isolates, lone surrogates.
_UNSAFE = late("[\x00-\x1f\x7f-\x9f\xad\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")
_HARMLESS = dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029", " ") | {"\xad": BREAK}


class Cluster(NamedTuple):
    """Code points ``start..end`` of a line, painted as ``glyph`` in ``cells`` columns at ``x``."""

    start: int
    end: int
    x: int
    cells: int
    glyph: str


class Sort(Enum):
    """What a stretch of a line is made of."""

    BLANK = "blank"
    NARROW = "narrow"  # one cell each, no blank
    WIDE = "wide"  # two cells each, and a line may end anywhere
    BUILT = "built"  # to be taken apart by `clusters`


_SORTS = {sort.value: sort for sort in Sort}  # far faster than calling the enumeration


def safe(text: str) -> str:
    """The text with one harmless character for each that could act on a terminal.

    Control characters, escapes, bidi overrides and lone surrogates become ``�``; tabs and line
    ends blanks; a soft hyphen a place to break at.  The length does not change.
    """
    text = text.replace("\n", " ").replace("\t", " ")  # far faster than the substitution below
    return _UNSAFE.sub(lambda found: _HARMLESS.get(found.group(), REPLACEMENT), text)


def is_narrow(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every character of a stretch is one cell and a grapheme of its own."""
    stop = len(text) if end is None else end
    return _NOT_NARROW.search(text, start, stop) is None


def stretches(text: str, start: int, end: int) -> Iterator[tuple[Sort, int, int]]:
    """Cut a stretch of a safe line into such as can be measured at once."""
    for match in _STRETCH.finditer(text, start, end):
        yield _SORTS[match.lastgroup or ""], *match.span()


def clusters(text: str) -> list[Cluster]:
    """The graphemes of one safe line, in order, without a gap."""
    if is_narrow(text):
        return [Cluster(i, i + 1, i, 1, c) for i, c in enumerate(text)]
    out: list[Cluster] = []
    x = 0
    for sort, start, end in stretches(text, 0, len(text)):
        if sort is Sort.BUILT:
            for a, b, cells, glyph in built(text, start, end):
                out.append(Cluster(a, b, x, cells, glyph))
                x += cells
        else:
            cells = 2 if sort is Sort.WIDE else 1
            for i in range(start, end):
                out.append(Cluster(i, i + 1, x, cells, text[i]))
                x += cells
    return _joined_opening(text, out)


def _joined_opening(text: str, out: list[Cluster]) -> list[Cluster]:
    """Invisible characters that open a line belong to what they stand before."""
    if len(out) > 1 and _ONLY_INVISIBLE.fullmatch(text, 0, out[0].end):
        first, second = out[:2]
        shift = first.cells
        rest = [c._replace(x=c.x - shift) for c in out[2:]]
        return [second._replace(start=0, x=0), *rest]
    return out


def built(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, str]]:
    """Start, end, cells and paint of each grapheme of a built stretch."""
    take = _built if end - start <= _CACHED else _built.__wrapped__
    for a, b, cells, glyph in take(text[start:end]):
        yield start + a, start + b, cells, glyph


@lru_cache(4096)  # stretches are words: in Devanagari text, 1 MB is 5 times faster for it
def _built(stretch: str) -> list[tuple[int, int, int, str]]:
    return [(a, b, *_paint(stretch[a:b])) for a, b in _graphemes(stretch)]


def _graphemes(stretch: str) -> Iterator[tuple[int, int]]:
    """Where the graphemes of a built stretch start and end."""
    start = cells = 0
    flag_open = linked = False  # linked: a virama waits for the letter it joins
    before = ""
    for i, c in enumerate(stretch):
        size = cells_of(c)
        is_flag = "\U0001f1e6" <= c <= "\U0001f1ff"
        joins = (
            is_mark(c)
            or c in _EXTENDING
            or (is_flag and flag_open)
            or (linked and cells + size <= _CELLS and _CONJOINING.match(c))
            or (before and _IS_PREPENDED.match(before))
            or (before == "\u200d" and _is_picture(c) and _is_picture(stretch[start]))
        )
        if not joins and i:
            yield start, i
            start, cells = i, 0
        cells += size
        flag_open = is_flag and not flag_open
        linked = (linked and size == 0) or bool(
            _VIRAMA.match(c) and _CONJOINING.match(stretch[start])
        )
        before = c
    yield start, len(stretch)


def _is_picture(c: str) -> bool:
    return "\u2190" <= c < "\u2c00" or "\U0001f000" <= c < "\U00020000"


def _paint(grapheme: str) -> tuple[int, str]:
    """The cells of a grapheme, and what to paint for it."""
    first = ord(grapheme[0])
    if first in _REGIONAL:  # 🇵🇸 is two indicators: painted as the letters PS
        flag = [chr(ord(c) - _REGIONAL.start + ord("A")) for c in grapheme if ord(c) in _REGIONAL]
        return len(flag), "".join(flag)
    if _EMOJI_PARTS.search(grapheme) or _is_picture(grapheme[0]):
        glyph = grapheme[0]
    else:
        hidden = _HIDDEN_IN_ARABIC if first in _ARABIC else _HIDDEN
        glyph = _without_heaps(hidden.sub("", grapheme))
    if not glyph or is_mark(glyph[0]) or not all(map(is_agreed, glyph)):
        return 1, _LIKE.get(glyph, REPLACEMENT)  # a mark with no letter, and what has no one width
    return sum(map(cells_of, glyph)), glyph


def _without_heaps(grapheme: str) -> str:
    """A grapheme with no more marks on a letter, and no more cells, than there is room for."""
    out: list[str] = []
    marks = cells = 0
    for c in grapheme:
        size = cells_of(c)
        marks = 0 if size else marks + 1
        if cells + size > _CELLS:
            break
        if marks <= _MARKS:
            out.append(c)
            cells += size
    return "".join(out)


def painted(text: str) -> str:
    """One line of foreign text as it may be painted: safe, and of unambiguous width."""
    line = safe(text)
    return line if is_narrow(line) else "".join(c.glyph for c in clusters(line))


def width(text: str) -> int:
    """Cells that :func:`painted` takes."""
    if is_narrow(text):
        return len(text)
    found = clusters(safe(text))
    return found[-1].x + found[-1].cells if found else 0


def fit_end(text: str, cells: int) -> str:
    """The end of foreign text in exactly ``cells`` columns, at their right edge.

    Cut with ``…`` before it, or filled with blanks.
    """
    if cells <= 0:
        return ""
    line = safe(text)
    if is_narrow(line):
        return line.rjust(cells) if len(line) <= cells else "…" + line[len(line) - cells + 1 :]
    first = max(0, len(line) - _PER_CELL * cells - _PER_CELL)
    kept = clusters(line[first:])
    end = kept[-1].x + kept[-1].cells
    if end <= cells and not first:
        return " " * (cells - end) + "".join(c.glyph for c in kept)
    kept = [c for c in kept if end - c.x < cells]
    used = end - kept[0].x if kept else 0
    return " " * (cells - used - 1) + "…" + "".join(c.glyph for c in kept)


def fit(text: str, cells: int) -> str:
    """Foreign text painted in exactly ``cells`` columns: cut with ``…`` or filled with blanks."""
    if cells <= 0:
        return ""
    line = safe(text)
    if is_narrow(line):
        return line.ljust(cells) if len(line) <= cells else line[: cells - 1] + "…"
    kept = clusters(line[: _PER_CELL * cells + _PER_CELL])
    if kept[-1].x + kept[-1].cells <= cells and kept[-1].end == len(line):
        return "".join(c.glyph for c in kept) + " " * (cells - kept[-1].x - kept[-1].cells)
    while kept and kept[-1].x + kept[-1].cells >= cells:
        kept.pop()
    x = kept[-1].x + kept[-1].cells if kept else 0
    return "".join(c.glyph for c in kept) + "…" + " " * (cells - x - 1)
