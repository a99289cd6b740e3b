"""Places to come back to: marks by letter, as in vim, and what the screen looked like."""

from __future__ import annotations

from reader.text.spans import Span
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press


class Placing(Part):
    """``m a`` to ``m z`` in an article, ``m A`` to ``m Z`` in the library."""

    def do_place_set(self, press: Press) -> None:
        article, letter = self.document.article, press.argument
        if article is None:
            return
        if not _is_letter(letter):
            self.say("a mark is a letter: a-z in this article, A-Z in the library")
            return
        self.desk.places.mark(letter, article.path, self.document.caret.offset)
        self.desk.places.save()
        where = "in the library" if letter.isupper() else "in this article"
        self.say(f"mark {letter} set {where}")

    def do_place_go(self, press: Press) -> None:
        article, letter = self.document.article, press.argument
        if letter in "'`":
            self.app.opening.jump_to_and_fro()
            return
        place = self.desk.places.marked(letter, article.path if article else "")
        if place is None:
            self.say(f"no mark {letter}: {self.known() or 'none is set'}")
        elif self.app.opening.open(place[0], Span(place[1], place[1])):
            self.screen.focus_pane("document")

    def known(self) -> str:
        """The marks that can be gone to from here, with where they lead."""
        article = self.document.article
        marks = self.desk.places.marks(article.path if article else "")
        return "  ".join(
            f"{letter} {self._where(path, at)}" for letter, (path, at) in sorted(marks.items())
        )

    def _where(self, path: str, at: int) -> str:
        here = self.document.article
        if here and here.path == path:
            return f"¶{here.paragraph_at(at)}"
        card = self.desk.cards.get(path)
        return card.title[:24] if card else path


def _is_letter(character: str) -> bool:
    return len(character) == 1 and character.isascii() and character.isalpha()
