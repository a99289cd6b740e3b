"""Clauses of a query as typed: whether it has one, and the query with it or without.

A clause is a field with its value, as facets give them: ``source:"World Report"``.  Those inside
parentheses and those that are not wanted (``-source:x``) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from reader.search.lexing import Kind, Lexeme, Lexer

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause at characters ``start..end`` of a query, and the lexemes before and after it."""

    name: str
    value: str
    start: int
    end: int
    before: Lexeme | None
    after: Lexeme | None


def has_clause(query: str, clause: str) -> bool:
    """Whether a query has a clause."""
    wanted = _identity(clause)
    return any((found.name, found.value) == wanted for found in _clauses(query))


def with_clause(query: str, clause: str, beside: Collection[str] = ()) -> str:
    """A query narrowed to a clause; where it has one of those ``beside``, widened: either may be.

    ``beside`` are clauses of which an article can have one only, like its source.
    """
    others = {_identity(other) for other in beside}
    place = max(
        (found.end for found in _clauses(query) if (found.name, found.value) in others),
        default=None,
    )
    if place is None:
        return f"{query.rstrip()} {clause}".lstrip()
    return f"{query[:place]} OR {clause}{query[place:]}"


def without_clauses(query: str, clauses: Collection[str]) -> str:
    """A query with none of some clauses, and without the ``OR`` that joined them to others."""
    unwanted = {_identity(clause) for clause in clauses}
    while True:
        found = next((c for c in _clauses(query) if (c.name, c.value) in unwanted), None)
        if found is None:
            return query
        start, end = found.start, found.end
        if found.before and found.before.kind is Kind.OR:
            start = found.before.at
        elif found.after and found.after.kind is Kind.OR:
            end = found.after.end
        query = f"{query[:start].rstrip()} {query[end:].lstrip()}".strip()


def _identity(clause: str) -> tuple[str, str]:
    return next(((found.name, found.value) for found in _clauses(clause)), ("", clause))


def _clauses(query: str) -> Iterator[_Clause]:
    lexemes = Lexer(query).lexemes
    depth = 0
    for n, lexeme in enumerate(lexemes):
        depth += (lexeme.kind is Kind.OPEN) - (lexeme.kind is Kind.CLOSE)
        value = lexemes[n + 1] if n + 1 < len(lexemes) else None
        before = lexemes[n - 1] if n else None
        unwanted = depth > 0 or (before and before.kind in (Kind.NEGATION, Kind.FIELD))
        if lexeme.kind is not Kind.FIELD or value is None or unwanted:
            continue
        if value.kind in (Kind.WORD, Kind.PHRASE):
            after = lexemes[n + 2] if n + 2 < len(lexemes) else None
            words = _BLANKS.sub(" ", value.text).strip().casefold()
            yield _Clause(lexeme.text, words, lexeme.at, value.end, before, after)
