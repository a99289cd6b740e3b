"""Links: two passages, of one article or of two, and the way from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text.spans import Span
from reader.ui.conduct.marking import short
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.annotations.history import Change
    from reader.annotations.mark import Annotation
    from reader.annotations.placing import Placed
    from reader.articles.article import Article


class Linking(Part):
    """A link that was begun, and following those there are."""

    _begun: tuple[str, Annotation] | None = None  # the first passage, as a mark not yet made

    def task(self) -> str:
        if self._begun is None:
            return ""
        words, key = short(self._begun[1].exact), self.key("link.make")
        return f"link from “{words}”: {key} on another passage ends it, Esc drops it"

    def drop_task(self) -> bool:
        was, self._begun = self._begun, None
        return was is not None

    def do_link_make(self, _: Press) -> None:
        """Begin a link at the passage under the caret, or end it there."""
        from reader.annotations.annotation import new_annotation

        article, passage = self.document.article, self._passage()
        if article is None or passage is None:
            return
        if self._begun is None:
            self._begun = article.path, new_annotation(article, passage)
            self.document.leave_selection()
            return
        path, mark = self._begun
        first = self._found(path, mark)
        if first is None:
            self._begun = None
            self.say("the first passage is gone; the link is dropped")
        elif first == (article, passage):
            self.say("a link needs two passages")
        else:
            self._begun = None
            self.document.leave_selection()
            self.app.marking.carry_out(lambda: self._link(first, (article, passage)))

    def _passage(self) -> Span | None:
        """The selection, else the mark under the caret, else the sentence."""
        mark = None if self.document.selection else self.app.marking.under_caret()
        return mark.span if mark else self.document.passage

    def _found(self, path: str, mark: Annotation) -> tuple[Article, Span] | None:
        """The first passage in its article as that is now."""
        from reader.annotations.placing import place

        try:
            article = self.desk.library.article(path)
        except ReaderError:
            return None
        span = place(article, mark).span
        return (article, span) if span else None

    def _link(self, one: tuple[Article, Span], other: tuple[Article, Span]) -> Change:
        from reader.annotations.history import Edit
        from reader.annotations.linking import linked

        marks = linked(one, other, self.app.highlighting.color)
        articles = (one[0], other[0])
        edits = [Edit(a.path, None, mark) for a, mark in zip(articles, marks, strict=True)]
        return self.desk.shelf.apply("link", edits, {a.path: a for a in articles})

    # -- following ---------------------------------------------------------------------------------

    def do_link_follow(self, _: Press) -> None:
        """To the other end of the link under the caret, or of the one chosen in the list."""
        from reader.annotations.linking import is_link

        link = next((mark for mark in self._near() if is_link(mark)), None)
        if link is None:
            self.say(f"no link here: {self.key('link.make')} makes one")
        elif not self._go_to_end(link):
            self.say("the other end of this link is gone")

    def _near(self) -> list[Annotation]:
        marking = self.app.marking
        if marking.in_list:
            return [mark for key in marking.meant() if (mark := marking.mark(key))]
        first = marking.under_caret()
        others = [m for m in marking.here() if m is not first]
        return [m.annotation for m in ([first] if first else []) + others]

    def _go_to_end(self, link: Annotation) -> bool:
        """To the mark at the other end; where that is lost, to the passage by its words."""
        from reader.annotations.linking import other_end, passage_there
        from reader.annotations.placing import place

        for path, placed in self._ends(other_end(link)):
            if placed.span:
                return self._open(path, placed.span)
        there = passage_there(link)
        if there is None:
            return False
        try:
            article = self.desk.library.article(there[0])
        except ReaderError:
            return False
        span = place(article, there[1]).span
        return span is not None and self._open(article.path, span)

    def _ends(self, end: str) -> list[tuple[str, Placed]]:
        shelf = self.desk.shelf
        paths = [p for p, marks in shelf.everything() if any(m.id == end for m in marks)]
        found = []
        for path in paths:
            try:
                placed = shelf.of(self.desk.library.article(path))
            except ReaderError:
                continue
            found += [(path, p) for p in placed if p.annotation.id == end]
        return found

    def _open(self, path: str, span: Span) -> bool:
        opened = self.app.opening.open(path, span)
        if opened:
            self.screen.focus_pane("document")
        return opened
