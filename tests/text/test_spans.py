"""Spans, layers and runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.spans import Highlight, Layer, Layers, Span, holding, runs
from tests.text.strategies import cases

highlights = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 30), st.sampled_from("abc")).map(
        lambda t: Highlight(t[0], t[0] + t[1], t[2])
    ),
    max_size=15,
)


@cases(200)
@given(highlights, st.integers(0, 80), st.integers(1, 40))
def test_a_layer_gives_what_shares_a_character(
    marks: list[Highlight], start: int, length: int
) -> None:
    window = Span(start, start + length)
    found = list(Layer(marks).between(*window))
    assert found == sorted(m for m in marks if Span(m.start, m.end).meets(window))


@cases(200)
@given(highlights, st.integers(0, 80), st.integers(1, 40))
def test_runs_cover_a_stretch_with_the_looks_of_each_character(
    marks: list[Highlight], start: int, length: int
) -> None:
    end = start + length
    at = start
    for a, b, looks in runs(marks, start, end):
        assert a == at < b
        at = b
        for offset in range(a, b):
            assert looks == tuple(m.look for m in marks if m.start <= offset < m.end)
    assert at == end


def test_layers_keep_their_order_and_names() -> None:
    layers = Layers("entities", "hits")
    layers.put("hits", [Highlight(0, 3, "hit")])
    layers.put("entities", [Highlight(1, 9, "person")])
    assert [h.look for h in layers.between(0, 2)] == ["person", "hit"]
    with pytest.raises(KeyError):
        layers.put("unknown", [])
    layers.put("hits", [])
    assert [h.look for h in layers.between(0, 2)] == ["person"]


def test_a_span_knows_its_characters() -> None:
    span = Span(2, 5)
    assert span.of("abcdefg") == "cde"
    assert (span.length, span.holds(2), span.holds(5)) == (3, True, False)
    assert span.meets(Span(4, 9))
    assert not span.meets(Span(5, 9))


def test_the_span_holding_an_offset_is_the_last_that_starts_before_it() -> None:
    spans = [Span(3, 5), Span(8, 9)]
    assert [holding(spans, n) for n in (0, 3, 7, 8, 99)] == [0, 0, 0, 1, 1]
