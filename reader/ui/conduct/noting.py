"""Notes: written in a few rows below the text, or in $EDITOR; on a passage or the whole article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from reader.text.spans import Span
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.annotations.placing import Placed
    from reader.ui.app import ReaderApp

_WHOLE = "the whole article"


class Noting(Part):
    """Notes, and drafts of notes that were left."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.shows = self.desk.places.view.get("notes", 1) != 0
        """Whether notes stand in the text."""
        self._drafts: dict[object, str] = {}  # by the mark, or where one was to be made

    def do_mark_note(self, _: Press) -> None:
        """A note on the selection, else on the mark or the sentence under the caret."""
        if not self._edit_meant() and not self.app.marking.in_list and self.document.passage:
            self._write(self.document.passage)

    def do_notes_show(self, _: Press) -> None:
        """Show the notes below their passages, or only the one under the caret below the text."""
        self.shows = not self.shows
        self.app.marking.refresh()
        self.say("notes below their passages" if self.shows else "notes under the caret alone")

    @property
    def view(self) -> dict[str, str | int]:
        """Whether notes are shown, to be kept for this library."""
        return {"notes": int(self.shows)}

    def do_mark_edit(self, _: Press) -> None:
        if not self._edit_meant():
            self.say(f"no annotation here: {self.key('mark.note')} writes a note on the sentence")

    def do_mark_whole(self, _: Press) -> None:
        """A note on the article as a whole."""
        whole = self.whole()
        if whole:
            self._edit((whole.path, whole.annotation.id))
        else:
            self._write(None)

    def whole(self) -> Placed | None:
        """The mark on the whole article, the first of several."""
        return next((m for m in self.app.marking.marks if m.annotation.whole), None)

    def show_whole(self) -> None:
        """Notes and tags of the whole article, under its heading."""
        rows: list[tuple[str, str]] = []
        for placed in self.app.marking.marks:
            mark = placed.annotation
            if mark.whole:
                tags = " ".join(f"#{tag}" for tag in mark.tags)
                words = "  ".join(part for part in (mark.note, tags) if part)
                rows.append((f"{mark.color}» {words or 'marked'}", f"mark-{mark.color}"))
        self.document.put_head(rows)

    def _edit_meant(self) -> bool:
        keys = self.app.marking.meant()
        if keys:
            self._edit(keys[0])
        return bool(keys)

    def _edit(self, key: tuple[str, str]) -> None:
        mark = self.app.marking.mark(key)
        if mark is None:
            return

        def done(note: str | None) -> None:
            if note is not None:
                self._drafts.pop(key, None)
                self._put(key, note)

        self._ask(mark.exact or _WHOLE, self._drafts.get(key, mark.note), key, done)

    def _put(self, key: tuple[str, str], note: str) -> None:
        marking = self.app.marking
        if not marking.rework("note", [key], lambda mark: replace(mark, note=note.strip())):
            self.say("the note is as it was")

    def _write(self, span: Span | None) -> None:
        article = self.document.article
        if article is None:
            return
        key = (article.path, span)

        def done(note: str | None) -> None:
            if note is None:
                return
            self._drafts.pop(key, None)
            if note.strip() and self.document.article is article:
                self.app.marking.add(span, note=note.strip())

        self._ask(span.of(article.text) if span else _WHOLE, self._drafts.get(key, ""), key, done)

    def _ask(self, quote: str, note: str, key: object, done: Callable[[str | None], None]) -> None:
        from reader.ui.screens.note import NoteScreen  # a text area is slow to import

        def left(draft: str) -> None:
            self._drafts[key] = draft
            self.say(f"note not saved; {self.key('mark.note')} opens it again as you left it")

        self.app.push_screen(NoteScreen(quote, note, left), done)

    def do_mark_edit_outside(self, _: Press) -> None:
        """The note of the mark that is meant, else a new one on the sentence, in $EDITOR."""
        from reader.ui.piping import edited

        marking = self.app.marking
        keys = marking.meant()
        mark, passage = marking.mark(keys[0]) if keys else None, self.document.passage
        if mark is None and (passage is None or marking.in_list):
            return
        before = mark.note if mark else ""
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
            self._put(keys[0], note)
        else:
            marking.add(passage, note=note.strip())
