"""Tagging and joining in processes of their own: the one that shows the text stays free for it.

A worker loads the recogniser once.  It reads the cache and never writes it, but for the register;
what it found goes back packed.  It ends with the process that began it, even one that was killed.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

from reader.articles.library import read
from reader.articles.scan import Entry
from reader.entities.cache import cache
from reader.entities.recogniser import Recogniser, default_recogniser
from reader.entities.register import Register
from reader.entities.store import FileRow, Store, Wanted
from reader.entities.tagged import spots, tag, text_key

FEW = 24
"""Files that are tagged sooner here than a process takes to start."""

_MOST = 8  # processes; each holds the model
_AHEAD = 4  # files that wait for each process: enough to keep it busy, few enough to cancel
_NICE = 10  # what is on the screen goes first
_LOOK = 0.1  # seconds between two looks whether to go on


@dataclass(frozen=True, slots=True)
class Done:
    """What reading one file gave: its row, and by text what was found and where names stand."""

    row: FileRow
    found: dict[str, bytes]
    wanted: dict[str, Wanted]


def tag_file(entry: Entry, names: Iterable[str], store: Store, recogniser: Recogniser) -> Done:
    """Read a file; find the mentions of those of its texts that the store has not."""
    seen = time.time_ns()
    articles = {text_key(article): article for article in read(entry).articles}
    known = store.get_all(articles)
    found = {
        key: tag(article, recogniser).packed()
        for key, article in articles.items()
        if key not in known or not known[key].fits(article)
    }
    wanted = {key: spots(article, names) for key, article in articles.items()} if names else {}
    texts = tuple((article.path, key) for key, article in articles.items())
    return Done(FileRow(entry.path, entry.size, entry.mtime_ns, seen, texts), found, wanted)


def join(texts: dict[str, str], store: Store, register: Register) -> None:
    """Join the names of texts, given by path and key, and keep what comes of it."""
    found = store.get_all(texts.values())
    register.fill(
        {path: (key, found[key].mentions) for path, key in texts.items() if key in found},
        fingerprint(texts),
    )


def fingerprint(texts: dict[str, str]) -> str:
    """The same for the same texts at the same paths."""
    digest = hashlib.sha256()
    for path, key in sorted(texts.items()):
        digest.update(f"{path}\0{key}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


class Pool:
    """Processes that tag, and join when asked to."""

    def __init__(self, file: Path, version: str, processes: int | None = None) -> None:
        """For a cache in a file, of a recogniser's version; a process for each core by default."""
        self.size = processes or min(_MOST, os.cpu_count() or 1)
        if os.name == "posix":
            with contextlib.redirect_stderr(sys.__stderr__):  # that of a Textual app is no file
                resource_tracker.ensure_running()
        methods = multiprocessing.get_all_start_methods()
        self._executor = ProcessPoolExecutor(
            self.size,
            mp_context=multiprocessing.get_context(_METHOD if _METHOD in methods else "spawn"),
            initializer=_begin,
            initargs=(file, version),
        )

    def tag(
        self, entries: Iterable[Entry], names: tuple[str, ...], cancelled: Callable[[], bool]
    ) -> Iterator[Done]:
        """What reading each file gave, as it is ready; ends early when it is cancelled.

        Raises:
            BrokenProcessPool: a process died.
        """
        waiting = iter(entries)
        running: set[Future[Done]] = set()
        while not cancelled():
            for entry in islice(waiting, _AHEAD * self.size - len(running)):
                with _no_main():
                    running.add(self._executor.submit(_tag, entry, names))
            if not running:
                return
            ready, running = wait(running, _LOOK, FIRST_COMPLETED)
            for future in ready:
                yield future.result()

    def join(self, texts: dict[str, str]) -> Future[None]:
        """Join the names of texts, beside what else is done."""
        with _no_main():
            return self._executor.submit(_join, texts)

    def wait_for(self, work: Future[None], cancelled: Callable[[], bool]) -> bool:
        """Wait until some work is done; false if it was cancelled before.

        Raises:
            BrokenProcessPool: a process died.
        """
        while not cancelled():
            if wait([work], _LOOK).done:
                work.result()
                return True
        return False

    def close(self) -> None:
        """End at once; what was not handed back is lost."""
        processes = list((getattr(self._executor, "_processes", None) or {}).values())
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()


@contextlib.contextmanager
def _no_main() -> Iterator[None]:
    """Within it, processes that start do not run the program's own script, as Python has them do.

    They need nothing of it, and a script without a guard would open another reader.
    """
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


_starting = threading.Lock()
_METHOD = "forkserver"  # fork alone copies threads' locks


@dataclass(frozen=True)
class _Worker:
    store: Store
    register: Register
    recogniser: Recogniser


_worker: list[_Worker] = []


def _begin(file: Path, version: str) -> None:
    """In a new process: load what tagging needs, and end when the one that began it has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one at the terminal
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_NICE)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    database = cache(file, version)
    _worker[:] = [_Worker(Store(database), Register(database), default_recogniser())]


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(0)


def _tag(entry: Entry, names: tuple[str, ...]) -> Done:
    return tag_file(entry, names, _worker[0].store, _worker[0].recogniser)


def _join(texts: dict[str, str]) -> None:
    join(texts, _worker[0].store, _worker[0].register)
