"""Where the caret goes by words and by spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import motions
from reader.text.blocks import blocks
from reader.text.layout import Layout
from reader.text.spans import Span
from tests.text.strategies import cases, texts

TEXT = "The U.S. said: “Don’t re-enter Rafah.”\n\nNobody did."


@cases(300)
@given(texts, st.integers(0, 400), st.integers(1, 4))
def test_motions_stay_in_the_text_go_their_way_and_snap_to_graphemes(
    text: str, offset: int, count: int
) -> None:
    offset = min(offset, max(0, len(text) - 1))
    last = max(0, len(text) - 1)
    forward = motions.word_forward(text, offset, count)
    end = motions.word_end(text, offset, count)
    back = motions.word_back(text, offset, count)
    assert offset < forward <= last or forward == last
    assert offset < end <= last or end == last
    assert 0 <= back < max(1, offset)
    layout = Layout(text, blocks(text), 40)
    for target in (forward, end, back):
        if text:
            stand = layout.grapheme(target)
            assert layout.grapheme(stand.start).start == stand.start


@cases(300)
@given(texts, st.integers(0, 400))
def test_the_word_at_an_offset_holds_it_and_is_where_motions_stop(text: str, offset: int) -> None:
    offset = min(offset, max(0, len(text) - 1))
    word = motions.word_at(text, offset)
    if word is None:
        assert not text or text[offset].isspace() or text[offset] == "\u200b"
        return
    assert word.holds(offset)
    assert not any(c.isspace() for c in word.of(text))
    assert motions.word_back(text, word.end) == word.start
    if offset + 1 < word.end:
        assert motions.word_end(text, offset) == word.end - 1


def stops(text: str) -> list[str]:
    """What each word motion from the start comes to."""
    at, out = 0, [text[:1]]
    while (following := motions.word_forward(text, at)) > at:
        at = following
        out.append(text[at : at + 3])
    return out


def test_words_are_stopped_at_as_vim_stops_at_prose() -> None:
    assert stops(TEXT) == [
        "T", "U.S", ".S.", "S. ", ". s", "sai", ": “", "“Do", "Don", "re-", "Raf", ".”\n",
        "Nob", "did", ".",
    ]  # fmt: skip


def test_counts_repeat_a_motion() -> None:
    by_three = motions.word_forward(TEXT, 0, 3)
    one = motions.word_forward(TEXT, 0)
    two = motions.word_forward(TEXT, one)
    assert by_three == motions.word_forward(TEXT, two)
    assert motions.word_back(TEXT, by_three, 3) == 0
    assert motions.word_end(TEXT, 0, 2) == TEXT.index("U")


def test_motions_beyond_the_ends_stop_there() -> None:
    assert motions.word_forward(TEXT, 0, 999) == len(TEXT) - 1
    assert motions.word_end(TEXT, 0, 999) == len(TEXT) - 1
    assert motions.word_back(TEXT, len(TEXT), 999) == 0
    assert motions.word_forward("", 0) == 0
    assert motions.word_back("", 0) == 0
    assert motions.word_at("", 0) is None


def test_a_word_longer_than_the_window_is_still_one_word_backward() -> None:
    text = "one " + "x" * 10_000 + " two"
    assert motions.word_back(text, text.index("two")) == 4
    assert motions.word_forward(text, 0) == 4
    assert motions.word_forward(text, 4) == text.index("two")


@pytest.mark.parametrize(
    ("offset", "count", "forward", "back"),
    [
        (0, 1, 10, None),
        (5, 1, 10, 0),
        (10, 1, 20, 0),
        (10, 9, 30, 0),
        (30, 1, None, 20),
        (35, 2, None, 20),
    ],
)
def test_spans_are_gone_along_by_their_starts(
    offset: int, count: int, forward: int | None, back: int | None
) -> None:
    spans = [Span(n, n + 5) for n in (0, 10, 20, 30)]
    assert motions.start_forward(spans, offset, count) == forward
    assert motions.start_back(spans, offset, count) == back
