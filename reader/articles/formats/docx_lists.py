"""The numbers and bullets of lists in a Word document (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from reader.articles.formats.numerals import numeral
from reader.articles.formats.page import BULLET
from reader.articles.formats.style_names import whole
from reader.articles.formats.tree import Element
from reader.text.late import late

_DEEP = 9  # levels of a list
_NUMBER = late(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _List:
    """A list's levels, and the numbers it has come to."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document.  Numbers are given in the order they are asked for."""

    def __init__(self, root: Element | None = None) -> None:
        self._root = root
        self._begun: set[str] = set()

    def marker(self, number: str, level: int) -> str | None:
        """What stands before the next item of a list; none where there is no such list."""
        link = self._numbers.get(number)
        if link is None or link[0] not in self._lists:
            return None
        found, starts = self._lists[link[0]], link[1]
        level = min(level, _DEEP - 1)
        if number not in self._begun:
            self._begun.add(number)
            for at, start in starts.items():
                found.counts[at] = start - 1
        look = found.levels.get(level, _Level())
        found.counts[level] = found.counts.get(level, look.start - 1) + 1
        for deeper in range(level + 1, _DEEP):
            found.counts.pop(deeper, None)
        if look.kind == "bullet":
            return BULLET
        if look.kind == "none":
            return ""

        def counted(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            of = found.levels.get(at, _Level())
            return numeral(found.counts.get(at, of.start), of.kind)

        text = _NUMBER.sub(counted, look.text).strip()[:40]
        return f"{text} " if text else ""

    @cached_property
    def _lists(self) -> dict[str, _List]:
        found: dict[str, _List] = {}
        styled: dict[str, _List] = {}
        links: dict[str, str] = {}
        for element in self._all("w:abstractNum"):
            key = element.attributes.get("w:abstractNumId", "")
            made = found[key] = _List()
            for inner in element.elements():
                value = inner.attributes.get("w:val", "")
                if inner.name == "w:lvl":
                    made.levels[whole(inner.attributes.get("w:ilvl", ""))] = _level(inner)
                elif inner.name == "w:styleLink":
                    styled[value] = made
                elif inner.name == "w:numStyleLink":
                    links[key] = value
        for key, style in links.items():
            found[key] = styled.get(style, found[key])
        return found

    @cached_property
    def _numbers(self) -> dict[str, tuple[str, dict[int, int]]]:
        """By the number of a list: what it is made after, and where its levels start anew."""
        found: dict[str, tuple[str, dict[int, int]]] = {}
        for element in self._all("w:num"):
            abstract, starts, level = "", {}, 0
            for inner in element.elements():
                value = inner.attributes.get("w:val", "")
                if inner.name == "w:abstractNumId":
                    abstract = value
                elif inner.name == "w:lvlOverride":
                    level = whole(inner.attributes.get("w:ilvl", ""))
                elif inner.name == "w:startOverride":
                    starts[level] = whole(value, 1)
            found[element.attributes.get("w:numId", "")] = abstract, starts
        return found

    def _all(self, name: str) -> list[Element]:
        return [e for e in self._root.elements() if e.name == name] if self._root else []


def _level(element: Element) -> _Level:
    told: dict[str, str] = {}
    for inner in element.elements():
        told.setdefault(inner.name, inner.attributes.get("w:val", ""))
    return _Level(
        told.get("w:numFmt", "decimal"),
        told.get("w:lvlText", ""),
        whole(told.get("w:start", ""), 1),
    )
