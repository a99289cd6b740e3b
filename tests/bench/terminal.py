"""The real program in a terminal of its own: how long until something stands on the screen."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import time
from collections.abc import Sequence
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

from reader.articles.library import Library

_PATIENCE = 120.0  # seconds
_ESCAPES = re.compile(rb"\x1b\[[0-9;:?<>=]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")


Signs = dict[str, str]
"""What is waited for, and a pattern that it is known by among what is written."""


def signs_of(folder: Path) -> Signs:
    """The frame of a pane, a word of the first article, the count of the articles."""
    library = Library(folder)
    text = library.article(library.scanned.entries[0].path).text
    word = max(re.findall(r"\w+", text[:400]), key=len)
    return {"frames": "╭", "text": rf"\b{word}\b", "list": r"\d articles?\b"}


def start_times(*starts: tuple[Sequence[str], Signs], runs: int = 7) -> list[dict[str, float]]:
    """Median processor time (ms) of Python with arguments until each sign is written.

    They are run in turns: what disturbs one disturbs the others.
    """
    found = [[_start(*start) for start in starts] for _ in range(runs + 1)][1:]
    return [
        {name: statistics.median(turn[n][name] for turn in found) for name in signs}
        for n, (_, signs) in enumerate(starts)
    ]


def _start(arguments: Sequence[str], signs: Signs) -> dict[str, float]:
    child, terminal = pty.fork()
    if child == 0:
        ioctl(0, TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        os.environ["TERM"] = "xterm-256color"
        os.execv(sys.executable, [sys.executable, *arguments])
    times: dict[str, float] = {}
    written = b""
    deadline = time.monotonic() + _PATIENCE
    try:
        while len(times) < len(signs):
            ready, _, _ = select.select([terminal], [], [], deadline - time.monotonic())
            if not ready:
                raise TimeoutError(f"{set(signs) - set(times)} did not come")
            written += os.read(terminal, 65536)
            seen = _ESCAPES.sub(b"", written).decode("utf-8", "replace")
            for name, sign in signs.items():
                if name not in times and re.search(sign, seen):
                    times[name] = _processor_time(child)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    return times


def _processor_time(process: int) -> float:
    """Milliseconds that all threads of a process ran (Linux: schedstat counts ns)."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6
