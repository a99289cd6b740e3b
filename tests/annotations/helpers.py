"""Marks made at random, and short ways to make one."""

from __future__ import annotations

import uuid
from typing import Any

from hypothesis import strategies as st

from reader.annotations.mark import Annotation, Quote
from reader.articles.article import Article
from reader.articles.compose import compose
from reader.articles.formats.draft import Draft
from reader.text.canonical import canonical
from reader.text.spans import Span

words = st.text(max_size=40)
"""Any code points at all, halves of surrogate pairs included."""

any_text = st.text(st.characters(), max_size=30) | st.text(
    st.sampled_from('\ud800\u2028\u2029\x85\x00"\\{}[]\n é🇪🇺'), max_size=12
)

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def any_mark(draw: st.DrawFn) -> Annotation:
    """A mark with anything in it."""
    text = draw(st.text(min_size=1, max_size=60))
    start = draw(st.integers(0, len(text) - 1))
    span = Span(start, draw(st.integers(start + 1, len(text))))
    quote = Quote.at(text, span)
    stamps = st.datetimes().map(lambda moment: moment.isoformat(timespec="microseconds") + "Z")
    return Annotation(
        id=uuid.UUID(int=draw(st.integers(0, 2**128 - 1))).urn,
        created=draw(stamps),
        modified=draw(stamps),
        span=span,
        exact=quote.exact,
        prefix=quote.prefix,
        suffix=quote.suffix,
        note=draw(any_text),
        tags=tuple(draw(st.lists(any_text.filter(bool), max_size=3, unique=True))),
        color=draw(st.integers(1, 8)),
        creator=draw(any_text),
        digest=draw(st.sampled_from(["", "0" * 64, "ab" * 32])),
    )


def article_of(text: str, path: str = "a.txt") -> Article:
    """An article with this text."""
    return compose(Draft(canonical(text)), path)


def span_of(article: Article, words: str, nth: int = 0) -> Span:
    """Where words stand in an article."""
    at = -1
    for _ in range(nth + 1):
        at = article.text.index(words, at + 1)
    return Span(at, at + len(words))
