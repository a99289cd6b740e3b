"""The query language: ``words``, ``"phrases"``, ``OR``, ``-word``, ``( )``, ``word*``, ``field:…``.

Also ``word~`` (spelt nearly so), ``"a b"~5`` (near each other), ``w*d``, ``wom?n``, ``/regex/``.

Words are all wanted; ``OR`` joins what stands beside it and binds tighter than the blank, as
search engines have it; everything is read as far as it can be and nothing raises.
"""

from __future__ import annotations

import re

from reader.search.days import period
from reader.search.expanding import expression, misspelt, wild
from reader.search.forms import is_ideographic
from reader.search.joining import Item, joined, wanted
from reader.search.lexing import ELSEWHERE, Kind, Lexeme, Lexer, Note
from reader.search.patterns import WORDS, Pattern, pattern_of
from reader.search.tree import (
    TEXT,
    Dated,
    Elsewhere,
    InPath,
    Near,
    Node,
    Not,
    Query,
    Wanted,
    all_of,
    in_words,
)

__all__ = ["Query", "parse"]

_DEPTH = 16  # parentheses inside each other
_LEAVES = 64  # words, phrases and fields
_SHORTEST = 2  # letters before a star
_TWO = 2
_NEAR_WORDS = 8  # of a phrase whose words may stand apart
_FUZZY = re.compile(r"(?<=\w)~([12]?)\d*\Z")
_WILD = re.compile(r"(?=.*[^\W_][*?]+[^\W_]|[*]+[^\W_])[\w*?'’-]+[.,;:!]*\Z")
_EDGES = re.compile(r"\A[^\w*]+|[^\w*+#]+\Z")
_STRAY = re.compile(r"(?<!\w)\*+|\*+(?=\w)")  # stars that are not at the end of a word


def parse(text: str, live: bool = False) -> Query:
    """Read a query.  ``live``: it is being typed, and its last word may go on."""
    parser = _Parser(text, live)
    root = parser.sequence(0, TEXT)
    notes = sorted(set(parser.notes), key=lambda note: note.at)
    return Query(
        text, root, in_words(root), tuple(str(note) for note in notes), tuple(parser.written)
    )


