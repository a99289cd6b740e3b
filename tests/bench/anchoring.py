"""Marks in edited texts, against the goals of the design; and the time that 1,000 take to place."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, replace

from reader.annotations.annotation import new_annotation
from reader.annotations.placing import place
from tests.annotations.edits import edited, passages
from tests.annotations.helpers import article_of
from tests.annotations.revisions import revised
from tests.annotations.trials import Trial, judged, real_texts
from tests.annotations.versions import versioned
from tests.bench.clock import Row

_ROUNDS = range(10_000, 10_080)  # 72 marks each
_TRIALS: dict[str, Trial] = {
    "random edits": edited, "revisions": revised, "other versions": versioned,
}  # fmt: skip
_JUDGED = {
    "random edits",
    "revisions",
}  # of other versions much is twins that nobody can tell apart


@dataclass(frozen=True)
class Share(Row):
    """A share of marks; a goal is the least of it, or with ``most`` the most."""

    most: bool = False

    def __str__(self) -> str:
        missed = self.goal is not None and (self.value > self.goal) == self.most
        goal = (
            "" if self.goal is None else f"   goal {self.goal:.3f}{'   MISSED' if missed else ''}"
        )
        return f"{self.name:<60}{self.value:>8.4f}{goal}"


def rows() -> list[Row]:
    """Shares right, placed, offered and wrongly placed; with the kept copy, and without."""
    texts = real_texts()
    out: list[Row] = []
    for name, trial in _TRIALS.items():
        for kept in (True, False):
            count = judged(texts, trial, _ROUNDS, kept=kept)
            alive, what = count["alive"], f"{name}, {'with' if kept else 'without'} the text kept"
            goals: tuple[float | None, ...] = (0.997, 0.98 if kept else None, 0.985, 0.02)
            if name not in _JUDGED:
                goals = (None,) * 4
            values = (
                ("right of those placed", count["sure and right"] / count["sure"]),
                ("placed of those alive", count["alive, placed"] / alive),
                ("placed or offered", count["alive, placed or offered"] / alive),
                ("placed of those dead", count["dead, placed"] / max(1, count["dead"])),
            )
            for (title, value), goal in zip(values, goals, strict=True):
                out.append(Share(f"{what}: {title}", value, goal=goal, most="dead" in title))
    return [*out, *_times(texts)]


def _times(texts: list[str]) -> list[Row]:
    rng = random.Random(7)
    article = article_of(max(texts, key=len))
    new = replace(article, text=edited(article.text, texts[0], 0.1, rng).text)
    marks = [new_annotation(article, span) for span in passages(article.text, 1000, rng)]
    out: list[Row] = []
    for kept in (article.text, None):
        start = time.process_time()
        for mark in marks:
            place(new, mark, kept)
        spent = 1000 * (time.process_time() - start)
        out.append(Row(f"1,000 marks {'with' if kept else 'without'} the text kept", spent))
    return out
