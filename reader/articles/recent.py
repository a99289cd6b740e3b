"""Articles read lately, kept as long as their files are not touched."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.articles.article import Article

_KEPT = 20_000_000
"""Code points kept in all: every result of a screen of searches, and a few of the longest."""

Stamp = tuple[int, ...]
"""Bytes and modification time (ns) of a file, then of its sidecar."""


class Recent:
    """The articles used last, by path and by what their file was.  Threads may share it."""

    def __init__(self) -> None:
        self._articles: OrderedDict[str, tuple[Stamp, Article]] = OrderedDict()
        self._held = 0
        self._lock = threading.Lock()

    def get(self, path: str, stamp: Stamp) -> Article | None:
        """The article at a path, if its file is still the same."""
        with self._lock:
            kept = self._articles.get(path)
            if kept is None or kept[0] != stamp:
                return None
            self._articles.move_to_end(path)
            return kept[1]

    def put(self, path: str, stamp: Stamp, article: Article) -> None:
        """Keep an article, and let the ones used longest ago go."""
        with self._lock:
            before = self._articles.pop(path, None)
            self._held += len(article.text) - (len(before[1].text) if before else 0)
            self._articles[path] = (stamp, article)
            while self._held > _KEPT and len(self._articles) > 1:
                _, (_, gone) = self._articles.popitem(last=False)
                self._held -= len(gone.text)
