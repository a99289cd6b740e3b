"""Quotations: where quotation marks open and close.

Curly and angled marks say themselves which way they face; a straight one opens after a blank or a
bracket and closes before one.  A mark that opens in a paragraph and never closes there (as in a
quotation of several paragraphs) runs to the end of its paragraph.  Apostrophes are not marks, so
single quotation marks count only where they are curly and open after a blank.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.text.late import late
from reader.text.spans import Span

_OPENERS = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"', "‹": "›"}
_MARK = late(r"[“”„«»‹›\"]|(?:(?<=\s)|(?<=[(\[“]))‘|^‘|’(?=[\s.,;:!?)\]”]|$)")
_SINGLE = "‘"


def quotations(text: str, paragraphs: Iterable[Span]) -> list[Span]:
    """The outermost quotations of a text, marks included, in order."""
    return [span for paragraph in paragraphs for span in _in_paragraph(text, paragraph)]


def _in_paragraph(text: str, paragraph: Span) -> list[Span]:
    out: list[Span] = []
    start, closers, depth = -1, "", 0
    opener = ""
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark, at = match.group(), match.start()
        if start < 0:
            if mark in _OPENERS and not (mark == '"' and _closes(text, at, paragraph)):
                start, opener, closers, depth = at, mark, _OPENERS[mark], 1
        elif mark in closers:
            depth -= 1
            if not depth:
                out.append(Span(start, at + 1))
                start = -1
        elif mark == opener:
            depth += 1
    if start >= 0 and opener != _SINGLE:
        out.append(Span(start, paragraph.end))
    return out


def _closes(text: str, at: int, paragraph: Span) -> bool:
    """Whether a straight mark, met with none open, can only be a closing one."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return not before.isspace() and before not in "([—–-" and (after.isspace() or after in ".,;:")


def quotation_at(spans: Iterable[Span], offset: int) -> Span | None:
    """The quotation that holds an offset."""
    return next((span for span in spans if span.holds(offset)), None)
