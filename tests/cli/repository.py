"""A library under git, for the merge driver."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from reader.annotations.annotation import new_annotation
from reader.annotations.mark import Annotation
from reader.annotations.pagefile import parse
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.cli.program import run
from reader.text.spans import Span

TEXT = "".join(f"Sentence number {n} of a text that is long enough.\n" for n in range(60))


class Repository:
    """A library under git, with the driver set up as `--install` does it."""

    def __init__(self, root: Path) -> None:
        root.mkdir()
        self.root = root
        (root / "a.txt").write_text(TEXT)
        self.git("init", "-q", "-b", "main")
        for key, value in (("user.name", "t"), ("user.email", "t@example.org")):
            self.git("config", key, value)
        assert run(["merge-driver", "-L", str(root), "--install"]) == 0
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

    def day(self, rng: random.Random, actions: int, how: str = "merge") -> None:
        """Work on two branches, joined in the evening.

        Raises:
            AssertionError: git had to ask, or a mark that one side made or kept is lost.
        """
        self.git("branch", "-f", "side")
        before = self.marks().keys()
        made: set[str] = set()
        for branch in ("side", "main"):
            self.git("checkout", "-q", branch)
            for commit in range(2):
                self.busy(rng, branch, actions)
                self.commit(f"{branch} {commit}")
            made |= self.marks().keys() - before
        if how == "rebase":
            self.git("rebase", "-q", "side")
        else:
            self.git("merge", "-q", "-m", "evening", "side")
        assert self.marks().keys() >= made
        assert parse(self.page.read_bytes()).items.keys() == self.marks().keys()
