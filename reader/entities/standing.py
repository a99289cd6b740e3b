"""Where the names stand that the user wants to be entities always."""

from __future__ import annotations

from threading import RLock

from reader.articles.article import Article
from reader.entities.register import Register
from reader.entities.repairs import Act
from reader.entities.rulebook import Rulebook
from reader.entities.store import Store, Wanted
from reader.entities.tagged import spots


class Standing:
    """The names of the rules that say so, sought once in each text."""

    def __init__(self, rulebook: Rulebook, store: Store, lock: RLock) -> None:
        self._rulebook = rulebook
        self._store = store
        self._lock = lock
        self.generation = 0
        """Another number whenever a name was sought where it had not been before."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are always entities."""
        rules = self._rulebook.rules
        return tuple(dict.fromkeys(r.name for r in rules if r.act is Act.ALWAYS))

    def renew(self) -> None:
        """Say that more is known of where names stand."""
        with self._lock:
            self.generation += 1

    def everywhere(self, register: Register) -> dict[str, Wanted]:
        """Where the names stand that are always entities, by path; without those that do not."""
        names = set(self.names)
        if not names:
            return {}
        known = self._store.wanted()
        out = {}
        for path, (key, _) in register.articles().items():
            spots = {n: s for n, s in known.get(key, {}).items() if s and n in names}
            if spots:
                out[path] = spots
        return out

    def wanted(self, article: Article, key: str) -> Wanted:
        """Where the names stand in an article that are always entities."""
        names = self.names
        if not names:
            return {}
        known = self._store.wanted([key]).get(key, {})
        missing = [name for name in names if name not in known]
        if missing:
            known |= spots(article, missing)
            self._store.put_wanted({key: known})
            self.renew()
        return {name: known[name] for name in names}
