"""Which words of the library a pattern stands for."""

from __future__ import annotations

import pytest

from reader.search.expanding import MOST, Vocabulary
from reader.search.patterns import Like, Piece

COUNTS = {f"word{n:03}": n for n in range(1, 2 * MOST)} | {"other": 9}


@pytest.mark.parametrize("text", ["word.*", ".*w.*"])
def test_a_pattern_for_too_many_words_stands_for_the_most_frequent(text: str) -> None:
    terms, whole = Vocabulary(COUNTS, 10**6).like(Piece(text, like=Like.MATCHED))
    assert terms == sorted(COUNTS, key=COUNTS.__getitem__, reverse=True)[:MOST]
    assert not whole


def test_a_pattern_stands_for_words_of_so_many_articles_only() -> None:
    terms, whole = Vocabulary({"often": 1500, "more": 1000, "rare": 1}, 10).like(
        Piece(".*", like=Like.MATCHED)
    )
    assert (terms, whole) == (["often", "more"], False)


def test_a_pattern_for_few_words_stands_for_all_of_them() -> None:
    terms, whole = Vocabulary(COUNTS, 10).like(Piece("word00.", like=Like.MATCHED))
    assert (len(terms), whole) == (9, True)
