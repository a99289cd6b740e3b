"""`index` and `add`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from reader.paths import cache_folder
from tests.cli.conftest import SEEDS, Run

MakeLibrary = Callable[..., Library]


def test_index_counts_what_it_did(run: Run, make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "One text.", "b.txt": "Another text.", "empty.txt": ""})
    done = run("index", "-L", library.root, "--json")
    assert done.code == 0
    assert list(done.value) == ["added", "changed", "removed", "unchanged", "rebuilt", "problems"]
    assert [done.value[key] for key in ("added", "changed", "removed", "unchanged")] == [2, 0, 0, 0]
    assert done.value["problems"] == [{"path": "empty.txt", "reason": "empty (0 bytes)"}]
    assert done.err == "left out: empty.txt: empty (0 bytes)\n"

    (library.root / "a.txt").write_text("One text, but changed.")
    (library.root / "b.txt").unlink()
    (library.root / "c.txt").write_text("A third text.")
    done = run("index", "-L", library.root)
    assert done.lines[0] == "1 added, 1 changed, 1 removed, 0 unchanged"


def test_index_can_be_built_anew(run: Run) -> None:
    assert run("index").code == 0
    assert run("index", "--json").value["unchanged"] == 5
    assert run("index", "--rebuild", "--json").value["added"] == 5


def test_a_cache_that_cannot_be_written_to_is_said(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    done = run("index")
    assert done.code == 2
    assert done.err.startswith("rafah-reader: ")
    done = run("search", "leaflets", "--json")
    assert (done.code, done.value["count"] >= 1) == (0, True)
    assert "a temporary index" in done.err


def test_a_damaged_cache_is_built_anew(run: Run) -> None:
    assert run("index").code == 0
    damaged = [f for f in cache_folder(SEEDS).rglob("*") if f.is_file() and f.stat().st_size]
    assert damaged
    for file in damaged:
        file.write_bytes(b"\0" * file.stat().st_size)
    done = run("search", "leaflets", "--json")
    assert done.code == 0, done.err
    assert done.value["count"] >= 1


class TestAdding:
    """Files come in as copies, and never over another file."""

    @pytest.fixture
    def root(self, make_library: MakeLibrary) -> Path:
        return make_library({"there.txt": "A text that was there."}).root

    def test_a_file_is_copied_and_can_be_searched(
        self, run: Run, root: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "new.txt").write_text("A new text about leaflets.")
        done = run("add", "-L", root, tmp_path / "new.txt", "--json")
        assert (done.code, done.value) == (
            0,
            {"added": ["new.txt"], "unchanged": [], "problems": []},
        )
        assert (root / "new.txt").read_bytes() == (tmp_path / "new.txt").read_bytes()
        assert run("search", "-L", root, "leaflets", "--json").value["count"] == 1

    def test_a_file_of_the_library_is_never_replaced(
        self, run: Run, root: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "there.txt").write_text("Another text.")
        done = run("add", "-L", root, tmp_path / "there.txt")
        assert done.code == 2
        assert "another file of this name is there" in done.err
        assert (root / "there.txt").read_text() == "A text that was there."

    def test_the_same_file_again_changes_nothing(
        self, run: Run, root: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "there.txt").write_text("A text that was there.")
        done = run("add", "-L", root, tmp_path / "there.txt")
        assert (done.code, done.out) == (0, "0 added, 1 unchanged\n")

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("empty.txt", "", "empty (0 bytes)"),
            ("picture.png", "x", "not a format that is read here"),
            (".hidden.txt", "A text.", "hidden"),
            ("nowhere.txt", None, "No such file or directory"),
        ],
    )
    def test_what_is_no_article_stays_outside_and_the_others_come_in(
        self, run: Run, root: Path, tmp_path: Path, name: str, content: str | None, reason: str
    ) -> None:
        (tmp_path / "new.txt").write_text("A new text.")
        if content is not None:
            (tmp_path / name).write_text(content)
        done = run("add", "-L", root, tmp_path / name, tmp_path / "new.txt")
        assert done.code == 2
        assert reason in done.err
        assert sorted(f.name for f in root.iterdir()) == ["new.txt", "there.txt"]

    def test_a_folder_is_not_added(self, run: Run, root: Path, tmp_path: Path) -> None:
        assert "a folder" in run("add", "-L", root, tmp_path).err

    def test_the_samples_are_not_added_to(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "new.txt").write_text("A new text.")
        done = run("add", tmp_path / "new.txt")
        assert done.code == 2
        assert "the bundled samples" in done.err
        assert not (SEEDS / "new.txt").exists()

    def test_a_read_only_library_is_not_added_to(
        self, run: Run, root: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "new.txt").write_text("A new text.")
        root.chmod(0o555)
        try:
            done = run("add", "-L", root, tmp_path / "new.txt")
        finally:
            root.chmod(0o755)
        assert done.code == 2
        assert "cannot be written to" in done.err
