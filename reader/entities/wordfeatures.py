"""What the model is told of a word by itself; kept, as most words come again."""

from __future__ import annotations

import re

from reader.entities.gazetteer import Gazetteer
from reader.entities.lexicon import Lexicon

Features = list[str]

_UPPER, _LOWER, _DIGIT = re.compile("[A-Z]"), re.compile("[a-z]"), re.compile(r"\d")
_OTHER, _AGAIN = re.compile(r"[^\x00-\x7f]"), re.compile(r"(.)\1+")
_LONGEST = 24  # letters of a word that are looked at
_SHAPE = 12  # letters of a shape
_MONTHS = frozenset(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
    """.split()
)
_LISTS = (
    ("TI", "roles"), ("TM", "role_modifiers"), ("OS", "organisation_heads"),
    ("OO", "organisation_openers"), ("PH", "place_heads"), ("PO", "place_openers"),
    ("EH", "event_heads"), ("WH", "work_heads"), ("TO", "topics"), ("SP", "speech"),
    ("PA", "person_particles"), ("OP", "openers"),
)  # fmt: skip


class WordFeatures:
    """Features of words, kept from article to article."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._lists = [(name, gazetteer.words[key]) for name, key in _LISTS]
        self._titles = {
            word.lower() for key in ("roles", "role_modifiers") for word in gazetteer.words[key]
        }
        self._kept: dict[str, tuple[Features, ...]] = {}

    def of(self, word: str) -> tuple[Features, ...]:
        """Features of a word: itself, and as it stands 2 and 1 before and 1 and 2 after."""
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) > 200_000:
                self._kept.clear()
            found = self._kept[word] = self._made(word[:_LONGEST])
        return found

    def _made(self, word: str) -> tuple[Features, ...]:
        low = word.lower()
        shape = _shape(word)
        short = _AGAIN.sub(r"\1", shape)
        lists = self._of_lists(word, low)
        near = ["l=" + low, "c=" + short[:6], *self._classes(low), *lists]
        own = ["b", "w=" + word, "s=" + shape[:_SHAPE], "C=" + short, *near]
        for length in range(1, min(5, len(low))):
            own += [f"p{length}={low[:length]}", f"s{length}={low[-length:]}"]
        if "-" in word[1:-1]:
            parts = word.split("-")
            own.append("HY=" + ("T" if all(p[:1].isupper() for p in parts) else "t"))
        if word.isupper() and 2 <= len(word) <= 6:
            own.append("AC")
        beside = [[f"{at}{feature}" for feature in near] for at in ("-2", "-1", "+1", "+2")]
        pair = self._lexicon.classes.get(low)
        return own, *beside, [low, short, str(pair[1]) if pair else "0"]

    def _classes(self, low: str) -> Features:
        pair = self._lexicon.classes.get(low) or self._lexicon.classes.get(low.replace(".", ""))
        return [f"K={pair[0]}", f"k={pair[1]}"] if pair else ["K=0"]

    def _of_lists(self, word: str, low: str) -> Features:
        out = [name for name, words in self._lists if low in words]
        if word in self._lexicon.given:
            out.append("FN")
        if word in self._lexicon.surnames:
            out.append("LN")
        if word in self._gazetteer.given or word in self._gazetteer.wary_given:
            out.append("fn")
        if word in self._gazetteer.surnames or word in self._gazetteer.wary_surnames:
            out.append("ln")
        if low in _MONTHS:
            out.append("MO")
        return out


def _shape(word: str) -> str:
    shape = _DIGIT.sub("d", _LOWER.sub("x", _UPPER.sub("X", word)))
    return shape if shape.isascii() else _OTHER.sub("u", shape)
