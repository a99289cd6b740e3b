"""`merge-driver`, with a real git."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotations.annotation import new_annotation
from reader.annotations.mark import Annotation
from reader.annotations.pagefile import parse
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.text.spans import Span
from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

TEXT = "".join(f"Sentence number {n} of a text that is long enough.\n" for n in range(60))


class Repository:
    """A library under git, with the driver set up as `--install` does it."""

    def __init__(self, root: Path, run: Run) -> None:
        root.mkdir()
        self.root = root
        (root / "a.txt").write_text(TEXT)
        self.git("init", "-q", "-b", "main")
        for key, value in (("user.name", "t"), ("user.email", "t@example.org")):
            self.git("config", key, value)
        assert run("merge-driver", "-L", root, "--install").code == 0
        # the program of this environment, whether it is on the PATH or not
        driver = f'"{sys.executable}" -m reader.cli merge-driver %O %A %B'
        self.git("config", "merge.rafah-reader.driver", driver)

    def git(self, *words: str, fails: bool = False) -> str:
        command = ["git", "-C", str(self.root), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert bool(done.returncode) is fails, done.stdout + done.stderr
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    @property
    def page(self) -> Path:
        return self.root / "annotations" / "a.txt.json"

    def marks(self) -> dict[str, Annotation]:
        library = Library(self.root)
        return {p.annotation.id: p.annotation for p in Shelf(library).of(library.article("a.txt"))}

    def add(self, *notes: str) -> list[Annotation]:
        library = Library(self.root)
        shelf, article = Shelf(library), library.article("a.txt")
        made = [new_annotation(article, Span(0, 8), note=note) for note in notes]
        for mark in made:
            shelf.add(article, mark)
        return made

    def change(self, mark: Annotation, note: str) -> None:
        library = Library(self.root)
        Shelf(library).change(library.article("a.txt"), replace(mark, note=note))

    def delete(self, mark: Annotation) -> None:
        library = Library(self.root)
        Shelf(library).delete(library.article("a.txt"), mark.id)

    def busy(self, rng: random.Random, name: str, actions: int) -> None:
        """A day's work: marks made, changed and deleted."""
        for n in range(actions):
            marks = list(self.marks().values())
            if not marks or rng.random() < 0.5:
                self.add(f"{name} {n}")
            elif rng.random() < 0.7:
                self.change(rng.choice(marks), f"{name} changed {n}")
            else:
                self.delete(rng.choice(marks))


@pytest.fixture
def repository(tmp_path: Path, run: Run) -> Repository:
    return Repository(tmp_path / "library", run)


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
    sides: dict[str, set[str]] = {}
    repository.git("branch", "side")
    for branch in ("side", "main"):
        repository.git("checkout", "-q", branch)
        before = repository.marks().keys()
        for commit in range(2):
            repository.busy(rng, branch, 4)
            repository.commit(f"{branch} {commit}")
        sides[branch] = repository.marks().keys() - before
    if how == "rebase":
        repository.git("rebase", "-q", "side")
    else:
        repository.git("merge", "-q", "side")
    found = repository.marks().keys()
    assert found >= sides["side"] | sides["main"]
    json.loads(repository.page.read_bytes())


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
