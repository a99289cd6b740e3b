"""The cells of one character, as terminals count them, and Rich told so too.

Rich counts the spacing marks of Unicode (category Mc, the vowel signs of Hindi, Bengali, Tamil and
forty more) as no cell.  ``wcwidth(3)`` and all who go by it (tmux, xterm, VTE, foot) give each one
a cell: measured in tmux 3.3 by the column of the cursor, 441 of 445.  A row with such a sign would
push every pane to its right by one, so the table that Rich and Textual measure with is put right
here, once, before anything is measured.  Terminals that count by grapheme are seen to in
:mod:`reader.ui.driver`.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import rich.cells
from rich._unicode_data import load
from rich.cells import CellTable, get_character_cell_size

from reader.text.late import late

# Two cells in Rich and one in tmux or the other way round, and by the age of other terminals:
# stacks of lines, numbers in squares, counting rods.
_DISPUTED = late("[\u2630-\u2637\u268a-\u268f\u3248-\u324f\u4dc0-\u4dff\U0001d300-\U0001d376]")


def cells_of(character: str) -> int:
    """The cells of one character: 0, 1 or 2."""
    return get_character_cell_size(character)


def is_mark(character: str) -> bool:
    """Whether a character is part of the letter before, be it with a cell of its own or without."""
    return cells_of(character) == 0 or _is_spacing_mark(character)


def is_agreed(character: str) -> bool:
    """Whether terminals count the same cells for a character.

    What is newer than this Python is newer than many a terminal: tmux paints nothing at all for it.
    """
    return not _DISPUTED.match(character) and unicodedata.category(character) != "Cn"


def _is_spacing_mark(character: str) -> bool:
    return character >= "\u0903" and unicodedata.category(character) == "Mc"


@cache
def _table(version: str = "auto") -> CellTable:
    """Rich's table with a cell for each spacing mark."""
    table = load(version)
    widths: list[tuple[int, int, int]] = []
    for start, end, cells in table.widths:
        if cells:
            widths.append((start, end, cells))
            continue
        for code in range(start, end + 1):
            character = chr(code)
            if _is_spacing_mark(character):
                continue  # what the table does not name has one cell
            if widths and widths[-1][1:] == (code - 1, 0):
                widths[-1] = (widths[-1][0], code, 0)
            else:
                widths.append((code, code, 0))
    return table._replace(widths=widths)


def _tell_rich() -> None:
    vars(rich.cells)["load_cell_table"] = _table  # where all of Rich and Textual look it up
    get_character_cell_size.cache_clear()
    rich.cells.cached_cell_len.cache_clear()


_tell_rich()
