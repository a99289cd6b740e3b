"""Find in a text: what counts as the same, and that offsets are true."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.finding import LIMIT, Edges, Folded, find, fold_character, lowered
from reader.text.spans import Span


def found(text: str, needle: str) -> list[str]:
    return [span.of(text) for span in find(Folded(text), needle)]


@pytest.mark.parametrize(
    ("text", "needle", "expected"),
    [
        ("the Rafah crossing", "rafah", ["Rafah"]),
        ("the Rafah and rafah", "Rafah", ["Rafah"]),  # a capital asks for capitals
        ("Kerem\nShalom", "kerem shalom", ["Kerem\nShalom"]),
        ("Kerem \n  Shalom", "kerem shalom", ["Kerem \n  Shalom"]),
        ("Kerem\N{NO-BREAK SPACE}Shalom", "kerem shalom", ["Kerem\N{NO-BREAK SPACE}Shalom"]),
        ("a cease\N{NON-BREAKING HYPHEN}fire", "cease-fire", ["cease\N{NON-BREAKING HYPHEN}fire"]),
        ("a cease\N{SOFT HYPHEN}fire", "ceasefire", ["cease\N{SOFT HYPHEN}fire"]),
        ("don’t", "don't", ["don’t"]),
        ("“durable” truce", '"durable"', ["“durable”"]),
        ("Erdoğan and São Paulo", "sao paulo", ["São Paulo"]),
        ("wait … what", "...", ["…"]),
        ("x̂y and xy", "xy", ["x̂y", "xy"]),
        ("ﬁnal offer", "final", ["ﬁnal"]),
        ("Hamas ♥️ Biden", "♥", ["♥️"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
        ("a [b] (c)* d", "(c)*", ["(c)*"]),
        ("wait … what", ".", ["…"]),  # three folded dots, one place
        ("ΟΔΟΣ and οδος", "οδος", ["ΟΔΟΣ", "οδος"]),
        ("tail  ", "l ", ["l "]),
        ("nothing here", "absent", []),
        ("nothing here", "  ", []),
    ],
)
def test_what_is_found(text: str, needle: str, expected: list[str]) -> None:
    assert found(text, needle) == expected


def test_whole_words_only_when_asked() -> None:
    text = "Gaza, Gazans and Gaza’s"
    assert [s.start for s in find(Folded(text), "gaza", Edges.WHOLE)] == [0, 17]


def test_beginnings_of_words_when_asked() -> None:
    text = "Aid was said to aid the aides"
    assert [s.start for s in find(Folded(text), "aid", Edges.START)] == [0, 16, 24]


def test_a_very_common_needle_is_cut_off() -> None:
    assert len(find(Folded("a" * 50_000), "a")) == LIMIT


@settings(derandomize=True, max_examples=300)
@given(st.text(max_size=60), st.integers(0, 59), st.integers(1, 12))
def test_any_part_of_a_text_is_found_at_its_own_place(text: str, start: int, length: int) -> None:
    part = text[start : start + length]
    if not Folded(part).text.strip():
        return
    spans = find(Folded(text), part)
    assert any(s.start <= start + length and s.end > start for s in spans) or not part.strip()
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


ODD = st.text(alphabet="aB é…ﬁ\u00ad\u0301\u200d\n\t“–İßς漢", max_size=40)


@settings(derandomize=True, max_examples=300)
@given(ODD)
def test_the_map_leads_from_every_folded_character_to_one_that_folds_to_it(text: str) -> None:
    folded = Folded(text)
    assert len(folded.lower) == len(folded.text)
    offsets = [folded.offset(position) for position in range(len(folded.text))]
    assert offsets == sorted(offsets)
    for position, offset in enumerate(offsets):
        assert folded.text[position] in fold_character(text[offset])
        assert folded.position(offset) <= position


@settings(derandomize=True, max_examples=300)
@given(ODD, ODD)
def test_the_places_are_those_of_a_plain_scan_of_the_folded_text(text: str, needle: str) -> None:
    folded, wanted = Folded(text), Folded(needle).text
    if not wanted.strip():
        return
    heard = folded.text
    if wanted == wanted.lower():
        heard, wanted = folded.lower, lowered(wanted)
    expected: list[Span] = []
    at = heard.find(wanted)
    while at >= 0:
        span = folded.span(at, at + len(wanted))
        if not expected or span.start >= expected[-1].end:
            expected.append(span)
        at = heard.find(wanted, at + len(wanted))
    assert find(folded, needle) == expected
