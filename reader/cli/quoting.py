"""Finding in an article the words that a user typed or pasted."""

from __future__ import annotations

from reader.text.canonical import canonical
from reader.text.spans import Span

# What keyboards, mail and word processors change in a quotation; one code point for one.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")  # soft hyphen, zero-width blanks


def places_of(text: str, quotation: str) -> list[Span]:
    """Every place of a quotation in a canonical text, in order; places may overlap.

    As it is written; if it is not there, then with any quotation marks for any, any dash for any,
    and any run of blanks and line ends for any.  The case of letters is never folded.
    """
    wanted = canonical(quotation)
    if not wanted.strip():
        return []
    exact = _starts(text, wanted)
    if exact:
        return [Span(start, start + len(wanted)) for start in exact]
    folded, offsets = _folded(text)
    wanted = _folded(wanted)[0].strip()
    if not wanted:
        return []
    return [
        Span(offsets[start], offsets[start + len(wanted) - 1] + 1)
        for start in _starts(folded, wanted)
    ]


def _starts(text: str, wanted: str) -> list[int]:
    out: list[int] = []
    at = text.find(wanted)
    while at >= 0:
        out.append(at)
        at = text.find(wanted, at + 1)
    return out


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without its typography, and the offset that each character of it came from."""
    out: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text.translate(_ALIKE)):
        if character in _UNSEEN:
            continue
        blank = character.isspace()
        if blank and out and out[-1] == " ":
            continue
        out.append(" " if blank else character)
        offsets.append(offset)
    return "".join(out), offsets
