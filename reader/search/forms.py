"""The forms of a word: the terms that it, its parts and the whole of them are looked up as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from reader.search.folding import APOSTROPHES, fold, stem

AMBIGUOUS = {
    "us": "u.s", "who": "w.h.o", "it": "i.t", "am": "a.m", "is": "i.s", "un": "u.n",
    "aids": "a.i.d.s",
}  # fmt: skip
"""Acronyms that are other words in small letters, and the term each has instead."""

LIKELY = frozenset({"us", "un", "aids"})
"""Of these, those that are mostly meant even where a query has them in small letters."""

SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "mn": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
"""Words that multiply the number before them."""

_SCALED = re.compile(r"(\d+(?:\.\d+)?)(mn|bn|tn)\Z")
_MILLIONS = re.compile(r"(\d+(?:\.\d+)?)m\Z")
NUMBER = re.compile(r"\d+(?:\.\d+)?\Z")
"""A term that is a number."""

_PLACES = 18  # digits that a number written out may have

_JOINED_PARTS = 4  # state-of-the-art; longer chains are lists
_JOINED_LENGTH = 40

# Insides of character classes: apostrophes, hyphens, what stands between thousands.
APOSTROPHE = re.escape(APOSTROPHES)
HYPHENS = "‐‑‒–−-"
_CJK = (
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
THOUSANDS = ",\u00a0\u2009\u202f'’"
_BREAK = re.compile(rf"[{HYPHENS}](?:[ \t]*\n[ \t]*)?")
_POSSESSIVE = re.compile(rf"(?:[{APOSTROPHE}]s|(?<=s)[{APOSTROPHE}])\Z", re.IGNORECASE)
_ELISION = re.compile(rf"(?:[cdjlmnost]|qu)[{APOSTROPHE}](?=[^\W\d_]{{2}})", re.IGNORECASE)
_DOTTED = re.compile(r"[^\W\d_]\.[^\W\d_]")
_BETWEEN_THOUSANDS = re.compile(rf"[{THOUSANDS}]")
_IDEOGRAPHS = re.compile(f"[{_CJK}]+")


class Forms(NamedTuple):
    """The parts of a word (term, start, end within it) and, of several, the term for the whole."""

    parts: tuple[tuple[str, int, int], ...]
    whole: str


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
        written = _written_out(scaled[1], SCALES[scaled[2]]) if scaled else ""
        return Forms(tuple(parts), written)
    whole = ""
    if 1 < len(pieces) == len(parts) <= _JOINED_PARTS:
        whole = stem(fold("".join(_POSSESSIVE.sub("", word[a:b]) for a, b in pieces)))
        whole = whole.replace(".", "").replace("&", "")
        if whole.isdigit() or len(whole) > _JOINED_LENGTH:
            whole = ""
    return Forms(tuple(parts), whole)


def possessed(word: str) -> str:
    """A word without the ending of a possessive."""
    return _POSSESSIVE.sub("", word)


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
        word = _BETWEEN_THOUSANDS.sub("", word)
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


def in_millions(term: str) -> str:
    """The other way to write a term that is a number of millions: ``1.5m`` and ``1500000``.

    Only queries ask for it: an ``m`` in a text may be metres.
    """
    million = _MILLIONS.match(term)
    if million:
        return _written_out(million[1], SCALES["million"])
    if not term.isascii() or not term.isdecimal() or not 6 < len(term) <= _PLACES:
        return ""
    whole, part = term[:-6], term[-6:].rstrip("0")
    return f"{whole}{'.' if part else ''}{part}m" if len(part) <= 2 else ""


def is_ideographic(term: str) -> bool:
    """Whether a term is a sign or a pair of signs of a script without blanks."""
    return bool(_IDEOGRAPHS.fullmatch(term))


def written_as_one(number: str, after: str) -> str:
    """The digits of two terms that are one number, like 1.5 million or 3 000, or nothing."""
    if after in SCALES and NUMBER.match(number):
        return _written_out(number, SCALES[after])
    grouped = len(number) <= 3 and len(after) == 3 and after.isdecimal() and number.isdecimal()
    return number + after if grouped and number[0] != "0" else ""


def _written_out(number: str, scale: int) -> str:
    if len(number) > _PLACES:
        return ""
    value = Decimal(number) * scale
    return str(int(value)) if value == int(value) else ""
