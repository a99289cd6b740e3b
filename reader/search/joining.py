"""Clauses of a query beside each other: which of them count, and what they are together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from reader.search.forms import is_ideographic, term_of, written_as_one
from reader.search.lexing import Note
from reader.search.patterns import join, pattern_of
from reader.search.tree import Node, Not, Wanted, any_of

_NEAR = 2  # blanks between words that stand beside each other
_SIGNS = re.compile(r"\A[$€£¥#]+|[%]+\Z")


@dataclass(frozen=True, slots=True)
class Item:
    """A node; ``word`` is the word as typed where it is one without field, sign or quotes."""

    node: Node
    at: int
    word: str = ""
    is_last: bool = False


def wanted(clauses: list[list[Item]], notes: list[Note]) -> list[list[Item]]:
    """Without the words that are too common to be wanted beside others."""
    kept = [clause for clause in clauses if not _is_little(clause)]
    if not any(not isinstance(item.node, Not) for clause in kept for item in clause):
        return clauses
    for clause in clauses:
        if clause not in kept and not clause[0].is_last:
            reason = f"“{clause[0].word}” is too common to count outside a phrase"
            if clause[0].word == "or":
                reason = "“or” is read as a word; OR between two words asks for either"
            notes.append(Note(clause[0].at, reason))
    return kept


def _is_little(clause: list[Item]) -> bool:
    """A common word by itself, or one letter that has just been typed."""
    if len(clause) > 1 or not clause[0].word or not isinstance(clause[0].node, Wanted):
        return False
    item = clause[0]
    pattern = clause[0].node.pattern
    just_begun = item.is_last and len(item.word) == 1 and not is_ideographic(item.word)
    return just_begun or (pattern.is_common and "*" not in item.word)


def joined(clauses: list[list[Item]]) -> list[Node]:
    """Clauses as nodes; neighbours that may be one word, or are a number, know each other."""
    nodes: list[Node] = []
    words = [_SIGNS.sub("", c[0].word) if len(c) == 1 else "" for c in clauses]
    beside = [
        bool(words[n] and words[n + 1]) and b[0].at - a[0].at - len(words[n]) <= _NEAR
        for n, (a, b) in enumerate(pairwise(clauses))
    ]
    beside.append(False)
    n = 0
    while n < len(clauses):
        clause, word = clauses[n], words[n]
        node = any_of([item.node for item in clause])
        after = words[n + 1] if beside[n] else ""
        if after and written_as_one(term_of(word), term_of(after)):
            number = pattern_of(f"{word} {after}", f"{word} {after}", quoted=True)
            node = Wanted(number) if number else node
            n += 1
        elif isinstance(node, Wanted) and word:
            before = words[n - 1] if n and beside[n - 1] else ""
            pairs = ((before, word), (word, after))
            terms = [term for a, b in pairs if a and b and (term := join(a, b))]
            node = Wanted(node.pattern.also(*terms), node.fields, node.at)
        if node:
            nodes.append(node)
        n += 1
    return nodes
