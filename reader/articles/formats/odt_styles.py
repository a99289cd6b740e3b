"""Styles and list numbers of an OpenDocument text (OASIS ODF 1.3, part 3, 16 and 19)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reader.articles.formats.page import BULLET
from reader.articles.formats.style_names import CODE, CONTENTS, QUOTES, whole
from reader.articles.formats.xml_stream import Attributes
from reader.text.late import late

_CODED = late(r"_([0-9a-f]{2,5})_")
_BASES = 20  # styles based on each other that are followed


@dataclass(slots=True)
class _Style:
    parent: str = ""
    outline: int = 0
    hidden: bool | None = None
    list_style: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A style with all that it is based on.  ``rank`` is that of a heading, or 0."""

    rank: int = 0
    hidden: bool = False
    is_quote: bool = False
    is_code: bool = False
    is_contents: bool = False


@dataclass(slots=True)
class Level:
    """How the items of one level of a list are marked; ``kind`` is empty for those that are not."""

    kind: str = BULLET
    before: str = ""
    after: str = ""
    shown: int = 1
    start: int = 1


@dataclass
class Styles:
    """The styles of a document; what the parser meets of them is given to these methods."""

    language: str = ""
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    _styles: dict[str, _Style] = field(default_factory=dict)
    _looks: dict[str, Look] = field(default_factory=dict)
    _current: _Style | None = None
    _default: bool = False
    _levels: dict[int, Level] | None = None

    def start(self, told: Attributes) -> None:
        """Begin a style."""
        self._default = False
        self._current = made = _Style(
            parent=told.get("style:parent-style-name", ""),
            outline=whole(told.get("style:default-outline-level", "")),
            list_style=told.get("style:list-style-name", ""),
        )
        if told.get("style:family") in {"paragraph", "text", "section"}:
            self._styles[told.get("style:name", "")] = made

    def start_default(self, told: Attributes) -> None:
        """Begin what holds where no style says another."""
        self._current = None
        self._default = told.get("style:family") == "paragraph"

    def text_properties(self, told: Attributes) -> None:
        """Take the looks of letters."""
        if self._default and "fo:language" in told and not self.language:
            country = told.get("fo:country", "none")
            language = told["fo:language"]
            self.language = language if country == "none" else f"{language}-{country}"
        if self._current is not None and "text:display" in told:
            self._current.hidden = told["text:display"] == "none"

    def start_list(self, told: Attributes) -> None:
        """Begin the style of a list."""
        self._levels = self.lists.setdefault(told.get("style:name", ""), {})

    def level(self, told: Attributes, *, numbers: bool) -> None:
        """Take how a level of a list is marked."""
        if self._levels is not None:
            self._levels[whole(told.get("text:level", ""), 1)] = Level(
                told.get("style:num-format", "") if numbers else BULLET,
                told.get("style:num-prefix", ""),
                told.get("style:num-suffix", ""),
                whole(told.get("text:display-levels", ""), 1),
                whole(told.get("text:start-value", ""), 1),
            )

    def look(self, name: str) -> Look:
        """How a paragraph or span of a style looks; a style may be of either's family."""
        found = self._looks.get(name)
        if found is None:
            found = self._looks[name] = self._resolved(name)
        return found

    def _resolved(self, name: str) -> Look:
        names: list[str] = []
        rank, hidden = 0, None
        while name and len(names) < _BASES:
            names.append(_decoded(name))
            style = self._styles.get(name, _Style())
            rank = rank or style.outline
            hidden = style.hidden if hidden is None else hidden
            name = style.parent
        return Look(
            rank=min(6, rank or int("title" in names)),
            hidden=bool(hidden),
            is_quote=not QUOTES.isdisjoint(names),
            is_code=not CODE.isdisjoint(names),
            is_contents=any(map(CONTENTS.match, names)),
        )


def _decoded(name: str) -> str:
    """The name of a style, whose blanks and marks are written as ``_20_``."""
    plain = _CODED.sub(_letter, name)
    return " ".join(plain.lower().split())


def _letter(coded: re.Match[str]) -> str:
    return chr(int(coded[1], 16))
