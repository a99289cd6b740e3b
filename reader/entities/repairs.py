"""The user's corrections to who and what is named, as `entities.toml` has them.

One rule a line, applied from the top down, so that git can follow and join them.  Names and kinds
are all that a rule knows: the same file mends another library.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reader.entities.kinds import Kind

HEAD = """\
# Corrections to who and what is named in these articles: applied from the top down.  A name is any
# name of what is meant; the kind need be said only where others of another kind are called so.
#
#   { merge = "Gantz", into = "Benny Gantz", kind = "person" }    one and the same
#   { rename = "Israel Defense Forces", to = "IDF" }
#   { retype = "Kerem Shalom", to = "place" }
#   { hide = "Monday", kind = "date" }                            not listed, not lit
#   { not = "Deal" }                                              not an entity
#   { always = "Philadelphi Corridor", kind = "place" }           wherever it is written so

"""


class Act(StrEnum):
    """What a rule does."""

    MERGE = "merge"
    RENAME = "rename"
    RETYPE = "retype"
    HIDE = "hide"
    NOT = "not"
    ALWAYS = "always"


_ALLOWED = {
    Act.MERGE: ("kind", "into", "into_kind"),
    Act.RENAME: ("kind", "to"),
    Act.RETYPE: ("kind", "to"),
    Act.HIDE: ("kind",),
    Act.NOT: ("kind",),
    Act.ALWAYS: ("kind",),
}
_NEEDED = {
    Act.MERGE: ("into",), Act.RENAME: ("to",), Act.RETYPE: ("to",), Act.ALWAYS: ("kind",),
}  # fmt: skip
_KINDS = ", ".join(Kind)


class RuleError(ValueError):
    """What is wrong with a rule, and how to mend it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Repair:
    """One rule.  ``kind`` is of what is called ``name``; none where that is clear.

    ``to`` is the other name of a merge or a renaming; ``to_kind`` the kind that a retyping gives,
    or the other's of a merge, where it is not ``kind``.
    """

    act: Act
    name: str
    kind: Kind | None = None
    to: str = ""
    to_kind: Kind | None = None

    def values(self) -> dict[str, str]:
        """As the file has them, in order."""
        other: dict[str, str] = {}
        match self.act:
            case Act.MERGE:
                other["into"] = self.to
                if self.to_kind and self.to_kind is not self.kind:
                    other["into_kind"] = self.to_kind
            case Act.RENAME:
                other["to"] = self.to
            case Act.RETYPE:
                other["to"] = self.to_kind or ""
        kind = {"kind": str(self.kind)} if self.kind else {}
        return {str(self.act): self.name} | kind | {key: str(value) for key, value in other.items()}

    def line(self) -> str:
        """The rule as one line of TOML."""
        return f"{{ {', '.join(f'{k} = {_quoted(v)}' for k, v in self.values().items())} }}"

    def __str__(self) -> str:
        """In words, for people."""
        match self.act:
            case Act.MERGE:
                return f"merged “{self.name}” into “{self.to}”"
            case Act.RENAME:
                return f"renamed “{self.name}” to “{self.to}”"
            case Act.RETYPE:
                return f"“{self.name}” is of the kind {self.to_kind}"
            case Act.HIDE:
                return f"hid “{self.name}”"
            case Act.NOT:
                return f"“{self.name}” is not an entity"
            case _:
                return f"“{self.name}” is always an entity ({self.kind})"


def read_rules(source: str) -> list[Any]:
    """The values under ``rules``, not looked at yet.

    Raises:
        tomllib.TOMLDecodeError: it is not TOML; the message names the line.
        RuleError: there is something else beside the rules.
    """
    values = tomllib.loads(source)
    for name in values:
        if name != "rules":
            raise RuleError(f"no setting “{name}”", "all there is is a list, rules = [ … ]")
    rules = values.get("rules", [])
    if not isinstance(rules, list):
        raise RuleError(f"rules is {rules!r}", "write a list of rules: rules = [ … ]")
    return rules


def checked(value: Any) -> Repair:
    """A rule from what TOML made of it.

    Raises:
        RuleError: it is none.
    """
    if not isinstance(value, Mapping):
        raise RuleError(f"{value!r} is no rule", 'a rule is { hide = "Name", kind = "place" }')
    acts = [name for name in value if name in set(Act)]
    if len(acts) != 1:
        said = f"a rule with {' and '.join(acts)}" if acts else "a rule that does nothing"
        raise RuleError(said, f"each rule has one of {', '.join(Act)}")
    act = Act(acts[0])
    for name in value:
        if name != act and name not in _ALLOWED[act]:
            raise RuleError(f"no “{name}” in a rule to {act}", f"allowed: {_allowed(act)}")
    for name in _NEEDED.get(act, ()):
        if name not in value:
            raise RuleError(f"“{name}” is missing", f"a rule to {act} has {_allowed(act)}")
    words = {name: _words(name, value[name]) for name in value}
    kind = _kind("kind", words)
    match act:
        case Act.MERGE:
            other = _kind("into_kind", words)
            return Repair(act, words[act], kind, words["into"], None if other is kind else other)
        case Act.RENAME:
            return Repair(act, words[act], kind, words["to"])
        case Act.RETYPE:
            return Repair(act, words[act], kind, to_kind=_kind("to", words))
        case _:
            return Repair(act, words[act], kind)


def _allowed(act: Act) -> str:
    return ", ".join((act, *_ALLOWED[act]))


def _words(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise RuleError(f"{name} is {value!r}", 'write it in quotes: "…"')
    words = " ".join(value.split())
    if not words:
        raise RuleError(f"{name} is empty")
    return words


def _kind(name: str, words: Mapping[str, str]) -> Kind | None:
    if name not in words:
        return None
    try:
        return Kind(words[name])
    except ValueError:
        raise RuleError(f"no kind “{words[name]}”", f"there are {_KINDS}") from None


def _quoted(words: str) -> str:
    """A basic string of TOML."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'
    )
