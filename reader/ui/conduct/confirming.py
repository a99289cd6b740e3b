"""Places that are not sure: confirmed, refused, or chosen anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.ui.conduct.marking import Key, short
from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.annotations.history import Edit
    from reader.annotations.placing import Placed
    from reader.articles.article import Article


class Confirming(Part):
    """What an edited article did to its marks, and what the user says to it."""

    _chosen: Key | None = None  # the mark that is to have another passage

    def task(self) -> str:
        mark = self.app.marking.mark(self._chosen) if self._chosen else None
        if mark is None:
            return ""
        words = short(mark.exact or "the whole article")
        return f"select the passage of “{words}”: {self.key('mark.attach')} attaches it, Esc drops"

    def drop_task(self) -> bool:
        was, self._chosen = self._chosen, None
        return was is not None

    # -- here it is, here it is not ----------------------------------------------------------------

    def do_mark_confirm(self, _: Press) -> None:
        """Say that the marks that are meant stand where they are shown."""
        from reader.annotations.annotation import attached
        from reader.annotations.history import Edit
        from reader.annotations.mark import touched
        from reader.annotations.placing import Found

        doubtful = (Found.MOVED, Found.CHANGED, Found.REVIEW)
        edits: list[Edit] = []
        articles: dict[str, Article] = {}
        for article, placed in self._meant():
            if placed.found in doubtful and placed.span:
                mark = touched(attached(placed.annotation, article, placed.span))
                edits.append(Edit(article.path, placed.annotation, mark))
                articles[article.path] = article
        if not edits:
            self.say("nothing to confirm here")
            return
        self.app.marking.carry_out(lambda: self.desk.shelf.apply("confirm", edits, articles))

    def do_mark_refuse(self, _: Press) -> None:
        """Say that a place that was offered is wrong; put marks without any into the trash."""
        from reader.annotations.history import Edit
        from reader.annotations.mark import touched
        from reader.annotations.placing import Found
        from reader.annotations.refusal import refused

        edits: list[Edit] = []
        name = "refuse"
        meant = self._meant()
        for article, placed in meant:
            if placed.found in (Found.MOVED, Found.CHANGED, Found.REVIEW) and placed.span:
                mark = refused(placed.annotation, placed.span.of(article.text))
                edits.append(Edit(article.path, placed.annotation, touched(mark)))
        if not edits:
            name = "dismiss"
            edits = [
                Edit(placed.path, placed.annotation, None)
                for placed in (*(p for _, p in meant), *self._lost())
                if placed.found is Found.ORPHAN
            ]
        if not edits:
            self.say("nothing to refuse here")
            return
        self.app.marking.carry_out(lambda: self.desk.shelf.apply(name, edits))

    def _meant(self) -> list[tuple[Article, Placed]]:
        """The marks that are meant, each with its article and its place there."""
        keys = self.app.marking.meant()
        found: list[tuple[Article, Placed]] = []
        for path in dict.fromkeys(path for path, _ in keys):
            try:
                article = self.desk.library.article(path)
            except ReaderError:
                continue
            ids = {id_ for of, id_ in keys if of == path}
            placed = self.desk.shelf.of(article)
            found += [(article, p) for p in placed if p.annotation.id in ids]
        return found

    def _lost(self) -> Sequence[Placed]:
        """Those that are meant whose article is gone."""
        from reader.annotations.placing import Found, Placed

        lost: list[Placed] = []
        for path, id_ in self.app.marking.meant():
            try:
                self.desk.library.article(path)
            except ReaderError:
                mark = self.desk.shelf.mark(path, id_)
                lost += [Placed(mark, path, None, Found.ORPHAN)] if mark else []
        return lost

    # -- there it is -------------------------------------------------------------------------------

    def do_mark_attach(self, _: Press) -> None:
        """Choose a mark to have another passage; or give the one chosen this passage."""
        marking = self.app.marking
        keys = marking.meant()
        if marking.in_list:
            if keys:
                self.choose(keys[0])
        elif self._chosen is None and keys:
            self._chosen = keys[0]
        elif self._chosen is None:
            orphans = [m for m in marking.marks if m.span is None]
            if len(orphans) == 1:
                self._chosen = (orphans[0].path, orphans[0].annotation.id)
                self._attach()
            else:
                self.say(f"no annotation chosen: {self.key('pane.marks')} lists them")
        else:
            self._attach()

    def choose(self, key: Key) -> None:
        """Wait for a passage for this mark, in its article where that is still there."""
        here = self.document.article
        if not here or here.path != key[0]:
            try:
                self.desk.library.article(key[0])
            except ReaderError:
                pass  # its article is gone: any passage will do
            else:
                self.app.opening.open(key[0])
        self._chosen = key
        self.screen.focus_pane("document")

    def _attach(self) -> None:
        from reader.annotations.annotation import attached
        from reader.annotations.history import Edit
        from reader.annotations.mark import touched

        article, passage, key = self.document.article, self.document.passage, self._chosen
        mark = self.app.marking.mark(key) if key else None
        self._chosen = None
        if article is None or passage is None or key is None or mark is None:
            return
        after = touched(attached(mark, article, passage))
        texts = {article.path: article}
        edits = [Edit(article.path, mark, after)]
        if article.path != key[0]:
            edits = [Edit(key[0], mark, None), Edit(article.path, None, after)]
        self.document.leave_selection()
        self.app.marking.carry_out(lambda: self.desk.shelf.apply("attach", edits, texts))
