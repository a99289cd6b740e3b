"""What a user quotes is found where it stands, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cli.quoting import places_of
from reader.text.canonical import canonical
from reader.text.spans import Span

TEXT = (
    "He said: “We won’t stop.” Later, at the cease‑fire\ntalks — in Doha — he said\u00a0it again."
)


@pytest.mark.parametrize(
    ("quotation", "found"),
    [
        ("“We won’t stop.”", "“We won’t stop.”"),
        ('"We won\'t stop."', "“We won’t stop.”"),
        ("cease-fire talks", "cease‑fire\ntalks"),
        ("talks - in  Doha", "talks — in Doha"),
        ("he said it", "he said\u00a0it"),
        ("  he said it\n", "he said\u00a0it"),
    ],
)
def test_a_quotation_is_found_as_typed_or_pasted(quotation: str, found: str) -> None:
    assert [span.of(TEXT) for span in places_of(TEXT, quotation)] == [found]


@pytest.mark.parametrize("quotation", ["", "  \n", "we won’t stop", "Doha he", "ceasefire"])
def test_other_words_are_not_found(quotation: str) -> None:
    assert places_of(TEXT, quotation) == []


def test_an_exact_place_hides_those_that_are_only_alike() -> None:
    assert places_of("it's and it’s", "it’s") == [Span(9, 13)]


def test_every_place_is_named_even_where_they_overlap() -> None:
    assert places_of("ana ananas", "ana") == [Span(0, 3), Span(4, 7), Span(6, 9)]


def test_a_decomposed_quotation_is_found() -> None:
    assert places_of("un café noir", "cafe\u0301") == [Span(3, 7)]


def test_a_soft_hyphen_does_not_hide_a_word() -> None:
    assert places_of("the bomb\u00adardment of", "bombardment of") == [Span(4, 19)]


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(alphabet="ab '’“\"-—\n\u00a0\u00ad\u200b", max_size=40), st.data())
def test_any_stretch_of_a_text_is_found_again(raw: str, data: st.DataObject) -> None:
    text = canonical(raw)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if text[start:end].strip():
        assert Span(start, end) in places_of(text, text[start:end])


@settings(derandomize=True, max_examples=200, deadline=None)
@given(
    st.text(alphabet="ab '’“\"-—\n\u00a0\u00ad", max_size=30),
    st.text(alphabet="ab '\"- \u00ad", max_size=4),
)
def test_every_place_is_in_the_text_and_holds_something(text: str, quotation: str) -> None:
    for span in places_of(text, quotation):
        assert 0 <= span.start < span.end <= len(text)
