"""The concordance of what is under the caret, or of the query, and the way back to it."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.entities.kinds import NAMES
from reader.errors import ReaderError
from reader.text import motions
from reader.text.finding import Folded
from reader.text.spans import Highlight, Span
from reader.ui.conduct.latest import Latest
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.panes.kwic import Kwic
from reader.ui.screens.concordance import ORDERS, ConcordanceScreen

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

LINES = 5000
"""Lines of a concordance at most; of more, the first in the order asked for."""

_CONTEXT = 120  # code points on either side: half of a screen of 240 columns
_SEEN = 50  # of them, that lines are filtered by: what is in view on most screens
_QUOTES = re.compile('["“”„‟«»＂]')


@dataclass(frozen=True, slots=True)
class _Asked:
    query: str
    order: str


@dataclass(frozen=True, slots=True)
class _Left:
    """A concordance as it was left: to be come back to."""

    asked: _Asked
    lines: tuple[Kwic, ...]
    total: int
    wanted: str
    key: Hashable


class Concording(Part):
    """Key words in context."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self._latest = Latest(app, self._look_up)
        self._screen: ConcordanceScreen | None = None
        self._shown: tuple[_Asked, tuple[Kwic, ...], int] | None = None

    def do_concordance(self, _: Press) -> None:
        self.look_up(self._wanted())

    def look_up(self, query: str) -> None:
        """Every use of what a query finds, over whatever is on the screen."""
        if not self.app.searching.ready:
            self.say("the index is being built")
        elif not query:
            self.say("nothing to look up: put the caret on a word, or search for it")
        else:
            self._open(query)
            self._latest.ask(_Asked(query, next(iter(ORDERS))))

    def _wanted(self) -> str:
        """A query: the name chosen, what is searched for, what is selected or under the caret."""
        if self.has_keys(self.side.rows):
            match self.side.rows.current:
                case ("entity", str() as entity_id):
                    return f'entity:"{entity_id}"'
        if not self.has_keys(self.document) and self.app.searching.query.strip():
            return self.app.searching.query.strip()
        return self._here() or self.app.searching.query.strip()

    def _here(self) -> str:
        article, at = self.document.article, self.document.caret.offset
        if article is None:
            return ""
        selected = self.document.selection
        if selected:
            return phrase(selected.of(article.text))
        mention = self.app.naming.under_caret()
        if mention and mention.kind in NAMES and self.desk.tagged:
            return f"entity:{phrase(mention.span.of(article.text))}"
        word = mention.span if mention else motions.word_at(article.text, at)
        return phrase(word.of(article.text)) if word else ""

    def _open(self, query: str) -> ConcordanceScreen:
        def ask(order: str) -> None:
            self._latest.ask(_Asked(query, order))

        screen = self._screen = ConcordanceScreen(self.screen.keymap, query, ask)
        self.app.push_screen(screen, self._chosen)
        return screen

    def _look_up(self, asked: _Asked) -> None:
        query = self.app.searching.whole(asked.query)
        try:
            found = self.desk.index.concordance(query, asked.order, _CONTEXT, LINES)
        except ReaderError as error:
            self.app.call_from_thread(self.app.tell, error)
            return
        lines = []
        for line in found.lines:
            card = self.desk.cards.get(line.path)
            title = card.title if card else line.path
            seen = f"{line.left[-_SEEN:]}{line.match}{line.right[:_SEEN]} {title}"
            folded = Folded(seen).lower
            lines.append(Kwic(line, title, folded))
        if not self._latest.is_superseded:
            self.app.call_from_thread(self._show, asked, tuple(lines), found.total)

    def _show(self, asked: _Asked, lines: tuple[Kwic, ...], total: int) -> None:
        self._shown = asked, lines, total
        if self._screen:
            self._screen.show(lines, total, asked.order)

    def _chosen(self, key: Hashable) -> None:
        """Open a line; ``jump.back`` comes back to it."""
        screen, shown = self._screen, self._shown
        self._screen = self._shown = None
        match key:
            case (str() as path, Span() as span) if screen and shown:
                left = _Left(*shown, screen.wanted, key)
                self.app.to_main()
                self.app.opening.remember_jump(lambda: self._come_back(left))
                if self.app.opening.open(path, span, jump=False):
                    self.screen.focus_pane("document")
                    self.document.put("current", [Highlight(*span, "current")])

    def _come_back(self, left: _Left) -> None:
        screen = self._open(left.asked.query)
        screen.wanted = left.wanted
        self._show(left.asked, left.lines, left.total)
        screen.begin_at(left.key)


def phrase(text: str) -> str:
    """Words as a query that finds them beside each other."""
    return f'"{" ".join(_QUOTES.sub(" ", text).split())}"'
