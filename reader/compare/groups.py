"""Things joined two by two: which belong together in the end (Tarjan 1975)."""

from __future__ import annotations


class Groups:
    """``count`` things, each alone until it is joined."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def join(self, a: int, b: int) -> None:
        """Put two things, and all that are with them, together."""
        first, second = sorted((self._root(a), self._root(b)))
        self._parents[second] = first

    def members(self) -> list[list[int]]:
        """The groups, each in order, in order of their first members."""
        found: dict[int, list[int]] = {}
        for n in range(len(self._parents)):
            found.setdefault(self._root(n), []).append(n)
        return list(found.values())

    def _root(self, n: int) -> int:
        while self._parents[n] != n:
            self._parents[n] = self._parents[self._parents[n]]
            n = self._parents[n]
        return n
