"""What must not differ between a passage and a place for it: figures, names, negations.

All texts here are folded (:mod:`.fold`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from reader.annotations.myers import distance

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
).split()
_VALUES = [*range(21), *range(30, 100, 10)]
_FIGURES = {w: str(n) for w, n in zip(_NUMBERS, _VALUES, strict=True) if n > 1}  # “one” says little
_LARGE = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand"}
_FIGURE = rf"""
    \d+(?:[.,:]\d+)*
  | (?<=\d)[ ]?(?:{"|".join(_LARGE)})\b
  | \b(?:{"|".join(_FIGURES)}|half|twice|dozens?|hundreds?|thousands?|(?:m|b|tr)illions?)\b
"""
_NOT = r"""
    \w*n't\b
  | \b(?:not|no|nor|never|none|neither|nobody|nothing|nowhere|cannot|without|hardly|barely|unable
        |den(?:y|ies|ied|ying|ials?)|reject\w*|refus\w+|fail(?:s|ed|ing|ure)?)\b
"""
_FLAT = {"not", "no", "nor", "never", "none", "neither", "nobody", "nothing", "nowhere", "cannot"}
_STEMS = ("deny", "deni", "reject", "refus", "fail")
_FIRM = re.compile(f"{_FIGURE}|{_NOT}", re.VERBOSE | re.IGNORECASE)
_NEGATION = re.compile(_NOT, re.VERBOSE | re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z][\w'-]+")
_OPENS = re.compile(r"(?:^|[.!?:\"(-])\s*$")
_TOKEN = re.compile(r"\w+(?:[.,:']\w+)*")
_TURNS = re.compile(r"(?:un|in|im|il|ir|dis|non|anti)-?(?=\w{4})")
_FEW = 4  # words that were changed at one spot
_SHORT = 60  # letters of a passage of which a figure or a name is most of what it says
_THOUSANDS = re.compile(r",(?=\d{3})")


def firm_differences(one: str, other: str) -> int:
    """Figures and negations that are in one of two passages only, counted in pairs."""
    return _in_pairs(_firm(one), _firm(other))


def name_differences(one: str, other: str) -> int:
    """Names that are in one of two passages only, counted in pairs.

    One that is spelled nearly the same is the same: a slip, or another way to write it in Latin.
    """
    here, there = Counter(_names(one)), Counter(_names(other))
    return _in_pairs(*_unlike(here - there, there - here))


def strangers(own: str, other: str) -> bool:
    """Whether a passage has a figure, a name or a negation that another has nothing like."""
    return bool(_firm(own) - _firm(other)) or bool(
        _unlike(Counter(_names(own)), Counter(_names(other)))[0]
    )


def _unlike(here: Counter[str], there: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    for name in list(here):
        for other in list(there):
            if is_respelled(name, other):
                count = min(here[name], there[other])
                here[name] -= count
                there[other] -= count
    return +here, +there


def is_respelled(one: str, other: str) -> bool:
    """Whether two names are the same one, a letter in four or so aside."""
    return one == other or distance(one.lower(), other.lower()) <= (len(one) + 1) // 4


def is_turned(was: str, now: str) -> bool:
    """Whether a passage that stands where it stood says something else by a few words.

    A negation came in or went; two names changed places; or it is short, and a figure is another
    one, or a name that is not the same one spelled otherwise.
    """
    old, new = _TOKEN.findall(was), _TOKEN.findall(now)
    skeleton = [None if word[:1].isupper() else word for word in old]
    if skeleton == [None if word[:1].isupper() else word for word in new] and old != new:
        here, there = _NAME.findall(was), _NAME.findall(now)
        if here != there and sorted(here) == sorted(there):
            return True
    return any(
        _is_contrary(a, b) or (len(was) <= _SHORT and _is_other(a, b))
        for a, b in _changes(old, new)
    )


def _is_contrary(old: list[str], new: list[str]) -> bool:
    one, other = " ".join(old), " ".join(new)
    return _negations(one) != _negations(other) or _is_opposite(one.lower(), other.lower())


def _is_other(old: list[str], new: list[str]) -> bool:
    if not old or not new:
        return False
    return _figures(" ".join(old)) != _figures(" ".join(new)) or _other_names(old, new)


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """What stands for what, where it is a few words; more are another sentence."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal" and max(b - a, d - c) <= _FEW:
            yield old[a:b], new[c:d]


def _negations(words: str) -> int:
    return len(_NEGATION.findall(words))


def _is_opposite(one: str, other: str) -> bool:
    """Whether one word is the other with ``un-`` or the like before it, or ``-less`` for -ful."""
    for a, b in ((one, other), (other, one)):
        if _TURNS.sub("", a, count=1) == b != a or (
            a.endswith("less") and b in {a[:-4], a[:-4] + "ful"}
        ):
            return True
    return False


def _figures(words: str) -> Counter[str]:
    return Counter({word: n for word, n in _firm(words).items() if word != "not"})


def _other_names(one: list[str], other: list[str]) -> bool:
    """Whether names were put in the place of others."""
    if len(one) != len(other):
        return False
    return any(
        a[0].isupper() and b[0].isupper() and not is_respelled(a, b)
        for a, b in zip(one, other, strict=True)
    )


def _in_pairs(here: Counter[str], there: Counter[str]) -> int:
    return ((here - there).total() + (there - here).total() + 1) // 2


def _firm(text: str) -> Counter[str]:
    return Counter(_plain(found.group().strip().lower()) for found in _FIRM.finditer(text))


def _plain(word: str) -> str:
    """The same word for what means the same."""
    if word in _FLAT or word.endswith("n't"):
        return "not"
    if word[0].isdigit():
        return _THOUSANDS.sub("", word)
    stem = next((stem for stem in _STEMS if word.startswith(stem)), word)
    stem = _LARGE.get(stem, _FIGURES.get(stem, stem))
    return "deny" if stem == "deni" else stem.removesuffix("s")


def _names(text: str) -> Iterator[str]:
    for found in _NAME.finditer(text):
        if not _OPENS.search(text[: found.start()][-3:]):  # a capital that a sentence's start gives
            yield found.group().removesuffix("'s")
