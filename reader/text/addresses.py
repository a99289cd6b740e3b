"""Web addresses in a text: where they stand, without what only stands beside them."""

from __future__ import annotations

from reader.text.late import late
from reader.text.spans import Span

_ADDRESS = late(r"https?://[^\s<>\"“”«»\u0000-\u001f\ufffd]+")
_TRAILING = ".,;:!?'’…*_|"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def addresses(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The addresses (``http`` and ``https`` alone) in a stretch of a text, in order.

    A full stop or a bracket that closes the sentence around an address is no part of it, as in
    GitHub's rules for links in prose.
    """
    stop = len(text) if end is None else end
    found = (match.span() for match in _ADDRESS.finditer(text, start, stop))
    return [Span(a, a + len(_without_trailing(text[a:b]))) for a, b in found]


def _without_trailing(address: str) -> str:
    while address:
        last = address[-1]
        opening = _PAIRS.get(last)
        closes_nothing = opening and address.count(opening) < address.count(last)
        if last not in _TRAILING and not closes_nothing:
            break
        address = address[:-1]
    return address
