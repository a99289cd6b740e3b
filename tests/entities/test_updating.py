"""Tagging in processes: the same as here, cancelled, killed, and first what is read."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from reader.entities import updating
from reader.entities.catalogue import Catalogue

FILES = {f"{n:03}.txt": f"They met James Ruddock and {n} men in Cairo." for n in range(60)}


@pytest.fixture
def library(make_library: Callable[..., Library]) -> Library:
    made = make_library(FILES)
    for file in made.root.iterdir():
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return made


def test_processes_find_what_one_finds(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(updating, "_MANY", 50)  # so that they join too
    told: list[tuple[int, int]] = []
    joined: list[bool] = []
    catalogue = Catalogue(library)
    catalogue.update(
        lambda done, total: told.append((done, total)),
        processes=2,
        joined=lambda: joined.append(True),
    )
    assert told == [(n, 60) for n in range(1, 61)]
    assert joined == [True]
    assert catalogue.is_joined
    alone = Catalogue(library, tmp_path / "alone")
    alone.update(processes=0)
    assert catalogue.entities() == alone.entities()


def test_a_cancelled_update_keeps_what_it_has_and_goes_on_later(library: Library) -> None:
    told: list[int] = []
    catalogue = Catalogue(library)
    catalogue.update(lambda done, _: told.append(done), lambda: len(told) >= 30, processes=1)
    assert 30 <= len(told) < 60
    assert not catalogue.is_joined
    more: list[int] = []
    catalogue.update(lambda done, _: more.append(done))
    assert more[0] == told[-1]
    assert catalogue.is_joined


def test_what_is_on_the_screen_is_tagged_first(library: Library) -> None:
    catalogue = Catalogue(library)
    done: list[int] = []
    catalogue.update(
        lambda n, _: done.append(n), lambda: bool(done), first=["050.txt"], processes=0
    )
    assert set(catalogue._store.files()) == {"050.txt"}


_KILLED = """
import os, signal, sys
from pathlib import Path
from reader.articles.library import Library
from reader.entities.catalogue import Catalogue

def progress(done, total):
    if done == 30:
        os.kill(os.getpid(), signal.SIGKILL)

Catalogue(Library(Path(sys.argv[1]))).update(progress, processes=1)
"""


def test_processes_end_with_the_one_that_began_them(library: Library) -> None:
    marker = {**os.environ, "RAFAH_TEST_MARK": str(library.root)}
    command = [sys.executable, "-c", _KILLED, str(library.root)]
    assert subprocess.run(command, env=marker, check=False).returncode == -signal.SIGKILL
    until = time.monotonic() + 10
    while _marked(str(library.root)) and time.monotonic() < until:
        os.sched_yield()
    assert _marked(str(library.root)) == []
    catalogue = Catalogue(library)
    catalogue.update()
    assert catalogue.entities(minimum=60)[0].name == "Cairo"


def _marked(mark: str) -> list[str]:
    """The processes that have a mark in their environment."""
    out = []
    for file in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if f"RAFAH_TEST_MARK={mark}".encode() in file.read_bytes():
                out.append(file.parent.name)
    return out


_UNGUARDED = """
import sys
from pathlib import Path
from reader.articles.library import Library
from reader.entities import updating
from reader.entities.catalogue import Catalogue

def here(*_):
    raise SystemExit("tagged in this process")

updating.tag_file = here
Catalogue(Library(Path(sys.argv[1]))).update(processes=2)
print("ran")
"""


def test_processes_do_not_run_the_script_that_began_them(library: Library, tmp_path: Path) -> None:
    script = tmp_path / "reader-script"
    script.write_text(_UNGUARDED)
    command = [sys.executable, str(script), str(library.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("ran\n", "")
