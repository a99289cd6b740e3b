"""Where each rule stands in the text of `entities.toml`, and that text with one more or one less.

What the user wrote around the rules, comments and order and all, stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reader.entities.repairs import HEAD
from reader.text.spans import Span

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|' r"'''.*?'''|" r'"(?:\\.|[^"\\\n])*"|' r"'[^'\n]*'|#[^\n]*|[\[\]{},=]",
    re.DOTALL,
)
_BEGINS = re.compile(r"(?:\s|#[^\n]*\n)*(?:rules|\"rules\"|'rules')[ \t]*=[ \t]*\[")
_INDENT = "    "


@dataclass
class Lines:
    """The places of the rules in a text that is known to be right."""

    rules: list[Span] = field(default_factory=list)
    end: int = -1  # of the bracket that closes the list; -1: there is no list
    ended: bool = True  # whether a comma follows the last rule


def places(source: str) -> Lines:
    """Where the rules stand."""
    found = Lines()
    begins = _BEGINS.match(source)  # nothing else may stand before the list
    if begins is None:
        return found
    depth, start = 0, 0
    for token in _TOKEN.finditer(source, begins.end()):
        match token[0]:
            case "{" | "[":
                if depth == 0:
                    start = token.start()
                depth += 1
            case "]" if depth == 0:
                found.end = token.start()
                return found
            case "}" | "]":
                depth -= 1
                if depth == 0:
                    found.rules.append(Span(start, token.end()))
                    found.ended = False
            case ",":
                found.ended = found.ended or depth == 0
    return found


def line_of(source: str, offset: int) -> int:
    """The number of the line, from 1, in which an offset stands."""
    return source.count("\n", 0, offset) + 1


def with_rule(source: str, rule: str, number: int | None = None) -> str:
    """The text with one more rule, before the one of a number, from 0, or after all others."""
    end = "\r\n" if "\r\n" in source else "\n"
    line = f"{_INDENT}{rule},{end}"
    found = places(source)
    if number is not None and number < len(found.rules):
        at = found.rules[number].start
        before = source[source.rfind("\n", 0, at) + 1 : at]
        gap = f",{end}{before}" if not before.strip() else ", "
        return f"{source[:at]}{rule}{gap}{source[at:]}"
    if found.end < 0:
        before = source if not source or source.endswith("\n") else source + end
        head = "" if source.strip() else HEAD.replace("\n", end)
        return f"{before}{head}rules = [{end}{line}]{end}"
    if not found.ended:
        at = found.rules[-1].end
        source = f"{source[:at]},{source[at:]}"
        found.end += 1
    start = source.rfind("\n", 0, found.end) + 1
    if source[start : found.end].strip():  # the bracket shares its line with a rule
        return f"{source[: found.end]}{end}{line}{source[found.end :]}"
    return f"{source[:start]}{line}{source[start:]}"


def without_rule(source: str, number: int) -> str:
    """The text without one of its rules; a comment beside it stays."""
    span = places(source).rules[number]
    after = next((t for t in _TOKEN.finditer(source, span.end) if t[0][0] != "#"), None)
    if after and after[0] == ",":
        source = source[: after.start()] + source[after.end() :]
    line = Span(source.rfind("\n", 0, span.start) + 1, source.find("\n", span.end) + 1)
    if line.end and not (source[line.start : span.start] + source[span.end : line.end]).strip():
        return source[: line.start] + source[line.end :]
    return source[: span.start] + source[span.end :].lstrip(" \t")
