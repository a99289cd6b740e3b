"""Graphemes, as terminals can be trusted to paint them.

Terminals agree on the width of plain letters, CJK, combining marks and simple emoji.  They disagree
on whatever is built with a variation selector, a joiner, a skin tone, a keycap or a pair of
regional indicators: one of them paints ``♥️`` in one cell where another counts two, and one wrong
width shifts every pane to its right.  So a grapheme is painted as its unambiguous core; the text
keeps its characters, and only the paint is simple.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.cells import get_character_cell_size, split_graphemes

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Characters that are one cell each, with nothing that joins to a neighbour.
_CONTESTED_RANGE = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2500-\u25fc\ufffd]"
)
_BUILT = re.compile("[\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_REGIONAL = range(0x1F1E6, 0x1F200)
_JOINED_SCRIPTS = ("\u0600", "\u0dff")  # joiners shape Arabic and Indic letters

# Control characters, bidi marks, embeddings, overrides and isolates, lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_HARMLESS = {"\r": " ", "\xad": "-", "\u2028": " ", "\u2029": " "}


class Cluster(NamedTuple):
    """Code points ``start..end`` of a line, painted as ``glyph`` in ``cells`` columns at ``x``."""

    start: int
    end: int
    x: int
    cells: int
    glyph: str


def safe(text: str) -> str:
    """The text with one harmless character for each that could act on a terminal.

    Control characters, escapes, bidi overrides and lone surrogates become ``�``; tabs and line
    ends blanks; a soft hyphen a hyphen.  The length does not change.
    """
    text = text.replace("\n", " ").replace("\t", " ")  # far faster than the substitution below
    return _UNSAFE.sub(lambda found: _HARMLESS.get(found.group(), REPLACEMENT), text)


def is_narrow(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether every character of a stretch is one cell and a grapheme of its own."""
    stop = len(text) if end is None else end
    return _CONTESTED_RANGE.search(text, start, stop) is None


def clusters(text: str) -> list[Cluster]:
    """The graphemes of one safe line, in order, without a gap."""
    if is_narrow(text):
        return [Cluster(i, i + 1, i, 1, c) for i, c in enumerate(text)]
    out: list[Cluster] = []
    x = 0
    flag_open = False
    for start, end, width in split_graphemes(text)[0]:
        glyph, cells = text[start:end], width
        code = ord(glyph[0])
        if code in _REGIONAL:
            letter = chr(code - _REGIONAL.start + ord("A"))
            if flag_open:  # 🇵🇸 is two indicators: painted as the letters PS
                first = out.pop()
                out.append(Cluster(first.start, end, first.x, 2, first.glyph + letter))
                x, flag_open = first.x + 2, False
                continue
            cells, glyph, flag_open = 1, letter, True
        else:
            flag_open = False
            if _BUILT.search(glyph):
                glyph, cells = _core(glyph, cells)
        if cells == 0 and not out:  # a combining mark with nothing to combine with
            glyph, cells = REPLACEMENT, 1
        out.append(Cluster(start, end, x, cells, glyph))
        x += cells
    return out


def _core(glyph: str, cells: int) -> tuple[str, int]:
    first = glyph[0]
    if _JOINED_SCRIPTS[0] <= first <= _JOINED_SCRIPTS[1]:
        return _BUILT.sub("", glyph) if "\u200d" not in glyph else glyph, cells
    width = get_character_cell_size(first)
    return (first, width) if width else (REPLACEMENT, 1)


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


def fit(text: str, cells: int) -> str:
    """Foreign text painted in exactly ``cells`` columns: cut with ``…`` or filled with blanks."""
    line = painted(text)
    if is_narrow(line):
        return line.ljust(cells) if len(line) <= cells else line[: max(0, cells - 1)] + "…"[:cells]
    kept: list[str] = []
    x = 0
    for cluster in clusters(line):
        if x + cluster.cells > cells:
            while kept and x > cells - 1:
                x -= width(kept.pop())
            kept.append("…")
            x += 1
            break
        kept.append(cluster.glyph)
        x += cluster.cells
    return "".join(kept) + " " * (cells - x)
