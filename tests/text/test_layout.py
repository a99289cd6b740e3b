"""Every code point has one row, and every row keeps to its column."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.text.blocks import Block, BlockKind, blocks
from reader.text.caret import Caret
from reader.text.layout import MIN_WIDTH, Layout
from reader.text.spans import Span
from tests.text.strategies import WHOLE, cases, laid_out, texts, widths

LaidOut = tuple[str, tuple[Block, ...]]
_ACTS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")


def rows(layout: Layout) -> list[str]:
    """The painted rows, indents as blanks."""
    return [
        " " * layout.indent(n) + layout.paint(n, *layout.painted(n)) for n in range(len(layout))
    ]


@cases(200)
@given(laid_out(), widths)
def test_every_offset_belongs_to_one_row_and_rows_are_in_order(laid: LaidOut, width: int) -> None:
    layout = Layout(*laid, width)
    at = 0
    for row in range(len(layout)):
        owned = layout.owned(row)
        assert owned.start == at
        assert owned.end > at or len(layout) == 1
        painted = layout.painted(row)
        assert owned.start <= painted.start <= painted.end <= owned.end
        at = owned.end
        assert {layout.row_of(offset) for offset in range(*owned)} <= {row}
    assert at == len(layout.text) == len(laid[0])


@cases(200)
@given(laid_out(), widths)
def test_no_row_is_wider_than_its_column(laid: LaidOut, width: int) -> None:
    layout = Layout(*laid, width)
    for row, line in enumerate(rows(layout)):
        alone = len(list(layout.graphemes(row))) == 1
        assert cell_len(line) <= max(MIN_WIDTH, width) or alone
        assert not _ACTS.search(line)


@cases(200)
@given(laid_out(), widths)
def test_cells_and_offsets_agree_on_grapheme_starts(laid: LaidOut, width: int) -> None:
    layout = Layout(*laid, width)
    for row in range(len(layout)):
        for grapheme in layout.graphemes(row):
            found, x = layout.cell_of(grapheme.start)
            assert found == row
            assert layout.offset_at(row, x) == grapheme.start
            for inside in range(*grapheme):
                assert layout.grapheme(inside) == grapheme
                assert layout.cell_of(inside) == (row, x)


@cases(200)
@given(laid_out(), widths)
def test_every_character_that_is_not_blank_is_painted_in_a_grapheme(
    laid: LaidOut, width: int
) -> None:
    layout = Layout(*laid, width)
    inside = [block.span for block in laid[1]]
    shown: set[int] = set()
    for row in range(len(layout)):
        painted = layout.painted(row)
        shown.update(range(*painted))
        assert cell_len(layout.paint(row, *painted)) == sum(
            cell_len(layout.paint(row, *grapheme)) for grapheme in layout.graphemes(row)
        )
        for grapheme in layout.graphemes(row):
            assert layout.paint(row, *grapheme)
    for span in inside:
        for offset in range(*span):
            assert offset in shown or layout.text[offset] == " "


@cases(200)
@given(laid_out(), widths, st.data())
def test_a_caret_stands_on_grapheme_starts_however_it_moves(
    laid: LaidOut, width: int, data: st.DataObject
) -> None:
    text, _ = laid
    layout = Layout(*laid, width)
    starts = {g.start for row in range(len(layout)) for g in layout.graphemes(row)}
    painted = {n for row in range(len(layout)) for n in range(*layout.painted(row))}
    caret = Caret()
    for _ in range(6):
        match data.draw(st.integers(0, 5)):
            case 0:
                caret.go(layout, data.draw(st.integers(0, max(0, len(text)))))
            case 1:
                caret.right(layout, data.draw(st.integers(1, 3)))
            case 2:
                caret.left(layout, data.draw(st.integers(1, 3)))
            case 3:
                caret.rows(layout, data.draw(st.integers(-3, 3)))
            case 4:
                caret.row_edge(layout, end=data.draw(st.booleans()))
            case _:
                caret.anchor = caret.offset
        assert caret.offset in starts or caret.offset not in painted
        chosen = caret.selection(layout, ())
        if chosen is not None and text:
            assert chosen.start in starts or chosen.start not in painted
            assert chosen.end in starts or chosen.end not in painted or chosen.end == len(text)


@cases(200)
@given(texts, widths)
def test_a_bare_text_lays_out_whatever_it_holds(text: str, width: int) -> None:
    layout = Layout(text, blocks(text), width)
    shown = "".join(rows(layout))
    for word in re.findall("[a-zA-Z]{2,}", text):
        assert all(letter in shown for letter in word)


@pytest.mark.parametrize("width", [4, 5, 7, 12, 80])
def test_known_graphemes_are_never_split_over_rows(width: int) -> None:
    text = " ".join("".join(WHOLE) for _ in range(3)) + "".join(reversed(WHOLE))
    layout = Layout(text, blocks(text), width)
    offset = 0
    while offset < len(text):
        known = next(
            (w for w in sorted(WHOLE, key=len, reverse=True) if text.startswith(w, offset)), " "
        )
        assert layout.row_of(offset) == layout.row_of(offset + len(known) - 1)
        assert layout.grapheme(offset).end >= offset + len(known)
        offset += len(known)


def laid(text: str, width: int, *, kind: BlockKind = BlockKind.PARAGRAPH, **more: int) -> list[str]:
    return rows(Layout(text, (Block(Span(0, len(text)), kind, **more),), width))


def test_rows_break_at_blanks_and_long_words_are_cut() -> None:
    assert laid("one two  three", 8) == ["one two", "three"]
    assert laid("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]


def test_mixed_text_wraps_as_plain_text_does() -> None:
    plain = laid("one two abcdefghijkl three four", 8)
    mixed = laid("one twó abcdefghijkl three foür".replace("ó", "o\u0301"), 8)
    assert [len(r) for r in plain] == [cell_len(r) for r in mixed]


def test_ideographs_break_anywhere_and_words_among_them_do_not() -> None:
    assert laid("以色列 Rafah 作战", 8) == ["以色列", "Rafah 作", "战"]
    assert laid("以色列Rafah作战", 8) == ["以色列", "Rafah作", "战"]


def test_an_odd_column_leaves_the_last_cell_of_ideographs_empty() -> None:
    assert laid("中文字中文字", 5) == ["中文", "字中", "文字"]


def test_a_row_may_end_at_a_soft_hyphen_or_a_zero_width_space() -> None:
    assert laid("abcde\u200bfghij", 8) == ["abcde", "fghij"]
    assert laid("abcde\u00adfghij", 8) == ["abcde", "fghij"]
    assert laid("abc\u00addef", 8) == ["abcdef"]


def test_a_list_item_hangs_and_nests() -> None:
    assert laid("• one two three", 9, kind=BlockKind.ITEM, level=1, hang=2) == [
        "• one two",
        "  three",
    ]
    assert laid("• one two", 9, kind=BlockKind.ITEM, level=2, hang=2)[0].startswith("  • ")


def test_verbatim_lines_keep_their_ends_and_blanks() -> None:
    assert laid("a\n  b\n\nc  ", 9, kind=BlockKind.VERBATIM) == ["a", "  b", "", "c  "]


def test_blanks_at_the_end_of_a_verbatim_line_do_not_leave_the_column() -> None:
    for line in ("abc" + " " * 20, "ab\u0301c" + " " * 20, "中文" + " " * 20):
        assert all(cell_len(r) <= 8 for r in laid(f"{line}\nd", 8, kind=BlockKind.VERBATIM))


def test_blank_lines_between_blocks_are_one_row_and_none_in_a_tight_list() -> None:
    text = "One\n\n\n\ntwo\n• a\n• b"
    assert rows(Layout(text, blocks(text), 20)) == ["One", "", "two", "", "• a", "• b"]


def test_an_empty_text_has_one_empty_row() -> None:
    layout = Layout("", (), 20)
    assert (len(layout), layout.owned(0), layout.painted(0)) == (1, Span(0, 0), Span(0, 0))
    assert layout.cell_of(5) == (0, 0)
    assert layout.offset_at(3, 3) == 0
    assert layout.grapheme(0) == Span(0, 0)


def test_blanks_before_the_first_block_belong_to_the_first_row() -> None:
    text = "  \n\n one"
    layout = Layout(text, blocks(text), 20)
    assert layout.owned(0) == Span(0, len(text))
    assert layout.painted(0).of(text) == "one"


def test_a_column_too_narrow_is_wrapped_at_the_least_width() -> None:
    assert laid("one two", 1) == laid("one two", MIN_WIDTH)


def test_words_with_spacing_marks_stay_whole() -> None:
    text = "प्रधानमंत्री ने शुक्रवार को कहा कि सीमा पार করেছেন বাংলা"
    for width in range(12, 30):
        rows = laid(text, width)
        assert " ".join(rows) == text
        assert all(cell_len(row) <= width for row in rows)
