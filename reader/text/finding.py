"""Find in a text as readers mean it: case, accents, quotes, dashes and line ends do not matter.

The text is folded with a map back, and searched as a string, so a match over a line end, across a
soft hyphen or through ``cease‑fire`` with a no-break hyphen is found at its true offsets.
"""

from __future__ import annotations

import re
import unicodedata
from array import array

from reader.text.spans import Span

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_DROPPED = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s\s+")
_LIMIT = 20_000
"""Matches of one search; a single letter in a long article has more and shows nothing."""


class Folded:
    """A text folded for comparison, and where each folded character stood in it."""

    def __init__(self, text: str) -> None:
        self.source = text
        table = {ord(c): _fold(c) for c in set(text)}
        odd = "".join(re.escape(chr(c)) for c, fold in table.items() if len(fold) != 1)
        pattern = f"[{odd}]" if odd else ""
        if _BLANKS.search(text):
            pattern = f"{pattern}|{_BLANKS.pattern}" if pattern else _BLANKS.pattern
        self._at: array[int] | None = None
        if not pattern:
            self.text = text.translate(table)
            return
        parts: list[str] = []
        at = array("q")
        position = 0
        for match in re.finditer(pattern, text):
            start, end = match.span()
            parts.append(text[position:start].translate(table))
            at.extend(range(position, start))
            fold = " " if end - start > 1 else table[ord(text[start])]
            parts.append(fold)
            at.extend([start] * len(fold))
            position = end
        parts.append(text[position:].translate(table))
        at.extend(range(position, len(text)))
        self.text = "".join(parts)
        self._at = at

    def span(self, start: int, end: int) -> Span:
        """The place in the source of folded characters ``start..end``."""
        if self._at is None:
            return Span(start, end)
        first, last = self._at[start], self._at[end - 1] + 1
        source = self.source
        while last < len(source) and (
            unicodedata.combining(source[last]) or _DROPPED.match(source, last)
        ):
            last += 1
        return Span(first, last)


def _fold(character: str) -> str:
    if character.isspace():
        return " "
    if _DROPPED.match(character):
        return ""
    if character.isascii():
        return character
    plain = unicodedata.normalize("NFKD", character.translate(_SAME))
    return "".join(c for c in plain if not unicodedata.combining(c)) if plain else character


def find(folded: Folded, needle: str, *, whole_words: bool = False) -> list[Span]:
    """Every place of a needle, in order, at most 20,000.

    Smart case, as in vim: a needle without capitals ignores case.
    """
    wanted = Folded(needle).text
    if not wanted.strip():
        return []
    flags = re.NOFLAG if wanted != wanted.lower() else re.IGNORECASE
    pattern = re.escape(wanted)
    if whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    out: list[Span] = []
    for match in re.finditer(pattern, folded.text, flags):
        out.append(folded.span(*match.span()))
        if len(out) >= _LIMIT:
            break
    return out
