"""Comparing: how well against the hand-made gold, and how long per article as a library grows."""

from __future__ import annotations

import time
from dataclasses import dataclass

from reader.compare.numbers import figures
from reader.compare.quotes import statements
from reader.compare.reuse import reuse
from reader.compare.timeline import reports
from tests.bench.clock import Row, cpu
from tests.compare.helpers import bundled
from tests.compare.planted import planted
from tests.compare.test_numbers import figure_score
from tests.compare.test_quotes import f1, scores
from tests.compare.test_reuse import recall
from tests.compare.test_timeline import time_scores

_SIZES = (1_000, 3_000, 10_000)
_LINEAR = 1.5  # times as long per article as in the smallest library


@dataclass(frozen=True)
class Score(Row):
    """A share, not a time."""

    def __str__(self) -> str:
        missed = "" if self.goal is None or self.value >= self.goal else "   MISSED"
        goal = f"   goal {self.goal:g}{missed}" if self.goal else ""
        return f"{self.name:<52}{self.value:>9.3f}{goal}"


def rows() -> list[Row]:
    """Scores first, then times; shared text per article, against a tenth of the library."""
    sources = bundled()
    out: list[Row] = [
        Score("quotations with their speaker, F1, direct", f1(*scores("direct")), goal=0.95),
        Score("quotations with their speaker, F1, all", f1(*scores()), goal=0.90),
        Score("figures with what they count, F1", figure_score(), goal=0.90),
        Score("times resolved rightly", time_scores()[0], goal=0.90),
        Score("times silently wrong", time_scores()[1]),
    ]
    for name, lengths, change, goal in (
        ("planted passages of 12 words found", range(12, 13), 0.0, 0.99),
        ("… of 12 to 40 words, a tenth changed", range(12, 41), 0.1, 0.90),
    ):
        articles, copies = planted(200, 300, lengths, change)
        out.append(Score(name, recall(reuse(articles), articles, copies), goal=goal))
    words = sum(source.article.words for source in sources)
    read = cpu(lambda: [statements(source) for source in sources])
    out += [
        Row(f"who said what, {words:,} words", read),
        Row("figures", cpu(lambda: [figures(source) for source in sources])),
        Row("times", cpu(lambda: [reports(source) for source in sources])),
    ]
    floor = None
    for size in _SIZES:
        articles, _ = planted(size, size, range(12, 41), 0.1)
        start = time.process_time()
        reuse(articles)
        each = (time.process_time() - start) * 1000 / size
        out.append(Row(f"shared text of {size:,} articles, each", each, floor, _LINEAR))
        floor = floor or each
    return out
