"""Sharing: what the article on the screen has in common with others, word for word or nearly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.worker import Worker, get_current_worker

from reader.articles.article import Article
from reader.compare.reuse import Passage, Place, Reuse, reuse
from reader.errors import ReaderError
from reader.text.spans import Highlight
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press
from reader.ui.panes.gutter import GutterSign
from reader.ui.panes.items import heading, words
from reader.ui.panes.rows import Item, Line

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

MOST = 2000
"""Articles of a library that are compared whole; of a larger one those marked or found."""

AT_START = 200
"""Articles of a library that are compared without being asked: a fifth of a second of words."""

_STEP = 25  # articles between two words of progress


class Sharing(Part):
    """Passages of the text that stand in other articles too, lit while that is wanted."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        self.is_wanted = False
        self._found: Reuse | None = None

    def do_shared_lit(self, _: Press) -> None:
        self.is_wanted = not self.is_wanted
        if not self.is_wanted:
            self._light()
            self.say("shared text as any other")
            return
        paths = list(self.desk.cards)
        if len(paths) > MOST:
            paths = self.app.comparing.chosen()[0]
        self.app.run_worker(
            lambda: self._compare(paths), thread=True, exclusive=True, group="sharing"
        )

    def shown(self, _: Article) -> None:
        self._light()
        self._inform()

    def take(self, found: Reuse) -> None:
        """What a comparison found: duplicates are named in the list from now on."""
        self._found = found
        likes: dict[str, list[str]] = defaultdict(list)
        for one, other, _ in found.twins:
            likes[one].append(self._title(other))
            likes[other].append(self._title(one))
        self.app.picking.twins.clear()
        self.app.picking.twins.update({path: ", ".join(titles) for path, titles in likes.items()})
        self.search.rows.make_again()
        self._inform()

    def _title(self, path: str) -> str:
        card = self.desk.cards.get(path)
        return card.title if card else path

    # -- in a worker -------------------------------------------------------------------------------

    def look(self) -> None:
        """Compare the articles of a small library, so that duplicates are named in its list."""
        if 1 < len(self.desk.cards) <= AT_START:
            worker = get_current_worker()
            found = reuse(self._texts(list(self.desk.cards), worker))
            if not worker.is_cancelled:
                self.app.call_from_thread(self._renew, found)

    def _renew(self, found: Reuse) -> None:
        self.take(found)
        self._light()

    def _compare(self, paths: Sequence[str]) -> None:
        worker = get_current_worker()
        found = reuse(self._texts(paths, worker, tell=True))
        self.app.progress("", 0, 0)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, found)

    def _texts(
        self, paths: Sequence[str], worker: Worker[None], *, tell: bool = False
    ) -> Iterator[tuple[str, str]]:
        for n, path in enumerate(paths):
            if worker.is_cancelled:
                return
            if tell and n % _STEP == 0:
                self.app.progress("comparing", n, len(paths))
            try:
                yield path, self.desk.library.article(path).body
            except ReaderError:
                continue  # it went since it was listed

    def _show(self, found: Reuse) -> None:
        self._renew(found)
        here = self._here()
        own = f"{found.own.get(self._path(), 1.0):.0%} of the words its own"
        count = f"{len(here)} shared passage{'s' * (len(here) != 1)}"
        self.say(f"{count}, {own}: {self.key('pane.info')}")

    def _path(self) -> str:
        return self.document.article.path if self.document.article else ""

    def _here(self) -> list[tuple[Passage, Place]]:
        return self._found.of(self._path()) if self._found else []

    # -- showing it --------------------------------------------------------------------------------

    def _light(self) -> None:
        for text in self.screen.texts:
            found = self._found if self.is_wanted and text.article else None
            here = found.of(text.article.path) if found and text.article else []
            text.put("passage", (Highlight(*place.span, "passage") for _, place in here))
            text.put_signs(
                (
                    GutterSign(place.span, "=" if passage.verbatim else "≈", " ", "passage")
                    for passage, place in here
                ),
                of="passage",
            )

    def _inform(self) -> None:
        article = self.document.article
        if article and self._found and article.path in self._found.own:
            self.side.show_info(article, self._items(self._found))

    def _items(self, found: Reuse) -> list[Item]:
        own = found.own[self._path()]
        items = [
            heading("SHARED TEXT"),
            words(f"{own:.0%} of its words stand in none of {len(found.own) - 1} others", ""),
        ]
        if self._path() in self.app.picking.twins:
            items.append(
                words(
                    f"the same text, or nearly: {self.app.picking.twins[self._path()]}", "warning"
                )
            )
        for passage, place in self._here():
            others = (other for other in passage.places if other.path != place.path)
            items += [self._item(passage, other) for other in others]
        return items

    def _item(self, passage: Passage, other: Place) -> Item:
        sign = "=" if passage.verbatim else "≈"
        said = f"  {sign} {other.words} words in {self._title(other.path)}"
        return Item(("heading", other.path, other.span), lambda _: [Line(((said, ""),))])
