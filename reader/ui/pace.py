"""How long a piece of work will take yet, by what was done of it so far."""

from __future__ import annotations

import time

_SOON = 2.0  # seconds of work by which the rest can be told
_MINUTE = 60.0  # seconds


class Pace:
    """The pace of one piece of work, from the first time it is asked."""

    def __init__(self) -> None:
        self._begun: tuple[float, int] | None = None  # when, and how much was done then

    def left(self, done: int, total: int) -> str:
        """How long it will take yet, in words, once that can be known."""
        now = time.monotonic()
        if self._begun is None:
            self._begun = (now, done)
        began, before = self._begun
        if now - began < _SOON or done <= before:
            return ""
        more = (now - began) / (done - before) * (total - done)
        return f"{more / _MINUTE:.0f} min left" if more >= _MINUTE else f"{more:.0f} s left"
