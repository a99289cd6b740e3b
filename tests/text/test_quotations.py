"""Where quotations begin and end."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.blocks import blocks
from reader.text.quotations import quotation_at, quotations
from reader.text.spans import Span


def quoted(text: str) -> list[str]:
    return [span.of(text) for span in quotations(text, [b.span for b in blocks(text)])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and left.", ["“no”"]),
        ('He said "no" and left.', ['"no"']),
        ('"No," he said. "Never."', ['"No,"', '"Never."']),
        ("“He told me ‘go’ and I went,” she said.", ["“He told me ‘go’ and I went,”"]),
        ("“One “inner” two”", ["“One “inner” two”"]),
        ("Er sagte „nein“ und ging.", ["„nein“"]),
        ("Il a dit «non» hier.", ["«non»"]),
        ("Netanyahu's and Biden’s and the officials’ views", []),
        ("He called it ‘a stunt’ twice.", ["‘a stunt’"]),
        ("“It goes on without an end.", ["“It goes on without an end."]),
        ('A stray" mark and "a pair" here', ['"a pair"']),
        ('(he said "yes")', ['"yes"']),
        ('the 5" pipe', []),
        ('word—"quoted" here', ['"quoted"']),
    ],
)
def test_quotations_with_their_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert quoted("“First part.\n\n“Second part,” he said.") == ["“First part.", "“Second part,”"]


def test_the_quotation_at_a_place() -> None:
    text = "He said “no” and left."
    spans = quotations(text, [Span(0, len(text))])
    assert quotation_at(spans, 9) == Span(8, 12)
    assert quotation_at(spans, 2) is None


@given(st.text(alphabet='“”"‘’«» ab.\n', max_size=60))
def test_quotations_never_overlap_and_stay_in_their_paragraph(text: str) -> None:
    found = blocks(text)
    spans = quotations(text, [b.span for b in found])
    for before, after in itertools.pairwise(spans):
        assert before.end <= after.start
    for span in spans:
        assert any(b.span.start <= span.start and span.end <= b.span.end for b in found)
