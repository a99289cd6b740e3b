"""Esc and a key soon after it, as terminals send them: the bytes of Alt and that key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events

from reader.ui.escape import EscapeParser


def keys(data: str, *, typing: bool = False, bound: str = "") -> list[str]:
    """The keys that bytes are read as, once nothing more comes."""
    told: Callable[[str], bool] = bound.split().__contains__
    parser = EscapeParser(told, lambda: typing)
    read = [*parser.feed(data), *parser.feed("")]  # fed with nothing it waits no longer
    return [event.key for event in read if isinstance(event, events.Key)]


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ("\x1bq", "escape q"), ("\x1bq\x1bq", "escape q escape q"),
        ("\x1b\x1bq", "escape escape q"), ("\x1bqq", "escape q q"),
        ("\x1bQ", "escape Q"), ("\x1b3j", "escape 3 j"), ("\x1bb", "escape b"),
        ("\x1bf", "escape f"), ("\x1b/", "escape slash"), ("\x1b\r", "escape enter"),
        ("\x1b ", "escape space"), ("\x1b-", "escape minus"), ("\x1bé", "escape é"),
        ("\x1b[", "escape left_square_bracket"), ("\x1bN", "escape N"),
        ("\x1bz", "alt+z"), ("\x1b[1;3D", "alt+left"), ("\x1b[A", "up"), ("\x1b\x7f", "ctrl+w"),
        ("\x1b[Z", "shift+tab"), ("\x1b", "escape"), ("\x1b[113;3u", "alt+q"), ("q", "q"),
    ],
)  # fmt: skip
def test_an_esc_is_an_esc_unless_alt_and_the_key_mean_something(data: str, read: str) -> None:
    assert " ".join(keys(data, bound="alt+z")) == read


def test_alt_goes_by_words_in_a_line_that_is_typed() -> None:
    assert keys("\x1bb\x1bf", typing=True) == ["ctrl+left", "ctrl+right"]
    assert keys("\x1bq", typing=True) == ["escape", "q"]
