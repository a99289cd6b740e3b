"""Watching: files changed by another program are read again, with the place and the marks kept."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.articles.article import Article
from reader.articles.changes import changes
from reader.articles.scan import Scan
from reader.articles.watching import EVERYTHING, Touched, Watch
from reader.errors import ReaderError
from reader.text.spans import Span
from reader.ui.conduct.part import Part

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp
    from reader.ui.panes.document import DocumentPane

_PATIENCE = 1.0  # seconds that leaving waits for the thread, which looks ten times a second


@dataclass(frozen=True, slots=True)
class _Reread:
    """An article on the screen as it is now, and where a place of it has come to."""

    old: Article
    article: Article
    now: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class _Folder:
    """What a look at the folder found that the screen does not show yet."""

    renamed: Mapping[str, str]
    words: str
    reread: Mapping[str, _Reread]
    """By the path on the screen."""
    lost: Mapping[str, str]
    """What is said of articles on the screen that cannot be read now."""


class Watching(Part):
    """The files of the library while the reader runs."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self._watch: Watch | None = None
        self._thread: threading.Thread | None = None
        self._looking = threading.Lock()
        self._loop = asyncio.get_running_loop()
        self._told = ""
        self._waiting: list[Callable[[], None]] = []  # until the panes are what is on the screen

    # -- the thread --------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to watch, unless that is done or not wanted."""
        wish = self.app.settings.watch
        if self._watch or wish == "off":
            return
        from reader.paths import data_folder

        root = self.desk.library.root
        self._watch = Watch(root, [data_folder(root)], poll=wish == "poll")
        # no worker of Textual's: those are waited for
        self._thread = threading.Thread(target=self._run, args=(self._watch,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end; :meth:`join` waits until it has."""
        if self._watch:
            self._watch.stop()

    def join(self) -> None:
        """Wait for the thread: one that still listens when Python ends can end it badly."""
        self.stop()
        if self._thread:
            self._thread.join(_PATIENCE)
        self._watch = self._thread = None

    def _run(self, watch: Watch) -> None:
        for touched in watch.turns():
            if watch.trouble and watch.trouble != self._told:
                self._told = watch.trouble
                self._later(self.app.warn, watch.trouble)
            self._look(touched)

    def _later(self, act: Callable[..., object], *given: object) -> None:
        """Have something done in the loop, without waiting for it."""
        with suppress(RuntimeError):  # the loop is closed: the reader was left
            self._loop.call_soon_threadsafe(lambda: self.app.call_later(act, *given))

    # -- looking -----------------------------------------------------------------------------------

    def look(self, then: Callable[[], None] | None = None) -> None:
        """Look now whether files changed, in a worker; and do something after it."""
        self.app.run_worker(lambda: self._asked(then), thread=True, group="looking")

    def _asked(self, then: Callable[[], None] | None) -> None:
        self._look(EVERYTHING)
        if then:
            self._later(then)

    def _look(self, touched: frozenset[Touched]) -> None:
        """Find out what changed; in a thread."""
        with self._looking:
            if not self.desk.library.root.is_dir():
                return  # a disk that was taken out: what was read stays
            if Touched.ARTICLES in touched:
                self._look_at_articles()
            if Touched.MARKS in touched:
                self._look_at_marks()
            if Touched.RULES in touched:
                self._look_at_rules()

    def _look_at_articles(self) -> None:
        library, before = self.desk.library, self.desk.listed
        scanned = library.scan()
        if before is None or scanned == before:
            return
        found = changes(before, scanned)
        renamed = dict(found.renamed)
        reread: dict[str, _Reread] = {}
        lost: dict[str, str] = {}
        for article in self._on_screen():
            path = renamed.get(article.path, article.path)
            try:
                now = library.article(path)
            except ReaderError as error:
                twin = self._twin(article, before, scanned)
                if twin is None:
                    there = (library.root / path).exists()
                    why = error.message.removeprefix(f"{path}: ")
                    lost[path] = f"not read again: {why}" if there else "gone from disk; kept here"
                    continue
                now, renamed[article.path] = twin, twin.path
            if now != article:
                reread[article.path] = _Reread(article, now, _way(article.text, now.text))
        self._later(self._take_up, _Folder(renamed, str(found), reread, lost))

    def _on_screen(self) -> Iterable[Article]:
        here = self.document.article
        return [*([here] if here else []), *(article for _, article in self.others())]

    def _twin(self, article: Article, before: Scan, after: Scan) -> Article | None:
        """The article by the name it has now: a new file with the same text."""
        known = {entry.path for entry in before.entries}
        for entry in after.entries:
            if entry.path not in known:
                with suppress(ReaderError):
                    found = self.desk.library.article(entry.path)
                    if found.digest == article.digest:
                        return found
        return None

    def _look_at_marks(self) -> None:
        shelf, article = self.desk.shelf, self.document.article
        others = shelf.take_in()
        marks = shelf.of(article) if article else ()
        if others or marks != self.app.marking.marks:
            self._later(self._show_marks)

    def _show_marks(self) -> None:
        self.app.marking.refresh()
        self.app.filing.list_library()
        self.app.keeping.count(of_marks=True)

    def _look_at_rules(self) -> None:
        if self.desk.has_catalogue:
            rulebook = self.desk.catalogue.rulebook
            if (rulebook.rules, rulebook.trouble) != self.app.naming.rules:
                self._later(self.app.naming.refresh)
                self._later(self.app.naming.update_again)
        self._later(self.app.keeping.read_again)

    # -- taking up ---------------------------------------------------------------------------------

    def _take_up(self, found: _Folder) -> None:
        """Show what was found; in the loop."""
        for old, new in found.renamed.items():
            self.desk.places.rename(old, new)
            self.desk.shelf.rename(old, new)
            self.app.opening.rename(old, new)
        self.app.filing.read()
        if self.app.screen is self.screen:
            self._show_again(found)
        else:
            self._waiting.append(lambda: self._show_again(found))  # a note may be written on it

    def take_up_waiting(self) -> None:
        """Show what changed while another screen stood above the panes."""
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _show_again(self, found: _Folder) -> None:
        said = ""
        for pane in list(self.screen.texts):
            path = pane.article.path if pane.article else ""
            again = found.reread.get(path)
            if again and again.old is pane.article:
                self._put(pane, again)
                if again.article.path != path:
                    said = f"now called {again.article.path}"
                elif again.article.text != again.old.text:
                    said = "changed on disk: read again"
            elif path in found.lost:
                said = found.lost[path]
        if said or found.words:
            self.say(said or found.words)

    def _put(self, pane: DocumentPane, again: _Reread) -> None:
        """Show an article as it is now, with the same words in the same rows."""
        caret = pane.caret.offset
        row = pane.y_of(caret) - round(pane.scroll_offset.y)
        selection = pane.selection
        at = again.now(caret)
        selected = Span(again.now(selection.start), again.now(selection.end)) if selection else None
        if selected and selected.end <= selected.start:
            selected = None
        finding, was_found = self.app.finding, self.app.finding.active
        pane.show(again.article, at=at, selected=selected)
        pane.scroll_to(y=pane.y_of(pane.caret.offset) - row, animate=False, force=True)
        self.screen.entitle(pane, again.article)
        if pane is self.document:
            self.app.opening.known_anew(again.article)
            if was_found:
                finding.look_for(finding.wanted, lambda: None)


def _way(old: str, new: str) -> Callable[[int], int]:
    """From an offset of an old text to where it is in the new one."""
    if old == new:
        return lambda offset: offset
    from reader.annotations.following import Following

    return Following(old, new).at
