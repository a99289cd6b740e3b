"""Colouring several terms at once, each in a look of its own, in every article that is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.articles.article import Article
from reader.text.finding import LIMIT, find
from reader.text.spans import Highlight, Span
from reader.ui.conduct.looking import AT_ONCE
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.panes.legend import Legend
from reader.ui.screens.terms import MOST, Term, TermsScreen, read_terms

if TYPE_CHECKING:
    from reader.ui.panes.document import DocumentPane


class Colouring(Part):
    """The terms of this session, and where they stand in the article on the screen."""

    terms: tuple[Term, ...] = ()
    _counts: tuple[int, ...] = ()
    _legend: Legend | None = None

    def do_find_terms(self, _: Press) -> None:
        def done(typed: str | None) -> None:
            if typed is not None:
                self._choose(typed)

        self.app.push_screen(TermsScreen(self.terms), done)

    def _choose(self, typed: str) -> None:
        was, terms = self.terms, read_terms(typed)
        self.terms = terms[:MOST]
        self.light()
        if terms[MOST:]:
            self.say(f"{MOST} terms at most; left out: {', '.join(t.words for t in terms[MOST:])}")
        elif was and not terms:
            self.say("the colours are out")

    def shown(self, _: Article) -> None:
        self.light()

    def light(self) -> None:
        """Colour the terms in the article on the screen; in a worker where it is long."""
        article = self.document.article
        if article is None or not self.terms:
            self._show([])
        elif len(article.text) <= AT_ONCE:
            self._show(self._places(article, self.terms))
        else:
            terms = self.terms
            self._show([])
            self.app.run_worker(
                lambda: self._light_aside(article, terms),
                thread=True, exclusive=True, group="terms",
            )  # fmt: skip
        self._light_others()

    def _light_others(self) -> None:
        """Colour the terms in the articles side by side with this one, in a worker."""
        others, terms = list(self.others()), self.terms
        if not terms:
            for text, _ in others:
                text.put("term", ())
        elif others:
            self.app.run_worker(
                lambda: self._light_beside(others, terms),
                thread=True, exclusive=True, group="terms beside",
            )  # fmt: skip

    def _light_beside(
        self, others: list[tuple[DocumentPane, Article]], terms: tuple[Term, ...]
    ) -> None:
        worker = get_current_worker()
        for text, article in others:
            coloured = list(_coloured(self._places(article, terms)))
            if not worker.is_cancelled:
                self.app.call_from_thread(text.put, "term", coloured)

    def _light_aside(self, article: Article, terms: tuple[Term, ...]) -> None:
        worker = get_current_worker()
        places = self._places(article, terms)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._deliver, article, terms, places)

    def _deliver(
        self, article: Article, terms: tuple[Term, ...], places: list[Sequence[Span]]
    ) -> None:
        if article is self.document.article and terms is self.terms:
            self._show(places)

    def _places(self, article: Article, terms: tuple[Term, ...]) -> list[Sequence[Span]]:
        folded = self.app.finding.folded(article)
        return [find(folded, term.words, term.edges) for term in terms]

    def _show(self, places: list[Sequence[Span]]) -> None:
        self._counts = tuple(len(spans) for spans in places)
        self.document.put("term", _coloured(places))
        self._show_legend()

    def _show_legend(self) -> None:
        """Each term in its look with how often it stands here, below the text."""
        if self._legend is None:
            if not self._counts:
                return
            self._legend = Legend()
            self.screen.query_one("#reading").mount(self._legend, before="#beneath")
        self._legend.show(
            [
                (term.words, f"term-{n}", f"{count}+" if count >= LIMIT else str(count))
                for n, (term, count) in enumerate(zip(self.terms, self._counts, strict=False), 1)
            ]
        )


def _coloured(places: list[Sequence[Span]]) -> Iterator[Highlight]:
    for n, spans in enumerate(places, 1):
        yield from (Highlight(*span, f"term-{n}") for span in spans)
