"""Rows between the rows of a text: where each stands, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.panes.between import Between, Note

NOTES = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["one", "two words " * 9, "x\ny"])))


@given(NOTES)
def test_every_row_stands_once_and_is_found_where_it_stands(notes: list[tuple[int, str]]) -> None:
    between = Between(((row, Note(0, "1»", words, "mark-1")) for row, words in notes), 30)
    seen = [between.at(y) for y in range(41 + len(between))]
    assert [row for row, below in seen if not below] == list(range(41))
    assert all(between.at(between.y_of(row)) == (row, 0) for row in range(41))
    assert len([between.below(row, n) for row, n in seen if n]) == len(between)


def test_a_long_note_is_cut_where_it_would_hide_the_text() -> None:
    between = Between([(3, Note(0, "1»", "word " * 200, "mark-1"))], 30)
    rows = [between.below(3, n) for n in range(1, len(between) + 1)]
    assert len(rows) == 8
    assert rows[0][0] == "1»"
    assert rows[-1][2] == "…"
