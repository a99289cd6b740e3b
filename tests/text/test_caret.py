"""The caret and the selection: always on a grapheme, always exact."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.blocks import blocks
from reader.text.caret import Caret, Unit
from reader.text.layout import Layout
from reader.text.spans import Span

TEXTS = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            [
                "♥️",
                "👍🏽",
                "1️⃣",
                "👩‍👩‍👧",
                "🇵🇸",
                "مرحبا",
                "שלום",
                "क्षि",
                "漢字",
                "é",
                "\n",
                "\n\n",
                " ",
            ]
        ),
    ),
    max_size=20,
).map("".join)
MOVES = st.lists(st.sampled_from(["down", "up", "left", "right", "start", "end"]), max_size=12)


def move(caret: Caret, page: Layout, moves: list[str]) -> None:
    for name in moves:
        match name:
            case "down":
                caret.rows(page, 1)
            case "up":
                caret.rows(page, -1)
            case "left":
                caret.left(page, 1)
            case "right":
                caret.right(page, 1)
            case _:
                caret.row_edge(page, end=name == "end")


@settings(derandomize=True, max_examples=500)
@given(TEXTS, st.integers(4, 40), MOVES)
def test_no_move_leaves_the_caret_inside_a_grapheme(
    text: str, width: int, moves: list[str]
) -> None:
    page = Layout(text, blocks(text), width)
    caret = Caret()
    move(caret, page, moves)
    assert page.grapheme(caret.offset).start == caret.offset
    assert 0 <= caret.offset <= max(0, len(text) - 1)


@settings(derandomize=True, max_examples=500)
@given(TEXTS, st.integers(4, 40), MOVES, MOVES)
def test_a_selection_holds_whole_graphemes_both_ends_included(
    text: str, width: int, to_anchor: list[str], moves: list[str]
) -> None:
    page = Layout(text, blocks(text), width)
    caret = Caret()
    move(caret, page, to_anchor)
    caret.anchor = caret.offset
    move(caret, page, moves)
    selected = caret.selection(page, ())
    assert selected is not None
    low, high = sorted((caret.anchor, caret.offset))
    assert selected == Span(page.grapheme(low).start, page.grapheme(high).end)


def test_moving_by_rows_comes_back_to_its_column() -> None:
    text = "a long first line here\nab\na long third line here"
    page = Layout(text, blocks(text), 60)
    caret = Caret()
    caret.go(page, 10)
    caret.rows(page, 2)
    assert page.cell_of(caret.offset)[1] < 10
    caret.rows(page, 2)
    assert page.cell_of(caret.offset)[1] == 10


def test_left_and_right_go_through_line_ends_and_stop_at_the_edges() -> None:
    text = "ab\ncd"
    page = Layout(text, blocks(text), 10)
    caret = Caret()
    caret.left(page, 5)
    assert caret.offset == 0
    caret.right(page, 99)
    assert caret.offset == len(text) - 1


def test_a_selection_of_paragraphs_holds_them_whole() -> None:
    text = "One here.\n\nTwo here.\n\nThree here."
    found = blocks(text)
    page = Layout(text, found, 20)
    caret = Caret(unit=Unit.PARAGRAPH)
    caret.anchor = 3
    caret.go(page, text.index("Two") + 2)
    selected = caret.selection(page, tuple(b.span for b in found))
    assert selected is not None
    assert selected.of(text) == "One here.\n\nTwo here."


def test_swapping_ends_keeps_the_selection() -> None:
    text = "some words here"
    page = Layout(text, blocks(text), 40)
    caret = Caret()
    caret.select(page, Span(5, 10))
    before = caret.selection(page, ())
    caret.swap()
    assert caret.offset == 5
    assert caret.selection(page, ()) == before == Span(5, 10)
