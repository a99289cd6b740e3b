"""The application: the conductor between the panes and the rooms below."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from reader.articles.library import Library
from reader.errors import ReaderError
from reader.settings import Settings
from reader.ui import theme
from reader.ui.conduct.parts import Parts
from reader.ui.desk import Desk
from reader.ui.driver import steady
from reader.ui.escape import listen
from reader.ui.frames import FrameScreen
from reader.ui.looks import has_few_colours
from reader.ui.messages import (
    ClauseChosen,
    EntityChosen,
    FieldChosen,
    FindTyped,
    MarkChosen,
    MoreWanted,
    OpenArticle,
    QueryChosen,
    QueryTyped,
)
from reader.ui.works import Works

if TYPE_CHECKING:
    from reader.ui.main import MainScreen


TOLD = 5.0
"""Seconds that a message stays which is no answer to a key."""


class ReaderApp(App[int], Parts):
    """One library, open for reading."""

    TITLE = "rafah-reader"
    CSS_PATH = Path(__file__).parent / "reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "quit", priority=True),
        Binding("ctrl+p", "command_palette", show=False),  # else Textual's, before any of ours
    ]

    def __init__(
        self,
        library: Library,
        settings: Settings,
        article: str | None = None,
        at: int | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.desk = Desk(library)
        self._wanted = (article, at)
        self._frames = FrameScreen()
        self._leaving = False
        self._works = Works()
        self.failure: Exception | None = None
        self.following: Library | None = None
        """The library to open when this one is left, where another one was chosen."""
        if settings.keys:  # what is wrong with them is to be said before the screen is touched
            _ = self.main
        for ours in (*theme.THEMES, theme.SIXTEEN):
            self.register_theme(ours)
        if settings.theme not in self.available_themes:
            allowed = f"allowed: {', '.join(self.available_themes)}"
            raise settings.fault(
                settings.lines.get("theme", 1), f"no theme “{settings.theme}”", allowed
            )
        # here, not on mount: a theme set later has every rule resolved twice before the first paint
        self.theme = settings.theme

    @cached_property
    def main(self) -> MainScreen:
        """The main screen, with all that it shows imported."""
        from reader.ui.keys.keymap import keymap_of
        from reader.ui.main import MainScreen

        return MainScreen(self.settings.width, keymap_of(self.settings))

    def get_default_screen(self) -> Screen[None]:
        return self._frames

    def get_driver_class(self) -> type[Driver]:
        listen(self, lambda key: "main" in vars(self) and key in self.main.keymap.keys)
        return steady(super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme.defaults(dark=self.current_theme.dark)

    # -- start and end -----------------------------------------------------------------------------

    def on_mount(self) -> None:
        self._catch_signals()
        if self.theme == theme.DARK.name and has_few_colours(self):
            self.theme = theme.SIXTEEN.name
        # after Ctrl+Z and fg the screen is blank until it is laid out again
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(repaint=True, layout=True))

    async def begin(self) -> None:
        """After the first paint: nothing before it reads a file, an index or a model."""
        await self.push_screen(self.main)

    def open_first(self) -> None:
        """The article to begin with, as soon as there is room for it."""
        try:
            self.opening.start(*self._wanted)
        except ReaderError as error:
            self.tell(error)
            self.opening.start(None, None)
        self.main.take_early(self._frames.empty())

    def to_main(self) -> None:
        """Leave every screen above the panes, none of which is asked anything more."""
        while self.screen is not self.main:
            self.pop_screen()

    def _catch_signals(self) -> None:
        """Leave the screen as it was found when the terminal goes away or somebody ends us."""
        import asyncio

        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    loop.add_signal_handler(number, self._end_now, 128 + number)
                except (NotImplementedError, RuntimeError, ValueError):
                    return  # not on this system, or not in the main thread (tests)

    def _handle_exception(self, error: Exception) -> None:
        """Textual's own door for what nobody caught: it restores the terminal and exits with 1."""
        if self.failure is None:
            self.failure = error
            with suppress(Exception):  # whatever is broken, save what can be saved
                self._put_away()
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave without Textual's traceback, which prints values; the report has what is needed."""
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        if "watching" in vars(self):
            self.watching.join()
        self.desk.close()

    def _end_now(self, code: int) -> None:
        self._put_away()
        self.exit(code, return_code=code)

    def _put_away(self) -> None:
        if "main" not in vars(self):
            return  # nothing was shown yet
        self.opening.leave()
        kept = (self.main, self.listing, self.sifting, self.noting, self.picking)
        self.desk.places.view = {name: value for part in kept for name, value in part.view.items()}
        self.desk.places.save()
        if self.desk.shelf.trouble:
            self.desk.shelf.retry()

    def leave(self) -> None:
        """Quit; when marks could not be saved, only at the second call in a row."""
        self._put_away()
        unsaved = self._unsaved()
        if unsaved and not self._leaving:
            self._leaving = True
            self.following = None
            self.warn(f"{unsaved}. Quit once more to lose what is not saved.")
            return
        if "watching" in vars(self):
            self.watching.stop()
        self.exit(0)

    def leave_for(self, library: Library) -> None:
        """Leave this library and go on with another one."""
        self.following = library
        self.leave()

    def _unsaved(self) -> str:
        """What would be lost by leaving now, in words."""
        if self.screen is not self.main and getattr(self.screen, "changed", False):
            return "A note is open: Ctrl+s saves it"
        return self.desk.shelf.trouble

    def action_leave(self) -> None:
        self.leave()

    # -- messages from the panes -------------------------------------------------------------------

    @on(OpenArticle)
    def _open(self, message: OpenArticle) -> None:
        self.searching.open_hit(message.path, message.span)

    @on(QueryTyped)
    def _query(self, message: QueryTyped) -> None:
        self.searching.typed(message.text, live=message.live)

    @on(QueryChosen)
    def _run(self, message: QueryChosen) -> None:
        self.main.search.leave_aside()
        self.searching.run(message.text)

    @on(ClauseChosen)
    def _narrow(self, message: ClauseChosen) -> None:
        self.narrowing.choose(message.facet, message.clause)

    @on(MoreWanted)
    def _more(self, _: MoreWanted) -> None:
        self.searching.more()

    @on(FindTyped)
    def _find(self, message: FindTyped) -> None:
        self.finding.typed(message.text, done=message.done)

    @on(EntityChosen)
    def _entity(self, message: EntityChosen) -> None:
        self.naming.step_through(message.entity_id)

    @on(FieldChosen)
    def _field(self, message: FieldChosen) -> None:
        self.describing.edit(message.name)

    @on(MarkChosen)
    def _mark(self, message: MarkChosen) -> None:
        self.reviewing.open((message.path, message.mark_id))

    def caret_moved(self) -> None:
        """The caret or the selection of the text is another."""
        self._leaving = False
        for part in self.made():
            part.caret_moved()
        self.main.show_status()

    # -- what parts say ----------------------------------------------------------------------------

    def tell(self, error: ReaderError) -> None:
        """An error that the user can mend."""
        words = f"{error.message}\n{error.hint}" if error.hint else error.message
        self.notify(words, severity="error", markup=False, timeout=TOLD)

    def warn(self, words: str) -> None:
        """Something to know that is no answer to a key."""
        self.notify(words, severity="warning", markup=False, timeout=TOLD)

    def progress(self, what: str, done: int, total: int, left: str = "") -> None:
        """How far a worker is; may be called from its thread.

        0 of 0 when it is through; ``left`` is how long it will take yet, in words.
        """
        words = self._works.told(what, done, total, left)
        if words is not None:
            self.call_from_thread(self.main.show_progress, words)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        from reader.ui.palette import commands

        return commands(self, screen)
