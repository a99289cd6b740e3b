"""Carding: all that is known of one entity, on a screen of its own, and from one to the next."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace

from textual.worker import get_current_worker

from reader.entities.company import together
from reader.entities.entity import Entity
from reader.entities.peoples import linked
from reader.errors import ReaderError
from reader.text.spans import Span
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.panes.card import ArticleRow, Card, MarkRow
from reader.ui.screens.card import CardScreen

_ARTICLES = 200  # that a card lists; each is read for the paragraph
_COMPANY_OF = 1000  # articles in which the company is looked for
_COMPANY = 40  # entities of it that are listed


class Carding(Part):
    """Cards, the last one on the screen."""

    _trail: tuple[str, ...] = ()

    def do_entity_card(self, _: Press) -> None:
        """The card of the entity in the list or under the caret."""
        meant = self.app.repairing.meant()
        if meant is None:
            self.say(
                "no entity here" if self.has_keys(self.side.rows) else "no entity under the caret"
            )
            return
        self._trail = ()
        self.open(meant.id, meant.name)

    def open(self, ident: str, name: str) -> None:
        """Show a card; what is slow to find comes as it is found."""
        self._trail = (*self._trail, ident)
        screen = CardScreen(self.screen.keymap, name)
        self.app.push_screen(screen, self._left)
        self.app.run_worker(
            lambda: self._fill(screen, ident), thread=True, exclusive=True, group="card"
        )

    def _left(self, key: Hashable) -> None:
        match key:
            case ("place", str() as path, Span() as span):
                self._trail = ()
                if self.app.opening.open(path, span):
                    self.screen.focus_pane("document")
            case ("entity", str() as ident):
                self.open(ident, "")
            case _:
                *before, _ = self._trail or ("",)
                self._trail = tuple(before[:-1])
                if before:
                    self.open(before[-1], "")

    # -- what stands on it -------------------------------------------------------------------------

    def _fill(self, screen: CardScreen, ident: str) -> None:
        worker = get_current_worker()
        for card in self._cards(ident):
            if worker.is_cancelled:
                return
            self.app.call_from_thread(screen.show, card)

    def _cards(self, ident: str) -> Iterator[Card]:
        """A card that says more and more."""
        catalogue = self.desk.catalogue
        here = next((entity for entity in self.app.naming.here if entity.id == ident), None)
        entity = catalogue.entity(ident) or here
        if entity is None:
            return
        most = sorted(entity.articles, key=lambda path: (-len(entity.articles[path]), path))
        left_out = len(most) - len(most[:_ARTICLES])
        articles = list(self._articles(entity, most[:_ARTICLES]))
        card = Card(entity, articles, left_out, linked=linked(catalogue, entity))
        yield card
        marks = sorted(self._marks(entity), key=lambda mark: (mark.path, mark.span))
        yield (card := replace(card, marks=marks))
        company = together(catalogue, ident, most[:_COMPANY_OF])[:_COMPANY]
        yield replace(card, company=company)

    def _articles(self, entity: Entity, paths: list[str]) -> Iterator[ArticleRow]:
        for path in paths:
            first = entity.articles[path][0]
            try:
                article = self.desk.library.article(path)
            except ReaderError:
                continue
            card = article.card()
            about = " · ".join(part for part in (card.source, card.date) if part) or path
            yield ArticleRow(
                path, article.title, about, card.date, len(entity.articles[path]), first,
                article.paragraph_at(first.start),
            )  # fmt: skip

    def _marks(self, entity: Entity) -> Iterator[MarkRow]:
        """The marks that lie on a mention."""
        for path in self.desk.shelf.counts().keys() & entity.articles.keys():
            try:
                article = self.desk.library.article(path)
            except ReaderError:
                continue
            for placed in self.desk.shelf.of(article):
                span = placed.span
                if span and any(span.meets(mention) for mention in entity.articles[path]):
                    said = placed.annotation
                    note = " ".join((said.note, *(f"#{tag}" for tag in said.tags))).strip()
                    quote = " ".join(said.exact.split())
                    yield MarkRow(path, span, f"“{quote}”", " ".join(note.split()))
