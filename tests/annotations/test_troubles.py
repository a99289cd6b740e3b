"""Nothing that was saved is lost, whatever happens to the file, the disk or the process."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.annotations.annotation import new_annotation
from reader.annotations.mark import Annotation
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.errors import ReaderError
from tests.annotations import torture
from tests.annotations.helpers import span_of

MakeLibrary = Callable[..., Library]

TEXT = "".join(f"Sentence number {n} of a text that is long enough.\n" for n in range(60))


@pytest.fixture
def library(make_library: MakeLibrary) -> Library:
    return make_library({"a.txt": TEXT})


def page_of(library: Library) -> Path:
    return library.root / "annotations" / "a.txt.json"


def fill(library: Library, count: int) -> dict[str, Annotation]:
    shelf, article = Shelf(library), library.article("a.txt")
    marks = [
        new_annotation(article, span_of(article, f"number {n} "), note=f"note {n}", tags=("t",))
        for n in range(count)
    ]
    for mark in marks:
        shelf.add(article, mark)
    assert shelf.trouble == ""
    return {mark.id: mark for mark in marks}


def read(library: Library) -> dict[str, Annotation]:
    return {p.annotation.id: p.annotation for p in Shelf(library).of(library.article("a.txt"))}


def add(shelf: Shelf, library: Library, note: str) -> Annotation:
    article = library.article("a.txt")
    mark = new_annotation(article, span_of(article, "number 7 "), note=note)
    shelf.add(article, mark)
    return mark


# --- a save that fails ---------------------------------------------------------------------------


def test_a_mark_that_could_not_be_saved_is_kept_and_saved_later(library: Library) -> None:
    shelf = Shelf(library)
    (library.root / "annotations").write_text("a file where the folder should be")
    mark = add(shelf, library, "kept")
    assert shelf.trouble.startswith("not saved: ")
    assert shelf.trouble.endswith("; trying again")
    assert [p.annotation for p in shelf.of(library.article("a.txt"))] == [mark]
    assert shelf.counts() == {"a.txt": 1}
    assert not shelf.retry()
    (library.root / "annotations").unlink()
    assert shelf.retry()
    assert shelf.trouble == ""
    assert read(library) == {mark.id: mark}


def test_a_full_disk_leaves_the_old_page_whole(library: Library) -> None:
    saved = fill(library, 5)
    before = page_of(library).read_bytes()
    shelf, article = Shelf(library), library.article("a.txt")
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, hard))
    try:
        change = shelf.add(article, new_annotation(article, span_of(article, "number 9 ")))
        assert shelf.trouble.startswith("not saved: ")
        assert not shelf.retry()
        assert page_of(library).read_bytes() == before
        assert len(shelf.of(article)) == 6
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    assert not list(page_of(library).parent.glob(".*.tmp"))
    assert shelf.retry()
    assert read(library) == saved | {change.mark.id: change.mark}


def test_a_disk_that_fills_up_keeps_what_was_saved_and_takes_the_rest_later(tmp_path: Path) -> None:
    assert torture.fill_disk(tmp_path / "library") > 20


def test_a_mark_unsaved_here_and_one_saved_there_are_both_kept(library: Library) -> None:
    first, second = Shelf(library), Shelf(library)
    folder = library.root / "annotations"
    folder.write_text("")
    add(first, library, "first")
    assert first.trouble
    folder.unlink()
    add(second, library, "second")
    assert first.retry()
    assert {mark.note for mark in read(library).values()} == {"first", "second"}


RETREATS = """
import os
import sys
from pathlib import Path
from reader.annotations.annotation import new_annotation
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.text.spans import Span
library = Library(Path(sys.argv[1]))
shelf, article = Shelf(library), library.article("a.txt")
shelf.add(article, new_annotation(article, Span(0, 9), note="before"))
assert shelf.elsewhere == "", shelf.elsewhere
shelf.folder.chmod(0o555)
if os.geteuid() == 0:  # who may write everywhere, and so cannot be refused
    os.setresuid(65534, 65534, 65534)
