"""What is painted is safe, and as wide as it is said to be."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from reader.text import cells
from reader.text.cells import REPLACEMENT, clusters, fit, fit_end, is_narrow, painted, safe, width
from tests.text.strategies import WHOLE, cases, lines

_ACTS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")


@cases(300)
@given(lines)
def test_safe_text_has_the_same_length_and_nothing_that_acts(line: str) -> None:
    assert len(safe(line)) == len(line)
    assert not _ACTS.search(safe(line))


@cases(300)
@given(lines)
def test_painted_text_is_as_wide_as_its_cells(line: str) -> None:
    shown = painted(line)
    assert not _ACTS.search(shown)
    assert cell_len(shown) == width(line) == sum(map(get_character_cell_size, shown))


@cases(300)
@given(lines, st.integers(-1, 40))
def test_fit_fills_its_columns_exactly(line: str, columns: int) -> None:
    shown = fit(line, columns)
    assert cell_len(shown) == max(0, columns)
    assert not _ACTS.search(shown)
    if width(line) <= columns and len(line) <= columns:
        assert shown.rstrip() == painted(line).rstrip()


@cases(300)
@given(lines, st.integers(-1, 40))
def test_the_end_of_a_line_fills_its_columns_exactly(line: str, columns: int) -> None:
    shown = fit_end(line, columns)
    assert cell_len(shown) == max(0, columns)
    assert not _ACTS.search(shown)
    if width(line) <= columns and len(line) <= columns:
        assert shown.lstrip() == painted(line).lstrip()


def test_the_end_of_a_line_is_what_stands_before_something_else() -> None:
    assert fit_end("the crossing at ", 8) == "…ing at "
    assert fit_end("at ", 8) == "     at "
    assert fit_end("加沙停火谈判", 8) == " …火谈判"
    assert fit_end("غزة في", 4) == "… في"


@cases(200)
@given(lines)
def test_clusters_cover_a_line_without_a_gap(line: str) -> None:
    at = x = 0
    for cluster in clusters(safe(line)):
        assert (cluster.start, cluster.x) == (at, x)
        assert cluster.end > cluster.start
        assert cluster.cells == cell_len(cluster.glyph) > 0
        at, x = cluster.end, x + cluster.cells
    assert at == len(line)


@pytest.mark.parametrize("grapheme", WHOLE)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("a", "b"), ("中", "文"), (" ", " ")])
def test_a_built_grapheme_is_one_cluster(grapheme: str, before: str, after: str) -> None:
    found = [
        (c.start, c.end)
        for c in clusters(before + grapheme + after)
        if c.start >= len(before) and c.end <= len(before + grapheme)
    ]
    assert found == [(len(before), len(before + grapheme))]


def test_flags_pair_from_the_left() -> None:
    found = clusters("🇵🇸🇮🇱🇺")
    assert [c.glyph for c in found] == ["PS", "IL", "U"]
    assert [c.cells for c in found] == [2, 2, 1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hamas ♥️ Biden", "Hamas ♥ Biden"),
        ("1️⃣", "1"),
        ("👍🏽", "👍"),
        ("👨‍👩‍👧", "👨"),
        ("a\u200db", "ab"),  # a joiner between letters hides none of them
        ("क्‍ष", "क्ष"),
        ("in\u00adter", "inter"),
        ("\u200bword", "word"),
        ("\ufeffword", "word"),
        ("می‌خواهم", "می‌خواهم"),
        ("\x1b[31mred", f"{REPLACEMENT}[31mred"),
        ("a\u202eb", f"a{REPLACEMENT}b"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
        ("a\tb\nc", "a b c"),
        ("\u0301a", f"{REPLACEMENT}a"),
        ("\ud800", REPLACEMENT),
        ("क्षि", "क्षि"),
        ("☰ Menu", "≡ Menu"),
        ("a\u0378\u3248", f"a{REPLACEMENT * 2}"),  # what terminals of some age do not know
    ],
)
def test_painted_text_reads(text: str, shown: str) -> None:
    assert painted(text) == shown


def test_marks_heaped_on_a_letter_are_cut_to_four() -> None:
    assert painted("a" + "\u0301" * 50 + "b") == "a" + "\u0301" * 4 + "b"


@pytest.mark.parametrize(("range_", "size"), [(cells._NARROW, 1), (cells._WIDE, 2)])
def test_characters_measured_without_a_look_have_that_width(range_: str, size: int) -> None:
    pattern = re.compile(f"[{range_}]")
    taken = [c for c in map(chr, range(0x110000)) if pattern.match(c)]
    assert len(taken) > 1000
    wrong = [
        c
        for c in taken
        if get_character_cell_size(c) != size
        or unicodedata.category(c) in {"Mn", "Me", "Mc", "Cf", "Cn"}
    ]
    assert wrong == []


@pytest.mark.parametrize(("text", "columns"), [("कि", 2), ("क्षि", 3), ("ক্ষি", 3), ("மொழி", 4)])
def test_a_spacing_mark_has_a_cell_as_in_tmux_and_rich_counts_it_too(
    text: str, columns: int
) -> None:
    assert width(text) == cell_len(text) == columns


def test_a_grapheme_is_what_unicode_says_it_is() -> None:
    import regex

    for text in ("क्षि", "प्रधानमंत्री ने", "বাংলা ক্ষ", "తెలుగు స్త్రీ", "മലയാളം ക്ഷ", "각 👍🏽 é"):
        assert [text[c.start : c.end] for c in clusters(text)] == regex.findall(r"\X", text)


def test_plain_text_is_narrow_and_the_rest_is_not() -> None:
    assert is_narrow("Israel’s “reply” — Kerem Shalom, Żółć, إسرائيل, שלום")
    assert not is_narrow("♥️")
    assert not is_narrow("中")
    assert not is_narrow("e\u0301")
    assert not is_narrow("a\tb")


@pytest.mark.parametrize("line", ["中文字", "a\u0301b\u0301c", "Rafah"])
def test_fit_cuts_between_graphemes_and_says_so(line: str) -> None:
    shown = fit(line, 2)
    assert shown.rstrip().endswith("…")
    assert unicodedata.combining(shown[0]) == 0


def test_fit_of_a_very_long_line_looks_at_its_start_alone() -> None:
    assert fit("中" * 1_000_000, 5) == "中中…"
