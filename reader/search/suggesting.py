"""Did you mean: words of the library in the place of words that it has not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.search.engine import Engine
from reader.search.forms import term_of
from reader.search.hebrew import with_prefixes
from reader.search.spelling import SHORTEST, nearest, replaced
from reader.search.tree import TEXT, Query

_SELDOM = 1  # articles with a word that may be a slip of the pen in them too
_LETTERS = re.compile(r"[^\W\d_]+")


def suggested(query: Query, engine: Engine) -> str:
    """A query with words of the library in the place of those that it has not, or nothing."""

    def other(word: str) -> str:
        term = term_of(word)
        having = engine.frequency("body", term)
        forms = (term, *with_prefixes(term))
        if having > _SELDOM or any(engine.frequency("title", form) for form in forms):
            return ""
        if len(term) < SHORTEST or any(engine.frequency("body", form) for form in forms[1:]):
            return ""
        meant = nearest(term, engine.vocabulary(TEXT).near(term, 2), having)
        return engine.written(meant) if meant else ""

    return replaced(query.text, _words(query), other)


def _words(query: Query) -> Iterator[tuple[int, str]]:
    """The words of a query that may be misspelt, with their places."""
    for at, text in query.written:
        for match in _LETTERS.finditer(text):
            yield at + match.start(), match.group()
