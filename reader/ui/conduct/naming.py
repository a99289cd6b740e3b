"""Names: the mentions in the text, what is found in the library, and steps between mentions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from reader.articles.article import Article
from reader.entities.entity import Entity, Listed
from reader.entities.kinds import Kind
from reader.entities.mending import Named
from reader.entities.mention import Mention
from reader.text.spans import Highlight, Span
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.pace import Pace
from reader.ui.panes.entities import look_of

if TYPE_CHECKING:
    from reader.entities.repairs import Repair
    from reader.ui.app import ReaderApp

_FIGURES = (Kind.NUMBER, Kind.MONEY, Kind.PERCENT)
_FINDING = "finding names"


class Naming(Part):
    """Who and what is named in the article on the screen."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.named: tuple[Named, ...] = ()
        self._known: dict[str, tuple[Named, ...]] = {}  # in the articles on the screen, by path
        self.here: tuple[Entity, ...] = ()
        self.library: dict[str, int] = {}  # mentions in the library, of what is named here
        self.listed: list[Listed] | None = None  # of the library, where that is the scope
        self.stopped = False  # whether the user wants no more names to be found
        self._updating = self._again = False
        self._told = ""
        self.rules: tuple[tuple[Repair, ...], str] = ((), "")
        """The corrections that what is shown was made by, and what is wrong with their file."""

    # -- finding names -----------------------------------------------------------------------------

    def update_catalogue(self) -> None:
        """Tag and join every article; runs in a worker.  If one runs, it runs once more."""
        self._again = True
        if self._updating:
            return
        self._updating = True
        try:
            while self._again and not self.stopped and not get_current_worker().is_cancelled:
                self._again = False
                self._update()
        finally:
            self._updating = False
            self.app.progress(_FINDING, 0, 0)
        self.desk.tagged = True
        self.app.call_from_thread(self.refresh)

    def _update(self) -> None:
        worker, pace = get_current_worker(), Pace()

        def progress(done: int, total: int) -> None:
            self.app.progress(_FINDING, done, total, pace.left(done, total))

        article = self.document.article
        first = [article.path] if article else []
        self.desk.catalogue.update(
            progress=progress,
            cancelled=lambda: worker.is_cancelled or self.stopped,
            first=[*first, *self.app.searching.paths(), *self.app.listing.paths()[:100]],
            joined=lambda: self.app.call_from_thread(self.refresh),
        )

    def update_again(self) -> None:
        """Look for names again, in a worker: of other files, or for other rules."""
        self.app.run_worker(self.update_catalogue, thread=True, group="names")

    def do_names_stop(self, _: Press) -> None:
        self.stopped = not self.stopped
        if self.stopped:
            again = self.key("names.stop")
            self.say(f"nothing more is read or looked for; what was found stays ({again} goes on)")
        else:
            self.say("files are read and names looked for again")
            self.app.filing.read()

    # -- showing them ------------------------------------------------------------------------------

    def shown(self, article: Article) -> None:
        self.named = self._known.get(article.path, ())
        self.refresh()

    def refresh(self) -> None:
        """Tag the article on the screen in a worker, and show what it names."""
        article = self.document.article
        if article is None:
            return
        if not self.here:
            self.side.show_waiting("looking for names …")
        beside = [other for _, other in self.others()]
        self.app.run_worker(
            lambda: self._tag(article, beside), thread=True, exclusive=True, group="naming"
        )

    def _tag(self, article: Article, beside: list[Article]) -> None:
        worker = get_current_worker()
        catalogue = self.desk.catalogue
        named = catalogue.named(article)
        here = catalogue.entities_in(article)
        library = catalogue.counts([entity.id for entity in here])
        whole = self.app.sifting.scope == "library"
        listed = catalogue.listed(self.app.sifting.words) if whole else None
        if not worker.is_cancelled:
            trouble = catalogue.rulebook.trouble
            self.rules = (catalogue.rulebook.rules, trouble)
            self.app.call_from_thread(self._show, article, named, (here, library, listed), trouble)
        for other in beside:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._show_beside, other.path, catalogue.named(other))

    def _show(
        self,
        article: Article,
        named: tuple[Named, ...],
        lists: tuple[tuple[Entity, ...], dict[str, int], list[Listed] | None],
        trouble: str,
    ) -> None:
        if self.document.article is not article:
            return
        self.named = named
        self._known = {o.path: self._known.get(o.path, ()) for _, o in self.others()}
        self._known[article.path] = named
        self.here, self.library, self.listed = lists
        self.light()
        self.app.sifting.show()
        if trouble and trouble != self._told:
            self.app.warn(f"{trouble}\nthe last good corrections stay in force")
        self._told = trouble

    def _show_beside(self, path: str, named: tuple[Named, ...]) -> None:
        self._known[path] = named
        self.light()

    def light(self) -> None:
        """Light the mentions of the kinds that are wanted."""
        self.document.put("entity", self._lit(self.named))
        for text, article in self.others():
            text.put("entity", self._lit(self._known.get(article.path, ())))

    def _lit(self, named: Iterable[Named]) -> Iterator[Highlight]:
        kinds = self.app.sifting.lit
        for mention in (each.mention for each in named):
            if mention.kind in kinds:
                yield Highlight(*mention.span, look_of(mention.kind))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of the article on the screen, lit or not."""
        return tuple(named.mention for named in self.named)

    def at_caret(self) -> Named | None:
        """The mention under the caret, and what it names."""
        at = self.document.caret.offset
        n = bisect_right(self.named, at, key=lambda named: named.mention.span.start) - 1
        return self.named[n] if n >= 0 and self.named[n].mention.span.holds(at) else None

    def lit(self) -> list[Mention]:
        """The mentions that are lit in the text, in order."""
        kinds = self.app.sifting.lit
        return [mention for mention in self.mentions if mention.kind in kinds]

    def under_caret(self) -> Mention | None:
        """The mention under the caret."""
        named = self.at_caret()
        return named.mention if named else None

    def position(self) -> str:
        """What the caret is on: its kind in words, which the text shows by a look alone."""
        named = self.at_caret()
        return f"{named.head.kind}: {named.head.name}" if named else ""

    # -- walking -----------------------------------------------------------------------------------

    def step_through(self, entity_id: str) -> None:
        """To the next mention of an entity, from the caret on and round.

        Where the list is of the library, on into the next article that names it.
        """
        article = self.document.article
        if article is None:
            return
        entity = next((e for e in self.here if e.id == entity_id), None)
        spans = entity.articles.get(article.path, ()) if entity else ()
        at = self.document.caret.offset
        ahead = [s for s in spans if s.start > at]
        if not ahead and self.app.sifting.scope == "library" and self._step_on(entity_id):
            return
        if not spans or entity is None:
            self.say("not named in this article")
            return
        target = ahead[0] if ahead else spans[0]
        self.app.opening.remember_jump()
        self._go(target, f"{entity.name}: {spans.index(target) + 1}/{len(spans)}")

    def _step_on(self, entity_id: str) -> bool:
        """To the first mention in the next article that names an entity; false if none does."""
        here = self.document.article
        entity = self.desk.catalogue.entity(entity_id)
        paths = sorted(entity.articles) if entity else []
        if entity is None or not paths or here is None:
            return False
        path = paths[bisect_right(paths, here.path) % len(paths)]
        span = entity.articles[path][0]
        if not self.app.opening.open(path, span):
            return False
        number = f"article {paths.index(path) + 1}/{len(paths)}"
        self._go(span, f"{entity.name}: 1/{len(entity.articles[path])}, {number}")
        return True

    def _go(self, span: Span, words: str) -> None:
        self.document.put("current", [Highlight(*span, "current")])
        self.document.go(span.start)
        self.say(words)

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
        starts = [n.mention.span.start for n in self.named if n.head.kind in _FIGURES]
        self.app.going.step(starts, count, "number")

    def do_select_entity(self, _: Press) -> None:
        mention = self.under_caret()
        if mention:
            self.document.select(Span(*mention.span))
        else:
            self.say("no entity under the caret")
