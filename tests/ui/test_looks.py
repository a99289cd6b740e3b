"""Looks: pictures of the screen held as they are, and contrast that can be read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from rich._palettes import STANDARD_PALETTE
from rich.color import Color as Asked
from rich.color import ColorSystem
from rich.style import Style
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import Theme

from reader.articles.library import Library
from reader.entities.kinds import Kind
from reader.settings import Settings
from reader.ui.app import ReaderApp
from reader.ui.looks import LOOKS, style_of
from reader.ui.panes.entities import look_of
from reader.ui.theme import SIXTEEN, THEMES
from tests.screenshots import PICTURES
from tests.ui.pilot import Hands

READABLE = 4.5
"""The contrast that WCAG 2.2 (1.4.3) asks for."""


STILL = [picture for picture in PICTURES if picture[0] != "aligned"]
"""Columns side by side scroll to what a worker finds: test_aligned holds what they show."""


@pytest.mark.parametrize("picture", STILL, ids=lambda picture: str(picture[0]))
def test_the_screen_looks_as_it_did(
    bundled: Library, snap_compare: Callable[..., bool], picture: tuple[Any, ...]
) -> None:
    _, size, theme, act = picture

    async def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, ReaderApp)
        hands = Hands(pilot.app, pilot)
        await hands.begin()
        await act(hands)
        pilot.app.clear_notifications()
        await hands.settle()

    run: Callable[[Pilot[int]], Awaitable[None]] = before
    app = ReaderApp(bundled, Settings(theme=theme))
    assert snap_compare(app, terminal_size=size, run_before=run)


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in Color.parse(colour).normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def pairs(theme: Theme) -> dict[str, tuple[str, str]]:
    """The foreground and background of every look, on every ground it is painted on."""
    colours = {**theme.to_color_system().generate(), **theme.variables}
    out: dict[str, tuple[str, str]] = {}
    for name, look in LOOKS.items():
        for ground in ("surface", "panel"):
            front, back = colours[look.front or "foreground"], colours[look.back or ground]
            out[f"{name} on {ground}"] = (front, back)
    return out


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_pair_of_colours_can_be_read(theme: Theme) -> None:
    found = {name: contrast(*pair) for name, pair in pairs(theme).items()}
    assert {name: ratio for name, ratio in found.items() if ratio < READABLE} == {}


STACKED = (
    ("boilerplate", "heading"),
    ("person", "place", "organisation", "group", "event", "figure"),
    (*(f"mark-{n}" for n in range(1, 9)), "review"),
    tuple(f"term-{n}" for n in range(1, 9)),
    ("hit",),
    ("current",),
    ("selection",),
    ("caret", "caret-away"),
)
"""The looks of the text from the lowest layer up; one of each may lie on a letter."""


def stacks() -> Iterator[tuple[str, ...]]:
    """One look, and each over each of a lower layer."""
    for n, layer in enumerate(STACKED):
        for look in layer:
            yield (look,)
            yield from ((under, look) for lower in STACKED[:n] for under in lower)


def colours_of(theme: Theme, looks: tuple[str, ...], system: ColorSystem) -> tuple[str, str]:
    """The foreground and background that a terminal of so many colours is told."""
    colours = {**theme.to_color_system().generate(), **theme.variables}
    base = Style(color=colours["foreground"], bgcolor=colours["surface"])
    style = style_of(base, looks, colours, plain=False)
    assert style.color is not None
    assert style.bgcolor is not None
    front, back = (c.downgrade(system).get_truecolor() for c in (style.color, style.bgcolor))
    return front.hex, back.hex


@pytest.mark.parametrize(
    ("system", "least"), [(ColorSystem.TRUECOLOR, READABLE), (ColorSystem.STANDARD, 3.0)]
)
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_highlights_over_highlights_can_be_read(
    theme: Theme, system: ColorSystem, least: float
) -> None:
    """In 16 colours each is the nearest there is, so that 3:1 is all that can be asked for."""
    found = {looks: contrast(*colours_of(theme, looks, system)) for looks in stacks()}
    assert {looks: ratio for looks, ratio in found.items() if ratio < least} == {}


def test_a_terminal_of_sixteen_colours_shows_its_own_theme_as_it_is() -> None:
    """Every colour is one of the sixteen, so that nothing is painted on the nearest grey."""
    colours = {**SIXTEEN.to_color_system().generate(), **SIXTEEN.variables}
    used = {colours[n] for look in LOOKS.values() for n in (look.front, look.back) if n}
    for colour in {*used, colours["foreground"], colours["surface"], colours["panel"]}:
        asked = Asked.parse(colour.lower()).downgrade(ColorSystem.STANDARD)
        assert asked.number is not None
        shown = STANDARD_PALETTE[asked.number]  # Textual's own sums move a colour by one
        assert max(abs(a - b) for a, b in zip(shown, Color.parse(colour).rgb, strict=True)) <= 2
    found = {name: contrast(*pair) for name, pair in pairs(SIXTEEN).items()}
    assert {name: ratio for name, ratio in found.items() if ratio < READABLE} == {}


def test_every_look_differs_from_bare_text_without_colours() -> None:
    told_by_place = {"quiet", "cursor-away", "nearest"}  # the last has a bar beside it
    same = {name for name, look in LOOKS.items() if not (look.plain or look.style)}
    assert same == told_by_place


def test_kinds_of_entity_are_told_apart_without_colours() -> None:
    kinds = {look_of(kind) for kind in Kind}
    styles = {LOOKS[kind].plain or LOOKS[kind].style for kind in kinds}
    assert len(styles) == len(kinds) == 8  # figures share one
