"""Every format fed spoiled files: ``python -m tests.bench fuzz SECONDS [FORMAT …]``.

Files of the format (the tests' own, and those that pandoc and LibreOffice make where they are
installed) are spoiled by `mutation`, and what comes of each is looked at by `survival`.  With
atheris (libFuzzer for Python, ``pip install atheris``; no dependency) those that reach new code
are kept and spoiled further; without it, chance alone leads, the same at every run.  Finds go
to ``FUZZ_FINDS`` or a folder of the system's, named in the end.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import pkgutil
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

from tests.bench.mutation import mutated

SLOW = 5.0
"""Seconds of processor time that no file may take."""

LARGE = 1024
"""MB that no file may take."""

_HANGS = 20  # seconds after which a file is given up
_LONGEST = 1_000_000  # bytes of a spoiled file


def main(arguments: list[str]) -> None:
    """Fuzz each format for some seconds, one process after the other."""
    from reader.articles.formats import FORMATS

    if not arguments or not arguments[0].isdecimal():
        raise SystemExit("say for how many seconds: python -m tests.bench fuzz 600 [FORMAT …]")
    seconds, names = int(arguments[0]), arguments[1:]
    known: dict[str, list[str]] = {}
    for name, endings in FORMATS.items():
        known.setdefault(name.partition(".")[0], []).extend(endings)
    finds = Path(os.environ.get("FUZZ_FINDS") or Path(tempfile.gettempdir()) / "rafah-fuzz")
    for name in names or known:
        if name not in known:
            raise SystemExit(f"no format {name}; there are {', '.join(known)}")
        folder = finds / name
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tests.bench.fuzz", ",".join(known[name]), str(folder)]
        started = time.monotonic()
        runs = 0
        while (left := seconds - (time.monotonic() - started)) > 1:  # a killed one is begun anew
            with (folder / "log").open("wb") as log:
                subprocess.run([*command, str(int(left)), str(runs)], check=False, stderr=log)
            runs += 1
        told = [json.loads(file.read_text()) for file in sorted(folder.glob("run-*.json"))]
        total = sum(run["files"] for run in told)
        refused = sum(run["refused"] for run in told)
        slowest = max((run["slowest"] for run in told), default=0)
        largest = max((run["mb"] for run in told), default=0)
        print(
            f"  {name:<12}{seconds:>6} s {total:>9,} files {refused:>9,} refused   slowest "
            f"{slowest:.2f} s   {largest:.0f} MB   {len(list(folder.glob('*.why')))} finds "
            f"in {folder}",
            flush=True,
        )


Outcome = Callable[[str, bytes], tuple[tuple[Any, ...], str]]


class _HangError(BaseException):
    """A file that takes too long; no parser may swallow it."""


class _Run:
    """One process that reads spoiled files of one format."""

    def __init__(self, outcome: Outcome, endings: list[str], folder: Path, number: int) -> None:
        self.outcome = outcome
        self.endings = endings
        self.folder = folder
        self.file = folder / f"run-{number}.json"
        self.told = {"files": 0, "refused": 0, "slowest": 0.0, "mb": 0.0}
        self._saved = 0.0

    def look(self, raw: bytes) -> None:
        """Read one file; a find is kept with its reason."""
        ending = self.endings[len(raw) % len(self.endings)]
        (self.folder / "last").write_bytes(raw)  # what stands there after the process died
        start = time.process_time()
        signal.alarm(_HANGS)
        try:
            articles, _ = self.outcome(f"x{ending}", raw)
            self.told["refused"] += not articles
        except (Exception, _HangError) as error:  # noqa: BLE001 - whatever it is, it is a find
            signal.alarm(0)
            self._find(raw, ending, error)
        signal.alarm(0)
        took = time.process_time() - start
        if took > self.told["slowest"]:
            self.told["slowest"] = took
            (self.folder / f"slowest{ending}").write_bytes(raw)
        if took > SLOW:
            self._find(raw, ending, TimeoutError(f"{took:.1f} s"))
        self.told["files"] += 1
        if time.monotonic() > self._saved + 1:
            self._saved = time.monotonic()
            self.told["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            self.file.write_text(json.dumps(self.told))

    def _find(self, raw: bytes, ending: str, error: BaseException) -> None:
        """Keep the shortest file of each kind; the kind is the error and the line it came from."""
        last = traceback.extract_tb(error.__traceback__)[-1:]
        kind = f"{type(error).__name__} {last[0].filename}:{last[0].lineno}" if last else "slow"
        stem = self.folder / sha256(kind.encode()).hexdigest()[:8]
        kept = stem.with_suffix(ending)
        if not kept.exists() or len(kept.read_bytes()) > len(raw):
            kept.write_bytes(raw)
            told = "".join(traceback.format_exception(error))[-3000:]
            stem.with_suffix(".why").write_text(told)


def _hang(_signal: int, _frame: FrameType | None) -> None:
    raise _HangError


def _child(endings: list[str], folder: Path, seconds: int, number: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (4 * LARGE * 2**20,) * 2)
    guided = importlib.util.find_spec("atheris") is not None
    run = _Run(_outcome(guided=guided), endings, folder, number)
    signal.signal(signal.SIGALRM, _hang)
    from tests.bench.fuzz_files import files_of

    files = files_of(endings)
    if guided:
        _fuzz_by_coverage(run.look, files, seconds, folder, number)
    chance = random.Random(number)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        run.look(mutated(chance.choice(files), chance, files)[:_LONGEST])


def _outcome(*, guided: bool) -> Outcome:
    """What looks at a file, with the parsers watched by atheris as they are imported."""
    if guided:
        import atheris

        with atheris.instrument_imports(include=["reader.articles", "reader.text"]):
            _import_all()
    from tests.articles.survival import outcome

    return outcome


def _import_all() -> None:
    for room in ("reader.text", "reader.articles"):
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            importlib.import_module(module.name)


def _fuzz_by_coverage(
    look: Callable[[bytes], None], files: list[bytes], seconds: int, folder: Path, number: int
) -> None:
    """Spoil further what reaches new code; libFuzzer ends the process."""
    import atheris

    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for raw in files:
        (corpus / sha256(raw).hexdigest()[:16]).write_bytes(raw)

    def change(raw: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.2:
            return bytes(atheris.Mutate(raw, most))
        return mutated(raw, chance, files)[:most]

    options = [
        "fuzz", f"-max_total_time={seconds}", f"-max_len={_LONGEST}", f"-seed={number + 1}",
        "-len_control=0", "-timeout=60", f"-artifact_prefix={folder}/died-", "-rss_limit_mb=3000",
        str(corpus),
    ]  # fmt: skip
    atheris.Setup(options, look, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    _child(sys.argv[1].split(","), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
