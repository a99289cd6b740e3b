"""Driving the real application in a test: keys in, what is on the screen out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

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


class Hands:
    """Somebody at the keyboard."""

    def __init__(self, app: ReaderApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def type(self, keys: str) -> None:
        """Press printable keys one after the other, then let everything they began end."""
        await self.pilot.press(*(NAMES.get(key, key) for key in keys))
        await self.settle()

    async def press(self, *keys: str) -> None:
        """Press keys by Textual's names, then let everything they began end."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until no worker runs and no message waits."""
        for _ in range(3):
            await self.pilot.pause()
            with suppress(WorkerCancelled):  # a newer one took its place
                await self.app.workers.wait_for_complete()
        await self.pilot.pause()

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
) -> AsyncIterator[Hands]:
    """The reader on a library, with everything indexed and tagged."""
    app = ReaderApp(library, settings or Settings(), article, at)
    async with app.run_test(size=size) as pilot:
        while app.screen is not app.main:  # the frames of the panes are painted first
            await pilot.pause()
        hands = Hands(app, pilot)
        await hands.settle()
        yield hands


def screen_rows(app: ReaderApp) -> list[str]:
    """The rows of the screen, as text."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    return ["".join(s.text for s in strip)[:width] for strip in strips[:height]]
