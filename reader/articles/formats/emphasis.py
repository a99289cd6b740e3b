"""Emphasis in Chinese, Japanese and Korean text.

By CommonMark 0.31, ``**「強調」**は`` has no emphasis, since a closing mark after punctuation must
stand before a blank.  Those scripts write no blanks, so here ideographs and their punctuation count
as neither letters nor punctuation, as cmark's and micromark's own extensions have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Delimiter

from reader.text.late import late

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_CJK = late("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")


def emphasis(state: StateInline, silent: bool) -> bool:
    """Rule for ``*`` and ``_``, in place of the parser's own."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    can_open, can_close = scanned.can_open, scanned.can_close
    if marker == "*":
        before = state.src[state.pos - 1] if state.pos else " "
        after = state.src[state.pos + scanned.length : state.pos + scanned.length + 1] or " "
        if _CJK.match(before) or _CJK.match(after):
            can_open = _leans(before, after)
            can_close = _leans(after, before)
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos += scanned.length
    return True


def _leans(outside: str, inside: str) -> bool:
    """Whether a run of marks may open towards what is inside."""
    if _is_blank(inside):
        return False
    return (
        not _is_mark(inside) or _is_blank(outside) or _is_mark(outside) or bool(_CJK.match(outside))
    )


def _is_blank(c: str) -> bool:
    return isWhiteSpace(ord(c))


def _is_mark(c: str) -> bool:
    """Punctuation, but not that of CJK."""
    return (isMdAsciiPunct(ord(c)) or isPunctChar(c)) and not _CJK.match(c)
