"""A passage as the model reads it: its words and the marks between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.entities.passages import Passage

_MARK = re.compile(r"(\W)\1*|_+")


@dataclass(frozen=True, slots=True)
class Items:
    """The words and marks of a passage: what each is, and which token it is (-1 for a mark)."""

    words: list[str]
    tokens: list[int]


def items(text: str, passage: Passage) -> Items:
    """A passage with the marks between its words; equal marks in a row are one."""
    words: list[str] = []
    numbers: list[int] = []
    if not passage.tokens:  # no name, and no start from which the marks would be told
        return Items(words, numbers)
    end = passage.tokens[0].start
    for n, token in enumerate(passage.tokens):
        if token.start > end:
            between = text[end : token.start]
            if between != " ":
                for mark in _MARK.finditer(between):
                    if not mark[0].isspace():
                        words.append(mark[0][0])
                        numbers.append(-1)
        words.append(passage.words[n])
        numbers.append(n)
        end = token.end
    if end < passage.end:
        for mark in _MARK.finditer(text[end : passage.end]):
            if not mark[0].isspace():
                words.append(mark[0][0])
                numbers.append(-1)
    return Items(words, numbers)
