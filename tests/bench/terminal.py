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
from tests.bench.clock import Row

_PATIENCE = 120.0  # seconds
_ESCAPES = re.compile(rb"\x1b\[[0-9;:?<>=]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")


def start_times(folder: Path, runs: int = 5) -> dict[str, float]:
    """Median processor time (ms) of ``rafah-reader FOLDER`` until each thing stands there.

    The frame of a pane, a word of the first article, the count of the articles.
    """
    library = Library(folder)
    text = library.article(library.scanned.entries[0].path).text
    word = max(re.findall(r"\w+", text[:400]), key=len)
    signs = {"frames": "╭", "text": rf"\b{word}\b", "list": r"\d articles?\b"}
    found = [_start(["-m", "reader.cli", str(folder)], signs) for _ in range(runs + 1)]
    return {name: statistics.median(one[name] for one in found[1:]) for name in signs}


def _start(arguments: Sequence[str], signs: dict[str, str]) -> dict[str, float]:
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


def rows_of(label: str, folder: Path, floor: float) -> list[Row]:
    """What a start takes, as ratios to a floor."""
    times = start_times(folder)
    return [Row(f"rafah-reader, {label}: {name}", ms, floor) for name, ms in times.items()]
