"""Find in a text as readers mean it: case, accents, quotes, dashes and line ends do not matter.

The text is folded with a map back, and searched as a string, so a match over a line end, across a
soft hyphen or through ``cease‑fire`` with a no-break hyphen is found at its true offsets.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property

from reader.text.late import late
from reader.text.spans import Span

LIMIT = 20_000
"""Matches of one search; a single letter in a long article has more and shows nothing."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_DROPPED = late("[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff\u202a-\u202e\u2066-\u2069]")
_FEW = 64  # characters to fold: so many passes of `replace` cost less than one of `translate`


class Edges(StrEnum):
    """Where in a word a match may begin and end."""

    ANY = "anywhere"
    START = "at the start of a word"
    WHOLE = "whole words"


class Folded:
    """A text folded for comparison, and where each folded character stood in it.

    The map is stretches in turn: one that is shifted as a whole, then one whose characters all
    stand for one character, or one run of blanks, of the source.
    """

    def __init__(self, text: str) -> None:
        self.source = text
        folds = {c: fold_character(c) for c in set(text)}
        self._loose = "" in folds.values()  # whether a match may be followed by what was dropped
        even = _replaced(text, {c: f for c, f in folds.items() if len(f) == 1 and f != c})
        odd = "".join(re.escape(c) for c, fold in folds.items() if len(fold) != 1)
        pattern = f"[{odd}]|  +" if odd else "  +"
        parts: list[str] = []
        self._folded = array("q", (0,))  # where each stretch begins in the folded text
        self._source = array("q", (0,))  # and in the source
        position = length = 0
        for match in re.finditer(pattern, even):
            start, end = match.span()
            fold = " " if end - start > 1 else folds[text[start]]
            parts += (even[position:start], fold)
            length += start - position
            self._folded.extend((length, length + len(fold)))
            self._source.extend((start, end))
            length += len(fold)
            position = end
        parts.append(even[position:])
        self.text = "".join(parts)
        self._folded.append(len(self.text) + 1)  # where the last stretch ends

    @cached_property
    def lower(self) -> str:
        """The folded text without capitals, of the same length."""
        return lowered(self.text)

    def offset(self, position: int) -> int:
        """The source character that a folded character stands for."""
        stretch = bisect_right(self._folded, position) - 1
        shift = position - self._folded[stretch] if stretch % 2 == 0 else 0
        return self._source[stretch] + shift

    def position(self, offset: int) -> int:
        """The first folded character at or after a source character."""
        stretch = bisect_right(self._source, offset) - 1
        within = offset - self._source[stretch]
        if stretch % 2:
            return self._folded[stretch] if not within else self._folded[stretch + 1]
        return self._folded[stretch] + within

    def span(self, start: int, end: int) -> Span:
        """The place in the source of folded characters ``start..end``, at least one."""
        first, last = self.offset(start), self.offset(end - 1) + 1
        if self._loose:
            source = self.source
            while last < len(source) and (
                unicodedata.combining(source[last]) or _DROPPED.match(source, last)
            ):
                last += 1
        return Span(first, last)

    def parted(self, passages: Sequence[Span]) -> str:
        """The folded text with a line end, in place of a blank, before each passage.

        To a regular expression a passage is then a line: ``.`` does not leave it, ``^`` and ``$``
        are its edges.
        """
        parts: list[str] = []
        done = 0
        for passage in passages:
            at = self.position(passage.start) - 1
            if at >= done and self.text[at] == " ":
                parts += (self.text[done:at], "\n")
                done = at + 1
        return "".join((*parts, self.text[done:]))

    def places(self, matches: Iterable[tuple[int, int]]) -> list[Span]:
        """The places of matches, in order, each once: ``…`` is three folded dots and one place."""
        out: list[Span] = []
        reached = stretch = shift = 0
        edges = self._folded
        whole = edges[1]  # where the stretch ends
        for start, end in matches:
            if start >= whole:
                stretch = bisect_right(edges, start, stretch) - 1
                whole, shift = edges[stretch + 1], self._source[stretch] - edges[stretch]
            if stretch % 2 == 0 and end < whole:  # nothing odd in it or after it: nearly always
                span = Span(start + shift, end + shift)
            else:
                span = self.span(start, end)
            if span[0] >= reached:
                out.append(span)
                reached = span[1]
                if len(out) >= LIMIT:
                    break
        return out


def fold_character(character: str) -> str:
    """What a character is compared as: none, one or several."""
    if character.isspace():
        return " "
    if _DROPPED.match(character):
        return ""
    if character.isascii():
        return character
    plain = unicodedata.normalize("NFKD", character.translate(_SAME))
    return "".join(c for c in plain if not unicodedata.combining(c)) if plain else character


def lowered(folded: str) -> str:
    """Folded text without capitals; character by character, so that its length stays."""
    lower = folded.lower().replace("ς", "σ")  # `lower` knows a final sigma, a needle does not
    if len(lower) == len(folded):
        return lower
    return "".join(low if len(low := c.lower()) == 1 else c for c in folded).replace("ς", "σ")


def _replaced(text: str, same_length: dict[str, str]) -> str:
    if len(same_length) > _FEW:
        return text.translate({ord(c): fold for c, fold in same_length.items()})
    for character, fold in same_length.items():
        text = text.replace(character, fold)
    return text


def find(folded: Folded, needle: str, edges: Edges = Edges.ANY) -> list[Span]:
    """Every place of a needle, in order, at most 20,000.

    Smart case, as in vim: a needle without capitals ignores case.
    """
    wanted = Folded(needle).text
    if not wanted.strip():
        return []
    if wanted == wanted.lower():
        text, pattern = folded.lower, re.escape(lowered(wanted))
    else:
        text, pattern = folded.text, re.escape(wanted)
    if edges is not Edges.ANY:
        pattern = rf"(?<!\w){pattern}" + (r"(?!\w)" if edges is Edges.WHOLE else "")
    return folded.places(map(re.Match.span, re.finditer(pattern, text)))
