"""The styles of a Word document (ECMA-376, part 1, 17.7).

A style is known by its name, which is English for those that Word brings along in whatever language
it runs (its id is not), by its outline level, and by the style it is based on.
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.articles.formats.style_names import CODE, CONTENTS, QUOTES, whole
from reader.articles.formats.tree import Element
from reader.text.late import late

BODY_LEVEL = 9
"""The outline level of what is no heading, counted from 0 as the file does."""

_HEADING = late(r"heading ([1-9])\b")
_BASES = 20  # styles based on each other that are followed


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a style; ``None`` is what it leaves to the one it is based on."""

    name: str = ""
    base: str = ""
    outline: int | None = None
    number: str | None = None
    level: int | None = None
    hidden: bool | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A style with all that it is based on.  ``rank`` is that of a heading, or 0."""

    rank: int = 0
    number: str = ""
    level: int = 0
    hidden: bool = False
    language: str = ""
    is_quote: bool = False
    is_code: bool = False
    is_contents: bool = False
    name: str = ""


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Element | None = None) -> None:
        self._styles: dict[str, Style] = {}
        self._looks: dict[str, Look] = {}
        self.language = ""
        self._default = ""
        for element in root.elements() if root else ():
            if element.name == "w:docDefaults":
                self.language = _style(element).language or ""
            elif element.name == "w:style":
                key = element.attributes.get("w:styleId", "")
                self._styles[key] = _style(element)
                default = element.attributes.get("w:default", "") in {"1", "true", "on"}
                if default and element.attributes.get("w:type") == "paragraph":
                    self._default = key

    def look(self, key: str) -> Look:
        """How a paragraph or run of a style looks; of no style or an unknown one, as most do."""
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = self._resolved(key)
        return found

    def _resolved(self, key: str) -> Look:
        chain: list[Style] = []
        at = key if key in self._styles else self._default
        while at in self._styles and len(chain) < _BASES:
            chain.append(self._styles[at])
            at = chain[-1].base
        names = [style.name for style in chain]
        rank = 0
        for style in chain:
            heading = _HEADING.match(style.name)
            if style.outline is not None:
                rank = style.outline + 1 if style.outline < BODY_LEVEL else 0
                break
            if heading or style.name == "title":
                rank = int(heading[1]) if heading else 1
                break
        return Look(
            rank=min(rank, 6),
            number=next((s.number for s in chain if s.number is not None), ""),
            level=next((s.level for s in chain if s.level is not None), 0),
            hidden=next((s.hidden for s in chain if s.hidden is not None), False),
            language=next((s.language for s in chain if s.language), self.language),
            is_quote=not QUOTES.isdisjoint(names),
            is_code=not CODE.isdisjoint(names),
            is_contents=any(map(CONTENTS.match, names[:1])),
            name=names[0] if names else "",
        )


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a switch is on: it is, unless it says that it is not."""
    return attributes.get("w:val", "1").lower() not in {"0", "false", "off"}


def _style(element: Element) -> Style:
    found: dict[str, str] = {}
    hidden: bool | None = None
    for inner in element.elements():
        value = inner.attributes.get("w:val", "")
        if inner.name == "w:vanish":
            hidden = is_on(inner.attributes)
        elif inner.name.startswith("w:"):
            found.setdefault(inner.name, value)
    outline = found.get("w:outlineLvl")
    level = found.get("w:ilvl")
    return Style(
        name=" ".join(found.get("w:name", "").lower().split()),
        base=found.get("w:basedOn", ""),
        outline=None if outline is None else whole(outline, BODY_LEVEL),
        number=found.get("w:numId"),
        level=None if level is None else whole(level),
        hidden=hidden,
        language=found.get("w:lang") or None,
    )
