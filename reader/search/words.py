"""The analyser: a text as terms at positions, the same for index, query and hits.

A term may stand over several positions: ``cease-fire`` is ``cease`` at 0, ``fire`` at 1 and
``ceasefire`` over both, ``1.5 million`` also ``1500000``.  So a hyphen, a blank or neither find
each other without any of them being lost.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reader.search.folding import IGNORED
from reader.search.forms import (
    APOSTROPHE,
    HYPHENS,
    NUMBER,
    SCALES,
    THOUSANDS,
    Forms,
    forms,
    written_as_one,
)

GAP = 10
"""Positions between paragraphs, so that no phrase runs from one into the next."""

STOP = frozenset(
    """
    a an and are as at be been but by for from had has have he her his i in is it its of on or she
    so that the their them there they this to was we were which with you your
    """.split()
)
"""Words too common to be wanted alone; they are indexed, and count in phrases."""


def _marks() -> str:
    """Combining marks as ranges of a character class; ``\\w`` does not have them.

    Only blocks of living scripts are looked through: 4 ms, where all of Unicode takes 35.
    """
    blocks = ((0x300, 0x1E00), (0x20D0, 0x2100), (0x2DE0, 0x2E00), (0x3099, 0x309B))
    more = ((0xA66F, 0xAC00), (0xFB1E, 0xFB1F), (0xFE00, 0xFE30), (0x11000, 0x11700))
    points = [
        c
        for first, last in blocks + more
        for c in range(first, last)
        if unicodedata.category(chr(c)) in ("Mn", "Mc", "Me")
    ]
    out: list[str] = []
    first = previous = points[0]
    for point in [*points[1:], sys.maxunicode + 2]:
        if point != previous + 1:
            out.append(f"{chr(first)}-{chr(previous)}")
            first = point
        previous = point
    return "".join(out)


_C = rf"[^\W_]+(?:[{_marks()}{IGNORED}]+[^\W_]*)*"  # a run of letters, digits and their marks
_ELEMENT = (
    r"(?:"
    rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?"  # U.S.  U.S.A
    rf"|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])"  # U.S
    rf"|\d{{1,3}}(?:[{THOUSANDS}]\d{{3}})+(?!\d)(?:[^\W_]+)?"  # 3,000
    rf"|\d{{1,2}}(?:,\d\d)+,\d{{3}}(?!\d)"  # 12,34,567
    rf"|(?<!\d\.)\d+\.\d+(?![.\d])(?:[^\W_]+)?"  # 1.5  1.5m
    r"|[A-Za-z](?:\+\+|#)(?![^\W_])"  # C++  C#
    rf"|(?![{APOSTROPHE}{IGNORED}]){_C}"
    r")"
)
_HEBREW = "\u05d0-\u05ea"
_CONNECT = (
    rf"(?:(?<=[^\W\d_])[{APOSTROPHE}](?=[^\W\d_])|(?<=\.)[{APOSTROPHE}](?=[sS](?![^\W_]))"
    rf"|(?<=[^\W_])&(?=[^\W_])|(?<=[{_HEBREW}])[\"\u05f4](?=[{_HEBREW}])"
    rf"|[{HYPHENS}](?:[ \t]*\n[ \t]*(?=[a-z\u00df-\u00ff])|(?=[^\W_])))"
)
# First what most words are, so that they are not tried as anything else: twice as fast.
_TOKEN = re.compile(rf"[A-Za-z]{{2,}}(?=[ ,;\n])|{_ELEMENT}(?:{_CONNECT}{_ELEMENT})*")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


class Token(NamedTuple):
    """A term that stands over ``width`` positions from ``at``, at ``start..end`` in the text."""

    term: str
    at: int
    width: int
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The terms of a text, in order of position; a whole stands after its first part."""
    at = 0
    last = 0  # end of the word before
    number: Token | None = None
    for match in _TOKEN.finditer(text):
        base, end = match.span()
        gap = base - last
        if (
            gap > 1
            and at
            and text.find("\n", last, base) >= 0
            and _BLANK_LINE.search(text, last, base)
        ):
            at += GAP
        last = end
        word = match.group()
        plain = _plain.get(word)
        if plain:
            yield _token(Token, (plain, at, 1, base, end))
            at += 1
            number = None
            continue
        parts, whole = _forms_of(word)
        for n, (term, a, b) in enumerate(parts):
            token = Token(term, at + n, 1, base + a, base + b)
            yield token
            if n == 0 and whole:
                yield Token(whole, at, len(parts), base, end)
            if number and (gap <= 2 or n) and (written := written_as_one(number.term, term)):
                yield Token(written, number.at, 2, number.start, base + b)
            number = token if term[0].isdigit() and NUMBER.match(term) else None
        at += len(parts)


@lru_cache(maxsize=4)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The terms of a text that is looked at several times in a row."""
    return tuple(tokens(text))


# Words that are one term and no part of a number, which nineteen in twenty are: a text is read four
# times faster where they need nothing but looking up.
_plain: dict[str, str] = {}
_PLAIN_WORDS = 200_000
_token = tuple.__new__


def _forms_of(word: str) -> Forms:
    found = forms(word)
    if len(found.parts) == 1 and not found.whole:
        term, start, end = found.parts[0]
        whole_word = start == 0 and end == len(word)
        if whole_word and term not in SCALES and not term[0].isdigit():
            if len(_plain) >= _PLAIN_WORDS:
                _plain.clear()
            _plain[word] = term
    return found
