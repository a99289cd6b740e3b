"""Noticing changed files: every change is told of, what is no article's is not, and it ends."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from queue import Queue

import pytest

from reader.articles.changes import changes
from reader.articles.library import Library
from reader.articles.scan import scan
from reader.articles.watching import EVERYTHING, Touched, Watch, is_remote

PATIENCE = 20.0  # seconds


@pytest.fixture
def library(make_library: Callable[[dict[str, str]], Library]) -> Library:
    return make_library({"a.txt": "The first.\n", "b/c.txt": "The second, longer.\n"})


def test_what_changes_is_told_by_its_kind_until_it_is_stopped(library: Library) -> None:
    watch = Watch(library.root)
    turns: Queue[frozenset[Touched]] = Queue()

    def listen() -> None:
        for turn in watch.turns():
            turns.put(turn)

    thread = threading.Thread(target=listen)
    thread.start()
    try:
        assert turns.get(timeout=PATIENCE) == EVERYTHING, "what changed before it began"
        (library.root / ".git").mkdir()
        (library.root / ".git" / "index").write_text("git's own")
        (library.root / "a.txt").write_text("Changed.\n")
        assert turns.get(timeout=PATIENCE) == {Touched.ARTICLES}
        (library.root / "entities.toml").write_text("rules = []\n")
        assert turns.get(timeout=PATIENCE) == {Touched.RULES}
    finally:
        watch.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive()
    assert watch.trouble == ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", Touched.ARTICLES),
        ("a.meta.toml", Touched.ARTICLES),
        ("folder", Touched.ARTICLES),
        (".rafahignore", Touched.ARTICLES),
        ("annotations/a.txt.json", Touched.MARKS),
        ("annotations/.a.txt.json.x1.tmp", None),
        ("b/annotations/a.txt", Touched.ARTICLES),
        ("entities.toml", Touched.RULES),
        ("b/.a.txt.swp", None),
        ("../elsewhere/annotations/a.json", Touched.MARKS),
    ],
)
def test_a_change_is_of_the_kind_of_its_file(
    library: Library, name: str, kind: Touched | None
) -> None:
    root = Path(os.path.realpath(library.root))
    assert Watch(root).kind_of(Path(os.path.normpath(root / name))) == kind


def test_a_folder_of_another_machine_is_looked_at_and_that_is_said(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\nhost:/x /srv/my\\040news nfs4 rw 0 0\n")
    assert is_remote(Path("/srv/my news/2024"), str(mounts))
    assert not is_remote(Path("/srv/other"), str(mounts))


def test_what_became_of_files_is_counted_and_a_rename_is_one_file(library: Library) -> None:
    before = scan(library.root)
    (library.root / "a.txt").rename(library.root / "z.txt")
    (library.root / "b" / "c.txt").write_text("Other words.\n")
    (library.root / "new.txt").write_text("New.\n")
    found = changes(before, scan(library.root))
    assert found.renamed == {"a.txt": "z.txt"}
    assert str(found) == "files: 1 new, 1 changed, 1 renamed"
    assert str(changes(before, before)) == ""
