"""Opening: the first article, any other, the next one, the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.articles.article import Article
from reader.articles.places import Place
from reader.errors import ReaderError
from reader.text.spans import Span
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

_READ_FROM = 95  # per cent seen from which an article counts as read
_JUMPS = 100


class Opening(Part):
    """Which article is on the screen, and where in it."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self._jumps: list[tuple[str, int]] = []
        self._jump_at = 0
        self._above: dict[tuple[str, int], Callable[[], None]] = {}  # screens that jumps began at

    def start(self, wanted: str | None, at: int | None) -> None:
        """Open the first article; when its text is on the screen, all that goes with it."""
        self.screen.restore(self.desk.places.view)
        article = self.desk.first(wanted)
        if article is not None:
            self.show(article, at=at)
        if wanted:
            self.screen.focus_pane("document")
        self.screen.call_after_refresh(self._surround)

    def _surround(self) -> None:
        """The marks of the text on the screen, then the list; names take longest."""
        self.app.marking.refresh()
        self.app.filing.read()

    # -- articles ----------------------------------------------------------------------------------

    def open(self, path: str, span: Span | None = None, *, jump: bool = True) -> bool:
        """Open an article at a passage, or where it was left; whether it could be read."""
        if jump:
            self.remember_jump()
        if self.screen.is_aligned:
            self.app.aligning.turn_to_article(path)
        here = self.document.article
        try:
            article = here if here and here.path == path else self.desk.library.article(path)
        except ReaderError as error:
            self.app.tell(error)
            return False
        if article is here:
            if span:
                self.document.leave_selection()
                self.document.go(span.start)
        else:
            self.show(article, at=span.start if span else None)
        return True

    def show(self, article: Article, at: int | None = None) -> None:
        """Put an article on the screen in place of the one there."""
        self.leave()
        self.put(article, self.desk.places.of(article.path).at if at is None else at)

    def put(self, article: Article, at: int) -> None:
        """Put an article on the screen and fill the panes around it."""
        self.document.show(article, at=at)
        self.screen.entitle(self.document, article)
        self.surround(article)

    def surround(self, article: Article) -> None:
        """Fill the panes around the article that has the keys now."""
        self.search.rows.choose((article.path, None))
        self.known_anew(article)

    def known_anew(self, article: Article) -> None:
        """Fill the panes around the article that has the keys, and was read again."""
        self.desk.places.last = article.path
        self.side.show_info(article)
        for part in self.app.made():
            part.shown(article)

    def leave(self) -> None:
        """Remember where the article on the screen was left."""
        article = self.document.article
        if article is None:
            return
        place = self.desk.places.of(article.path)
        read = place.read or self.document.progress >= _READ_FROM
        self.desk.places.put(article.path, Place(self.document.caret.offset, read))

    def do_article_next(self, press: Press) -> None:
        self._step(press.times)

    def do_article_previous(self, press: Press) -> None:
        self._step(-press.times)

    def _step(self, count: int) -> None:
        beside = {article.path for _, article in self.others()}
        every = self.app.searching.paths() or self.app.listing.paths()
        paths = [path for path in every if path not in beside]
        here = self.document.article
        if not paths or here is None:
            return
        at = paths.index(here.path) if here.path in paths else 0
        target = max(0, min(at + count, len(paths) - 1))
        if paths[target] == here.path:
            self.say("the last article" if count > 0 else "the first article")
        else:
            self.open(paths[target])

    def do_article_read(self, _: Press) -> None:
        path = self._chosen_path()
        if path:
            place = self.desk.places.of(path)
            self.desk.places.put(path, replace(place, read=not place.read))
            self.desk.places.save()
            self.say("unread" if place.read else "read")
            self.app.searching.search_again()

    def _chosen_path(self) -> str:
        if self.has_keys(self.search.rows):
            match self.search.rows.current:
                case (str() as path, _):
                    return path
        return self.document.article.path if self.document.article else ""

    # -- the jump list -----------------------------------------------------------------------------

    def remember_jump(self, above: Callable[[], None] | None = None) -> None:
        """Call before a jump: ``jump.back`` comes back here, and to the screen above, if any."""
        here = self._here()
        if here:
            del self._jumps[self._jump_at :]
            if not self._jumps or self._jumps[-1] != here:
                self._jumps.append(here)
            self._above = {jump: show for jump, show in self._above.items() if jump != here}
            if above:
                self._above[here] = above
            self._jumps = self._jumps[-_JUMPS:]
            self._jump_at = len(self._jumps)

    def rename(self, old: str, new: str) -> None:
        """A file has another name now: jumps go to it by that."""
        self._jumps = [(new if path == old else path, at) for path, at in self._jumps]

    def _here(self) -> tuple[str, int] | None:
        article = self.document.article
        return (article.path, self.document.caret.offset) if article else None

    def do_jump_back(self, press: Press) -> None:
        here = self._here()
        if self._jump_at == len(self._jumps) and here and self._jumps[-1:] != [here]:
            self._jumps.append(here)
        self._travel(-press.times)

    def do_jump_forward(self, press: Press) -> None:
        self._travel(press.times)

    def jump_to_and_fro(self) -> None:
        """Where the last jump began; from there, back here."""
        here = self._here()
        if not self._jumps or here is None:
            self.say("no jump yet")
            return
        path, offset = self._jumps.pop()
        self._jumps.append(here)
        self._jump_at = len(self._jumps)
        self.open(path, Span(offset, offset), jump=False)

    def _travel(self, count: int) -> None:
        target = self._jump_at + count
        if not 0 <= target < len(self._jumps):
            self.say("no place further back" if count < 0 else "no place further on")
            return
        self._jump_at = target
        path, offset = self._jumps[target]
        self.open(path, Span(offset, offset), jump=False)
        self.screen.focus_pane("document")
        above = self._above.get((path, offset))
        if count < 0 and above:
            above()
