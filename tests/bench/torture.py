"""The store under torture: what is on the disk afterwards is what was said to be saved."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.annotations import torture
from tests.bench.clock import Row
from tests.cli.repository import Repository


@dataclass(frozen=True)
class Trial(Row):
    """One way to harm the store, which it lived through; ``value`` is in seconds."""

    said: str = ""

    def __str__(self) -> str:
        return f"{self.name:<72}{self.value:>7.0f} s   {self.said}"


_TRIALS: dict[str, Callable[[Path], int]] = {
    "8 processes, 200 marks each added, changed, deleted; marks left":
        lambda root: torture.write_together(root, 8, 200),
    "300 writers killed at random moments; marks left":
        lambda root: torture.kill(root, 300, random.Random(5)),
    "the page cut at every byte of its last 2 kB, with its backup and without":
        lambda root: torture.cut(root, 2048, 12),
    "a disk that fills up; marks saved before":
        torture.fill_disk,
    "45 busy days on two branches, joined by git; days without a question":
        lambda root: _days(root, 45),
}  # fmt: skip


def _days(root: Path, days: int) -> int:
    repository, rng = Repository(root), random.Random(9)
    repository.busy(rng, "base", 10)
    repository.commit("base")
    for day in range(days):
        repository.day(rng, 8, "rebase" if day % 3 == 2 else "merge")
    return days


def rows() -> list[Row]:
    """Each trial with its time; one that is failed ends the run with what was lost."""
    out: list[Row] = []
    for name, trial in _TRIALS.items():
        with tempfile.TemporaryDirectory() as folder:
            start = time.monotonic()
            result = trial(Path(folder) / "library")
            out.append(Trial(name, time.monotonic() - start, said=str(result)))
    return out
