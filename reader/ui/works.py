"""What workers are at, in the words of the status line."""

from __future__ import annotations

import time
from collections.abc import Mapping

Work = tuple[int, int, str]
"""How much of it is done, of how much, and how long the rest will take, in words."""

_OFTEN = 0.1
"""Seconds between two paints of how far a worker is: a file takes 2 ms, a paint as long."""


class Works:
    """The works under way by name."""

    def __init__(self) -> None:
        self._works: Mapping[str, Work] = {}
        self._shown = ""
        self._told_at = 0.0

    def told(self, name: str, done: int, total: int, left: str = "") -> str | None:
        """Note how far a work is, 0 of 0 when it is through; the words for all, if they
        changed and were not told a moment ago.

        May be called from any thread: what stands is replaced, never changed.
        """
        works = {**self._works, name: (done, total, left)}
        self._works = {name: work for name, work in works.items() if work[1]}
        now = time.monotonic()
        if total and now - self._told_at < _OFTEN:
            return None
        self._told_at = now
        words = _in_words(self._works)
        if words == self._shown:
            return None
        self._shown = words
        return words


def _in_words(works: Mapping[str, Work]) -> str:
    """What is being done: with a bar if it is one thing, in per cent if there are several."""
    if len(works) == 1:
        [(what, (done, total, left))] = works.items()
        return f"{what} {done}/{total} {_bar(done, total)}{left and ' '}{left}"
    return " · ".join(
        f"{what} {100 * done // total}%{left and ' '}{left}"
        for what, (done, total, left) in works.items()
    )


def _bar(done: int, total: int) -> str:
    full = 8 * done // max(1, total)
    return "━" * full + "─" * (8 - full)
