"""Driving the real application in a test: keys in, what is on the screen out."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from textual import events
from textual.keys import REPLACED_KEYS, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled, WorkerFailed

from reader.articles.library import Library
from reader.settings import Settings
from reader.ui.app import ReaderApp

NAMES = {
    " ": "space", "/": "slash", "?": "question_mark", "{": "left_curly_bracket",
    "}": "right_curly_bracket", "(": "left_parenthesis", ")": "right_parenthesis",
    "[": "left_square_bracket", "]": "right_square_bracket", "$": "dollar_sign",
    "^": "circumflex_accent", "%": "percent_sign", "*": "asterisk", "#": "number_sign",
    "+": "plus", "-": "minus", "=": "equals_sign", ";": "semicolon", ",": "comma",
    "&": "ampersand", ".": "full_stop", ":": "colon", "'": "apostrophe", '"': "quotation_mark",
}  # fmt: skip


_ROUNDS = 3
"""How often nothing may be found waiting before it counts: a task may have a message in hand."""


class Hands:
    """Somebody at the keyboard.

    Textual's Pilot waits after each key until the process is idle for 20 ms, twice, and a second
    at most.  Here a key is done when no message waits anywhere: sooner, and never too soon.
    """

    def __init__(self, app: ReaderApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def begin(self) -> None:
        """Wait for the panes, whose frames are painted first, and for what fills them."""
        while self.app.screen is not self.app.main:
            await self.pilot.pause()
        await self.settle()

    async def type(self, keys: str) -> None:
        """Type printable keys one after the other, then let everything they began end."""
        await self.press(*(NAMES.get(key, key) for key in keys))

    async def press(self, *keys: str) -> None:
        """Press keys by Textual's names, then let everything they began end."""
        driver = self.app._driver
        assert driver
        for name in keys:
            key = events.Key(name, _character(name))
            key.set_sender(self.app)
            driver.send_message(key)
            await self.handled()
        await self.settle()

    async def handled(self) -> None:
        """Wait until no message waits, and what was to be painted is."""
        quiet = 0
        while quiet < _ROUNDS and not self.app._exit:  # who leaves answers no more
            await self.pilot._wait_for_screen()
            await self.app.animator.wait_until_complete()
            screen = self.app.screen
            if _unpainted(screen):
                screen._on_timer_update()
            elif not any(p.message_queue_size for p in (self.app, *screen.walk_children())):
                quiet += 1
                continue
            quiet = 0

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for what no key began: at most twenty seconds."""
        for _ in range(400):
            if holds():
                break
            await self.pilot.pause(0.05)
        assert holds(), "\n".join(self.screen())
        await self.settle()

    async def settle(self) -> None:
        """Wait until no worker runs and no message waits."""
        await self.handled()
        while any(not worker.is_finished for worker in self.app.workers):
            with suppress(WorkerCancelled, WorkerFailed):  # a newer one took its place
                await self.app.workers.wait_for_complete()
            await self.handled()

    def screen(self) -> list[str]:
        """The rows of the screen as a person sees them, without colours."""
        return screen_rows(self.app)

    def status(self) -> str:
        """The status line."""
        return self.screen()[-1]


@asynccontextmanager
async def reading(
    library: Library,
    size: tuple[int, int] = (120, 36),
    *,
    settings: Settings | None = None,
    article: str | None = None,
    at: int | None = None,
    watch: str = "off",
) -> AsyncIterator[Hands]:
    """The reader on a library, with everything indexed and tagged."""
    app = ReaderApp(library, replace(settings or Settings(), watch=watch), article, at)
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot)
        await hands.begin()
        yield hands


def _character(name: str) -> str | None:
    """What a key types, from Textual's name of it; none for a key that types nothing."""
    if len(name) == 1:
        return name
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        return None


def _unpainted(screen: Screen[object]) -> bool:
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


def screen_rows(app: ReaderApp) -> list[str]:
    """The rows of the screen, as text."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    return ["".join(s.text for s in strip)[:width] for strip in strips[:height]]
