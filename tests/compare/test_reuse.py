"""Text that stands in several articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.compare.reuse import Reuse, reuse
from tests.compare.helpers import bundled
from tests.compare.planted import Planted, planted

WIRE = (
    "The rocket struck the crossing shortly before noon on Sunday and killed four soldiers who "
    "were guarding a convoy of trucks"
)


def recall(found: Reuse, articles: list[tuple[str, str]], copies: list[Planted]) -> float:
    """The share of planted passages of which eight words in ten were found, in both articles."""
    texts = dict(articles)
    whole = [c for c in copies if c.words in texts[c.target] and c.original in texts[c.source]]
    return sum(is_found(found, texts[c.target].find(c.words), c) for c in whole) / len(whole)


def is_found(found: Reuse, at: int, copy: Planted) -> bool:
    """Whether a passage covers a copy that stands at an offset of its article."""
    end = at + len(copy.words)
    return any(
        copy.source in {place.path for place in passage.places}
        and any(
            min(place.span.end, end) - max(place.span.start, at) >= 0.8 * len(copy.words)
            for place in passage.places
            if place.path == copy.target
        )
        for passage in found.passages
    )


def test_copied_passages_of_twelve_words_are_found() -> None:
    articles, copies = planted(200, 300, range(12, 13), 0.0)
    assert recall(reuse(articles), articles, copies) >= 0.99


def test_passages_with_a_tenth_of_the_words_changed_are_found() -> None:
    articles, copies = planted(200, 300, range(12, 41), 0.1)
    assert recall(reuse(articles), articles, copies) >= 0.90


def test_articles_that_share_nothing_share_nothing() -> None:
    articles, _ = planted(200, 0, range(12, 13), 0.0)
    found = reuse(articles)
    assert found.passages == ()
    assert set(found.own.values()) == {1.0}


@pytest.mark.parametrize(
    ("first", "second", "verbatim"),
    [
        (WIRE, WIRE.upper(), True),
        (WIRE, WIRE.replace("shortly before noon ", ""), False),
        (WIRE, WIRE.replace("killed", "wounded"), False),
        (WIRE, WIRE.replace("killed four", "killed at least four"), False),
        (WIRE, WIRE.replace(" and killed", ", and killed"), True),
    ],
)
def test_small_differences_do_not_part_a_passage(first: str, second: str, verbatim: bool) -> None:
    texts = [("a", f"It was a warm day. {first}. So they said."),
             ("b", f"Nobody had seen it coming at all: {second}!")]  # fmt: skip
    (passage,) = reuse(texts).passages
    assert passage.verbatim is verbatim
    spans = [place.span.of(dict(texts)[place.path]) for place in passage.places]
    assert spans == [first, second]


def test_seven_words_are_too_few() -> None:
    texts = [("a", "We will go there and then come. Back at night it rained."),
             ("b", "Nobody knew it. We will go there and then come! Or else.")]  # fmt: skip
    assert reuse(texts).passages == ()


def test_a_passage_of_three_articles_is_one_row() -> None:
    texts = [(name, f"{name * 9} begins so. {WIRE}. It ends with {name * 7}.") for name in "abc"]
    (passage,) = reuse(texts).passages
    assert [place.path for place in passage.places] == ["a", "b", "c"]


def test_duplicates_and_near_duplicates_are_named() -> None:
    long = " ".join(f"word{n}" for n in range(300))
    texts = [("a", long), ("b", long + " more"), ("c", "Something else altogether.")]
    found = reuse(texts)
    assert [(a, b) for a, b, _ in found.twins] == [("a", "b")]
    assert found.own["c"] == 1.0
    assert found.own["a"] == 0.0


def test_the_bundled_articles_share_no_passage() -> None:
    assert reuse((s.path, s.article.body) for s in bundled()).passages == ()


@given(st.lists(st.text("ab \n", max_size=80), max_size=4))
def test_every_place_lies_in_its_text(texts: list[str]) -> None:
    articles = [(str(n), text) for n, text in enumerate(texts)]
    for passage in reuse(articles).passages:
        assert len(passage.places) > 1
        for place in passage.places:
            words = place.span.of(texts[int(place.path)]).split()
            assert len(words) == place.words
