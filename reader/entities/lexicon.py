"""Word classes and lists of names for the model, read from one file, once, when first needed.

The file is made by :mod:`reader.entities.train`; what it holds and whose it is stands in
``data/ATTRIBUTION.md``.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from dataclasses import dataclass
from functools import cache

from reader.entities.gazetteer import name_tokens

FILE = "lexicon.bin"


@dataclass(frozen=True)
class Lexicon:
    """What is known of words before any text is read.

    ``classes`` are, for a word in small letters, its class of a thousand and of a hundred and
    fifty; words of one class are used alike.  ``places`` are the names of towns (``ci``) and
    regions (``re``) by their tokens, ``reach`` how many tokens the longest has that starts so.
    """

    classes: dict[str, tuple[int, int]]
    given: frozenset[str]
    surnames: frozenset[str]
    places: dict[tuple[str, ...], str]
    reach: dict[str, int]


def packed(
    classes: dict[str, tuple[int, int]],
    given: list[str],
    surnames: list[str],
    cities: list[str],
    regions: list[str],
) -> bytes:
    """A lexicon as the bytes of its file."""
    pairs = array("H", [number for pair in classes.values() for number in pair])
    if sys.byteorder == "big":
        pairs.byteswap()
    lists = [list(classes), given, surnames, cities, regions]
    text = "\n\n".join("\n".join(words) for words in lists).encode()
    head = len(text).to_bytes(4, "little")
    return zlib.compress(head + text + pairs.tobytes(), 9)


def unpacked(data: bytes) -> Lexicon:
    """The lexicon of a file's bytes."""
    body = zlib.decompress(data)
    length = int.from_bytes(body[:4], "little")
    lists = [part.split("\n") for part in body[4 : 4 + length].decode().split("\n\n")]
    words, given, surnames, cities, regions = lists
    pairs = array("H", body[4 + length :])
    if sys.byteorder == "big":
        pairs.byteswap()
    numbers = iter(pairs)
    classes = dict(zip(words, zip(numbers, numbers, strict=True), strict=True))
    places: dict[tuple[str, ...], str] = {}
    reach: dict[str, int] = {}
    for kind, names in (("re", regions), ("ci", cities)):
        for name in names:
            tokens = tuple(name.split(" ")) if name.isalpha() or " " in name else name_tokens(name)
            places.setdefault(tokens, kind)
            if len(tokens) > reach.get(tokens[0], 0):
                reach[tokens[0]] = len(tokens)
    return Lexicon(classes, frozenset(given), frozenset(surnames), places, reach)


@cache
def lexicon() -> Lexicon:
    """The lexicon of this version."""
    from importlib.resources import files

    return unpacked((files("reader.entities") / "data" / FILE).read_bytes())
