"""Looks: pictures of the screen held as they are, and contrast that can be read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import Theme

from reader.articles.library import Library
from reader.settings import Settings
from reader.ui.app import ReaderApp
from reader.ui.theme import THEMES
from tests.screenshots import PICTURES
from tests.ui.pilot import Hands

READABLE = 4.5
"""The contrast that WCAG 2.2 (1.4.3) asks for."""


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: str(picture[0]))
def test_the_screen_looks_as_it_did(
    bundled: Library, snap_compare: Callable[..., bool], picture: tuple[Any, ...]
) -> None:
    _, size, theme, act = picture

    async def before(pilot: Pilot[int]) -> None:
        assert isinstance(pilot.app, ReaderApp)
        hands = Hands(pilot.app, pilot)
        await hands.settle()
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


def pairs(theme: Theme) -> list[tuple[str, str]]:
    """Every pair of foreground and background that the style sheet puts together."""
    of = {**theme.variables, "text": str(theme.foreground)}
    surface, panel = str(theme.surface), str(theme.panel)
    kinds = ["person", "place", "organisation", "group", "event", "figure", "quiet", "text"]
    out = [(of[kind], back) for kind in kinds for back in (surface, panel)]
    out += [(str(theme.accent), back) for back in (surface, panel)]
    out += [(str(theme.warning), surface), (of["hit-front"], of["hit-back"])]
    out += [(of["current-front"], of["current-back"]), (of["select-front"], of["select-back"])]
    out += [(of["mark-front"], of[f"mark-{n}"]) for n in range(1, 9)]
    out += [(str(theme.background), of["border"])]
    return out


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_pair_of_colours_can_be_read(theme: Theme) -> None:
    unreadable = {pair: contrast(*pair) for pair in pairs(theme) if contrast(*pair) < READABLE}
    assert unreadable == {}
