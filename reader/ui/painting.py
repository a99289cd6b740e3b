"""Marks as the document paints them: stretches of colour, and signs in the gutter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from reader.annotations.linking import is_link
from reader.annotations.placing import Found, Placed
from reader.text.spans import Highlight, Span
from reader.ui.panes.between import Note
from reader.ui.panes.gutter import BAR, GutterSign


def look_of(placed: Placed) -> str:
    """The look of a mark in the text."""
    return "review" if placed.found is Found.REVIEW else f"mark-{placed.annotation.color}"


def sign_of(placed: Placed) -> str:
    """What kind of mark it is, in one cell."""
    mark = placed.annotation
    if placed.found is Found.REVIEW:
        return "?"
    if placed.found in (Found.MOVED, Found.CHANGED):
        return "~"
    if is_link(mark):
        return "⇄"
    if mark.note:
        return "»"
    return "#" if mark.tags else BAR


def gutter_signs(marks: Iterable[Placed]) -> Iterator[GutterSign]:
    """A sign for each mark that has a passage."""
    for placed in _on_passages(marks):
        span = placed.span or Span(0, 0)
        number = str(placed.annotation.color)
        yield GutterSign(span, sign_of(placed), number, look_of(placed))


def notes_below(marks: Iterable[Placed]) -> Iterator[Note]:
    """Note and tags of each mark, below the last row of its passage."""
    for placed in sorted(_on_passages(marks), key=lambda p: p.span or Span(0, 0)):
        mark, span = placed.annotation, placed.span or Span(0, 0)
        tags = " ".join(f"#{tag}" for tag in mark.tags)
        words = "  ".join(part for part in (mark.note, tags) if part)
        if words:
            yield Note(span.end - 1, f"{mark.color}{sign_of(placed)}", words, look_of(placed))


def mark_highlights(marks: Iterable[Placed]) -> Iterator[Highlight]:
    """Stretches that do not overlap, each in the look of the innermost mark that holds it.

    Where there are several marks the stretch is also ``shared``, so that one mark in another can be
    told apart though both have the same colour.
    """
    placed = sorted(_on_passages(marks), key=lambda p: p.span or Span(0, 0))
    edges = sorted({edge for p in placed if p.span for edge in p.span})
    active: list[Placed] = []
    ahead = iter(placed)
    coming = next(ahead, None)
    for start, end in pairwise(edges):
        active = [p for p in active if p.span and p.span.end > start]
        while coming and coming.span and coming.span.start == start:
            active.append(coming)
            coming = next(ahead, None)
        if active:
            yield Highlight(start, end, look_of(innermost(active)[0]))
        if len(active) > 1:
            yield Highlight(start, end, "shared")


def innermost(marks: Iterable[Placed]) -> Sequence[Placed]:
    """Marks on one place, the shortest first; of two alike the one made later."""
    late = sorted(marks, key=lambda p: p.annotation.created, reverse=True)
    return sorted(late, key=lambda p: p.span.length if p.span else 0)


def _on_passages(marks: Iterable[Placed]) -> Iterator[Placed]:
    return (p for p in marks if p.span is not None and p.span.length)
