"""What is sent to the terminal for words whose cells terminals do not agree on."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import IO, cast

import pyte
import pytest
from textual.drivers._writer_thread import WriterThread

from reader.ui.driver import Lasting, steadied


@pytest.mark.parametrize("word", ["क्षि", "हिन्दी", "தமிழில்", "မြန်မာ", "ภาษา"])
def test_what_follows_a_word_stands_in_its_column_in_a_terminal_that_counts_otherwise(
    word: str,
) -> None:
    """The terminal here gives spacing marks no cell, and drops what it cannot place."""
    from rich.cells import cell_len

    screen = pyte.Screen(40, 2)
    pyte.Stream(screen).feed(steadied(f"x{word}│ {word} │"))
    columns = [x for x in range(40) if screen.buffer[0][x].data == "│"]
    assert columns == [1 + cell_len(word), 3 + 2 * cell_len(word) + 1]


def test_other_text_is_sent_as_it_is() -> None:
    text = "\x1b[1mRafah\x1b[0m مرحبا שלום 漢字 👩 ─│╭"
    assert steadied(text) == text


def test_what_is_written_to_a_terminal_that_is_gone_holds_nobody_up() -> None:
    ours, theirs = os.openpty()
    file = os.fdopen(theirs, "w")
    lasting = Lasting(file)
    assert lasting.isatty()
    os.close(ours)
    writer = WriterThread(cast("IO[str]", lasting))
    writer.start()
    for _ in range(200):  # 30 of them would fill what it keeps
        writer.write("words")
    writer.stop()
    assert not writer.is_alive()
    with suppress(OSError):
        file.close()