shelf.add(article, new_annotation(article, Span(10, 19), note="after"))
print(shelf.trouble or shelf.elsewhere)
print(sorted(placed.annotation.note for placed in Shelf(library).of(article)))
"""


def test_a_library_that_turns_read_only_sends_marks_to_the_data_folder() -> None:
    with tempfile.TemporaryDirectory() as name:  # tmp_path is closed to other users
        root = Path(name)
        root.chmod(0o755)
        (root / "a.txt").write_text(TEXT)
        data = root / ".data"
        data.mkdir()
        data.chmod(0o777)
        ran = subprocess.run(
            [sys.executable, "-c", RETREATS, name],
            env={**os.environ, "XDG_DATA_HOME": str(data)},
            capture_output=True,
            text=True,
            check=False,
        )
        (root / "annotations").chmod(0o755)
    assert ran.returncode == 0, ran.stderr
    assert "cannot be written to: marks are kept in" in ran.stdout
    assert "['after', 'before']" in ran.stdout


# --- a page that was damaged ---------------------------------------------------------------------


def test_a_page_cut_short_anywhere_near_its_end_loses_no_mark(tmp_path: Path) -> None:
    assert torture.cut(tmp_path / "library", 250, 6) == 250


def test_a_damaged_page_is_set_aside_whole_before_it_is_written(library: Library) -> None:
    saved = fill(library, 6)
    page = page_of(library)
    damaged = page.read_bytes()[:-40] + b"\xff\xfe garbage"
    page.write_bytes(damaged)
    shelf = Shelf(library)
    mark = add(shelf, library, "after")
    assert any("damaged" in notice for notice in shelf.notices)
    (copy,) = page.parent.glob("a.txt.json.damaged-*")
    assert copy.read_bytes() == damaged
    assert read(library) == saved | {mark.id: mark}
    json.loads(page.read_bytes())
    assert Shelf(library).counts() == {"a.txt": 7}


def test_a_damaged_page_without_its_backup_gives_every_mark_it_still_has(library: Library) -> None:
    saved = fill(library, 6)
    page = page_of(library)
    lines = page.read_bytes().split(b"\n")
    at = lines.index(b'"items": [') + 3
    lost = json.loads(lines[at].rstrip(b","))["id"]
    lines[at] = lines[at][:100]
    page.write_bytes(b"\n".join(lines))
    page.with_name(f".{page.name}.bak").unlink()
    saved.pop(lost)
    assert read(library) == saved


def test_a_page_damaged_while_we_run_takes_nothing_from_us(library: Library) -> None:
    saved = fill(library, 6)
    shelf = Shelf(library)
    shelf.of(library.article("a.txt"))
    page = page_of(library)
    page.with_name(f".{page.name}.bak").unlink()
    page.write_bytes(b'{"type": "AnnotationPage"')
    mark = add(shelf, library, "after")
    assert read(library) == saved | {mark.id: mark}


def test_a_page_taken_away_while_we_run_is_written_again(library: Library) -> None:
    saved = fill(library, 3)
    shelf = Shelf(library)
    shelf.of(library.article("a.txt"))
    page_of(library).unlink()
    mark = add(shelf, library, "after")
    assert read(library) == saved | {mark.id: mark}


def test_deleted_marks_do_not_come_back_from_a_damaged_page(library: Library) -> None:
    saved = fill(library, 4)
    shelf, article = Shelf(library), library.article("a.txt")
    gone = next(iter(saved))
    shelf.delete(article, gone)
    page = page_of(library)
    page.write_bytes(page.read_bytes()[:-150])
    assert read(library).keys() == saved.keys() - {gone}


def test_both_sides_of_a_git_conflict_are_read_and_the_file_set_aside(library: Library) -> None:
    saved = fill(library, 3)
    page = page_of(library)
    base = page.read_bytes()
    ours = add(Shelf(library), library, "ours")
    our_lines = page.read_bytes().decode().splitlines()
    page.write_bytes(base)
    theirs = add(Shelf(library), library, "theirs")
    their_lines = page.read_bytes().decode().splitlines()
    head = our_lines[: our_lines.index('"items": [') + 1]
    shared = [line.rstrip(",") for line in base.decode().splitlines() if '"note ' in line]
    mine = [line.rstrip(",") for line in our_lines if '"ours"' in line]
    other = [line.rstrip(",") for line in their_lines if '"theirs"' in line]
    body = [f"{shared[0]},", "<<<<<<< HEAD", f"{mine[0]},", "=======", f"{other[0]},"]
    body += [">>>>>>> branch", f"{shared[1]},", shared[2], "]", "}", ""]
    conflict = "\n".join([*head, *body]).encode()
    page.write_bytes(conflict)
    page.with_name(f".{page.name}.bak").unlink()
    assert read(library) == saved | {ours.id: ours, theirs.id: theirs}
    assert page.read_bytes() == conflict
    add(Shelf(library), library, "after")
    (copy,) = page.parent.glob("a.txt.json.damaged-*")
    assert copy.read_bytes() == conflict
    assert len(read(library)) == 6


@pytest.mark.parametrize("content", ["", "[1, 2]", '{"name": "settings"}', "\x00\x01\x02"])
def test_a_file_of_another_tool_is_no_page_and_not_lost(library: Library, content: str) -> None:
    page = page_of(library)
    page.parent.mkdir()
    page.write_text(content)
    (page.parent / "settings.json").write_text(content)
    shelf = Shelf(library)
    assert shelf.counts() == {}
    mark = add(shelf, library, "ours")
    assert read(library) == {mark.id: mark}
    (copy,) = page.parent.glob("a.txt.json.damaged-*")
    assert copy.read_text() == content
    assert (page.parent / "settings.json").read_text() == content


def test_a_page_of_a_newer_version_is_read_and_never_written(library: Library) -> None:
    saved = fill(library, 2)
    page = page_of(library)
    data: dict[str, Any] = json.loads(page.read_bytes()) | {"rr:schema": 2, "rr:new": [1]}
    newer = json.dumps(data).encode()
    page.write_bytes(newer)
    shelf, article = Shelf(library), library.article("a.txt")
    assert read(library) == saved
    one = next(iter(saved))
    for act in (
        lambda: add(shelf, library, "no"),
        lambda: shelf.delete(article, one),
        lambda: shelf.change(article, saved[one]),
    ):
        with pytest.raises(ReaderError, match="newer rafah-reader"):
            act()
    assert page.read_bytes() == newer
    assert read(library) == saved
    assert len(shelf.of(article)) == 2


def test_a_page_that_turns_newer_while_we_run_is_not_written(library: Library) -> None:
    fill(library, 2)
    shelf = Shelf(library)
    page = page_of(library)
    shelf.of(library.article("a.txt"))
    newer = json.dumps(json.loads(page.read_bytes()) | {"rr:schema": 2}).encode()
    page.write_bytes(newer)
    with pytest.raises(ReaderError, match="newer"):
        add(shelf, library, "no")
    assert page.read_bytes() == newer


# --- several writers, some of them killed (the full form: `python -m tests.bench torture`) -------


def test_writers_killed_at_any_moment_lose_nothing_they_said_was_saved(tmp_path: Path) -> None:
    assert torture.kill(tmp_path / "library", 8, random.Random(1)) > 0


def test_eight_writers_at_once_lose_nothing_and_invent_nothing(tmp_path: Path) -> None:
    assert torture.write_together(tmp_path / "library", 8, 8) == 8 * 6
