"""What a reader found in the bundled articles, and how well the program finds it too."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Row(NamedTuple):
    """One statement, as written down by hand."""

    article: str
    manner: str
    optional: bool
    speaker: str
    cue: str
    words: str


def rows(name: str) -> list[list[str]]:
    """The rows of one table."""
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def quotations() -> list[Row]:
    """Who said what."""
    return [
        Row(article, manner.rstrip("?"), manner.endswith("?"), speaker, cue, words)
        for article, manner, speaker, cue, words in rows("quotations")
    ]
