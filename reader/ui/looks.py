"""The looks of every layer of highlight and every part of a list, as one table.

A look is a pair of theme variables and a text style.  They are no Textual component classes: those
are resolved for each widget at each start, which took a quarter of the first paint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rich.style import Style

if TYPE_CHECKING:
    from textual.app import App


@dataclass(frozen=True, slots=True)
class Look:
    """Names of theme variables, and a text style; ``plain`` is the text style without colours."""

    front: str = ""
    back: str = ""
    style: str = ""
    plain: str = ""


def _term(back: str, *kinds: str) -> Look:
    """A look that owes nothing to what lies under it."""
    every = ("bold", "italic", "underline", "underline2", "overline")
    style = " ".join(kind if kind in kinds else f"not {kind}" for kind in every)
    return Look("surface", back, style)


_TERMS = (
    _term("person", "bold", "underline2"),
    _term("place", "italic", "underline2"),
    _term("organisation", "bold", "overline"),
    _term("group", "italic", "overline"),
    _term("event", "bold", "underline", "overline"),
    _term("figure", "italic", "underline", "overline"),
    _term("quiet", "bold", "italic", "underline2"),
    _term("foreground", "bold", "italic", "overline"),
)
"""Terms that are lit together: eight colours, and eight ways to be told apart without them."""

_MARKS = (
    ("underline",),
    ("underline", "bold"),
    ("underline", "italic"),
    ("underline2",),
    ("underline2", "bold"),
    ("underline2", "italic"),
    ("underline", "bold", "italic"),
    ("underline2", "bold", "italic"),
)
"""How the eight looks of marks are told apart without colours, whatever lies under them."""


def _mark(number: int, kinds: tuple[str, ...]) -> Look:
    every = ("bold", "italic", "underline", "underline2")
    plain = " ".join(kind if kind in kinds else f"not {kind}" for kind in every)
    return Look("mark-front", f"mark-{number}", plain=plain)


_NAMES = {
    "person": Look("person", style="underline"),
    "place": Look("place", style="italic"),
    "organisation": Look("organisation", style="bold"),
    "group": Look("group", style="italic underline"),
    "event": Look("event", style="bold italic"),
    "work": Look("event", style="bold underline"),
    "product": Look("event", style="bold italic underline"),
    "figure": Look("figure", plain="overline"),
}
"""Kinds of entity: each has a text style of its own, so that none needs its colour."""

LOOKS: dict[str, Look] = {
    # names in the text and in the lists
    **_NAMES,
    **{
        f"heading-{kind}": replace(look, style=f"{look.style} bold")
        for kind, look in _NAMES.items()
    },
    # the text
    "title": Look(style="bold"),
    "heading": Look(style="bold"),
    "boilerplate": Look("quiet", plain="dim"),
    "quiet": Look("quiet"),
    "hit": Look("hit-front", "hit-back", "bold", plain="bold underline"),
    **{f"term-{n}": term for n, term in enumerate(_TERMS, 1)},
    "current": Look("current-front", "current-back", "bold underline", plain="bold reverse"),
    "selection": Look("select-front", "select-back", plain="reverse"),
    "caret": Look(style="reverse"),
    "caret-away": Look(style="underline"),
    "sign": Look(style="bold"),
    "review": Look("warning", style="underline"),
    **{f"mark-{n}": _mark(n, kinds) for n, kinds in enumerate(_MARKS, 1)},
    "shared": Look(style="underline2", plain="overline"),
    "chosen": Look(style="bold underline2", plain="bold overline underline"),
    "margin": Look("quiet", style="italic"),
    "nearest": Look(back="panel"),
    "beside": Look("accent", style="bold"),
    # the lists
    "cursor": Look("select-front", "select-back", plain="reverse"),
    "cursor-away": Look(back="panel"),
    "lit": Look("accent", style="bold underline"),
    "unread": Look("accent", style="bold"),
    "warning": Look("warning", style="italic"),
    # the comparisons
    "known": Look("quiet", style="italic", plain="dim italic"),
    "passage": Look(back="panel", plain="overline"),
    "left-out": Look("quiet", style="strike"),
    "put-in": Look("accent", style="underline"),
    "differs": Look("warning", style="bold"),
    # the status line
    "mode": Look("background", "border", "bold", plain="bold reverse"),
    "key": Look("accent", style="bold"),
}


_TOO_FEW = ("standard", "windows")  # sixteen colours do not keep eight backgrounds apart


def is_plain(app: App[object]) -> bool:
    """Whether looks must be told apart without colours."""
    return app.no_color or has_few_colours(app)


def has_few_colours(app: App[Any]) -> bool:
    """Whether the terminal has sixteen colours or fewer."""
    return not app.is_headless and app.console.color_system in _TOO_FEW


def style_of(base: Style, looks: tuple[str, ...], colours: Mapping[str, str], plain: bool) -> Style:
    """The style of a stretch under several looks, the last one on top.

    ``colours`` are the theme's variables; ``plain`` is where there are no colours, or too few.
    """
    style = base
    for name in looks:
        look = LOOKS[name]
        style += Style.parse((plain and look.plain) or look.style or "none")
        style += Style(
            color=colours[look.front] if look.front else None,
            bgcolor=colours[look.back] if look.back else None,
        )
    return style
