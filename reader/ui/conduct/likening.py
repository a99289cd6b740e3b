"""Searching for what is at hand: more like this article or passage, and the words selected."""

from __future__ import annotations

from reader.ui.conduct.answer import Model
from reader.ui.conduct.concording import phrase
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

_LONGEST = 500  # characters of a selection that is searched for


class Likening(Part):
    """The library asked by example."""

    def do_search_like(self, _: Press) -> None:
        article, span = self.document.article, self.document.selection
        path = article.path if article else ""
        if self.has_keys(self.search.rows):
            match self.search.rows.current:
                case (str() as path, _):
                    span = None
        if not path or not self.app.searching.ready:
            self.say("nothing to compare yet")
            return
        card = self.desk.cards.get(path)
        title = f"“{card.title if card else path}”"
        self.document.leave_selection()
        self.app.searching.liken(Model(path, span, f"a passage of {title}" if span else title))
        self.screen.focus_pane("search")

    def do_search_selection(self, _: Press) -> None:
        article, span = self.document.article, self.document.selection
        words = span.of(article.text)[:_LONGEST] if article and span else ""
        if any(c.isalnum() for c in words):
            self.document.leave_selection()
            self.app.searching.run(phrase(words))
            self.screen.focus_pane("search")
        else:
            self.say("no words are selected to search for")
