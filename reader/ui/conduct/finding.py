"""Finding in the article on the screen: ``/``, ``n``, ``N``, ``*``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text import motions
from reader.text.finding import Folded, find
from reader.text.spans import Highlight, Span
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp


class Finding(Part):
    """What is looked for in this text."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.needle = ""
        self._found: list[Span] = []
        self._from = 0  # where the caret stood when the search began
        self._folded: tuple[str, Folded] | None = None

    @property
    def active(self) -> bool:
        """Whether a find is lit."""
        return bool(self._found)

    def forget(self) -> None:
        """Another article: look for the same words in it when asked."""
        self._found = []
        self._folded = None

    def clear(self) -> bool:
        """Put the lights out; whether any were on."""
        was = self.active
        self.needle = ""
        self._found = []
        self._light()
        return was

    # -- commands ----------------------------------------------------------------------------------

    def do_find_here(self, _: Press) -> None:
        if self.search.rows.has_focus:
            self.screen.focus_pane("query")
            return
        self._from = self.document.caret.offset
        self.screen.open_find(self.needle)

    def typed(self, needle: str, *, done: bool) -> None:
        """The words to find changed, or were confirmed."""
        self._look_for(needle)
        if done:
            self.screen.close_find()
            if needle.strip() and not self._found:
                self.say(f"not in this article: {needle}")
        if self._found:
            ahead = next((s for s in self._found if s.start >= self._from), self._found[0])
            self._go(ahead, wrapped=ahead.start < self._from)
        else:
            self.document.go(self._from, centred=False)

    def cancel(self) -> None:
        """Leave without finding: back to where it began."""
        self.screen.close_find()
        self.clear()
        self.document.go(self._from, centred=False)

    def do_find_next(self, press: Press) -> None:
        self._step(press.times)

    def do_find_previous(self, press: Press) -> None:
        self._step(-press.times)

    def do_jump_same(self, press: Press) -> None:
        self._same(press.times)

    def do_jump_same_back(self, press: Press) -> None:
        self._same(-press.times)

    def _same(self, count: int) -> None:
        article = self.document.article
        word = motions.word_at(article.text, self.document.caret.offset) if article else None
        if article and word:
            self._look_for(word.of(article.text), whole_words=True)
            self._step(count)

    # -- how ---------------------------------------------------------------------------------------

    def _look_for(self, needle: str, *, whole_words: bool = False) -> None:
        article = self.document.article
        self.needle = needle
        self._found = []
        if article and needle.strip():
            if self._folded is None or self._folded[0] is not article.text:
                self._folded = (article.text, Folded(article.text))
            self._found = find(self._folded[1], needle, whole_words=whole_words)
        self._light()

    def _step(self, count: int) -> None:
        if self.needle and not self._found:
            self._look_for(self.needle)
        spans = self._found or self.app.searching.hits
        if not spans:
            self.say(f"not in this article: {self.needle}" if self.needle else "nothing to find: /")
            return
        at = self.document.caret.offset
        if count > 0:
            here = sum(1 for s in spans if s.start <= at) - 1
        else:
            here = sum(1 for s in spans if s.start < at)
        target = here + count
        self.app.opening.remember_jump()
        self._go(spans[target % len(spans)], wrapped=not 0 <= target < len(spans))

    def _go(self, span: Span, *, wrapped: bool) -> None:
        self.document.go(span.start)
        self.document.put("current", [Highlight(*span, "current")])
        if wrapped:
            self.say("went on from the other end")

    def _light(self) -> None:
        self.document.put("found", (Highlight(*s, "hit") for s in self._found))
        self.document.put("current", ())

    def position(self) -> str:
        """``3/17`` of what is found."""
        if not self._found:
            return ""
        at = self.document.caret.offset
        passed = sum(1 for span in self._found if span.start <= at)
        return f"{passed}/{len(self._found)} “{self.needle}”"
