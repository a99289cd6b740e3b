"""What was found in the texts asked for last, at hand without the cache."""

from __future__ import annotations

from collections import OrderedDict
from threading import RLock

from reader.articles.article import Article
from reader.entities.cache import cache
from reader.entities.recogniser import Recogniser
from reader.entities.register import Register
from reader.entities.store import Store
from reader.entities.tagged import Tagged, tag

_RECENT = 64  # articles of which the mentions are at hand
_ALONE = 8  # … and that are joined with no other


class AtHand:
    """The mentions of some texts.  Safe to share between threads: ``lock`` guards them."""

    def __init__(self, recogniser: Recogniser, store: Store, lock: RLock) -> None:
        self._recogniser = recogniser
        self._store = store
        self._lock = lock
        self._recent: OrderedDict[str, Tagged] = OrderedDict()
        self._alone: OrderedDict[tuple[str, str], Register] = OrderedDict()

    def tagged(self, article: Article, key: str) -> Tagged:
        """What was found in an article, by the key of its text; found now if it is not cached."""
        with self._lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                return self._recent[key]
        found = self._store.get_all([key]).get(key)
        if found is None or not found.fits(article):
            found = tag(article, self._recogniser)
            self._store.put({key: found.packed()})
        with self._lock:
            self._recent[key] = found
            while len(self._recent) > _RECENT:
                self._recent.popitem(last=False)
        return found

    def joined_alone(self, path: str, key: str, tagged: Tagged) -> Register:
        """The names of one article joined without the others."""
        known = (path, key)  # the same text may lie at two paths
        if known not in self._alone:
            register = Register(cache(None, self._recogniser.version))
            register.fill({path: (key, tagged.mentions)}, key)
            self._alone[known] = register
            while len(self._alone) > _ALONE:
                self._alone.popitem(last=False)
        return self._alone[known]
