"""A query as typed, cut into words, phrases, fields, operators and parentheses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

LENGTH = 1000
"""Characters of a query that are read."""

ELSEWHERE = ("entity", "tag", "note", "has", "is", "language", "format")
"""Fields that other rooms answer."""

FIELDS = frozenset(
    {"title", "text", "source", "author", "date", "after", "before", "in", *ELSEWHERE}
)
"""What may stand before a colon."""

MOST_BETWEEN = 99
"""Words that may stand between those of a phrase."""

_QUOTES = '"“”„‟«»＂「」『』‹›'
_LONGEST_SINGLE = 200  # characters between single quotation marks; further off, it is no pair
_SINGLE = {"‘": "’", "‚": "‘’", "'": "'"}  # that open at the beginning of a word, and their ends
_MINUS = "-−–"
_OPERATORS = {
    **dict.fromkeys(("OR", "|", "||"), "or"),
    **dict.fromkeys(("AND", "&", "&&"), "and"),
    "NOT": "not",
}
_FIELD = re.compile(r"([^\W\d_]+):")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_SEVERAL = re.compile(r"[^\W\d_]+(?:[,;/][^\W\d_]+)+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SLOP = re.compile(r"~(\d*)")
_EXPRESSION = re.compile(r"/((?:[^/\\\s]|\\.)+)/(?=[\s()]|\Z)")
_NEAR = 5  # words between those of a phrase with “~” and no number
_PHRASE_END = re.compile(r"[\s()~]|\Z")
_WORD_END = re.compile(rf"[\s(){_QUOTES}]")


class Kind(Enum):
    """What a lexeme is."""

    WORD = auto()
    PHRASE = auto()
    FIELD = auto()
    NEGATION = auto()
    OR = auto()
    AND = auto()
    OPEN = auto()
    CLOSE = auto()
    EXPRESSION = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query; ``at`` counts its characters from 0, ``end`` is where the next begins."""

    kind: Kind
    text: str
    at: int
    end: int
    within: int | None = None
    """Of a phrase: how many words may stand between its own."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was not understood, and where (characters from 0)."""

    at: int
    reason: str

    def __str__(self) -> str:
        return f"character {self.at + 1}: {self.reason}"


_KINDS = {"or": Kind.OR, "and": Kind.AND, "not": Kind.NEGATION}


class Lexer:
    """Reads a query from the left; never fails."""

    def __init__(self, text: str) -> None:
        self.text = text[:LENGTH]
        self.notes: list[Note] = []
        if len(text) > LENGTH:
            self.notes.append(Note(LENGTH, f"only the first {LENGTH} characters are read"))
        self.lexemes: list[Lexeme] = []
        at = 0
        while at < len(self.text):
            at = self._next(at)

    def _next(self, at: int) -> int:
        char = self.text[at]
        if char.isspace():
            return at + 1
        if char in "()":
            return self._put(Kind.OPEN if char == "(" else Kind.CLOSE, char, at, at + 1)
        begins = at == 0 or self.text[at - 1] in " \t\n(:-"
        single = self._single(at) if begins and char in _SINGLE else 0
        if char in _QUOTES or single:
            return self._phrase(at, single)
        expression = _EXPRESSION.match(self.text, at) if begins else None
        if expression:
            return self._put(Kind.EXPRESSION, expression[1], at, expression.end())
        goes_on = at + 1 < len(self.text) and not self.text[at + 1].isspace()
        if begins and goes_on and char == "+":
            return at + 1
        if begins and goes_on and char in _MINUS and self.text[at + 1] not in _MINUS:
            return self._put(Kind.NEGATION, char, at, at + 1)
        return self._word(at)

    def _single(self, at: int) -> int:
        """Where a phrase in single quotation marks ends; 0 if it is none, but an apostrophe."""
        for end in range(at + 1, min(len(self.text), at + _LONGEST_SINGLE)):
            if self.text[end] in _SINGLE[self.text[at]] and _PHRASE_END.match(self.text, end + 1):
                return end if self.text[at + 1 : end].strip().count(" ") else 0
        return 0

    def _phrase(self, at: int, end: int = 0) -> int:
        if not end:
            end = at + 1
            while end < len(self.text) and not self._is_quote(end):
                end += 1
        inside = self.text[at + 1 : end]
        after = min(end + 1, len(self.text))
        slop = _SLOP.match(self.text, after)
        if not slop:
            return self._put(Kind.PHRASE, inside, at, after)
        within = min(int(slop[1][:4] or _NEAR), MOST_BETWEEN)
        self.lexemes.append(Lexeme(Kind.PHRASE, inside, at, slop.end(), within))
        return slop.end()

    def _is_quote(self, at: int) -> bool:
        """A quotation mark, unless it is the sign of a Hebrew acronym: between two letters."""
        if self.text[at] not in _QUOTES:
            return False
        around = self.text[at - 1 : at] + self.text[at + 1 : at + 2]
        return not (self.text[at] == '"' and len(_HEBREW.findall(around)) == 2)

    def _word(self, at: int) -> int:
        end = at + 1
        while end < len(self.text) and not (
            _WORD_END.match(self.text, end) and (self.text[end] in "() " or self._ends(end))
        ):
            end += 1
        word = self.text[at:end]
        if word in _OPERATORS:
            return self._put(_KINDS[_OPERATORS[word]], word, at, end)
        field = _FIELD.match(word)
        if not field and _SEVERAL.fullmatch(word):  # a,b and a/b are two words
            for part in _LETTERS.finditer(word):
                self._put(Kind.WORD, part.group(), at + part.start(), at + part.end())
            return end
        if not field:
            return self._put(Kind.WORD, word, at, end)
        name = field[1]
        value = at + field.end()
        if name.lower() in FIELDS:
            return self._put(Kind.FIELD, name.lower(), at, value)
        has_value = end > value or (end < len(self.text) and self.text[end] in _QUOTES + "(")
        if not has_value or self.text.startswith("//", value):
            return self._put(Kind.WORD, word, at, end)
        self.notes.append(Note(at, f"there is no field “{name}”, so it is read as words"))
        return self._put(Kind.WORD, name, at, value)

    def _ends(self, at: int) -> bool:
        return self.text[at].isspace() or self._is_quote(at)

    def _put(self, kind: Kind, text: str, at: int, end: int) -> int:
        self.lexemes.append(Lexeme(kind, text, at, end))
        return end
