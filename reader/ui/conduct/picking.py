"""Picking: the articles to compare, marked in the list and kept with the places of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.conduct.part import Part
from reader.ui.keys.dispatch import Press

if TYPE_CHECKING:
    from reader.ui.app import ReaderApp

_KEPT = "compared"


class Picking(Part):
    """Which articles are marked to be compared, in the order they were marked."""

    def __init__(self, app: ReaderApp) -> None:
        super().__init__(app)
        kept = str(self.desk.places.view.get(_KEPT, ""))
        self.picked: dict[str, None] = dict.fromkeys(kept.splitlines())
        self.twins: dict[str, str] = {}
        """Articles that are duplicates or nearly so, each with the titles of its likes."""

    @property
    def view(self) -> dict[str, str | int]:
        """What is marked, to be kept for this library."""
        return {_KEPT: "\n".join(self.picked)}

    def paths(self) -> list[str]:
        """The articles marked that are there."""
        return [path for path in self.picked if path in self.desk.cards]

    def do_compare_pick(self, press: Press) -> None:
        rows = self.search.rows
        if not self.has_keys(rows) or self.search.aside:
            where = self.key("pane.results")
            self.say(f"articles are marked for compare in their list: {where}")
            return
        for _ in range(press.times):
            path = _path(rows.current)
            if not path:
                break
            if path in self.picked:
                del self.picked[path]
            else:
                self.picked[path] = None
            self._next(path)
        rows.make_again()
        self._tell()

    def _next(self, path: str) -> None:
        """On to the next article: the sentences found in this one are passed over."""
        rows = self.search.rows
        for item in rows.items[rows.cursor + 1 :]:
            if _path(item.key) not in ("", path):
                rows.choose(item.key)
                return

    def do_compare_clear(self, _: Press) -> None:
        self.picked.clear()
        self.search.rows.make_again()
        self._tell()

    def _tell(self) -> None:
        count = len(self.paths())
        keys = ("compare", "compare.quotes", "compare.numbers", "compare.matrix")
        named = "  ".join(
            f"{self.key(id_)} {id_.rpartition('.')[2]}" for id_ in keys
        )  # the others are in the help
        if count:
            self.say(f"{count:,} to compare:  {named}")
        else:
            self.say("nothing is marked: what is listed is compared")


def _path(key: object) -> str:
    match key:
        case (str() as path, _) if path not in ("query", "saved", "facet", "head"):
            return path
    return ""
