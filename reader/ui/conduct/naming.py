"""Names: the mentions in the text, the entities in the side pane, and steps between mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.articles.article import Article
from reader.entities.entity import Entity
from reader.entities.kinds import Kind
from reader.entities.mention import Mention
from reader.text.spans import Highlight, Span
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

_LIT = {
    Kind.PERSON: "person", Kind.PLACE: "place", Kind.ORGANISATION: "organisation",
    Kind.GROUP: "group", Kind.EVENT: "event", Kind.WORK: "work", Kind.PRODUCT: "product",
}  # fmt: skip
"""Kinds lit in the text; dates and figures are listed only, or half of the text would be lit."""


_FIGURES = (Kind.NUMBER, Kind.MONEY, Kind.PERCENT)


class Naming(Part):
    """Who and what is named in the article on the screen."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.mentions: tuple[Mention, ...] = ()
        self.here: tuple[Entity, ...] = ()
        self._ready = False

    def update_catalogue(self) -> None:
        """Tag every article; runs in a worker."""
        worker = get_current_worker()
        self.desk.catalogue.update(
            progress=lambda done, total: self.app.progress("finding names", done, total),
            cancelled=lambda: worker.is_cancelled,
        )
        self._ready = self.desk.tagged = True
        self.app.progress("", 0, 0)
        self.app.call_from_thread(self.refresh)

    def shown(self, _: Article) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Tag the article on the screen in a worker, and show what it names."""
        article = self.document.article
        if article is None:
            return
        if not self._ready:
            self.side.show_waiting("looking for names …")
        self.app.run_worker(lambda: self._tag(article), thread=True, exclusive=True, group="naming")

    def _tag(self, article: Article) -> None:
        worker = get_current_worker()
        catalogue = self.desk.catalogue
        mentions = catalogue.of(article)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._light, article, mentions)
        if not self._ready or worker.is_cancelled:
            return
        here = catalogue.entities([article.path])
        library = {entity.id: entity.count for entity in catalogue.entities()}
        if not worker.is_cancelled:
            self.app.call_from_thread(self._list, article, here, library)

    def _light(self, article: Article, mentions: tuple[Mention, ...]) -> None:
        if self.document.article is article:
            self.mentions = mentions
            lit = (Highlight(*m.span, _LIT[m.kind]) for m in mentions if m.kind in _LIT)
            self.document.put("entity", lit)

    def _list(self, article: Article, here: tuple[Entity, ...], library: dict[str, int]) -> None:
        if self.document.article is article:
            self.here = here
            self.side.show_entities(here, library, article.path)

    def lit(self) -> list[Mention]:
        """The mentions that are lit in the text, in order."""
        return [mention for mention in self.mentions if mention.kind in _LIT]

    def under_caret(self) -> Mention | None:
        """The mention under the caret."""
        at = self.document.caret.offset
        return next((m for m in self.mentions if m.span.holds(at)), None)

    # -- walking -----------------------------------------------------------------------------------

    def step_through(self, entity_id: str) -> None:
        """To the next mention of an entity, from the caret on and round."""
        article = self.document.article
        entity = next((e for e in self.here if e.id == entity_id), None)
        spans = entity.articles.get(article.path, ()) if entity and article else ()
        if not spans:
            return
        at = self.document.caret.offset
        ahead = [s for s in spans if s.start > at] or list(spans)
        self.app.opening.remember_jump()
        self.document.put("current", [Highlight(*ahead[0], "current")])
        self.document.go(ahead[0].start)
        name = entity.name if entity else ""
        self.say(f"{name}: {spans.index(ahead[0]) + 1}/{len(spans)}")

    def do_jump_entity(self, press: Press) -> None:
        self._step(press.times)

    def do_jump_entity_back(self, press: Press) -> None:
        self._step(-press.times)

    def _step(self, count: int) -> None:
        starts = [mention.span.start for mention in self.lit()]
        self.app.going.step(starts, count, "mention")

    def do_jump_number(self, press: Press) -> None:
        self._step_numbers(press.times)

    def do_jump_number_back(self, press: Press) -> None:
        self._step_numbers(-press.times)

    def _step_numbers(self, count: int) -> None:
        starts = [m.span.start for m in self.mentions if m.kind in _FIGURES]
        self.app.going.step(starts, count, "number")

    def do_select_entity(self, _: Press) -> None:
        mention = self.under_caret()
        if mention:
            self.document.select(Span(*mention.span))
        else:
            self.say("no entity under the caret")
