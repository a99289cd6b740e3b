"""What placing stands on: folding with a way back, edit distance, the diff of two texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations.fold import Folded, fold
from reader.annotations.following import Following
from reader.annotations.myers import distance, head_distance, inside, tail_distance
from reader.text.canonical import canonical
from tests.annotations.helpers import any_text

letters = st.text(st.sampled_from("abc d"), max_size=14)
prose = st.lists(
    st.sampled_from("the crossing Rafah closed on Monday . , said it was “not 14 open” —".split()),
    max_size=40,
).map(" ".join)


def matrix(pattern: str, text: str, *, free: bool) -> list[int]:
    """The last row of the matrix of Wagner and Fischer, cell by cell."""
    row = [0 if free else n for n in range(len(text) + 1)]
    for i, one in enumerate(pattern, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(text, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (one != other))
    return row


@settings(derandomize=True, max_examples=300, deadline=None)
@given(letters, letters)
def test_distances_are_those_of_the_whole_matrix(pattern: str, text: str) -> None:
    row = matrix(pattern, text, free=False)
    assert distance(pattern, text) == row[-1]
    best, end = head_distance(pattern, text)
    assert best == min(row)
    assert row[end] == best
    best, start = tail_distance(pattern, text)
    assert best == min(matrix(pattern[::-1], text[::-1], free=False))
    assert distance(pattern, text[start:]) == best
    best, start, end = inside(pattern, text)
    assert best == min(matrix(pattern, text, free=True))
    assert 0 <= start <= end <= len(text)
    assert distance(pattern, text[start:end]) == best


@settings(derandomize=True, max_examples=30, deadline=None)
@given(st.text(max_size=150), st.text(max_size=150))
def test_patterns_longer_than_a_machine_word_are_right(one: str, other: str) -> None:
    assert distance(one, other) == matrix(one, other, free=False)[-1]


@pytest.mark.parametrize(
    ("styled", "plain"),
    [
        ("“It’s so,” he said…", '"It\'s so," he said...'),
        ("a — b – c -- d", "a-b-c-d"),
        ("one\u00a0\n\n two\tthree", "one two three"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("ﬁnal ｆｕｌｌ ½", "final full 1⁄2"),
        ("«رفح»", '"رفح"'),
    ],
)
def test_typography_is_folded(styled: str, plain: str) -> None:
    assert fold(styled) == plain


@settings(derandomize=True, max_examples=200, deadline=None)
@given(any_text | prose, st.data())
def test_the_way_back_leads_to_what_was_folded(text: str, data: st.DataObject) -> None:
    folded = Folded(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.back(start, end)
    if not folded.text[start:end].strip():
        assert span is None
        return
    assert span is not None
    assert 0 <= span.start < span.end <= len(text)
    assert fold(folded.text[start:end]).strip() in fold(span.of(text))
    assert not span.of(text)[0].isspace()
    assert not span.of(text)[-1].isspace()
    assert folded.forth(span.start) <= end


def test_the_way_there_and_back_is_the_same_place() -> None:
    text = canonical("He said: “Rafah — the crossing…” — é and ﬁ.\n\nThen more.")
    folded = Folded(text)
    for words in ("Rafah", "crossing", "and", "Then more"):
        at = text.index(words)
        start, end = folded.forth(at), folded.forth(at + len(words))
        assert folded.text[start:end] == words
        assert folded.back(start, end) == (at, at + len(words))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(prose, prose)
def test_what_a_diff_joins_is_the_same_on_both_sides_and_in_order(old: str, new: str) -> None:
    runs = Following(old, new)._runs
    assert all(
        old[run.old : run.old + run.length] == new[run.new : run.new + run.length] for run in runs
    )
    for one, other in pairwise(runs):
        assert one.old + one.length <= other.old
        assert one.new + one.length <= other.new


@settings(derandomize=True, max_examples=60, deadline=None)
@given(prose)
def test_a_text_followed_to_itself_stays(text: str) -> None:
    following = Following(text, text)
    for start in range(0, len(text), 7):
        followed = following.follow(start, min(len(text), start + 9))
        assert followed == (1.0, start, min(len(text), start + 9), False)


def test_a_passage_is_followed_through_edits_around_and_in_it() -> None:
    old = "One was here. The crossing at Rafah was closed on Monday. Three came later."
    new = "Nobody was here. Then the rain. The crossing near Rafah was shut on Monday. Three left."
    start = old.index("The crossing")
    followed = Following(old, new).follow(start, old.index(" Three"))
    assert followed is not None
    assert new[followed.start : followed.end] == "The crossing near Rafah was shut on Monday."
    assert followed.share > 0.7


def test_a_passage_cut_out_is_nowhere() -> None:
    old = "One was here. The crossing at Rafah was closed. Three came later."
    new = "One was here. Three came later."
    start, end = old.index("The crossing"), old.index(" Three")
    followed = Following(old, new).follow(start, end)
    assert followed is None or followed.share < 0.1
