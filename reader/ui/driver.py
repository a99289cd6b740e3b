"""What goes to the terminal, so that every terminal ends a word in the same column.

Terminals do not agree on the cells of scripts with spacing marks and conjuncts: ``क्षि`` takes 3 in
tmux, xterm and VTE, which count characters, and 1 or 2 where graphemes are counted.  The reader
counts as tmux does (:mod:`reader.text.widths`).  Each word of such a script is sent as blanks for
its cells, the word over them, and the cursor put where the word ends: where a terminal needs fewer
cells the rest stays blank, and all that follows in the row stays in its column.
"""

from __future__ import annotations

import re

from rich.cells import cell_len
from textual.driver import Driver

from reader.text.late import late

# Brahmic scripts and their neighbours, Devanagari to Myanmar, Tagalog to Vedic, Saurashtra to
# Meetei Mayek, and those beyond the first plane.
_WORD = late("[\u0900-\u109f\u1700-\u1cff\ua800-\uabff\U00011000-\U00011fff]+")

_SAVE, _BACK = "\x1b7", "\x1b8"


def steadied(sequence: str) -> str:
    """What to send in place of a sequence of text and control codes."""
    return _WORD.sub(_set, sequence)


def _set(word: re.Match[str]) -> str:
    cells = cell_len(word[0])
    return f"{_SAVE}{' ' * cells}{_BACK}{_SAVE}{word[0]}{_BACK}\x1b[{cells}C"


def steady(driver: type[Driver]) -> type[Driver]:
    """A driver that sends words so."""

    class SteadyDriver(driver):  # type: ignore[valid-type, misc]
        def write(self, data: str) -> None:
            super().write(steadied(data))

    return SteadyDriver
