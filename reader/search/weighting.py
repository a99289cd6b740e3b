"""How much a word weighs: BM25 with the idf that most engines have.

Whoosh's own idf has one added to it, so that a word of every article still weighs as much as a
third of a rare one; by the judgements of people (``tests/bench/ranking.py``) that ranks worse.
"""

from __future__ import annotations

import math
from typing import Any

from reader.search.whoosh_import import scoring

B, K1 = 0.5, 2.0
"""How much the length of an article counts, and how soon more of the same word does not.

Of the range that Robertson & Zaragoza (2009) give, .5 to .8 and 1.2 to 2, what ranks best by the
judgements of people, on either half of the queries (``tests/bench/ranking.py``).
"""


def idf(articles: int, having: int) -> float:
    """The weight of a word that so many of the articles have (Robertson & Zaragoza 2009, with one
    added inside of the logarithm as in Lucene, so that it is never below zero)."""
    return math.log(1 + (articles - having + 0.5) / (having + 0.5))


class Weighting(scoring.BM25F):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's BM25F with that weight."""

    def __init__(self) -> None:
        super().__init__(B=B, K1=K1)

    def idf(self, searcher: Any, fieldname: str, text: str) -> float:
        """The weight of a term."""
        parent = searcher.get_parent()
        return idf(parent.doc_count_all(), parent.doc_frequency(fieldname, text))
