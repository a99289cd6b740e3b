"""Where a mark stands in the text of today."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.annotations.mark import Annotation
from reader.articles.article import Article
from reader.text.spans import Span

_LONG = 40  # code points of a quotation that stands once and needs no context
_SHORT = 12  # code points of context that a shorter one needs beside it
_CLEAR = 12  # code points of context by which the best of several places must lead
_SEVERAL = 64  # places looked at; a word that stands more often is found by its position alone


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


def place(article: Article, annotation: Annotation) -> Placed:
    """Find a mark in an article.

    The position saved counts where the same words stand there between the same words, or where the
    text is the one that was marked.  Else the quotation does, and among several places the text
    around it; a place that does not win clearly is only offered.
    """
    text = article.text
    if annotation.whole:
        return Placed(annotation, article.path, Span(0, 0), Found.EXACT)
    span = annotation.span
    if span and annotation.exact and span.of(text) == annotation.exact:
        same_text = annotation.digest == article.digest
        if same_text or _context(text, span, annotation) == _whole_context(annotation):
            return Placed(annotation, article.path, span, Found.EXACT)
    if not annotation.exact:
        return _unquoted(article, annotation)
    return _by_quotation(article, annotation)


def _unquoted(article: Article, annotation: Annotation) -> Placed:
    """A mark of another program that kept a position and no words."""
    span = annotation.span
    if span is None or span.end > len(article.text) or not span.length:
        return Placed(annotation, article.path, None, Found.ORPHAN, "it lies outside the text")
    if annotation.digest == article.digest:
        return Placed(annotation, article.path, span, Found.EXACT)
    reason = "only its position is known, not its words"
    return Placed(annotation, article.path, span, Found.REVIEW, reason)


def _by_quotation(article: Article, annotation: Annotation) -> Placed:
    text, path = article.text, article.path
    near = annotation.span.start if annotation.span else 0
    spans = _occurrences(text, annotation.exact)
    if not spans:
        return Placed(annotation, path, None, Found.ORPHAN, "its words are no longer in the text")
    spans = sorted(spans, key=lambda span: abs(span.start - near))[:_SEVERAL]
    ranked = sorted(spans, key=lambda span: -_context(text, span, annotation))
    best = ranked[0]
    score = _context(text, best, annotation)
    lead = score - (_context(text, ranked[1], annotation) if len(ranked) > 1 else 0)
    if len(spans) == 1:
        sure = len(annotation.exact) >= _LONG or score >= min(_SHORT, _whole_context(annotation))
    else:
        sure = lead >= _CLEAR
    if not sure:
        reason = (
            f"its words stand in {len(spans)} places"
            if len(spans) > 1
            else "its words stand among other words"
        )
        return Placed(annotation, path, best, Found.REVIEW, reason)
    if best == annotation.span:
        return Placed(annotation, path, best, Found.EXACT)
    return Placed(annotation, path, best, Found.MOVED, "the text around it has changed")


def _occurrences(text: str, words: str) -> list[Span]:
    spans: list[Span] = []
    at = text.find(words)
    while at >= 0:
        spans.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return spans


def _context(text: str, span: Span, annotation: Annotation) -> int:
    """Code points around a place that are as they were when it was marked."""
    before = text[max(0, span.start - len(annotation.prefix)) : span.start]
    after = text[span.end : span.end + len(annotation.suffix)]
    return _alike(before[::-1], annotation.prefix[::-1]) + _alike(after, annotation.suffix)


def _alike(one: str, other: str) -> int:
    """Characters that two strings have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _whole_context(annotation: Annotation) -> int:
    return len(annotation.prefix) + len(annotation.suffix)
