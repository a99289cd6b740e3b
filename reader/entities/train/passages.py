"""Our own labelled passages: ``[text|kind]``, a passage a line, each an article of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from reader.articles.article import Article, Metadata
from reader.entities.kinds import Kind
from reader.text.blocks import blocks
from reader.text.spans import Span

LEARNT = Path(__file__).with_name("passages.txt")
"""The half that the model learns."""

_LABEL = re.compile(r"\[([^|\]]+)\|(\w+)\]")


def passages(file: Path) -> Iterator[tuple[Article, dict[Span, Kind]]]:
    """The passages of a file with their labels; lines that start with ``#`` are remarks.

    Raises:
        OSError: the file cannot be read.
        ValueError: a label has no such kind.
    """
    for n, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        text, at = "", 0
        labels: dict[Span, Kind] = {}
        for match in _LABEL.finditer(line):
            text += line[at : match.start()]
            labels[Span(len(text), len(text) + len(match[1]))] = Kind(match[2])
            text += match[1]
            at = match.end()
        text += line[at:]
        yield Article(f"{file.name}:{n}", text, blocks(text), Metadata(), ()), labels
