"""An article as the index keeps it: enough to show its hits without reading its file again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reader.text.spans import Span, holding


class Shown(Protocol):
    """What hits are shown in: an article, or a page."""

    @property
    def path(self) -> str:
        """The path in the library."""
        ...

    @property
    def text(self) -> str:
        """The canonical text."""
        ...

    @property
    def passages(self) -> tuple[Span, ...]:
        """Paragraphs and headings, in order."""
        ...

    @property
    def boilerplate(self) -> tuple[Span, ...]:
        """What the page carried along."""
        ...

    def paragraph_at(self, offset: int) -> int:
        """The number (from 1) of the paragraph that holds an offset or stands before it."""
        ...


@dataclass(frozen=True, slots=True)
class Page:
    """The text of an article and where its passages are."""

    path: str
    text: str
    passages: tuple[Span, ...]
    paragraphs: Sequence[Span]
    boilerplate: tuple[Span, ...]

    def paragraph_at(self, offset: int) -> int:
        """The number (from 1) of the paragraph that holds an offset or stands before it."""
        return holding(self.paragraphs, offset) + 1
