"""Which segments are merged, and when."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.merging import FAN, LARGEST, due
from reader.search.seal import Segment


def segments(*sizes: int) -> list[Segment]:
    return [Segment(str(n), size, ()) for n, size in enumerate(sizes)]


def settled(found: list[Segment]) -> tuple[list[Segment], int]:
    """Segments when all that is due was merged, and how many articles were written for it."""
    written = 0
    while merged := due(found):
        live = sum(each.articles - len(each.deleted) for each in merged)
        written += live
        found = [each for each in found if each not in merged]
        found.append(Segment(f"{merged[0].name}+{written}", live, ()))
    return found, written


def test_a_few_of_one_size_are_left_and_more_of_them_become_one() -> None:
    assert due(segments(*[1] * FAN)) == []
    assert len(due(segments(5000, 400, *[1] * (FAN + 1)))) == FAN + 1
    assert [each.articles for each in settled(segments(*[125] * 4, *[500] * 19))[0]] == [5000, 5000]


def test_a_segment_of_which_a_quarter_is_deleted_is_written_anew() -> None:
    wasted = Segment("wasted", 100, tuple(range(26)))
    assert due([*segments(5000, 90), wasted]) == [wasted]
    assert due([Segment("gone", 3, (0, 1, 2))]) == []


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from((1, 1, 1, 3, 500)), min_size=1, max_size=400))
def test_an_index_that_grows_stays_of_few_segments_and_writes_an_article_few_times(
    added: list[int],
) -> None:
    found: list[Segment] = []
    written = 0
    for n, size in enumerate(added):
        found, more = settled([*found, Segment(f"new {n}", size, ())])
        written += more
    total = sum(added)
    assert sum(each.articles for each in found) == total
    assert len(found) <= 4 * FAN + 2 * total / LARGEST
    assert written <= 4 * total
