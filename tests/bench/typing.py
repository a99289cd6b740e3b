"""Queries typed in the whole application: from a key to the list and its snippets on the screen.

``python -m tests.bench.typing 10000`` for as many made-up articles; a thousand without.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from textual import events

from reader.articles.library import Library
from reader.search.index import Index
from reader.settings import Settings
from reader.ui.app import ReaderApp
from reader.ui.conduct.naming import Naming
from tests.bench.clock import Row
from tests.bench.corpus import write

QUERIES = (
    "ceasefire talks", "prime minister", "hostages", "kerem shalom", "government", "rafah OR gaza",
    '"security council"', "border crossing", "minister said", "market price",
    "source:wire trade", "truce", "the state of", "military hospital", "election",
    "after:2024 peace", "un", "trial -judge", "food aid", "opposition",
)  # fmt: skip
_FRAME = 16.0  # ms
_LONGEST = 2.0  # seconds of the clock after which a key is given up


async def typed(folder: Path) -> tuple[list[float], list[float]]:
    """Processor time (ms) from each key to its list, and of what holds the event loop at once."""
    app = ReaderApp(Library(folder), Settings())
    answers: list[float] = []
    holds: list[float] = []
    async with app.run_test(size=(120, 36)) as pilot:
        while app.screen is not app.main:
            await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("g", "slash")
        beating = asyncio.create_task(_beat(holds))
        for query in QUERIES:
            app.main.search.field.value = ""
            await pilot.pause(0.3)
            for n, letter in enumerate(query, 1):
                until, start = time.monotonic() + _LONGEST, time.process_time()
                app.post_message(events.Key(letter, letter))
                while time.monotonic() < until:
                    await asyncio.sleep(0.001)
                    found = app.searching.found
                    if found and found.asked.text == query[:n]:
                        answers.append((time.process_time() - start) * 1000)
                        break
        beating.cancel()
    return answers, holds


def _nothing(_: Naming) -> None:
    pass


async def _beat(holds: list[float]) -> None:
    while True:
        start = time.thread_time()
        await asyncio.sleep(0.001)
        holds.append((time.thread_time() - start) * 1000)


def measure(articles: int, folder: Path | None = None) -> list[Row]:
    """Figures of a made-up library, with names left alone: they are looked for at idle time."""
    setattr(Naming, "update_catalogue", _nothing)  # noqa: B010 - a method, to the type checker
    with tempfile.TemporaryDirectory() as place:
        if folder is None:
            for name in ("CACHE", "STATE", "DATA"):  # never the user's own
                os.environ[f"XDG_{name}_HOME"] = str(Path(place) / name.lower())
            folder = Path(place) / "library"
            write(folder, articles)
            Index(Library(folder)).update()
        answers, holds = asyncio.run(typed(folder))
    keys = sum(map(len, QUERIES))
    return [
        Row(f"{articles:,} articles: a key to its list, median", statistics.median(answers)),
        Row("… 95 of 100", statistics.quantiles(answers, n=20)[-1], _FRAME, 1),
        Row("the loop is held, 99 of 100", statistics.quantiles(holds, n=100)[-1], _FRAME, 1),
        Row(f"keys not answered, of {keys}", float(keys - len(answers))),
    ]


def rows() -> list[Row]:
    """The figures at a thousand articles."""
    return measure(1_000)


if __name__ == "__main__":
    for figure in measure(int(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None):
        print(figure)
