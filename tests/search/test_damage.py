"""A damaged index never gives a raw exception, and is built anew."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.formats import installed
from reader.articles.library import Library
from reader.errors import ReaderError
from reader.search import store, sums
from reader.search.index import Index
from reader.search.schema import SCHEMA
from reader.search.seal import checksum

FILES = {f"{n}.txt": f"article number {n} of the war in {1900 + n}" for n in range(8)}


@pytest.fixture
def library(make_library: Callable[..., Library]) -> Library:
    return make_library(FILES)


@pytest.fixture
def folder(library: Library, tmp_path: Path) -> Path:
    index = Index(library, tmp_path / "index")
    index.update()
    index.close()
    return tmp_path / "index"


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def zero(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def flip(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    file.write_bytes(bytes(raw))


def delete(file: Path) -> None:
    file.unlink()


class Trap:
    """What must never be unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit('a pickle of somebody else was run')",)


def plant(file: Path) -> None:
    file.write_bytes(pickle.dumps(Trap()) + file.read_bytes())


def searched(index: Index) -> int:
    """Articles found, or all of them where the search says that the index must be built."""
    try:
        return index.search("war").articles
    except ReaderError as error:
        return 8 if "must be built anew" in error.message else -1


# Whoosh leaves files that it cannot read to the garbage collector.
whoosh_leaves_files_open = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)


@whoosh_leaves_files_open
@pytest.mark.parametrize("harm", [truncate, zero, flip, delete, plant])
@pytest.mark.parametrize("name", ["*.seg", "*.table", "*.toc", "seal.json"])
def test_a_harmed_index_is_set_aside_and_built_anew(
    library: Library, folder: Path, name: str, harm: Callable[[Path], None]
) -> None:
    for file in folder.glob(name):
        harm(file)
    index = Index(library, folder)
    # Whether a search sees it: sums of segments are compared by an update only.
    assert searched(index) == 8 or (name in ("*.seg", "*.table") and harm is flip)
    update = index.update()
    assert update.rebuilt.startswith("damaged")
    assert update.added == 8
    assert index.search("war").articles == 8
    assert folder.with_name("index.damaged").is_dir()
    assert index.update().rebuilt == ""


@pytest.mark.parametrize("name", ["*.seg", "*.toc"])
def test_harm_done_between_two_searches_is_seen(library: Library, folder: Path, name: str) -> None:
    index = Index(library, folder)
    assert index.search("war").articles == 8
    for file in folder.glob(name):
        delete(file)
    with pytest.raises(ReaderError, match="must be built anew: damaged"):
        index.search("war")
    index.update()
    assert index.search("war").articles == 8


@pytest.mark.parametrize("harm", [truncate, zero, delete, plant])
def test_where_a_table_is_harmed_whoosh_answers(
    library: Library, folder: Path, harm: Callable[[Path], None]
) -> None:
    for file in folder.glob("*.table"):
        harm(file)
    index = Index(library, folder)
    found = index.search('"of the war" article')
    assert [len(result.hits) for result in found.results] == [2] * 8
    assert index.completions("art") == ("article",)
    assert len(index.facets("")) == len(index.facets("war"))
    assert index.concordance("war").total == 8


def test_a_table_lost_with_its_seal_is_made_anew(library: Library, folder: Path) -> None:
    before = (folder / "seal.json").read_bytes()
    (library.root / "late.txt").write_text("a war that came late")
    Index(library, folder).update()
    (folder / "seal.json").write_bytes(before)
    for file in folder.glob("*.table"):
        delete(file)
    index = Index(library, folder)
    assert index.search("war").articles == 9
    assert index.update().rebuilt.startswith("damaged")
    assert index.update().rebuilt == ""


def test_only_the_last_damaged_index_is_kept(library: Library, folder: Path) -> None:
    index = Index(library, folder)
    for _ in range(2):
        truncate(next(folder.glob("*.toc")))
        index.update()
    assert sorted(p.name for p in folder.parent.glob("index*")) == [
        "index", "index.damaged", "index.lock",
    ]  # fmt: skip


def test_a_lost_or_spoilt_memo_costs_one_look_and_nothing_else(
    library: Library, folder: Path
) -> None:
    for harm in (delete, zero):
        harm(folder / "files.json") if (folder / "files.json").exists() else None
        update = Index(library, folder).update()
        assert (update.unchanged, update.rebuilt) == (8, "")


def test_an_index_of_another_schema_is_built_anew(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SCHEMA", SCHEMA + 1)
    index = Index(library, folder)
    with pytest.raises(ReaderError, match="another version"):
        index.search("war")
    update = index.update()
    assert (update.added, update.rebuilt) == (8, "built by another version")
    assert index.search("war").articles == 8
    assert not folder.with_name("index.damaged").exists()


def test_an_index_is_built_anew_when_a_tool_that_reads_files_comes_or_goes(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = installed.has_extractor()
    monkeypatch.setattr(installed, "find_spec", lambda _name: None if there else object())
    update = Index(library, folder).update()
    assert (update.added, update.rebuilt) == (8, "built by another version")
    assert Index(library, folder).update().unchanged == 8


def test_an_index_of_another_reader_is_built_anew(library: Library, folder: Path) -> None:
    seal = json.loads((folder / "seal.json").read_text())
    (folder / "seal.json").write_text(json.dumps(seal | {"reader": "0.0.1"}))
    assert Index(library, folder).update().rebuilt == "built by another version"


def test_a_commit_that_was_not_sealed_is_still_used(library: Library, folder: Path) -> None:
    before = (folder / "seal.json").read_bytes()
    (library.root / "late.txt").write_text("a war that came late")
    Index(library, folder).update()
    (folder / "seal.json").write_bytes(before)  # as if killed between commit and seal
    index = Index(library, folder)
    assert index.search("war").articles == 9
    assert index.update().rebuilt == ""
    (library.root / "later.txt").write_text("a war that came later")
    assert index.update().rebuilt == ""
    assert json.loads((folder / "seal.json").read_text())["generation"] == 3


def test_a_file_in_the_place_of_the_index_is_set_aside(library: Library, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("what is this?")
    index = Index(library, tmp_path / "index")
    with pytest.raises(ReaderError):
        index.search("war")
    assert index.update().added == 8
    assert (tmp_path / "index.damaged").read_text() == "what is this?"


def test_a_table_that_is_cut_while_it_is_open_is_not_read(library: Library, folder: Path) -> None:
    index = Index(library, folder)
    assert index.search("war").articles == 8
    for file in folder.glob("*.table"):
        truncate(file)
    assert index.search('"of the war"').articles == 8
    assert index.update().rebuilt.startswith("damaged")
    assert index.search("war").articles == 8


def test_files_that_were_not_touched_are_compared_again_after_a_day(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(path: Path) -> int:
        read.append(path.suffix)
        return checksum(path)

    monkeypatch.setattr(sums, "checksum", counted)
    Index(library, folder).update()
    assert sorted(read) == [".seg", ".table", ".toc"]
    read.clear()
    Index(library, folder).update()
    assert ".seg" not in read
    page = json.loads((folder / sums.SUMS).read_text())
    for row in page.values():
        row[-1] -= 90_000
    (folder / sums.SUMS).write_text(json.dumps(page))
    Index(library, folder).update()
    assert sorted(read) == [".seg", ".table", ".toc"]
