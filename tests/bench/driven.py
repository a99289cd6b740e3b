"""Queries typed at typing speed into the real program in tmux: how far the pane is behind the keys.

``python -m tests.bench driven FOLDER [KEYS]``: a library, which is indexed first, and the keys in a
second.  After each key the pane is looked at over and over; a key is echoed when the field shows it
or a later one, and answered when the count under it is that of what the field shows.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.articles.library import Library
from reader.search.index import Index
from tests.bench.typing import QUERIES
from tests.real.tmux import Tmux, tmux

_FAST = 10.0  # keys in a second
_REST = 1.0  # seconds after a query
_COUNT = re.compile(r"in (?:\d+ of )?([\d,]+)|(nothing|no article)", re.IGNORECASE)


@dataclass(frozen=True)
class Look:
    """What the pane showed at a time (seconds): the field, and the articles counted; -1 if none."""

    at: float
    field: str
    count: int


def _look(server: Tmux) -> Look:
    rows = server.rows()
    field, count = (re.split("[│┃]", row)[1].strip() for row in rows[1:3])
    found = _COUNT.search(count)
    number = int(found[1].replace(",", "")) if found and found[1] else 0 if found else -1
    return Look(time.monotonic(), field, number)


def drive(folder: Path, keys: float = _FAST) -> None:
    """Type every query, and print how long keys took to be echoed and answered."""
    index = Index(Library(folder))
    index.update()
    index.tidy()
    counts = {
        query[:n]: index.search(query[:n], limit=1, live=True).articles
        for query in QUERIES
        for n in range(1, len(query) + 1)
    }
    index.close()
    echoes: list[float] = []
    answers: list[float] = []
    unanswered = 0
    with tmux(folder) as server:
        server.wait_for("article")
        server.press("g", "/")
        time.sleep(_REST)
        for query in QUERIES:
            typed, looks = _typed(server, query, keys)
            for n, at in enumerate(typed, 1):
                if query[n - 1] == " ":  # tmux shows no blank at the end of a field
                    continue
                after = [look for look in looks if look.at >= at]
                echoes.append(_first(at, [k for k in after if k.field.startswith(query[:n])]))
                answered = [look for look in after if look.count in _counts(look, query, n, counts)]
                if answered:
                    answers.append(_first(at, answered))
                else:
                    unanswered += 1
                    print(f"  not answered: {query[:n]!r}, {counts[query[:n]]}", looks[-1])
            server.press("C-u")
            time.sleep(_REST)
    for name, times in (("echoed", echoes), ("answered", answers)):
        p95 = statistics.quantiles(times, n=20)[-1]
        middle = statistics.median(times)
        print(f"  {name:10} ms by the clock: {middle:.0f} / {p95:.0f}, at most {max(times):.0f}")
    print(f"  of {len(echoes)} keys {unanswered} not answered; load {os.getloadavg()[0]:.1f}")


def _counts(look: Look, query: str, least: int, counts: dict[str, int]) -> set[int]:
    """What may be counted under a field that shows so many letters; more may be offered in it."""
    begun = [query[:n] for n in range(least, len(query) + 1)]
    return {counts[text] for text in begun if look.field.startswith(text)}


def _first(at: float, looks: Sequence[Look]) -> float:
    return (looks[0].at - at) * 1000 if looks else float("inf")


def _typed(server: Tmux, query: str, keys: float) -> tuple[list[float], list[Look]]:
    """When each key was sent, and everything that was seen until a while after the last."""
    looks: list[Look] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            looks.append(_look(server))

    watching = threading.Thread(target=watch)
    watching.start()
    typed = []
    begun = time.monotonic()
    for n, letter in enumerate(query):
        time.sleep(max(0.0, begun + n / keys - time.monotonic()))
        typed.append(time.monotonic())
        server.type(letter)
    time.sleep(_REST)
    done.set()
    watching.join()
    return typed, looks


def main(arguments: list[str]) -> None:
    """Drive the program over a folder."""
    with tempfile.TemporaryDirectory() as place:
        for name in ("STATE", "DATA", "CONFIG"):  # never the user's own
            os.environ[f"XDG_{name}_HOME"] = str(Path(place) / name.lower())
        drive(Path(arguments[0]), *map(float, arguments[1:2]))


if __name__ == "__main__":
    main(sys.argv[1:])
