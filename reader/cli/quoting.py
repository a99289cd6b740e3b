"""Finding in an article the words that a user typed or pasted."""

from __future__ import annotations

from reader.annotations.fold import Folded, fold
from reader.text.canonical import canonical
from reader.text.spans import Span


def places_of(text: str, quotation: str) -> list[Span]:
    """Every place of a quotation in a canonical text, in order; places may overlap.

    As it is written; if it is not there, then with its typography folded away as for marks: any
    quotation marks for any, any dash for any, any run of blanks and line ends for any.  The case of
    letters is never folded.
    """
    wanted = canonical(quotation)
    if not wanted.strip():
        return []
    exact = _starts(text, wanted)
    if exact:
        return [Span(start, start + len(wanted)) for start in exact]
    folded, wanted = Folded(text), fold(wanted).strip()
    places = (folded.back(start, start + len(wanted)) for start in _starts(folded.text, wanted))
    return [place for place in places if place is not None]


def _starts(text: str, wanted: str) -> list[int]:
    out: list[int] = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        out.append(at)
        at = text.find(wanted, at + 1)
    return out
