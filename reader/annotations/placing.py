"""Where a mark stands in the text of today, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.annotations.mark import Annotation, Quote
from reader.annotations.refusal import refusals
from reader.annotations.seeking import Answer, seek
from reader.articles.article import Article
from reader.text.spans import Span


class Found(StrEnum):
    """How a place was found."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    REVIEW = "review"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark and its place in an article.

    ``EXACT`` and ``MOVED``: the words marked stand at ``span`` as they were.  ``CHANGED``: they
    stand there altered.  ``REVIEW``: ``span`` is offered, for the user to confirm.  ``ORPHAN``:
    there is no place, and no span.  ``reason`` says why, for people, where it is not exact.  A mark
    on the whole article has the empty span at its start.
    """

    annotation: Annotation
    path: str
    span: Span | None
    found: Found
    reason: str = ""


def place(article: Article, annotation: Annotation, marked: str | None = None) -> Placed:
    """Find a mark in an article; ``marked`` is the text as it was marked, where that was kept.

    The position saved counts where the same words stand there between the same words, or where the
    text is the one that was marked.  Else the mark is sought (:mod:`.seeking`).
    """
    if annotation.whole:
        return Placed(annotation, article.path, Span(0, 0), Found.EXACT)
    if not annotation.exact:
        return _unquoted(article, annotation)
    span = annotation.span
    if span and span.of(article.text) == annotation.exact:
        same = annotation.digest == article.digest
        if same or Quote.at(article.text, span) == annotation.quote:
            return Placed(annotation, article.path, span, Found.EXACT)
    return _placed(article, annotation, seek(article.text, annotation, marked))


def _unquoted(article: Article, annotation: Annotation) -> Placed:
    """A mark of another program that kept a position and no words."""
    span = annotation.span
    if span is None or span.end > len(article.text) or not span.length:
        return Placed(annotation, article.path, None, Found.ORPHAN, "it lies outside the text")
    if annotation.digest == article.digest:
        return Placed(annotation, article.path, span, Found.EXACT)
    if span.of(article.text) in refusals(annotation):
        return Placed(annotation, article.path, None, Found.ORPHAN, "the place offered was refused")
    reason = "only its position is known, not its words"
    return Placed(annotation, article.path, span, Found.REVIEW, reason)


def _placed(article: Article, annotation: Annotation, answer: Answer) -> Placed:
    path, span, doubt = article.path, answer.span, answer.doubt
    if span is None:
        return Placed(annotation, path, None, Found.ORPHAN, doubt)
    if span.of(article.text) in refusals(annotation):
        return Placed(annotation, path, None, Found.ORPHAN, "the place offered was refused")
    if doubt:
        return Placed(annotation, path, span, Found.REVIEW, doubt)
    if span.of(article.text) != annotation.exact:
        return Placed(annotation, path, span, Found.CHANGED, "its words have changed")
    if span == annotation.span:
        return Placed(annotation, path, span, Found.EXACT)
    return Placed(annotation, path, span, Found.MOVED, "the text around it has changed")
