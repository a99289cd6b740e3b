"""Building segments in processes of their own, so that the one with the screen stays awake.

A worker builds a small index in a folder of its own, as the reader itself would; its segments are
then adopted.  Python runs one thread at a time: indexing in a thread takes turns of 5 ms from the
loop that answers keys, and one process uses one core.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Self

from reader.articles.library import read
from reader.articles.scan import Entry, Problem
from reader.search.batch import Batch
from reader.search.store import Store

_WORKERS = 4  # at most; each has a batch in memory, some 300 MB
_NICE = 5  # so that the screen comes first where there are few cores
_MAIN = "import sys; sys.path[:] = {path!r}; from reader.search.apart import serve; serve()"

Job = Sequence[tuple[Entry, str]]
"""Files with their digests."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a worker made of a job: a small index, the articles of each file, and the problems."""

    job: Job
    store: Store
    articles: dict[str, int]
    problems: tuple[Problem, ...]


class LostError(Exception):
    """A worker could not be started, or ended before its job was done."""


def workers() -> int:
    """How many processes to build with: a core each."""
    return min(_WORKERS, os.cpu_count() or 1) if sys.executable else 0


def built_apart(
    jobs: Iterable[Job], folder: Path, number: int
) -> Generator[Built | None, None, None]:
    """What becomes of some jobs, in no order; ``None`` for each file that is read meanwhile.

    ``folder`` is for the workers' indexes.  Closing the iterator ends the workers.

    Raises:
        LostError: a worker is gone.
    """
    events: SimpleQueue[Built | LostError | int | None] = SimpleQueue()
    left = iter(enumerate(jobs))
    lock = threading.Lock()
    with ExitStack() as stack:
        try:
            processes = [stack.enter_context(_Worker()) for _ in range(number)]
        except OSError as error:
            raise LostError(str(error)) from error

        def run(worker: _Worker) -> None:
            try:
                while True:
                    with lock:
                        n, job = next(left, (0, None))
                    if job is None:
                        break
                    for event in worker.done(job, folder / f"{os.getpid()}-{n}"):
                        events.put(event)
                events.put(0)
            except (LostError, OSError, ValueError, KeyError) as error:
                events.put(LostError(str(error)))

        for process in processes:
            threading.Thread(target=run, args=(process,), daemon=True).start()
        running = number
        while running:
            event = events.get()
            if isinstance(event, LostError):
                raise event
            if event == 0:
                running -= 1
            elif not isinstance(event, int):
                yield event


class _Worker:
    """A process that serves jobs."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter with our own code
            [sys.executable, "-c", _MAIN.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()

    def done(self, job: Job, folder: Path) -> Iterator[Built | None]:
        """Have a job done: ``None`` for each file, then what was built."""
        if not self._process.stdin or not self._process.stdout:
            raise LostError("no pipes")
        files = [(e.path, os.fspath(e.where), e.size, e.mtime_ns, digest) for e, digest in job]
        self._process.stdin.write(json.dumps({"folder": str(folder), "files": files}) + "\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            if line == ".\n":
                yield None
                continue
            page = json.loads(line)
            problems = tuple(Problem(path, reason) for path, reason in page["problems"])
            yield Built(job, Store(folder), page["articles"], problems)
            return
        raise LostError("the worker ended")


def serve() -> None:
    """Build what is asked for on standard input, until it ends; runs in a worker."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to us, too
    with suppress(OSError, AttributeError):
        os.nice(_NICE)
    out, sys.stdout = sys.stdout, sys.stderr

    def tell(line: str) -> None:
        out.write(f"{line}\n")
        out.flush()

    for line in sys.stdin:
        job = json.loads(line)
        articles: dict[str, int] = {}
        problems: list[tuple[str, str]] = []
        store = Store(Path(job["folder"]))
        store.create()
        with Batch(store) as batch:
            for file in job["files"]:
                _read(file, batch, articles, problems)
                tell(".")
        tell(json.dumps({"articles": articles, "problems": problems}))


def _read(
    file: Any, batch: Batch, articles: dict[str, int], problems: list[tuple[str, str]]
) -> None:
    path, where, size, mtime_ns, digest = file
    entry = Entry(path, where, size, mtime_ns)
    reading = read(entry)
    if reading.problem:
        problems.append((reading.problem.path, reading.problem.reason))
    articles[path] = len(reading.articles)
    for article in reading.articles:
        batch.add(article, entry, digest)
