"""Texts with their typography folded away, and the way back to the text as it is.

Quotation marks, dashes and blanks of every kind become one; ligatures and full-width letters
become plain ones (Unicode normalization form NFKC); invisible characters go.  What an editor, a
web page or a word processor restyles then reads the same.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import cached_property

from reader.text.spans import Span

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\ufeff"
_DASHES = "\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d-"
_MARKS = {
    **dict.fromkeys("‘’‚‛′ʼ`´‹›", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
}
_UNPLAIN = re.compile(
    rf"""
      (?P<dash>[\s{_INVISIBLE}]*[{_DASHES}](?:[\s{_INVISIBLE}]*[{_DASHES}])*[\s{_INVISIBLE}]*)
    | (?P<blank>[\s{_INVISIBLE}]*\s[\s{_INVISIBLE}]*)
    | (?P<gone>[{_INVISIBLE}]+)
    | (?P<other>[`]|[^\x00-\x7f])
    """,
    re.VERBOSE,
)


class Folded:
    """A folded text.  ``text`` is what to compare; offsets in it are not those of the original."""

    def __init__(self, original: str) -> None:
        parts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []

        def put(letters: str, start: int, end: int) -> None:
            parts.append(letters)
            starts.extend([start] * len(letters))
            ends.extend([end] * len(letters))

        at = 0
        for found in _UNPLAIN.finditer(original):
            start, end = found.span()
            if found.lastgroup == "blank" and found.group() == " ":
                continue  # as it stands; five of six pieces of a text would be such a blank
            parts.append(original[at:start])
            starts.extend(range(at, start))
            ends.extend(range(at + 1, start + 1))
            at = end
            if found.lastgroup == "dash":
                put("-", start, end)
            elif found.lastgroup == "blank":
                put(" ", start, end)
            elif found.lastgroup == "other":
                letter = found.group()
                put(_MARKS.get(letter) or _compatible(letter), start, end)
        parts.append(original[at:])
        starts.extend(range(at, len(original)))
        ends.extend(range(at + 1, len(original) + 1))
        self.original = original
        self.text = "".join(parts)
        self._starts = starts
        self._ends = ends

    @cached_property
    def lower(self) -> str:
        """The folded text without capitals, letter for letter."""
        low = self.text.lower()
        if len(low) == len(self.text):
            return low
        lows = ((letter, letter.lower()) for letter in self.text)
        return "".join(low if len(low) == 1 else letter for letter, low in lows)

    def back(self, start: int, end: int) -> Span | None:
        """A span of the original, without blanks at its ends; ``None`` where nothing is left."""
        if not self.text[start:end].strip():
            return None
        first, last = self._starts[start], self._ends[end - 1]
        words = self.original[first:last]
        return Span(first + len(words) - len(words.lstrip()), first + len(words.rstrip()))

    def forth(self, offset: int) -> int:
        """The folded offset of an offset of the original."""
        return bisect_left(self._starts, offset)


def fold(text: str) -> str:
    """A text folded, when the way back is not needed."""
    return Folded(text).text


def _compatible(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter)
    return "".join(_MARKS.get(c, c) for c in plain) if plain.strip() else " "
