"""The interface between a file's format and the rest of the program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from reader.articles.article import Metadata
from reader.text.blocks import Block
from reader.text.spans import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a format leaves it.

    ``text`` is canonical.  ``blocks`` is ``None`` where the format does not mark them: then they
    are found in the text, and the text may tell its own title, date and author too.
    ``boilerplate`` is sorted; the text may add to it.
    """

    text: str
    meta: Metadata = field(default_factory=Metadata)
    blocks: tuple[Block, ...] | None = None
    notes: tuple[str, ...] = ()
    boilerplate: tuple[Span, ...] = ()


class Format(Protocol):
    """A way to read files.  It knows its own kind of file and nothing of paths or libraries."""

    name: str

    def read(self, raw: bytes) -> Iterable[Draft]:
        """The articles of a file, one or several.

        Raises:
            ValueError: the bytes are not of this format; the message is a reason for people.
        """
        ...
