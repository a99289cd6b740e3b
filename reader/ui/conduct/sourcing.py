"""What comparisons work on: articles with their names, kept in memory from one to the next."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from operator import is_
from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.compare.source import Source
    from reader.ui.desk import Desk

LIMIT = 200
"""Articles that are compared at most: more make lists that nobody reads, and minutes of waiting."""

_KEPT = 2 * LIMIT


class Sourcing:
    """Sources by path, as long as neither the text nor the joining of names changes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: OrderedDict[str, tuple[Hashable, Source]] = OrderedDict()
        self._lock = threading.Lock()

    def of(
        self,
        paths: Sequence[str],
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> tuple[Source, ...]:
        """The sources of some articles, fewer where ``cancelled`` said so; runs in a worker.

        An article that cannot be read is left out.
        """
        out: list[Source] = []
        for n, path in enumerate(paths):
            if cancelled():
                break
            progress(n, len(paths))
            try:
                out.append(self.one(self._desk.library.article(path)))
            except ReaderError:
                continue  # it went since it was listed
        return tuple(out)

    def one(self, article: Article) -> Source:
        """The source of an article."""
        from reader.compare.source import source

        state = (article.id, article.text, self._desk.catalogue.state)
        with self._lock:
            kept = self._kept.get(article.path)
            if kept and kept[0] == state:
                self._kept.move_to_end(article.path)
                return kept[1]
        made = source(article, self._desk.catalogue)
        with self._lock:
            self._kept[article.path] = (state, made)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made


def same(some: Sequence[Source], others: Sequence[Source]) -> bool:
    """Whether they are the same, without a look at their texts."""
    return len(some) == len(others) and all(map(is_, some, others))
