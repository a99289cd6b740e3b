"""Several processes on one index, and processes that are killed."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from reader.articles.library import Library
from reader.errors import ReaderError
from reader.search import store, update
from reader.search.index import Index
from tests.conftest import REPO

UPDATE = """
import sys
from pathlib import Path
from reader.articles.library import Library
from reader.search import update
from reader.search.index import Index
update.BATCH = 5
def step(done, total):
    print(done, flush=True)
Index(Library(Path(sys.argv[1])), Path(sys.argv[2])).update(step)
"""


@pytest.fixture
def library(make_library: Callable[..., Library]) -> Library:
    return make_library({f"{n:02}.txt": f"article number {n} of the war" for n in range(20)})


def updating(library: Library, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", UPDATE, str(library.root), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPO,
        env={**os.environ, "PYTHONPATH": str(REPO)},
    )


def searched(index: Index) -> int:
    """Articles found; none where the search says that the index must be built."""
    try:
        return index.search("war").articles
    except ReaderError as error:
        return 0 if "must be built" in error.message else -1


def test_a_process_killed_at_any_step_leaves_an_index_that_opens_or_is_rebuilt(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    chance = random.Random(7)
    for _ in range(5):
        process = updating(library, folder)
        last = chance.randrange(20)
        assert process.stdout
        for line in process.stdout:
            if int(line) >= last:
                break
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        index = Index(library, folder)
        assert searched(index) % 5 == 0
        index.close()
        (library.root / f"{last:02}.txt").write_text(f"article number {last} of the long war")
    index = Index(library, folder)
    index.update()
    assert sorted(r.path for r in index.search("war").results) == sorted(
        file.name for file in library.root.iterdir()
    )
    assert not list(folder.glob("*.tmp/*"))
    index.close()


def test_a_second_process_waits_and_then_says_what_it_waits_for(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Index(library, tmp_path / "index")
    index.update()
    monkeypatch.setattr(store, "_PATIENCE", 0.1)
    with FileLock(tmp_path / "index.lock"):
        with pytest.raises(ReaderError, match="another process"):
            index.update()
        assert index.search("war").articles == 20
    assert index.update().unchanged == 20


def test_two_processes_that_update_at_once_end_with_every_article_once(
    library: Library, tmp_path: Path
) -> None:
    processes = [updating(library, tmp_path / "index") for _ in range(2)]
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    index = Index(library, tmp_path / "index")
    found = [r.path for r in index.search("war").results]
    assert sorted(found) == sorted(set(found)) == sorted(f.name for f in library.root.iterdir())


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh's files
def test_a_full_disk_is_a_readers_error_and_what_was_there_is_still_searched(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "BATCH", 20)
    index = Index(library, tmp_path / "index")
    index.update()
    for n in range(20, 60):
        (library.root / f"{n}.txt").write_text(" ".join(f"word{n}x{k}" for k in range(400)))
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, limits[1]))
    try:
        with pytest.raises(ReaderError, match="cannot write the search index"):
            index.update()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert index.search("war").articles == 20
    assert index.update().added == 40
    assert index.search("word59x399").articles == 1
