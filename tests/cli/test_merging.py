"""`merge-driver`, with a real git."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from reader.annotations.pagefile import parse
from tests.cli.conftest import Run
from tests.cli.repository import Repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "library")


def test_both_sides_edit_delete_and_add_and_nothing_is_asked(repository: Repository) -> None:
    both, ours, theirs, cut, kept = repository.add("both", "ours", "theirs", "cut", "kept")
    repository.commit("base")
    repository.git("checkout", "-q", "-b", "side")
    repository.change(both, "theirs of both")
    repository.change(theirs, "theirs changed")
    repository.delete(cut)
    repository.change(kept, "kept, for it was edited")
    repository.add("new there")
    repository.commit("side")
    repository.git("checkout", "-q", "main")
    repository.change(both, "ours of both")
    repository.change(ours, "ours changed")
    repository.delete(kept)
    repository.add("new here")
    repository.commit("main")
    repository.git("merge", "-q", "side")
    assert sorted(mark.note for mark in repository.marks().values()) == [
        "kept, for it was edited",
        "new here",
        "new there",
        "ours changed",
        "ours of both",
        "theirs changed",
    ]
    page = parse(repository.page.read_bytes())
    assert [revision.was.note for revision in page.revisions] == ["theirs of both"]
    assert list(page.deleted) == [cut.id]
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.parametrize("how", ["merge", "rebase"])
def test_a_busy_day_on_both_sides_merges(repository: Repository, how: str) -> None:
    rng = random.Random(how)
    repository.busy(rng, "base", 6)
    repository.commit("base")
    repository.day(rng, 4, how)


def test_a_page_that_both_sides_made_first_is_merged(repository: Repository) -> None:
    repository.commit("base")
    repository.git("checkout", "-q", "-b", "side")
    repository.add("there")
    repository.commit("side")
    repository.git("checkout", "-q", "main")
    repository.add("here")
    repository.commit("main")
    repository.git("merge", "-q", "side")
    assert {mark.note for mark in repository.marks().values()} == {"here", "there"}


def test_where_git_must_ask_no_mark_is_lost(repository: Repository) -> None:
    (old,) = repository.add("old")
    repository.commit("base")
    repository.git("checkout", "-q", "-b", "side")
    repository.add("there")
    repository.commit("side")
    repository.git("checkout", "-q", "main")
    repository.add("here")
    raw = repository.page.read_bytes()
    repository.page.write_bytes(raw.replace(b'"items"', b'<<<<<<< left by hand\n"items"'))
    repository.commit("damaged")
    repository.git("merge", "-q", "side", fails=True)
    repository.page.with_name(f".{repository.page.name}.bak").unlink()
    assert {mark.note for mark in repository.marks().values()} == {"old", "here", "there"}
    repository.add("after")
    json.loads(repository.page.read_bytes())
    assert len(repository.marks()) == 4
    assert old.id in repository.marks()


def test_the_lock_and_the_copies_stay_out_of_git(repository: Repository) -> None:
    repository.add("one")
    repository.git("add", "-A")
    names = repository.git("ls-files").splitlines()
    assert [name for name in names if ".texts" not in name] == [
        "a.txt",
        "annotations/.gitattributes",
        "annotations/.gitignore",
        "annotations/a.txt.json",
    ]


def test_installing_twice_changes_nothing(repository: Repository, run: Run) -> None:
    file = repository.root / "annotations" / ".gitattributes"
    file.write_text("*.png binary")
    for _ in range(2):
        assert run("merge-driver", "-L", repository.root, "--install").code == 0
    assert file.read_text() == "*.png binary\n*.json merge=rafah-reader\n"


def test_wrong_use_is_said(run: Run, tmp_path: Path) -> None:
    assert run("merge-driver", "one", "two").code == 2
    done = run("merge-driver", tmp_path / "a", tmp_path / "b", tmp_path / "c")
    assert done.code == 2
    assert "cannot merge" in done.err
    assert "no git repository" in run("merge-driver", "-L", tmp_path, "--install").err
