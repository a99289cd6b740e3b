"""One place in one article where something is named."""

from __future__ import annotations

from dataclasses import dataclass

from reader.entities.kinds import Kind
from reader.text.spans import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """``text`` is what the span covers: without title, possessive or leading article."""

    span: Span
    kind: Kind
    text: str
