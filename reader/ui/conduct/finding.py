"""Finding in the article on the screen by its keys, and showing only what matches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.text import motions
from reader.text.blocks import BlockKind
from reader.text.expressions import Found
from reader.text.finding import LIMIT, Edges
from reader.text.spans import Highlight, Layer, Span
from reader.ui.conduct.looking import Looking, Wanted
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.ui.app import ReaderApp


class Finding(Looking):
    """What is looked for in this text."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.regex = False  # whether the next words to find are a regular expression
        self._asking = False  # whether the field is open
        self.narrowing = False  # whether it is for the list of the side pane
        self._from = 0  # where the caret stood when the search began

    @property
    def active(self) -> bool:
        """Whether a find is lit."""
        return bool(self.found and self.found.spans)

    def shown(self, _: Article) -> None:
        """Another article: look for the same words in it when asked."""
        if self.is_looking:
            self.leave_field()
        self.stop()

    def leave_field(self) -> None:
        """Close the field, if it is open: another text is wanted."""
        if self._asking:
            self._asking = False
            self.screen.close_find()

    def clear(self) -> bool:
        """One step back: the whole list, all of the text, no lights; whether there was any."""
        if self.has_keys(self.side.rows) and self.side.narrowed:
            self.side.narrow("")
            return True
        if self.document.is_filtered:
            self.document.only(None)
            return True
        was = self.active
        self.put_out()
        return was

    # -- the field ---------------------------------------------------------------------------------

    def do_find_here(self, _: Press) -> None:
        if self.has_keys(self.search.rows):
            self.screen.focus_pane("query")
            return
        self._asking = True
        self.narrowing = self.has_keys(self.side.rows)
        if self.narrowing:
            self.screen.open_find(self.side.narrowed, f"show only these {self.side.tab}")
        else:
            self._from = self.document.caret.offset
            self.screen.open_find(self.wanted.needle, "find in this article")

    def typed(self, needle: str, *, done: bool) -> None:
        """The words to find changed, or were confirmed."""
        if not self._asking:
            return  # they were typed ahead of an Esc
        if not self.narrowing:
            self.look_for(Wanted(needle, self.regex), lambda: self._arrive(done=done))
            return
        self.side.narrow(needle)
        if done:
            self._asking = False
            self.screen.close_find("side")

    def toggle_regex(self, needle: str) -> None:
        """Read what was typed as a regular expression, or again as it stands."""
        if not self.narrowing:
            self.regex = not self.regex
            self.typed(needle, done=False)

    @property
    def mode(self) -> str:
        """What the status line calls it when the field is open."""
        return "LIST" if self.narrowing else "REGEX" if self.regex else "FIND"

    def _arrive(self, *, done: bool) -> None:
        """Show the first match from where the search began, and say what is wrong with it."""
        found = self.found or Found()
        if done:
            self._asking = False
            self.screen.close_find()
        if found.spans:
            at = bisect_left(found.spans, self._from, key=lambda span: span.start)
            ahead = found.spans[at % len(found.spans)]
            self._go(ahead, wrapped=ahead.start < self._from)
        else:
            self.document.go(self._from, centred=False)
        if done and self.wanted.needle.strip():
            if found.trouble:
                self.say(found.trouble)
            elif not found.spans:
                self.say(f"not in this article: {self.wanted.needle}")

    def cancel(self) -> None:
        """Leave without finding: back to where it began."""
        self._asking = False
        if self.narrowing:
            self.side.narrow("")
            self.screen.close_find("side")
            return
        self.put_out()
        self.screen.close_find()
        self.document.go(self._from, centred=False)

    # -- steps -------------------------------------------------------------------------------------

    def do_find_next(self, press: Press) -> None:
        self.when_found(lambda: self._step(press.times))

    def do_find_previous(self, press: Press) -> None:
        self.when_found(lambda: self._step(-press.times))

    def do_jump_same(self, press: Press) -> None:
        self._same(press.times)

    def do_jump_same_back(self, press: Press) -> None:
        self._same(-press.times)

    def _same(self, count: int) -> None:
        article = self.document.article
        word = motions.word_at(article.text, self.document.caret.offset) if article else None
        if article and word:
            wanted = Wanted(word.of(article.text), edges=Edges.WHOLE)
            self.look_for(wanted, lambda: self._step(count))

    def _step(self, count: int) -> None:
        spans = self.spans or self.app.walking.hits
        if not spans:
            needle = self.wanted.needle
            nothing = f"nothing to find: {self.key('find.here')}"
            self.say(f"not in this article: {needle}" if needle else nothing)
            return
        at = self.document.caret.offset
        if count > 0:
            here = bisect_right(spans, at, key=lambda span: span.start) - 1
        else:
            here = bisect_left(spans, at, key=lambda span: span.start)
        target = here + count
        self.app.opening.remember_jump()
        self._go(spans[target % len(spans)], wrapped=not 0 <= target < len(spans))

    def _go(self, span: Span, *, wrapped: bool) -> None:
        self.document.go(span.start)
        self.document.put("current", [Highlight(*span, "current")])
        if wrapped:
            self.say("went on from the other end")

    # -- only what matches -------------------------------------------------------------------------

    def do_find_only(self, _: Press) -> None:
        if self.document.is_filtered:
            self.document.only(None)
            self.say("all paragraphs")
        else:
            self.when_found(self._show_only)

    def _show_only(self) -> None:
        article = self.document.article
        matches = Layer(Highlight(*s, "hit") for s in self.spans or self.app.walking.hits)
        blocks = [
            block
            for block in (article.blocks if article else ())
            if any(True for _ in matches.between(*block.span))
        ]
        if not blocks:
            self.say(f"nothing found to show alone: {self.key('find.here')} finds")
            return
        self.document.leave_selection()
        self.document.only(blocks)

    # -- the status line ---------------------------------------------------------------------------

    def position(self) -> str:
        """``3/17`` of what is found, and how many paragraphs are shown where it is not all."""
        return "  ".join(words for words in (self._shown(), self._count()) if words)

    def _count(self) -> str:
        if self.is_looking:
            return f"… {self.wanted}"
        found = self.found or Found()
        if found.spans:
            at = self.document.caret.offset
            passed = bisect_right(found.spans, at, key=lambda span: span.start)
            more = "+" if len(found.spans) >= LIMIT else ""
            trouble = f" {found.trouble}" if self._asking and found.trouble else ""
            return f"{passed}/{len(found.spans)}{more} {self.wanted}{trouble}"
        if self._asking and self.wanted.needle.strip():
            return f"{found.trouble or 'no match'}: {self.wanted}"
        return "regular expression" if self._asking and self.regex else ""

    def _shown(self) -> str:
        """``3 of 31 paragraphs``; and what a selection takes in unseen."""
        document, article = self.document, self.document.article
        if article is None or not document.is_filtered:
            return ""
        headings = sum(block.kind is BlockKind.HEADING for block in document.blocks)
        words = f"{len(document.blocks) - headings} of {len(article.paragraphs)} paragraphs"
        if headings:
            words += f" and {headings} heading{'s' * (headings > 1)}"
        selected = document.selection
        if selected:
            meets = [p for p in article.passages if p.meets(selected)]
            unseen = sum(not document.shows(p.start) for p in meets)
            words += f" (selected: {unseen} unseen)" if unseen else ""
        return words
