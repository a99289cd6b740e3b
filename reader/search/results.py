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
    matches by its title or metadata alone has none.  ``text`` is the text that the spans count in.
    """

    path: str
    title: str
    score: float
    hits: tuple[Hit, ...]
    total: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a query.

    ``parsed`` says in words how the query was understood and ``notes`` what was not, with the
    place.  ``suggestion`` is the query with words of the library in the place of words that it has
    not, or nothing.  ``articles`` counts every article that matches, ``hits`` the places in those
    given here.
    """

    query: str
    parsed: str
    notes: tuple[str, ...]
    results: tuple[Result, ...]
    articles: int
    hits: int
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that some of the articles found have: how many, and what asks for it in a query."""

    label: str
    count: int
    clause: str


@dataclass(frozen=True, slots=True)
class Facet:
    """What the articles found are grouped by: ``source``, ``month``, ``author``, ``language``,
    ``format``, ``is`` (read or not), ``entity`` or ``tag``."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A hit as a concordance shows it: the words before it, itself, the words after it.

    Blanks of every kind are one; ``span`` counts in the article's text, ``paragraph`` from 1.
    """

    path: str
    span: Span
    left: str
    match: str
    right: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A concordance; ``total`` counts the lines left out too."""

    lines: tuple[Line, ...]
    total: int
