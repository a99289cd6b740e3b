"""Building in worker processes gives the index that one process gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from reader.search import apart, update
from reader.search.index import Index

FILES = {
    f"{n:02}.txt": f"Article number {n} of the war.\n\nWords of day {n % 7}." for n in range(24)
}
QUERIES = ("war", '"of the war"', "day", "3", "num*", "war -day")


@pytest.fixture
def library(make_library: Callable[..., Library], monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr(update, "BATCH", 8)
    monkeypatch.setattr(apart, "workers", lambda: 2)
    monkeypatch.setattr(update, "workers", lambda: 2)
    library = make_library(FILES)
    (library.root / "broken.md").write_bytes(b"\0\xff\0" * 9)
    return library


def found(index: Index) -> list[list[tuple[str, int]]]:
    return [sorted((r.path, r.total) for r in index.search(query).results) for query in QUERIES]


def test_workers_find_add_change_and_remove_what_one_process_does(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, aside = Index(library, tmp_path / "alone"), Index(library, tmp_path / "aside")
    reported: list[tuple[int, int]] = []
    for changed in (0, 20):
        for n in range(changed):
            (library.root / f"{n:02}.txt").write_text(f"Article number {n} was changed, day 2.")
        first = alone.update()
        with monkeypatch.context() as patched:
            patched.setattr(update, "APART", 5)
            reported.clear()
            assert aside.update(lambda done, total: reported.append((done, total))) == first
        assert reported == sorted(set(reported))
        # Those that were written less than two seconds ago are looked at again.
        assert reported[-1] in ((25, 25), (changed + 1, changed + 1))
        assert found(aside) == found(alone)
    assert not list(tmp_path.glob("*.building"))


def test_what_a_lost_worker_left_is_read_here(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "APART", 5)
    monkeypatch.setattr(apart, "_MAIN", "import sys; sys.stdin.readline(); sys.exit(len({path!r}))")
    index = Index(library, tmp_path / "index")
    assert index.update().added == len(FILES)
    assert index.search("war").articles == len(FILES)


def test_building_apart_stops_when_it_is_cancelled(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "APART", 5)
    monkeypatch.setattr(update, "workers", lambda: 1)
    index = Index(library, tmp_path / "index")
    assert index.update(cancelled=lambda: True).added < len(FILES)
    assert index.update().added + index.search("war").articles >= len(FILES)
    assert index.search("war").articles == len(FILES)
