"""A known text, and how much of it a format gave back."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from reader.articles.formats.draft import Draft
from reader.articles.formats.markdown import MarkdownFormat
from reader.text.blocks import BlockKind

SEED = Path(__file__).parents[2] / "seeds" / "a-team-to-washington.md"


@cache
def passages() -> tuple[tuple[bool, str], ...]:
    """The passages of an article of our own, each with whether it is a heading."""
    (draft,) = MarkdownFormat().read(SEED.read_bytes())
    assert draft.blocks
    return tuple((b.kind is BlockKind.HEADING, b.span.of(draft.text)) for b in draft.blocks)


def markup() -> str:
    """The same as HTML."""
    return "\n".join(f"<h2>{t}</h2>" if head else f"<p>{t}</p>" for head, t in passages())


def kept(draft: Draft) -> float:
    """The share of the known words that a draft has, in their order."""
    known = " ".join(text for _, text in passages()).split()
    found = SequenceMatcher(None, known, draft.text.split(), autojunk=False)
    return sum(block.size for block in found.get_matching_blocks()) / len(known)
