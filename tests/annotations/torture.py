"""Ways to harm the store, of any size: small ones in the tests, the full ones in the benches.

Each looks at what is on the disk afterwards: all that was said to be saved is there, as it was
saved, and nothing else.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reader.annotations.annotation import new_annotation
from reader.annotations.mark import Annotation
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.text.spans import Span

TEXT = "".join(f"Sentence number {n} of a text that is long enough.\n" for n in range(60))
PAGE = "annotations/a.txt.json"

_WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from reader.annotations.annotation import new_annotation
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.text.spans import Span

def say(*words):
    print(*words, sep="\\t", flush=True)

library = Library(Path(sys.argv[1]))
shelf, article = Shelf(library), library.article("a.txt")
for n in range(int(sys.argv[2])):
    mark = new_annotation(article, Span(n % 100, n % 100 + 9), note=f"made {n}")
    say("?", mark.id, mark.note)
    shelf.add(article, mark)
    say("!")
    if n % 3 == 1:
        say("?", mark.id, f"changed {n}")
        mark = shelf.change(article, replace(mark, note=f"changed {n}")).mark
        say("!")
    if n % 4 == 3:
        say("?", mark.id, "")
        shelf.delete(article, mark.id)
        say("!")
    if shelf.trouble:
        sys.exit(shelf.trouble)
"""


@dataclass
class Told:
    """What writers said: the note of each mark (empty: deleted), and what they were about to do."""

    saved: dict[str, str] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)

    def hear(self, lines: Iterable[str]) -> None:
        """Take in what one writer said; a line that a kill cut short does not count."""
        about: tuple[str, str] | None = None
        for line in lines:
            if line == "!\n" and about:
                self.saved[about[0]], about = about[1], None
            elif line.startswith("?\t") and line.endswith("\n"):
                _, key, note = line[:-1].split("\t")
                about = key, note
        if about:
            self.begun[about[0]] = about[1]

    def check(self, root: Path) -> int:
        """Hold it against the disk; how many marks there are.

        Raises:
            AssertionError: a mark is lost, changed, or nobody made it.
        """
        found = {key: mark.note for key, mark in marks_in(root).items()}
        for key, note in self.saved.items():
            allowed = {note, self.begun.get(key, note)}
            assert found.get(key, "") in allowed, (key, note, found.get(key))
        for key in found.keys() - self.saved.keys():
            assert found[key] == self.begun.get(key), f"nobody made {found[key]}"
        assert not list((root / PAGE).parent.glob("*damaged*"))
        return len(found)


def make(root: Path) -> Path:
    """A library with one article."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "a.txt").write_text(TEXT)
    return root


def marks_in(root: Path) -> dict[str, Annotation]:
    """What a reader that is started now finds."""
    library = Library(root)
    return {p.annotation.id: p.annotation for p in Shelf(library).of(library.article("a.txt"))}


def fill(root: Path, count: int) -> dict[str, Annotation]:
    """So many marks, saved at once."""
    library = Library(root)
    shelf, article = Shelf(library), library.article("a.txt")
    for n in range(count):
        shelf.add(article, new_annotation(article, Span(n, n + 9), note=f"note {n}", tags=("t",)))
    return marks_in(root)


def _writer(root: Path, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WRITER, str(root), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def write_together(root: Path, processes: int, count: int) -> int:
    """Several processes add, change and delete marks on one article at the same time."""
    make(root)
    writers = [_writer(root, count) for _ in range(processes)]
    told = Told()
    for writer in writers:
        out, err = writer.communicate()
        assert writer.returncode == 0, err
        told.hear(out.splitlines(keepends=True))
    assert len(told.saved) == processes * count
    assert not told.begun
    return told.check(root)


def kill(root: Path, times: int, rng: random.Random) -> int:
    """Kill a writer at a random moment, again and again."""
    make(root)
    told = Told()
    for n in range(times):
        with _writer(root, 100_000) as writer:
            assert writer.stdout is not None
            lines = [writer.stdout.readline()]
            while n % 2 and lines[-1] not in {"!\n", ""}:  # of every other one it is its first save
                lines.append(writer.stdout.readline())
            time.sleep(rng.uniform(0, 0.12))
            writer.kill()
            told.hear([*lines, *writer.stdout])
    assert told.saved
    return told.check(root)


def cut(root: Path, most: int, marks: int) -> int:
    """Cut the page short at every byte of its end, with its backup and without."""
    saved = fill(make(root), marks)
    page = root / PAGE
    backup = page.with_name(f".{page.name}.bak")
    whole, copy = page.read_bytes(), backup.read_bytes()
    for lost in range(1, min(most, len(whole)) + 1):
        page.write_bytes(whole[:-lost])
        backup.write_bytes(copy)
        assert marks_in(root) == saved, lost
        backup.unlink()
        found = marks_in(root)
        assert found.items() <= saved.items(), lost
        assert len(found) >= _whole_lines(whole[:-lost]), lost
    return min(most, len(whole))


def _whole_lines(raw: bytes) -> int:
    """Lines that are a mark by themselves."""
    count = 0
    for line in raw.split(b"\n"):
        try:
            count += isinstance(json.loads(line.rstrip(b",")), dict)
        except ValueError:
            continue
    return count


def fill_disk(root: Path) -> int:
    """Write until the disk is full: all that was said to be saved is there, and so is the rest
    once there is room again.

    As root on a file system of 300 kB; else with a limit to the size of files.
    """
    mounted = os.geteuid() == 0 and shutil.which("mount") is not None and _mount(root)
    make(root)
    try:
        return _until_full(root, limited=not mounted)
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(root)], check=True)


def _mount(root: Path) -> bool:
    root.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(root)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _until_full(root: Path, *, limited: bool) -> int:
    library = Library(root)
    shelf, article = Shelf(library), library.article("a.txt")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if limited:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, hard))
    else:
        (root / "ballast").write_bytes(bytes(150_000))
    saved: dict[str, Annotation] = {}
    try:
        while not shelf.trouble:
            mark = new_annotation(article, Span(0, 9), note=f"note {len(saved)}")
            shelf.add(article, mark)
            if not shelf.trouble:
                saved[mark.id] = mark
            assert len(saved) < 2000, "the disk does not fill"
        assert "not saved" in shelf.trouble
        assert marks_in(root) == saved
        for _ in range(3):
            assert not shelf.retry()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
        (root / "ballast").unlink(missing_ok=True)
    assert shelf.retry()
    assert marks_in(root) == saved | {mark.id: mark}
    assert not list((root / PAGE).parent.glob(".*.tmp"))
    return len(saved)
