"""Marking: highlights, notes and tags on passages; undo; and what to say when saving fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from reader.errors import ReaderError
from reader.text.spans import Highlight, Span
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.panes.view import GutterSign

if TYPE_CHECKING:
    from reader.annotations.mark import Annotation
    from reader.annotations.placing import Placed
    from reader.articles.article import Article
    from reader.ui.app import ReaderApp

RETRY = 5.0
"""Seconds between tries to save what could not be saved."""


class Marking(Part):
    """The annotations of the article on the screen."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.marks: tuple[Placed, ...] = ()
        self._drafts: dict[tuple[str, Span], str] = {}  # notes that were left with Esc
        self._told_elsewhere = False

    def shown(self, _: Article) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Place the marks of this article and show them."""
        article = self.document.article
        if article is None:
            return
        self.marks = self.desk.shelf.of(article)
        placed = [m for m in self.marks if m.span is not None]
        self.document.put("mark", (Highlight(*_span(m), _look(m)) for m in placed))
        self.document.put_signs(GutterSign(_span(m), _sign(m), _look(m)) for m in placed)
        select, note = self.key("select.characters"), self.key("mark.note")
        highlight = self.key("mark.highlight")
        how = f"{select} selects, {highlight} marks, {note} writes a note"
        self.side.show_marks(article, self.marks, how)
        self.show_beside()

    def under_caret(self) -> Placed | None:
        """The innermost mark under the caret."""
        at = self.document.caret.offset
        here = [m for m in self.marks if m.span and m.span.holds(at)]
        return min(here, key=lambda m: _span(m).length, default=None)

    def caret_moved(self) -> None:
        self.show_beside()

    def show_beside(self) -> None:
        """The note and tags of the mark under the caret, below the text."""
        mark = self.under_caret()
        words = ""
        if mark and (mark.annotation.note or mark.annotation.tags):
            tags = " ".join(f"#{tag}" for tag in mark.annotation.tags)
            words = "  ".join(part for part in (mark.annotation.note, tags) if part)
        self.screen.show_note(words)

    # -- making ------------------------------------------------------------------------------------

    def do_mark_highlight(self, _: Press) -> None:
        article, span = self.document.article, self.document.passage
        if article and span:
            self._add(article, span)

    def do_mark_note(self, _: Press) -> None:
        """A note on the selection, else on the mark or the sentence under the caret."""
        mark = None if self.document.selection else self.under_caret()
        if mark:
            self._edit(mark)
            return
        article, span = self.document.article, self.document.passage
        if article is None or span is None:
            return
        key = (article.path, span)

        def done(note: str | None) -> None:
            if note is None:
                return
            self._drafts.pop(key, None)
            if note.strip():
                self._add(article, span, note=note.strip())

        self._ask_note(span.of(article.text), self._drafts.get(key, ""), key, done)

    def do_mark_edit(self, _: Press) -> None:
        mark = self.under_caret()
        if mark:
            self._edit(mark)
        else:
            self.say(f"no annotation here: {self.key('mark.note')} writes a note on the sentence")

    def do_mark_edit_outside(self, _: Press) -> None:
        """The note of the mark under the caret, else a new one on the sentence, in $EDITOR."""
        from reader.ui.piping import edited

        article, mark, span = self.document.article, self.under_caret(), self.document.passage
        if article is None or span is None:
            return
        before = mark.annotation.note if mark else ""
        try:
            with self.app.suspend():
                note = edited(before)
        except SuspendNotSupported:
            self.say(
                f"this terminal cannot be lent to an editor; {self.key('mark.note')} writes it here"
            )
            return
        self.app.refresh(repaint=True, layout=True)
        if note is None:
            self.say("the editor failed; the note is as it was")
        elif note.strip() == before.strip():
            self.say("the note is as it was")
        elif mark:
            self._change(article, replace(mark.annotation, note=note.strip()), "note")
        else:
            self._add(article, span, note=note.strip())

    def _edit(self, mark: Placed) -> None:
        article = self.document.article
        if article is None:
            return
        key = (article.path, _span(mark))

        def done(note: str | None) -> None:
            if note is not None:
                self._drafts.pop(key, None)
                self._change(article, replace(mark.annotation, note=note.strip()), "note")

        draft = self._drafts.get(key, mark.annotation.note)
        self._ask_note(mark.annotation.exact, draft, key, done)

    def _ask_note(
        self, quote: str, note: str, key: tuple[str, Span], done: Callable[[str | None], None]
    ) -> None:
        from reader.ui.screens.note import NoteScreen  # a text area is slow to import

        def left(draft: str) -> None:
            self._drafts[key] = draft
            self.say(f"note not saved; {self.key('mark.note')} opens it again as you left it")

        self.app.push_screen(NoteScreen(quote, note, left), done)

    def do_mark_tag(self, _: Press) -> None:
        from reader.ui.screens.tags import TagScreen

        article = self.document.article
        mark = None if self.document.selection else self.under_caret()
        span = self.document.passage
        if article is None or span is None:
            return

        def done(tags: tuple[str, ...] | None) -> None:
            if tags is None:
                return
            if mark:
                self._change(article, replace(mark.annotation, tags=tags), "tags")
            elif tags:
                self._add(article, span, tags=tags)

        has = mark.annotation.tags if mark else ()
        self.app.push_screen(TagScreen(has, self._known_tags()), done)

    def _known_tags(self) -> list[str]:
        """Every tag of the library, most used first."""
        counts: dict[str, int] = {}
        for _, made in self.desk.shelf.everything():
            for annotation in made:
                for tag in annotation.tags:
                    counts[tag] = counts.get(tag, 0) + 1
        return sorted(counts, key=lambda tag: (-counts[tag], tag.lower()))

    # -- saving ------------------------------------------------------------------------------------

    def _add(
        self, article: Article, span: Span, note: str = "", tags: tuple[str, ...] = ()
    ) -> None:
        from reader.annotations.annotation import new_annotation

        annotation = new_annotation(article, span, note=note, tags=tags)
        try:
            change = self.desk.shelf.add(article, annotation)
        except ReaderError as error:
            self.app.tell(error)
            return
        self.document.leave_selection()
        self._saved(f"{change.name}: “{_short(annotation.exact)}”")

    def _change(self, article: Article, annotation: Annotation, name: str) -> None:
        try:
            self.desk.shelf.change(article, annotation, name)
        except ReaderError as error:
            self.app.tell(error)
            return
        self._saved(f"{name} saved")

    def do_mark_delete(self, _: Press) -> None:
        article, mark = self.document.article, self.under_caret()
        if article is None or mark is None:
            self.say("no annotation here to delete")
            return
        try:
            self.desk.shelf.delete(article, mark.annotation.id)
        except ReaderError as error:
            self.app.tell(error)
            return
        self._saved(f"deleted “{_short(mark.annotation.exact)}”; u brings it back")

    def do_undo(self, _: Press) -> None:
        self._travel("undone", "nothing to undo")

    def do_redo(self, _: Press) -> None:
        self._travel("done again", "nothing to do again")

    def _travel(self, done: str, nothing: str) -> None:
        shelf = self.desk.shelf
        try:
            change = shelf.undo() if done == "undone" else shelf.redo()
        except ReaderError as error:
            self.app.tell(error)
            return
        if change is None:
            self.say(nothing)
        else:
            self._saved(f"{done}: {change.name}")

    def _saved(self, words: str) -> None:
        shelf = self.desk.shelf
        self.refresh()
        if not self.app.searching.query:
            self.app.opening.list_library()
        if shelf.trouble:
            self.app.warn(shelf.trouble)
            self.app.set_timer(RETRY, self._retry)
        elif shelf.elsewhere and not self._told_elsewhere:
            self._told_elsewhere = True
            self.app.warn(shelf.elsewhere)
        self.say(words)

    def _retry(self) -> None:
        shelf = self.desk.shelf
        if not shelf.trouble:
            return
        if shelf.retry():
            self.app.warn("every mark is saved now")
        else:
            self.app.set_timer(RETRY, self._retry)

    # -- walking -----------------------------------------------------------------------------------

    def do_jump_mark(self, press: Press) -> None:
        self._step(press.times)

    def do_jump_mark_back(self, press: Press) -> None:
        self._step(-press.times)

    def _step(self, count: int) -> None:
        starts = sorted({m.span.start for m in self.marks if m.span})
        self.app.going.step(starts, count, "annotation")


def _span(mark: Placed) -> Span:
    return mark.span or Span(0, 0)


def _look(mark: Placed) -> str:
    return "review" if mark.found == "review" else f"mark-{mark.annotation.color}"


def _sign(mark: Placed) -> str:
    if mark.found == "review":
        return "?"
    if mark.annotation.note:
        return "»"
    return "#" if mark.annotation.tags else "┃"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 40 else line[:39].rstrip() + "…"
