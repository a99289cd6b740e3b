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
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from reader.search.folding import APOSTROPHES, IGNORED, fold, stem

GAP = 100
"""Positions between paragraphs, so that no phrase runs from one into the next."""

STOP = frozenset(
    """
    a an and are as at be been but by for from had has have he her his i in is it its of on or she
    so that the their them there they this to was we were which with you your
    """.split()
)
"""Words too common to be wanted alone; they are indexed, and count in phrases."""

AMBIGUOUS = {
    "us": "u.s", "who": "w.h.o", "it": "i.t", "am": "a.m", "is": "i.s", "un": "u.n",
    "aids": "a.i.d.s",
}  # fmt: skip
"""Acronyms that are other words in small letters, and the term each has instead."""

LIKELY = frozenset({"us", "un", "aids"})
"""Of these, those that are mostly meant even where a query has them in small letters."""

_SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_SCALED = re.compile(r"(\d+(?:\.\d+)?)(mn|bn|tn)\Z")
_NUMBER = re.compile(r"\d+(?:\.\d+)?\Z")
_PLACES = 18  # digits that a number written out may have

_JOINED_PARTS = 4  # state-of-the-art; longer chains are lists
_JOINED_LENGTH = 40


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


_A = re.escape(APOSTROPHES)
_H = "‐‑‒–−-"
_CJK = (
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
_C = rf"[^\W_]+(?:[{_marks()}{IGNORED}]+[^\W_]*)*"  # a run of letters, digits and their marks
_SPACE = ",\u00a0\u2009\u202f'’"  # between thousands
_ELEMENT = (
    r"(?:"
    rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?"  # U.S.  U.S.A
    rf"|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])"  # U.S
    rf"|\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?!\d)(?:[^\W_]+)?"  # 3,000
    rf"|\d{{1,2}}(?:,\d\d)+,\d{{3}}(?!\d)"  # 12,34,567
    rf"|(?<!\d\.)\d+\.\d+(?![.\d])(?:[^\W_]+)?"  # 1.5  1.5m
    rf"|(?![{_A}{IGNORED}]){_C}"
    r")"
)
_HEBREW = "\u05d0-\u05ea"
_CONNECT = (
    rf"(?:(?<=[^\W\d_])[{_A}](?=[^\W\d_])|(?<=\.)[{_A}](?=[sS](?![^\W_]))"
    rf"|(?<=[^\W_])&(?=[^\W_])|(?<=[{_HEBREW}])[\"\u05f4](?=[{_HEBREW}])"
    rf"|[{_H}](?:[ \t]*\n[ \t]*(?=[a-z\u00df-\u00ff])|(?=[^\W_])))"
)
# First what most words are, so that they are not tried as anything else: twice as fast.
_TOKEN = re.compile(rf"[A-Za-z]{{2,}}(?=[ ,;\n])|{_ELEMENT}(?:{_CONNECT}{_ELEMENT})*")
_BREAK = re.compile(rf"[{_H}](?:[ \t]*\n[ \t]*)?")
_POSSESSIVE = re.compile(rf"(?:[{_A}]s|(?<=s)[{_A}])\Z", re.IGNORECASE)
_ELISION = re.compile(rf"(?:[cdjlmnost]|qu)[{_A}](?=[^\W\d_]{{2}})", re.IGNORECASE)
_DOTTED = re.compile(r"[^\W\d_]\.[^\W\d_]")
_THOUSANDS = re.compile(rf"[{_SPACE}]")
_IDEOGRAPHS = re.compile(f"[{_CJK}]+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


class Token(NamedTuple):
    """A term that stands over ``width`` positions from ``at``, at ``start..end`` in the text."""

    term: str
    at: int
    width: int
    start: int
    end: int


class Forms(NamedTuple):
    """The parts of a word (term, start, end within it) and, of several, the term for the whole."""

    parts: tuple[tuple[str, int, int], ...]
    whole: str


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
            number = token if term[0].isdigit() and _NUMBER.match(term) else None
        at += len(parts)


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
        if whole_word and term not in _SCALES and not term[0].isdigit():
            if len(_plain) >= _PLAIN_WORDS:
                _plain.clear()
            _plain[word] = term
    return found


@lru_cache(maxsize=20_000)
def forms(word: str) -> Forms:
    """What a word, with its hyphens and apostrophes, is looked up as."""
    if word.isascii() and word.isalpha():
        return Forms(((term_of(word), 0, len(word)),), "")
    pieces = list(_pieces(word))
    parts: list[tuple[str, int, int]] = []
    for a, b in pieces:
        piece = word[a:b]
        if _IDEOGRAPHS.search(piece):
            parts += [(fold(piece[i:j]), a + i, a + j) for i, j in bigrams(piece)]
        else:
            parts.append((term_of(piece), a, b))
    parts = [part for part in parts if part[0]]
    if len(parts) == 1:
        scaled = _SCALED.match(parts[0][0])
        written = _written_out(scaled[1], _SCALES[scaled[2]]) if scaled else ""
        return Forms(tuple(parts), written)
    whole = ""
    if 1 < len(pieces) == len(parts) <= _JOINED_PARTS:
        whole = stem(fold("".join(_POSSESSIVE.sub("", word[a:b]) for a, b in pieces)))
        whole = whole.replace(".", "").replace("&", "")
        if whole.isdigit() or len(whole) > _JOINED_LENGTH:
            whole = ""
    return Forms(tuple(parts), whole)


def _pieces(word: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a word are: between hyphens, and after ``l’`` and ``d’``."""
    start = 0
    for match in [*_BREAK.finditer(word), None]:
        end = match.start() if match else len(word)
        elided = _ELISION.match(word, start, end)
        if elided:
            yield start, elided.end() - 1
            start = elided.end()
        if start < end:
            yield start, end
        start = match.end() if match else end


def term_of(piece: str, stemmed: bool = True) -> str:
    """The term of one word without hyphens; ``stemmed=False`` leaves its ending, for prefixes."""
    word = piece if piece.isalpha() else _POSSESSIVE.sub("", piece)
    if _DOTTED.match(word):
        word = fold(word.replace(".", ""))
        return AMBIGUOUS.get(word, word)
    if word.isupper() and (acronym := AMBIGUOUS.get(fold(word))):
        return acronym
    if word[:1].isdecimal():
        word = _THOUSANDS.sub("", word)
    word = fold(word).replace("&", "")
    return stem(word) if stemmed else word


def bigrams(text: str) -> Iterator[tuple[int, int]]:
    """Chinese, Japanese and Korean by overlapping pairs, with the last sign of a run alone.

    So every sign begins a term, and a query of one sign is a prefix.
    """
    last = 0
    for run in _IDEOGRAPHS.finditer(text):
        if last < run.start():
            yield last, run.start()
        last = run.end()
        yield from ((i, min(i + 2, last)) for i in range(run.start(), last))
    if last < len(text):
        yield last, len(text)


def is_ideographic(term: str) -> bool:
    """Whether a term is a sign or a pair of signs of a script without blanks."""
    return bool(_IDEOGRAPHS.fullmatch(term))


def written_as_one(number: str, after: str) -> str:
    """The digits of two terms that are one number, like 1.5 million or 3 000, or nothing."""
    if after in _SCALES and _NUMBER.match(number):
        return _written_out(number, _SCALES[after])
    grouped = len(number) <= 3 and len(after) == 3 and after.isdecimal() and number.isdecimal()
    return number + after if grouped and number[0] != "0" else ""


def _written_out(number: str, scale: int) -> str:
    if len(number) > _PLACES:
        return ""
    value = Decimal(number) * scale
    return str(int(value)) if value == int(value) else ""
