"""Several processes on one index, and processes that are killed."""

from __future__ import annotations

import itertools
import os
import random
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from filelock import FileLock

from reader.articles.library import Library
from reader.errors import ReaderError
from reader.search import merging, store, update
from reader.search.batch import Batch
from reader.search.index import Index
from reader.search.store import Store
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
    return running(UPDATE, library, folder)


def running(script: str, library: Library, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, str(library.root), str(folder)],
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
    for _ in range(3):
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
    for n in range(20, 40):
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
    assert index.update().added == 20
    assert index.search("word39x399").articles == 1


TIDY = """
import sys
from pathlib import Path
from reader.articles.library import Library
from reader.search import merging
from reader.search.index import Index
merging.FAN = 2
index = Index(Library(Path(sys.argv[1])), Path(sys.argv[2]))
index.tidy(lambda done, total: print(done, flush=True))
"""


def found(index: Index) -> list[list[tuple[str, int]]]:
    """What some queries find, with the number of hits."""
    queries = ("war", "num* -3", '"of the war"', "number OR 7", "article~")
    return [sorted((r.path, r.total) for r in index.search(q).results) for q in queries]


def test_segments_are_merged_apart_while_others_search_and_a_kill_at_any_step_loses_nothing(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "BATCH", 3)
    index = Index(library, tmp_path / "index")
    index.update()
    (library.root / "05.txt").unlink()
    index.update()
    before = found(index)
    process = running(TIDY, library, tmp_path / "index")
    assert process.stdout
    begun = list(itertools.islice(process.stdout, 2))
    assert len(begun) == 2  # killed while it merges for the second time
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert found(index) == before

    monkeypatch.setattr(merging, "FAN", 2)
    wrong: list[object] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            wrong.extend(
                r for r in index.search("war").results if len(r.hits) != 1 or r.path == "05.txt"
            )

    thread = threading.Thread(target=search)
    thread.start()
    assert index.tidy()
    stop.set()
    thread.join()
    assert wrong == []
    assert len(list((tmp_path / "index").glob("*.seg"))) <= 4
    assert found(index) == before
    assert sorted(path.name for path in tmp_path.glob("index*")) == [
        "index",
        "index.lock",
        "index.merging.lock",
    ]


def test_what_was_merged_of_articles_that_changed_meanwhile_is_thrown_away(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "BATCH", 3)
    monkeypatch.setattr(merging, "FAN", 2)
    monkeypatch.setattr(sys, "executable", "")
    index = Index(library, tmp_path / "index")
    index.update()
    write = Batch.merge

    def late(batch: Batch, source: Store, names: Sequence[str]) -> None:
        write(batch, source, names)
        monkeypatch.setattr(Batch, "merge", write)
        (library.root / "03.txt").write_text("another article on peace")
        index.update()

    monkeypatch.setattr(Batch, "merge", late)
    assert not index.tidy()
    assert index.tidy()
    assert [r.path for r in index.search("peace").results] == ["03.txt"]
    assert index.search("war").articles == 19
