"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass

from reader.text.spans import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in an article.

    ``span`` is what was found, ``paragraph`` its number from 1, ``snippet`` the sentence around
    it; both spans count in the article's text.
    """

    span: Span
    paragraph: int
    snippet: Span


@dataclass(frozen=True, slots=True)
class Result:
    """One article.

    ``hits`` stand in the order of the text; ``total`` counts those left out too.  An article that
    matches by its title or metadata alone has none.
    """

    path: str
    title: str
    score: float
    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query.

    ``parsed`` says in words how the query was understood and ``notes`` what was not, with the
    place.  ``articles`` counts every article that matches, ``hits`` the places in those given here.
    """

    query: str
    parsed: str
    notes: tuple[str, ...]
    results: tuple[Result, ...]
    articles: int
    hits: int