class _Parser:
    def __init__(self, text: str, live: bool) -> None:
        lexer = Lexer(text)
        self.notes = lexer.notes
        self.written: list[tuple[int, str]] = []
        self._lexemes = lexer.lexemes
        self._text = lexer.text
        self._next = 0
        self._leaves = 0
        last = lexer.text[-1:]
        typing = live and (last.isalnum() or last in "'’-&.") and not last.isspace()
        self._live = self._lexemes[-1] if typing and self._lexemes else None
        self._is_live = live

    def sequence(self, depth: int, fields: tuple[str, ...]) -> Node | None:
        """Clauses up to the closing parenthesis; each is one item, or several with OR between."""
        clauses: list[list[Item]] = []
        either = False
        while (lexeme := self._peek()) is not None:
            if lexeme.kind is Kind.CLOSE:
                if depth:
                    break
                self._next += 1
            elif lexeme.kind in (Kind.OR, Kind.AND):
                self._next += 1
                either = lexeme.kind is Kind.OR and bool(clauses)
                self._check_operator(lexeme, bool(clauses))
            else:
                item = self._item(depth, fields)
                if item and either:
                    clauses[-1].append(item)
                elif item:
                    clauses.append([item])
                either = False
        return all_of(joined(wanted(clauses, self.notes)))

    def _check_operator(self, lexeme: Lexeme, follows: bool) -> None:
        after = self._peek()
        if (after is None and not self._is_live) or not follows:
            self.notes.append(Note(lexeme.at, f"“{lexeme.text}” joins nothing"))

    def _peek(self) -> Lexeme | None:
        return self._lexemes[self._next] if self._next < len(self._lexemes) else None

    def _item(self, depth: int, fields: tuple[str, ...]) -> Item | None:
        """Signs and fields, then a word, a phrase or a group."""
        first = self._lexemes[self._next]
        negated, name = False, ""
        while (lexeme := self._peek()) and lexeme.kind in (Kind.NEGATION, Kind.FIELD):
            negated ^= lexeme.kind is Kind.NEGATION
            name = lexeme.text if lexeme.kind is Kind.FIELD else name
            self._next += 1
        if lexeme is None or lexeme.kind in (Kind.CLOSE, Kind.OR, Kind.AND):
            if lexeme or not self._is_live:
                signs = self._text[first.at : self._lexemes[self._next - 1].end].strip()
                self.notes.append(Note(first.at, f"nothing follows “{signs}”"))
            return None
        self._next += 1
        within = _FIELDS.get(name, fields)
        if lexeme.kind is Kind.OPEN:
            node = self._group(lexeme, depth, within)
            item = Item(node, first.at) if node else None
        else:
            item = self._leaf(lexeme, name, within, negated)
        return Item(Not(item.node), item.at) if item and negated else item

    def _group(self, opening: Lexeme, depth: int, fields: tuple[str, ...]) -> Node | None:
        if depth >= _DEPTH:
            self.notes.append(Note(opening.at, f"more than {_DEPTH} parentheses are left out"))
            return None
        node = self.sequence(depth + 1, fields)
        if self._peek():
            self._next += 1  # its closing parenthesis
        return node

    def _leaf(
        self, lexeme: Lexeme, name: str, fields: tuple[str, ...], negated: bool
    ) -> Item | None:
        self._leaves += 1
        if self._leaves > _LEAVES:
            self.notes.append(Note(lexeme.at, f"only the first {_LEAVES} words are read"))
            return None
        if name in ("date", "after", "before"):
            days = period(name, lexeme.text.strip())
            if days:
                return Item(Dated(*days), lexeme.at)
            if not (self._is_live and lexeme is self._lexemes[-1]):
                reason = f"“{lexeme.text}” is not a date like 2024, 2024-05 or 2024-05-19"
                self.notes.append(Note(lexeme.at, reason))
            return None
        if name in ELSEWHERE:
            return self._elsewhere(lexeme, name)
        if name == "in":
            part = lexeme.text.strip().lower()
            return Item(InPath(part), lexeme.at) if part else None
        near = self._near(lexeme, fields)
        if near:
            return Item(near, lexeme.at)
        live = lexeme is self._live and not negated
        pattern = self._pattern(lexeme, live)
        if pattern is None:
            return None
        in_text = fields in (TEXT, ("body",), ("title",))
        if in_text and not live and not negated and not pattern.like and "*" not in lexeme.text:
            self.written.append((lexeme.at + (lexeme.kind is Kind.PHRASE), lexeme.text))
        bare = lexeme.kind is Kind.WORD and fields == TEXT and not negated
        bare = bare and not pattern.like
        node = Wanted(pattern, fields, lexeme.at)
        return Item(node, lexeme.at, lexeme.text if bare else "", live)

    def _elsewhere(self, lexeme: Lexeme, name: str) -> Item | None:
        value = " ".join(lexeme.text.split())
        if not value:
            return None
        if name == "is" and value.lower() == "unread":
            return Item(Not(Elsewhere(name, "read", lexeme.at)), lexeme.at)
        return Item(Elsewhere(name, value, lexeme.at), lexeme.at)

    def _like(self, lexeme: Lexeme) -> Pattern | None:
        """A word spelt nearly so, with ``*`` or ``?`` inside, or a regular expression."""
        text = lexeme.text
        if lexeme.kind is Kind.EXPRESSION:
            try:
                return expression(text)
            except ValueError as error:
                self.notes.append(Note(lexeme.at, f"“/{text}/” is no regular expression: {error}"))
                return None
        fuzzy = _FUZZY.search(text)
        if fuzzy:
            return misspelt(text[: fuzzy.start()], int(fuzzy[1] or 0))
        return wild(text) if _WILD.match(text) else None

    def _near(self, lexeme: Lexeme, fields: tuple[str, ...]) -> Near | None:
        """The words of a phrase that may stand apart; none if there are not two."""
        found = (pattern_of(word) for word in lexeme.text.split()[:_NEAR_WORDS])
        patterns = tuple(dict.fromkeys(pattern for pattern in found if pattern))
        if lexeme.within is None or len(patterns) < _TWO:
            return None
        label = f"“{' '.join(lexeme.text.split())}”"
        return Near(patterns, lexeme.within, fields, label)

    def _begun(self, lexeme: Lexeme) -> str:
        """A phrase with the stars at the ends of its words, and none else."""
        stray = _STRAY.search(lexeme.text)
        if stray:
            reason = "in a phrase a star counts only at the end of a word"
            self.notes.append(Note(lexeme.at + 1 + stray.start(), reason))
        return _STRAY.sub(" ", lexeme.text)

    def _pattern(self, lexeme: Lexeme, live: bool) -> Pattern | None:
        quoted = lexeme.kind is Kind.PHRASE
        like = None if quoted else self._like(lexeme)
        if like or lexeme.kind is Kind.EXPRESSION:
            return like
        text = lexeme.text
        stripped = text.rstrip().rstrip("*")
        starred = stripped != text.rstrip()
        word = self._begun(lexeme) if quoted else stripped.replace("*", " ")
        letters = sum(c.isalnum() for c in word)
        if starred and 0 < letters < _SHORTEST and not is_ideographic(word.strip()):
            reason = f"“{text}” is too short: {_SHORTEST} letters before the star"
            self.notes.append(Note(lexeme.at, reason))
            starred = False
        if not letters:
            if not (self._is_live and lexeme is self._lexemes[-1]):
                reason = (
                    f"“{text}” has no letter or digit" if text else "there is nothing in quotes"
                )
                self.notes.append(Note(lexeme.at, reason))
            return None
        label = f"“{' '.join(word.replace('*', '…').split())}”" if quoted else _EDGES.sub("", word)
        if (starred or live) and "…" not in label[-2:]:
            label = label[:-1] + "…”" if quoted else label + "…"
        pattern = pattern_of(word, label, prefix=starred or live, quoted=quoted)
        if pattern and pattern.end == WORDS:
            self.notes.append(Note(lexeme.at, f"only the first {WORDS} words of a phrase count"))
        return pattern


_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title",), "text": ("body",), "source": ("source",), "author": ("author",),
}  # fmt: skip
