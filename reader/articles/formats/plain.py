"""Plain text, with or without front matter."""

from __future__ import annotations

from collections.abc import Iterable

from reader.articles.decode import decode
from reader.articles.formats.draft import Draft
from reader.articles.frontmatter import split_front_matter
from reader.text.canonical import canonical


class PlainFormat:
    """``.txt``: the text is the file's, but for its front matter."""

    name = "text"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """One draft, whose blocks are found later."""
        decoded = decode(raw)
        front = split_front_matter(canonical(decoded.text))
        yield Draft(front.rest, front.meta, notes=(*decoded.notes, *front.notes))
