"""The index follows its library."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from reader.errors import ReaderError
from reader.paths import cache_folder
from reader.search import merging
from reader.search import update as updating
from reader.search.index import Index, Update
from tests.search.conftest import IndexOf

OLD = 1_700_000_000  # a time of modification long before any look


def write(root: Path, path: str, text: str, mtime: int = OLD) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    os.utime(file, (mtime, mtime))


def paths(index: Index, query: str) -> list[str]:
    return [result.path for result in index.search(query).results]


def counts(update: Update) -> tuple[int, int, int, int]:
    return update.added, update.changed, update.removed, update.unchanged


@pytest.fixture
def library(make_library: Callable[..., Library]) -> Library:
    library = make_library({})
    for n in range(3):
        write(library.root, f"{n}.txt", f"article number {n} of the war")
    return library


@pytest.fixture
def index(library: Library, tmp_path: Path) -> Index:
    return Index(library, tmp_path / "index")


def test_an_index_lies_in_the_cache_and_only_its_user_may_enter(library: Library) -> None:
    index = Index(library)
    index.update()
    folder = cache_folder(library.root) / "index"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert sorted(p.name for p in library.root.iterdir()) == ["0.txt", "1.txt", "2.txt"]


def test_an_index_that_has_not_been_built_says_so(index: Index) -> None:
    with pytest.raises(ReaderError, match="must be built") as caught:
        index.search("war")
    assert "rafah-reader index" in caught.value.hint


def test_an_empty_query_needs_no_index(index: Index) -> None:
    assert index.search("  ").results == ()


def test_what_is_new_changed_and_gone_is_counted_and_found(index: Index, library: Library) -> None:
    assert counts(index.update()) == (3, 0, 0, 0)
    write(library.root, "new.txt", "a truce")
    write(library.root, "1.txt", "article about peace", OLD + 1)
    (library.root / "2.txt").unlink()
    assert counts(index.update()) == (1, 1, 1, 1)
    assert paths(index, "war") == ["0.txt"]
    assert paths(index, "peace") == ["1.txt"]
    assert paths(index, "truce") == ["new.txt"]
    assert counts(index.update()) == (0, 0, 0, 3)


def test_a_change_that_keeps_the_size_is_found(index: Index, library: Library) -> None:
    index.update()
    write(library.root, "1.txt", "article number 7 of the war", OLD + 1)
    assert counts(index.update()) == (0, 1, 0, 2)
    assert paths(index, "7") == ["1.txt"]


def test_a_change_right_after_the_look_is_found_though_size_and_time_are_the_same(
    index: Index, library: Library
) -> None:
    file = library.root / "now.txt"
    file.write_text("before")
    index.update()
    stamp = file.stat()
    file.write_text("behind")
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert counts(index.update()) == (0, 1, 0, 3)
    assert paths(index, "behind") == ["now.txt"]


def test_a_touched_file_is_not_indexed_again(index: Index, library: Library) -> None:
    index.update()
    os.utime(library.root / "1.txt", (OLD + 9, OLD + 9))
    done: list[tuple[int, int]] = []
    assert counts(index.update(lambda *step: done.append(step))) == (0, 0, 0, 3)
    assert done == [(0, 1), (1, 1)]
    done.clear()
    assert counts(index.update(lambda *step: done.append(step))) == (0, 0, 0, 3)
    assert done == []


def test_a_renamed_file_is_found_under_its_new_name_only(index: Index, library: Library) -> None:
    index.update()
    (library.root / "1.txt").rename(library.root / "one.txt")
    assert counts(index.update()) == (1, 0, 1, 2)
    assert paths(index, "1") == ["one.txt"]


def test_an_emptied_library_leaves_an_index_that_finds_nothing(
    index: Index, library: Library
) -> None:
    index.update()
    for file in library.root.iterdir():
        file.unlink()
    assert counts(index.update()) == (0, 0, 3, 0)
    assert paths(index, "war") == []


def test_an_article_deleted_since_is_passed_over(index: Index, library: Library) -> None:
    index.update()
    (library.root / "1.txt").unlink()
    assert paths(index, "war") == ["0.txt", "2.txt"]


def test_hits_are_those_of_the_file_as_it_is_now(index: Index, library: Library) -> None:
    index.update()
    assert index.search("1").results[0].hits[0].span == (15, 16)
    write(library.root, "1.txt", "now it is 1", OLD + 5)
    assert index.search("1").results[0].hits[0].span == (10, 11)


def test_an_article_that_another_process_indexed_is_found(
    index: Index, library: Library, tmp_path: Path
) -> None:
    index.update()
    write(library.root, "later.txt", "an armistice")
    Index(Library(library.root), tmp_path / "index").update()
    assert paths(index, "armistice") == ["later.txt"]


def test_files_that_cannot_be_read_are_named_and_the_others_indexed(
    index: Index, library: Library
) -> None:
    write(library.root, "empty.txt", "")
    update = index.update()
    assert counts(update) == (3, 0, 0, 0)
    assert [problem.path for problem in update.problems] == ["empty.txt"]
    write(library.root, "1.txt", " ", OLD + 1)
    assert counts(index.update()) == (0, 0, 1, 2)
    assert paths(index, "1") == []


def test_progress_goes_from_nothing_to_all(index: Index) -> None:
    steps: list[tuple[int, int]] = []
    index.update(lambda done, total: steps.append((done, total)))
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_cancelled_update_keeps_what_it_has_done(index: Index) -> None:
    answers = iter([False, False, True])
    assert counts(index.update(cancelled=lambda: next(answers))) == (2, 0, 0, 0)
    assert paths(index, "war") == ["0.txt", "1.txt"]
    assert counts(index.update()) == (1, 0, 0, 2)


def test_what_was_committed_before_an_error_is_kept(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updating, "BATCH", 2)

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.update(stop)
    assert paths(index, "war") == ["0.txt", "1.txt"]
    assert counts(index.update()) == (1, 0, 0, 2)


def test_rebuilding_starts_from_nothing(index: Index) -> None:
    index.update()
    update = index.rebuild()
    assert counts(update) == (3, 0, 0, 0)
    assert update.rebuilt == "asked for"


def test_many_small_updates_and_deletions_end_in_the_right_answers(
    index: Index, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "FAN", 2)
    monkeypatch.setattr(sys, "executable", "")  # an interpreter in another program: no processes
    for n in range(14):
        write(
            library.root,
            f"{n % 5}.md",
            f"---\ntitle: Round {n}\ndate: 20{n + 10}\n---\nround {n} here",
        )
        if n % 3 == 0:
            (library.root / f"{(n + 1) % 5}.md").unlink(missing_ok=True)
        index.update()
        index.tidy()
        for sort in ("score", "date", "title"):
            found = [r.path for r in index.search("round", sort=sort).results]
            assert sorted(found) == sorted(f.name for f in library.root.glob("*.md"))
        years = [int(r.title.split()[1]) for r in index.search("round", sort="date").results]
        assert years == sorted(years, reverse=True)
    segments = list((index._store().folder).glob("*.seg"))
    assert len(segments) <= 5


def test_threads_that_search_while_the_index_grows_find_whole_articles(
    index: Index, library: Library
) -> None:
    index.update()
    wrong: list[str] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            results = index.search("number").results
            wrong.extend(r.path for r in results if r.total != 1 or len(r.hits) != 1)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(3, 12):
        write(library.root, f"{n}.txt", f"article number {n} of the war")
        index.update()
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert index.search("number").articles == 12


def test_a_cache_that_cannot_be_written_is_a_readers_error(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    index = Index(library, tmp_path / "file" / "index")
    with pytest.raises(ReaderError, match="cannot write the search index"):
        index.update()
    with pytest.raises(ReaderError, match="must be built"):
        index.search("war")


def test_a_home_that_cannot_be_written_is_a_readers_error(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    for call in (Index(library).update, lambda: Index(library).search("war")):
        with pytest.raises(ReaderError, match="cannot use the cache folder"):
            call()


def test_a_temporary_index_searches_without_a_cache_and_leaves_nothing(library: Library) -> None:
    index = Index.temporary(library)
    index.update()
    folder = index._store().folder
    assert paths(index, "war") == ["0.txt", "1.txt", "2.txt"]
    index.close()
    assert not folder.parent.exists()


def test_a_word_after_a_hundred_thousand_letters_is_found_at_its_place(index_of: IndexOf) -> None:
    index = index_of({"a.txt": "x" * 100_000 + " war " + "y" * 300 + ". " + "word " * 200})
    result = index.search("war").results[0]
    assert result.hits[0].span == (100_001, 100_004)
    assert result.hits[0].snippet.length <= 400


@pytest.mark.parametrize(
    "query", ["war", '"war now"', "wa*", "-war", "date:2024", "in:a", "title:war"]
)
@pytest.mark.parametrize("live", [False, True])
def test_an_index_of_nothing_finds_nothing(index_of: IndexOf, query: str, live: bool) -> None:
    index = index_of({})
    for sort in ("score", "date", "title"):
        assert index.search(query, sort=sort, live=live).articles == 0


def test_a_beginning_being_typed_finds_every_word_that_has_it(index_of: IndexOf) -> None:
    words = [f"war{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60)]
    index = index_of({f"{w}.txt": w for w in words} | {"often.txt": "waraa", "usual.txt": "waraa"})
    assert index.search("war*").articles == 62
    typed = index.search("war", live=True, limit=100)
    assert typed.articles == 62
    assert {"often.txt", "usual.txt", "waraa.txt"} <= {r.path for r in typed.results}
