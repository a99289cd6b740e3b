"""What goes to the terminal, so that every terminal ends a word in the same column.

Terminals do not agree on the cells of scripts with spacing marks and conjuncts: ``क्षि`` takes 3 in
tmux, xterm and VTE, which count characters, and 1 or 2 where graphemes are counted.  The reader
counts as tmux does (:mod:`reader.text.widths`).  Each word of such a script is sent as blanks for
its cells, the word over them, and the cursor put where the word ends: where a terminal needs fewer
cells the rest stays blank, and all that follows in the row stays in its column.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

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


class Lasting:
    """A terminal's file that takes what is written after the terminal is gone, and drops it.

    Textual writes in a thread, which ends at the first error; after 30 more writes those who write
    wait for it for ever, and the process with its locks outlives the terminal.
    """

    def __init__(self, file: Any) -> None:
        self._file = file
        self._gone = False

    def write(self, text: str) -> None:
        """Write, as long as there is a terminal."""
        self._do(lambda: self._file.write(text))

    def flush(self) -> None:
        """Flush, as long as there is a terminal."""
        self._do(self._file.flush)

    def _do(self, action: Callable[[], object]) -> None:
        if not self._gone:
            try:
                action()
            except (OSError, ValueError):  # hung up, or closed
                self._gone = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def steady(driver: type[Driver]) -> type[Driver]:
    """A driver that sends words so, and waits for no terminal that is gone."""

    class SteadyDriver(driver):  # type: ignore[valid-type, misc]
        _file: Any

        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            if "_file" in vars(self):
                self._file = Lasting(self._file)

        def write(self, data: str) -> None:
            super().write(steadied(data))

    return SteadyDriver
