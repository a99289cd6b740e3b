"""Numbers of lists as word processors write them."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_KINDS = {
    "a": "a", "A": "A", "i": "i", "I": "I", "lowerLetter": "a", "upperLetter": "A",
    "lowerRoman": "i", "upperRoman": "I",
}  # fmt: skip


def numeral(number: int, kind: str) -> str:
    """A number in the kind of numerals that OpenDocument or Word names; in digits if in no other.

    After ``z`` letters are doubled: ``aa``, ``bb``, as both have it.
    """
    known = _KINDS.get(kind, "1")
    if not 0 < number < 4000 or known == "1":
        return str(number)
    if known in "iI":
        text = _roman(number)
    else:
        turns, letter = divmod(number - 1, 26)
        text = chr(ord("a") + letter) * (turns + 1)
    return text.upper() if known.isupper() else text


def _roman(number: int) -> str:
    out = ""
    for value, digits in _ROMAN:
        out += digits * (number // value)
        number %= value
    return out
