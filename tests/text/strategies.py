"""Texts as hard as the world's: every script, every way to build a grapheme, every odd blank."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from reader.text.blocks import Block, BlockKind
from reader.text.canonical import canonical
from reader.text.spans import Span

WHOLE = (
    "👨‍👩‍👧", "👍🏽", "🇵🇸", "🇮🇱", "1️⃣", "♥️", "❤️‍🔥", "🏳️‍🌈", "🧑🏾‍🚀",
    "🏴\U000e0067\U000e0062\U000e007f", "é", "e\u0301", "x\u0302\u0301",
    "क्", "हि", "नि", "क्षि", "न्त्री", "கி", "\u0600\u0661",
    "بِ", "שָׁ", "ที่", "กำ", "각", "ｶﾞ", "葛\U000e0100",
)  # fmt: skip
"""Graphemes of one or several code points; a caret must never stand inside one."""

_PIECES = (
    *WHOLE, "Rafah", "U.S.", "a", "well-known", "“quoted”", "W" * 30,
    "https://example.org/" + "p" * 40,
    "以色列可以单独作战。", "カタカナ", "한국어", "إسرائيل", "می‌خواهم", "שלום", "प्रधानमंत्री",
    "ß", "ﬁ",
    " ", " ", " ", "  ", "\u00a0", "\t", "\u3000", "\u2009", "\u200b",
    "\u200c", "\u200d", "\u2060", "\ufeff",
    "\u00ad", "\n", "\n\n", "\r\n", "\f", "\u2028", "\x85", "\x00", "\x1b[31m",
    "\x9b", "\u202e", "\u2066", "\ud800",
    "🇵", "\u0301", "\ufe0f", "🏽", "\u20e3", "ﷺ", "•", "…", "—", "\U0010ffff", "\ue000", "\u0600",
)  # fmt: skip

lines = st.lists(st.one_of(st.sampled_from(_PIECES), st.characters()), max_size=40).map("".join)
"""Foreign text of one line, not yet canonical."""

texts = st.lists(st.sampled_from(_PIECES) | st.characters(), max_size=60).map(
    lambda pieces: canonical("".join(pieces))
)
"""Canonical texts."""

widths = st.integers(4, 120)

kinds = st.sampled_from(BlockKind)


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[str, tuple[Block, ...]]:
    """A text and blocks of every kind and level in it, as Markdown would give."""
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for body in filter(None, map(str.strip, draw(st.lists(texts, max_size=4)))):
        kind = draw(kinds)
        gap = draw(st.sampled_from(("\n", "\n\n", "\n \n\n"))) if blocks else draw(st.just(""))
        start = length + len(gap)
        hang = draw(st.integers(0, min(4, len(body)))) if kind is BlockKind.ITEM else 0
        parts += [gap, body]
        length = start + len(body)
        blocks.append(Block(Span(start, length), kind, draw(st.integers(0, 6)), hang))
    return "".join(parts), tuple(blocks)


def cases(number: int) -> settings:
    """The same cases at each run, so that a check never flickers."""
    return settings(max_examples=number, derandomize=True, deadline=None, database=None)
