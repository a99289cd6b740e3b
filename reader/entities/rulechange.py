"""One change of the rules, which can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reader.entities.repairs import Repair


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that was added to a file, or taken away; ``at`` is when, on the monotonic clock.

    ``place`` is where among the rules of the file one stood that was taken away, from 0: it goes
    back there when that is undone, since rules are applied from the top down.
    """

    rule: Repair
    added: bool
    file: Path
    at: int
    place: int | None = None

    def __str__(self) -> str:
        return str(self.rule) if self.added else f"no longer: {self.rule}"
