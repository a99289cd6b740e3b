"""Measuring: processor time, medians, and ratios to a floor of the same run."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure (ms of processor time) and what it is compared with."""

    name: str
    value: float
    floor: float | None = None
    goal: float | None = None
    """The ratio to the floor that is aimed at."""
    unit: str = "ms"

    def __str__(self) -> str:
        text = f"{self.name:<52}{self.value:>9.2f} {self.unit}"
        if self.floor:
            ratio = self.value / self.floor
            text += f"{ratio:>9.2f} ×"
            if self.goal:
                text += f"   goal {self.goal:g}{'' if ratio <= self.goal else '   MISSED'}"
        return text


def cpu(action: Callable[[], object], runs: int = 5) -> float:
    """Median processor time (ms) of an action in this process."""
    times: list[float] = []
    for _ in range(runs):
        start = time.process_time()
        action()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def cpu_of_script(script: str, runs: int = 5) -> float:
    """Median processor time (ms) of a Python script in a process of its own."""
    times: list[float] = []
    for _ in range(runs + 1):  # the first fills caches of the system
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    return statistics.median(times[1:])
