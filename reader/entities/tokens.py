"""Words of a passage with their places, and which of them stand together."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.entities.gazetteer import WORD, Gazetteer
from reader.text.sentences import sentences
from reader.text.spans import Span

_OPENING = re.compile(r"[\"'“‘«(\[]\Z|[:—–•…]\s*\Z|-\s+\Z")
_SHORTENED = frozenset(
    "Mr Mrs Ms Dr Prof Sen Rep Gov Gen Lt Col Capt Sgt Maj St Jr Sr Ft Mt".split()
)
_PARTED = re.compile("([-‑])")
_BEFORE_NAMES = frozenset("Ex Pro Anti Non Post Pre".split())  # Ex-Mossad


class Token(NamedTuple):
    """A word.

    ``word`` is as written but for straight quotes and hyphens.  ``near``: only a blank (or the
    stop of an initial) parts it from the word before.  ``first``: it opens a sentence or a
    quotation, so its capital says nothing.  ``cap``: it is written like a part of a name.
    """

    word: str
    start: int
    end: int
    near: bool
    first: bool
    cap: bool


def tokens(text: str, passage: Span, gazetteer: Gazetteer) -> list[Token]:
    """The words of one passage, in order; offsets count in ``text``."""
    body = passage.of(text)
    starts = iter([s.start for s in sentences(body)])
    opens = next(starts, len(body))
    prefixes = gazetteer.words["arab_prefixes"]
    openers = gazetteer.words["openers"]
    out: list[Token] = []
    end = 0
    for match in WORD.finditer(body):
        begin = match.start()
        between = body[end:begin]
        first = begin >= opens or (bool(between) and bool(_OPENING.search(between)))
        while begin >= opens:
            opens = next(starts, len(body) + 1)
        near = bool(out) and _stand_together(out[-1].word, between, match.group(), openers)
        before = out[-1].word if near else ""
        for word, at in _pieces(match.group(), begin, before, gazetteer):
            cap = word[0].isupper() or ("-" in word and _carries_name(word, prefixes))
            start = passage.start + at
            out.append(Token(word, start, start + len(word), near, first, cap))
            near = first = False
        end = match.end()
    return out


def _stand_together(before: str, between: str, word: str, openers: frozenset[str]) -> bool:
    if not between:
        return word in {"'s", "’s"}
    if between.isspace():
        return between.count("\n") < 2
    if between[:1] == "." and between[1:].isspace() and word.lower() not in openers:
        return (len(before) == 1 and before.isupper()) or before in _SHORTENED
    return between == ", " and word in {"D.C.", "Jr", "Sr"}


def _pieces(word: str, at: int, before: str, gazetteer: Gazetteer) -> list[tuple[str, int]]:
    """A word; the parts of one whose hyphens join names to other words (“U.S.-backed”)."""
    if "’" in word or "‑" in word:
        word = word.replace("’", "'").replace("‑", "-")
    if "-" not in word or gazetteer.single(word) or word in gazetteer.reach:
        return [(word, at)]
    if before in gazetteer.words["eastern_surnames"]:
        return [(word, at)]  # Lee Jae-myung
    parts = _PARTED.split(word)
    if not _splits(parts[::2], gazetteer):
        return [(word, at)]
    out = []
    for part in parts:
        if part and part != "-":
            out.append((part, at))
        at += len(part)
    return out


def _splits(parts: list[str], gazetteer: Gazetteer) -> bool:
    parts = [part for part in parts if part]
    if not parts or parts[0].lower() in gazetteer.words["arab_prefixes"]:
        return False
    capitals = [part[0].isupper() for part in parts]
    if all(capitals):
        return parts[0] in _BEFORE_NAMES or all(gazetteer.single(part) for part in parts)
    if all(part.isupper() or part[0].isdigit() for part in parts):
        return False  # DF-61
    return any(capitals) and not (capitals[0] and capitals[-1])  # Stratford-upon-Avon stays


def _carries_name(word: str, prefixes: frozenset[str]) -> bool:
    prefix, _, rest = word.partition("-")
    return prefix in prefixes and rest[:1].isupper()
