"""More like this: the words that tell a text from the others of its library.

Weighted by frequency in the text times rarity in the library, as Rocchio (1971) and Lucene's
MoreLikeThis do it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable

from reader.search.folding import fold
from reader.search.forms import is_ideographic
from reader.search.words import STOP, tokens

WORDS = 12
"""Words that an article or a selection is looked for by."""

_SHORTEST = 3  # letters of such a word


def telling_words(text: str, frequency: Callable[[str], int], articles: int) -> list[str]:
    """Terms of a text that tell it apart, the most telling first.

    ``frequency`` is the number of articles with a term; one that no other article has tells
    nothing.
    """
    counts = Counter(t.term for t in tokens(text) if t.width == 1 and _may_tell(t.term))
    weights: dict[str, float] = {}
    for term, count in counts.items():
        having = frequency(term)
        if having > 1:
            weights[term] = (1 + math.log(count)) * math.log(1 + articles / having)
    return sorted(weights, key=lambda term: (-weights[term], term))[:WORDS]


def _may_tell(term: str) -> bool:
    if fold(term) in STOP or term.isdecimal():
        return False
    return len(term) >= _SHORTEST or is_ideographic(term)
