"""The canonical text: what offsets count in."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reader.text.canonical import canonical, digest, without_halves
from tests.text.strategies import cases, lines


@cases(300)
@given(lines | st.text(st.sampled_from("\r\n\ufeffe\u0301\u0323 ")))
def test_canonical_text_is_nfc_has_one_line_end_and_stays(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    assert not once.startswith("\ufeff")


def test_line_ends_of_all_systems_become_one() -> None:
    assert canonical("a\r\nb\rc\nd\r\r\n") == "a\nb\nc\nd\n\n"


def test_nothing_else_is_changed_or_dropped() -> None:
    kept = "a\tb\u00a0c\u200bd\x00e\x1bf\u202eg“h”—i\ufeffj ﬁ Ⅳ ²"
    assert canonical(kept) == kept


def test_letters_with_separate_accents_are_composed() -> None:
    assert canonical("e\u0301 한") == "é 한"


def test_several_marks_at_the_start_are_dropped_at_once() -> None:
    assert canonical("\ufeff\ufeffx") == "x"


def test_a_digest_is_that_of_utf_8_and_takes_lone_surrogates() -> None:
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert len(digest("\ud800")) == 64
    assert digest("a") != digest("b")


def test_half_a_surrogate_pair_becomes_one_character_in_its_place() -> None:
    assert without_halves("a\ud800b\udfff 😀") == "a�b� 😀"
    whole = "é 😀 한"
    assert without_halves(whole) is whole
