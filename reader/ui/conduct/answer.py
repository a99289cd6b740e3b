"""A question to the library and its answer, as the search pane shows it.  Made in a worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.search.results import Result, Results
from reader.text.spans import Span
from reader.ui.panes.found import Group, Listed, Snippet, counted

SNIPPETS = 3
"""Sentences under each article of the list; all hits are walked with ``]s``."""


HITS = 40
"""Hits of an article from which the best sentences are chosen."""


@dataclass(frozen=True, slots=True)
class Model:
    """An article, or a passage of it, that others are to be like; and what to call it."""

    path: str
    span: Span | None
    title: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and how it is to be answered.  ``live``: its last word may go on.

    With a ``model`` it is not the query that is asked, but what is like that.
    """

    text: str
    live: bool
    order: str
    limit: int
    model: Model | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What is listed: the question, its answer, and what was found in each article."""

    asked: Asked
    results: Results
    groups: tuple[Group, ...]

    @property
    def has_more(self) -> bool:
        """Whether there are articles that are not listed."""
        return self.asked.limit < self.results.articles

    @property
    def lit(self) -> str:
        """The query that finds in a text what is to be lit."""
        return " OR ".join(self.results.parsed.split(", ")) if self.asked.model else self.asked.text


def group_of(listed: Listed, result: Result, text: str) -> Group:
    """How many places of an article were hit, and the best sentences with them."""
    spans = [hit.span for hit in result.hits]
    places = joined(text, spans)
    sentences: dict[Span, list[Span]] = {}
    for hit in result.hits:
        sentences.setdefault(hit.snippet, []).append(hit.span)
    snippets = [
        Snippet(result.path, sentence, tuple(joined(text, sentences[sentence])), sentence.of(text))
        for sentence in best_sentences(text, sentences)
    ]
    return Group(listed, result.total - len(spans) + len(places), tuple(snippets))


def best_sentences(text: str, sentences: Mapping[Span, Sequence[Span]]) -> list[Span]:
    """The sentences to show: those with most different words, in order of the text."""

    def worth(sentence: Span) -> tuple[int, int]:
        hits = sentences[sentence]
        return len({hit.of(text).casefold() for hit in hits}), len(hits)

    best = sorted(sentences, key=worth, reverse=True)[:SNIPPETS]
    return sorted(best)


def notes_of(found: Found) -> tuple[str, ...]:
    """What was not understood; of a search by example, the words that it went by."""
    return (f"by {found.results.parsed}",) if found.asked.model else found.results.notes


def summary_of(found: Found) -> str:
    """``31 hits in 4 articles``; of many articles, how many hits the best of them have."""
    if found.asked.model:
        return f"{counted(found.results.articles, 'article')} like {found.asked.model.title}"
    hits = sum(group.hits for group in found.groups)
    if found.has_more:
        return f"{counted(hits, 'hit')} in {len(found.groups)} of {found.results.articles:,}"
    articles = counted(found.results.articles, "article")
    return f"{counted(hits, 'hit')} in {articles}" if hits else articles


def joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Hits with only blanks between them as one: two words side by side are one place."""
    out: list[Span] = []
    for span in spans:
        if out and span.start >= out[-1].end and not text[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out
