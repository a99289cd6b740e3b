"""Exclusion that holds for the first article too.

Whoosh's own (2.7.4) compares the first article wanted with the first one excluded, and where the
latter stands before it does not look whether a later one is the same; and it reads on where the
wanted ones have ended.
"""

from __future__ import annotations

from typing import Any

from reader.search.whoosh_import import AndNotMatcher, query


class Without(query.AndNot):  # type: ignore[misc]  # Whoosh has no types
    """What the first query finds and the second does not; it scores by the first."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Whoosh's matcher, begun and moved on rightly."""
        wanted = self.a.matcher(searcher, context)
        unwanted = self.b.matcher(searcher, context)
        both = wanted.is_active() and unwanted.is_active()
        if both and unwanted.id() < wanted.id():
            unwanted.skip_to(wanted.id())
        return _Without(wanted, unwanted)


class _Without(AndNotMatcher):  # type: ignore[misc]
    def skip_to(self, number: int) -> None:
        if number <= self.a.id():
            return
        self.a.skip_to(number)
        if self.a.is_active() and self.b.is_active():
            self._find_next()
