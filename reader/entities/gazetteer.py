"""Known names and word lists, read from the data files once, when first needed.

The files are plain text, written for this project: see the head of each for its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from reader.entities.kinds import Kind

_ENTRY = re.compile(r"[^,\n]+(?:, D\.C\.)?")
WORD = re.compile(r"(?:[A-Z]\.){2,}|['’]s\b|\w+(?:(?:[-‑&+]|['’](?!s\b))\w+)*\+?|&")
"""A word of a text or a name: ``U.S.``, ``'s``, ``Ben-Gvir``, ``O'Brien``, ``AT&T``."""


@dataclass(frozen=True, slots=True)
class Known:
    """A known name: its kind, the name shown for it, and whether it is an ordinary word too."""

    kind: Kind
    name: str
    wary: bool = False


@dataclass(frozen=True)
class Gazetteer:
    """Known names by their tokens, and lists of words.

    ``reach`` is, for a first token, how many tokens the longest name has that starts with it;
    ``states`` are the shown names of countries; ``nations`` are, for
    the shown names of peoples, those of their countries.
    """

    names: dict[tuple[str, ...], Known] = field(default_factory=dict)
    reach: dict[str, int] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    wary_given: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    wary_surnames: frozenset[str] = frozenset()
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    states: set[str] = field(default_factory=set)
    nations: dict[str, str] = field(default_factory=dict)

    def known(self, tokens: tuple[str, ...]) -> Known | None:
        """The known name that these tokens are."""
        return self.names.get(tokens)

    def single(self, token: str) -> Known | None:
        """The known name of one token."""
        return self.names.get((token,))

    def longest(self, tokens: list[str], start: int, end: int) -> tuple[int, Known] | None:
        """The longest known name at ``start``, not over ``end``: its number of tokens, and it."""
        for length in range(min(self.reach.get(tokens[start], 0), end - start), 0, -1):
            found = self.names.get(tuple(tokens[start : start + length]))
            if found:
                return length, found
        return None

    def called(self, text: str) -> Known | None:
        """The known name that a text is."""
        return self.names.get(name_tokens(text))


def name_tokens(name: str) -> tuple[str, ...]:
    """A name as the tokens that a text would have of it, quotes straightened."""
    return tuple(WORD.findall(name.replace("’", "'").replace("‑", "-")))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read from the data files (about 90 kB)."""
    given, wary_given = _plain_and_wary("given.txt")
    surnames, wary_surnames = _plain_and_wary("surnames.txt")
    out = Gazetteer({}, {}, given, wary_given, surnames, wary_surnames, _sections("words.txt"))
    for section, body in _split("things.txt"):
        _add_all(out, body, Kind(section))
    _add_countries(out)
    for kind, name in (
        (Kind.PLACE, "places.txt"),
        (Kind.ORGANISATION, "organisations.txt"),
        (Kind.PERSON, "people.txt"),
    ):
        _add_all(out, _lines(name), kind)
    _add_groups(out)
    return out


def _lines(name: str) -> str:
    """A data file without its comments."""
    from importlib.resources import files

    text = (files("reader.entities") / "data" / name).read_text("utf-8")
    return re.sub(r"#.*", "", text)


def _split(name: str) -> Iterator[tuple[str, str]]:
    """The sections of a data file: name, body."""
    parts = re.split(r"^\[(\w+)\]", _lines(name), flags=re.MULTILINE)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def _sections(name: str) -> dict[str, frozenset[str]]:
    return {section: frozenset(body.replace("?", "").split()) for section, body in _split(name)}


def _plain_and_wary(name: str) -> tuple[frozenset[str], frozenset[str]]:
    words = _lines(name).split()
    return (
        frozenset(word for word in words if not word.endswith("?")),
        frozenset(word[:-1] for word in words if word.endswith("?")),
    )


def _forms(entry: str) -> Iterator[tuple[str, bool]]:
    """The forms of one entry, the shown one first, each with whether it is wary."""
    shown, _, others = entry.partition("=")
    for form in (shown, *others.split(" / ")):
        if form.strip():
            yield form.strip().rstrip("?"), form.strip().endswith("?")


def _add(out: Gazetteer, form: str, known: Known) -> None:
    tokens = name_tokens(form)
    if tokens and tokens not in out.names:
        out.names[tokens] = known
        out.reach[tokens[0]] = max(out.reach.get(tokens[0], 0), len(tokens))


def _add_all(out: Gazetteer, body: str, kind: Kind) -> None:
    for match in _ENTRY.finditer(body):
        forms = list(_forms(match.group()))
        for form, wary in forms:
            _add(out, form, Known(kind, forms[0][0], wary))


def _add_countries(out: Gazetteer) -> None:
    for line in _lines("countries.txt").splitlines():
        names, _, people = line.partition(" :")
        forms = list(_forms(names))
        out.states.update(form for form, _wary in forms[:1])
        for form, _wary in forms:
            _add(out, form, Known(Kind.PLACE, forms[0][0]))
        groups = [name.strip() for name in people.split(",") if name.strip()]
        for group in groups:
            _add_group(out, group, groups[0])
            out.nations[groups[0]] = forms[0][0]


def _add_groups(out: Gazetteer) -> None:
    for match in _ENTRY.finditer(_lines("groups.txt")):
        forms = list(_forms(match.group()))
        for form, wary in forms:
            _add_group(out, form, forms[0][0], wary=wary)


def _add_group(out: Gazetteer, form: str, shown: str, *, wary: bool = False) -> None:
    _add(out, form, Known(Kind.GROUP, shown, wary))
    if not form.endswith(("s", "sh", "ch", "ese")):
        _add(out, form + "s", Known(Kind.GROUP, shown, wary))
