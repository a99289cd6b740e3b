"""Marks: those of the article on the screen, which of them is meant, saving, undoing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.text.spans import Span
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.keys.key import Context

if TYPE_CHECKING:
    from reader.annotations.history import Change
    from reader.annotations.mark import Annotation
    from reader.annotations.placing import Placed
    from reader.articles.article import Article
    from reader.ui.app import ReaderApp

RETRY = 5.0
"""Seconds between tries to save what could not be saved."""

Key = tuple[str, str]
"""What names a mark: the path of its article, and its id."""


class Marking(Part):
    """The annotations of the article on the screen."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.marks: tuple[Placed, ...] = ()
        self.last: tuple[int, tuple[str, ...]] | None = None
        """Colour and tags of the mark that was made or changed last."""
        self._chosen = ""  # the id of one of several marks under the caret
        self._told_elsewhere = False

    def shown(self, _: Article) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Place the marks of this article and show them."""
        from reader.ui.painting import gutter_signs, mark_highlights, notes_below

        article = self.document.article
        if article is None:
            return
        self.marks = self.desk.shelf.of(article)
        marked = [(self.document, self.marks)]
        marked += [(text, self.desk.shelf.of(other)) for text, other in self.others()]
        for text, marks in marked:
            text.put("mark", mark_highlights(marks))
            text.put_signs(gutter_signs(marks))
            text.put_notes(notes_below(marks) if self.app.noting.shows else ())
        self.app.noting.show_whole()
        self.app.reviewing.refresh()
        self.show_beside()

    # -- which mark is meant -----------------------------------------------------------------------

    def here(self) -> Sequence[Placed]:
        """The marks under the caret, the innermost first."""
        from reader.ui.painting import innermost

        at = self.document.caret.offset
        return innermost(m for m in self.marks if m.span and m.span.holds(at))

    def under_caret(self) -> Placed | None:
        """The mark under the caret: the one chosen, else the innermost."""
        here = self.here()
        chosen = (m for m in here if m.annotation.id == self._chosen)
        return next(chosen, here[0] if here else None)

    def meant(self) -> list[Key]:
        """The marks that a command is for: picked in the list, or under the caret.

        None while something is selected: the command is for a new mark there.
        """
        if self.screen.context is Context.MARKS:
            return self.app.reviewing.meant()
        mark = None if self.document.selection else self.under_caret()
        return [(mark.path, mark.annotation.id)] if mark else []

    def mark(self, key: Key) -> Annotation | None:
        """A mark as it is now."""
        return self.desk.shelf.mark(*key)

    @property
    def in_list(self) -> bool:
        """Whether the list of marks has the keys."""
        return self.screen.context is Context.MARKS

    def do_mark_other(self, _: Press) -> None:
        """Of several marks under the caret the next one outwards, and round."""
        here = self.here()
        if len(here) < 2:
            self.say("no other annotation here")
            return
        mark = self.under_caret()
        at = here.index(mark) if mark else -1
        self._chosen = here[(at + 1) % len(here)].annotation.id
        self.show_beside()

    def caret_moved(self) -> None:
        self.show_beside()

    def show_beside(self) -> None:
        """What is to be known of the mark under the caret, below the text."""
        from reader.ui.telling import told

        here = self.here()
        if not any(m.annotation.id == self._chosen for m in here):
            self._chosen = ""
        mark = self.under_caret()
        words = ""
        if mark:
            noted = not self.app.noting.shows
            words = told(mark, self.app.settings.colours, self.key, noted=noted)
        if mark and len(here) > 1:
            count = (
                f"{here.index(mark) + 1} of {len(here)} here, {self.key('mark.other')} for others"
            )
            words = f"{count}  {words}" if words else f"{count}: “{short(mark.annotation.exact)}”"
        chosen = mark.span if mark and len(here) > 1 else None
        self.document.choose(chosen)
        self.screen.show_note(words)

    # -- saving ------------------------------------------------------------------------------------

    def add(
        self,
        span: Span | None,
        *,
        note: str = "",
        tags: tuple[str, ...] = (),
        color: int = 0,
    ) -> None:
        """A new mark on a passage of this article, or on all of it; in the last colour, if none."""
        from reader.annotations.annotation import new_annotation

        article = self.document.article
        if article is None:
            return
        color = color or self.app.highlighting.color
        mark = new_annotation(article, span, note=note, tags=tags, color=color)
        change = self._tried(lambda: self.desk.shelf.add(article, mark))
        if change:
            self.last = (mark.color, mark.tags)
            self.document.leave_selection()
            self.saved(f"{change.name}: {self._called(change)}")

    def rework(
        self, name: str, keys: Iterable[Key], work: Callable[[Annotation], Annotation | None]
    ) -> bool:
        """Change marks in the same way, as one change; whether any came out different."""
        change = self._tried(lambda: self.desk.shelf.rework(name, keys, work))
        if change is None:
            return False
        after = change.edits[-1].after
        if after:
            self.last = (after.color, after.tags)
        self.saved(f"{name}: {self._called(change)}")
        return True

    def carry_out(self, act: Callable[[], Change]) -> bool:
        """Make a change and show it; whether it could be made."""
        change = self._tried(act)
        if change:
            self.saved(f"{change.name}: {self._called(change)}")
        return change is not None

    def _tried(self, act: Callable[[], Change | None]) -> Change | None:
        try:
            return act()
        except ReaderError as error:
            self.app.tell(error)
            return None

    def do_mark_delete(self, _: Press) -> None:
        from reader.annotations.linking import other_end

        keys = self.meant()
        ends = {other_end(mark) for key in keys if (mark := self.mark(key))} - {""}
        if ends:  # a link has two
            keys += [
                (path, m.id) for path, marks in self.desk.shelf.everything()
                for m in marks if m.id in ends and (path, m.id) not in keys
            ]  # fmt: skip
        if not keys:
            self.say("no annotation here to delete")
        elif self.rework("delete", keys, lambda _: None):
            self.say(f"{self._said}; {self.key('undo')} brings it back")

    def undo(self) -> None:
        """Take the last change of a mark back."""
        self._travel("undone", "nothing to undo")

    def redo(self) -> None:
        """Make the change again that was taken back last."""
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
            self.saved(f"{done}: {change.name} {self._called(change)}")

    def _called(self, change: Change) -> str:
        """What a change was made to, in words."""
        if len(change.edits) > 1 and change.name != "link":
            return f"{len(change.edits)} annotations"
        here = self.document.article
        card = None if here and here.path == change.path else self.desk.cards.get(change.path)
        where = f" in “{short(card.title)}”" if card else ""
        exact = change.mark.exact
        return (f"“{short(exact)}”" if exact else "the whole article") + where

    def saved(self, words: str) -> None:
        """After every change: show it, say it, and say where it could not be saved."""
        shelf = self.desk.shelf
        self.refresh()
        if not self.app.searching.query:
            self.app.filing.list_library()
        self.app.keeping.count(of_marks=True)
        if shelf.trouble:
            self.app.warn(shelf.trouble)
            self.app.set_timer(RETRY, self._retry)
        elif shelf.elsewhere and not self._told_elsewhere:
            self._told_elsewhere = True
            self.app.warn(shelf.elsewhere)
        self._said = words
        self.say(words)

    _said = ""

    def _retry(self) -> None:
        shelf = self.desk.shelf
        if not shelf.trouble:
            return
        if shelf.retry():
            self.app.warn("every mark is saved now")
        else:
            self.app.set_timer(RETRY, self._retry)


def short(words: str) -> str:
    """Words on one line of a sentence."""
    line = " ".join(words.split())
    line = line.strip('“”"') or line  # it stands in quotation marks
    return line if len(line) <= 40 else line[:39].rstrip() + "…"
