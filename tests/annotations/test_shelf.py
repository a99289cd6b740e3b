"""The marks of a library, as the app and the command line use them."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.annotations.annotation import new_annotation
from reader.annotations.history import Edit
from reader.annotations.mark import Annotation
from reader.annotations.placing import Found
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.errors import ReaderError
from reader.paths import data_folder
from reader.text.spans import Span
from tests.annotations.helpers import span_of

MakeLibrary = Callable[..., Library]

TEXT = (
    "Ministers met on Monday to discuss the crossing at Kerem Shalom.\n\n"
    "The crossing at Rafah stayed closed, an official said on Tuesday.\n"
)
OTHER = "A second article, on ceasefire talks in Cairo that went nowhere at all.\n"


@pytest.fixture
def library(make_library: MakeLibrary) -> Library:
    return make_library({"a.txt": TEXT, "sub/b.txt": OTHER})


def notes(shelf: Shelf, library: Library, path: str = "a.txt") -> list[str]:
    return [placed.annotation.note for placed in shelf.of(library.article(path))]


def put(
    shelf: Shelf, library: Library, words: str, note: str = "", path: str = "a.txt"
) -> Annotation:
    article = library.article(path)
    mark = new_annotation(article, span_of(article, words), note=note)
    shelf.add(article, mark)
    return mark


def pages(library: Library) -> dict[str, int]:
    folder = library.root / "annotations"
    return {
        file.relative_to(folder).as_posix(): len(json.loads(file.read_bytes())["items"])
        for file in folder.rglob("*.json")
    }


def test_a_mark_is_saved_at_once_and_read_by_the_next_session(library: Library) -> None:
    shelf = Shelf(library)
    mark = put(shelf, library, "Kerem Shalom", "which one?")
    assert shelf.trouble == ""
    assert pages(library) == {"a.txt.json": 1}
    (placed,) = Shelf(library).of(library.article("a.txt"))
    assert placed.annotation == mark
    assert placed.found is Found.EXACT
    assert placed.path == "a.txt"


def test_marks_are_in_the_order_of_the_text(library: Library) -> None:
    shelf = Shelf(library)
    for words in ("Tuesday", "Ministers", "closed"):
        put(shelf, library, words, words)
    assert notes(shelf, library) == ["Ministers", "closed", "Tuesday"]


def test_reading_writes_nothing(library: Library) -> None:
    shelf = Shelf(library)
    assert shelf.of(library.article("a.txt")) == ()
    assert shelf.counts() == {}
    assert list(shelf.everything()) == []
    assert shelf.undo() is None
    assert not (library.root / "annotations").exists()
    assert not data_folder(library.root).exists()


def test_what_lies_in_git_is_the_page_alone(library: Library) -> None:
    put(Shelf(library), library, "closed")
    names = {file.name for file in (library.root / "annotations").iterdir()}
    assert {name for name in names if not name.startswith(".")} == {"a.txt.json"}
    assert ".a.txt.json.bak" in names


def test_counts_and_everything_name_every_article_with_marks(library: Library) -> None:
    shelf = Shelf(library)
    first = put(shelf, library, "Tuesday")
    second = put(shelf, library, "Monday")
    third = put(shelf, library, "Cairo", path="sub/b.txt")
    for seen in (shelf, Shelf(library)):
        assert seen.counts() == {"a.txt": 2, "sub/b.txt": 1}
        assert list(seen.everything()) == [("a.txt", (second, first)), ("sub/b.txt", (third,))]
    assert [entry.path for entry in Library(library.root).scan().entries] == ["a.txt", "sub/b.txt"]


def test_marks_of_an_article_that_is_gone_are_still_told(library: Library) -> None:
    put(Shelf(library), library, "Tuesday")
    (library.root / "a.txt").unlink()
    library = Library(library.root)
    assert Shelf(library).counts() == {"a.txt": 1}
    assert Shelf(library).of(library.article("sub/b.txt")) == ()


def test_a_mark_on_the_whole_article_covers_nothing_and_is_no_orphan(library: Library) -> None:
    shelf, article = Shelf(library), library.article("a.txt")
    shelf.add(article, new_annotation(article, None, note="read again"))
    (placed,) = Shelf(library).of(article)
    assert (placed.span, placed.found) == (Span(0, 0), Found.EXACT)


# --- changing, deleting, undoing -----------------------------------------------------------------


def test_a_changed_mark_keeps_its_id_and_making_and_is_stamped(library: Library) -> None:
    shelf, article = Shelf(library), library.article("a.txt")
    mark = put(shelf, library, "closed", "old")
    change = shelf.change(article, replace(mark, note="new", tags=("claim",)), "note")
    assert (change.name, change.path, change.mark.note) == ("note", "a.txt", "new")
    (placed,) = Shelf(library).of(article)
    assert placed.annotation.note == "new"
    assert placed.annotation.created == mark.created
    assert placed.annotation.modified > mark.modified


def test_a_change_is_named_for_what_was_made(library: Library) -> None:
    shelf, article = Shelf(library), library.article("a.txt")
    names = [
        shelf.add(article, new_annotation(article, Span(0, 4))).name,
        shelf.add(article, new_annotation(article, Span(0, 4), tags=("x",))).name,
        shelf.add(article, new_annotation(article, Span(0, 4), note="x")).name,
        shelf.add(article, new_annotation(article, Span(0, 4)), "again").name,
    ]
    assert names == ["highlight", "tag", "note", "again"]


def test_each_change_is_undone_and_done_again(library: Library) -> None:
    shelf, article = Shelf(library), library.article("a.txt")
    mark = put(shelf, library, "closed", "one")
    shelf.change(article, replace(mark, note="two"), "note")
    shelf.change(article, replace(mark, note="two", tags=("t",)), "tag")
    shelf.delete(article, mark.id)

    def state() -> list[tuple[str, tuple[str, ...]]]:
        seen = [shelf.of(article), Shelf(library).of(article)]
        assert seen[0] == seen[1]
        return [(placed.annotation.note, placed.annotation.tags) for placed in seen[0]]

    states = [[], [("one", ())], [("two", ())], [("two", ("t",))], []]
    names = ["note", "note", "tag", "delete"]
    for before, name in reversed(list(zip(states[:-1], names, strict=True))):
        change = shelf.undo()
        assert change is not None
        assert change.name == name
        assert state() == before
    assert shelf.undo() is None
    for after, name in zip(states[1:], names, strict=True):
        change = shelf.redo()
        assert change is not None
        assert change.name == name
        assert state() == after
    assert shelf.redo() is None


def test_a_new_change_ends_what_could_be_done_again(library: Library) -> None:
    shelf = Shelf(library)
    put(shelf, library, "closed", "one")
    shelf.undo()
    put(shelf, library, "Rafah", "two")
    assert shelf.redo() is None
    assert notes(shelf, library) == ["two"]


def test_several_marks_are_changed_and_undone_as_one(library: Library) -> None:
    shelf = Shelf(library)
    marks = [
        (path, put(shelf, library, words, path=path))
        for path, words in [("a.txt", "Monday"), ("a.txt", "closed"), ("sub/b.txt", "Cairo")]
    ]
    shelf.apply("tag", [Edit(path, mark, replace(mark, tags=("t",))) for path, mark in marks])

    def tags() -> list[tuple[str, ...]]:
        return [mark.tags for _, items in Shelf(library).everything() for mark in items]

    assert tags() == [("t",)] * 3
    shelf.undo()
    assert tags() == [()] * 3
    shelf.redo()
    assert tags() == [("t",)] * 3


def test_undo_leaves_what_another_reader_changed_since(library: Library) -> None:
    one, two, article = Shelf(library), Shelf(library), library.article("a.txt")
    mark = put(one, library, "closed", "mine")
    one.change(article, replace(mark, color=4), "colour")
    (placed,) = two.of(article)
    two.change(article, replace(placed.annotation, note="theirs"))
    one.undo()
    (placed,) = Shelf(library).of(article)
    assert (placed.annotation.color, placed.annotation.note) == (1, "theirs")


def test_undoing_a_mark_that_another_reader_worked_on_leaves_it(library: Library) -> None:
    one, two, article = Shelf(library), Shelf(library), library.article("a.txt")
    mark = put(one, library, "closed", "mine")
    two.change(article, replace(mark, note="theirs"))
    assert one.undo() is None
    assert notes(Shelf(library), library) == ["theirs"]


def test_deleting_a_mark_that_is_gone_says_so(library: Library) -> None:
    one, two, article = Shelf(library), Shelf(library), library.article("a.txt")
    mark = put(one, library, "closed")
    two.delete(article, mark.id)
    with pytest.raises(ReaderError, match="not there any more"):
        one.delete(article, mark.id)


def test_the_trash_outlives_the_session(library: Library) -> None:
    shelf, article = Shelf(library), library.article("a.txt")
    mark = put(shelf, library, "closed", "precious")
    shelf.delete(article, mark.id)
    later = Shelf(library)
    ((path, grave),) = later.trash()
    assert grave.was.note == "precious"
    later.restore(path, grave.was.id)
    assert notes(Shelf(library), library) == ["precious"]
    assert list(Shelf(library).trash()) == []
    later.undo()
    assert notes(Shelf(library), library) == []


# --- several writers -----------------------------------------------------------------------------


def test_two_readers_of_one_page_both_keep_their_marks(library: Library) -> None:
    one, two = Shelf(library), Shelf(library)
    assert notes(one, library) == notes(two, library) == []
    put(one, library, "Monday", "one")
    put(two, library, "Tuesday", "two")
    put(one, library, "closed", "three")
    for shelf in (one, two, Shelf(library)):
        assert notes(shelf, library) == ["one", "three", "two"]


def test_refresh_tells_what_another_reader_did(library: Library) -> None:
    one, two, article = Shelf(library), Shelf(library), library.article("a.txt")
    mark = put(one, library, "Monday", "one")
    two.of(article)
    assert not two.refresh(article)
    one.delete(article, mark.id)
    assert two.refresh(article)
    assert two.of(article) == ()


def test_an_edit_here_outlives_a_deletion_there(library: Library) -> None:
    one, two, article = Shelf(library), Shelf(library), library.article("a.txt")
    mark = put(one, library, "Monday", "one")
    # Two has read the page, and edits without another look at it, as in the same moment.
    leaf = two._desk.opened(article)
    one.delete(article, mark.id)
    leaf.put([Edit("a.txt", mark, replace(mark, note="two", modified="2999-01-01T00:00:00Z"))])
    assert two.retry()
    assert notes(Shelf(library), library) == ["two"]


def test_threads_do_not_lose_marks(library: Library) -> None:
    shelf, article = Shelf(library), library.article("a.txt")

    def work(number: int) -> None:
        for n in range(8):
            shelf.add(article, new_annotation(article, Span(n, n + 3), note=f"{number}.{n}"))
            shelf.counts()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shelf.trouble == ""
    assert len(Shelf(library).of(article)) == 32


def test_a_sync_tools_copy_of_a_page_is_read_too(library: Library) -> None:
    shelf, article = Shelf(library), library.article("a.txt")
    mark = put(shelf, library, "Monday", "shared")
    folder = library.root / "annotations"
    copy = folder / "a.txt.sync-conflict-20260101-120000-ABCDEFG.json"
    shutil.copyfile(folder / "a.txt.json", copy)
    shelf.delete(article, mark.id)
    put(shelf, library, "Tuesday", "here")
    page = json.loads(copy.read_bytes())
    there = json.loads(copy.read_bytes())["items"][0] | {"id": "urn:uuid:there"}
    copy.write_bytes(json.dumps(page | {"items": [*page["items"], there]}).encode())
    later = Shelf(library)
    assert notes(later, library) == ["shared", "here"]
    assert later.counts() == {"a.txt": 2}
    put(later, library, "closed", "more")
    assert pages(library)["a.txt.json"] == 3


# --- articles that are renamed or edited ---------------------------------------------------------


@pytest.mark.parametrize("new", ["renamed.txt", "sub/deeper/a.txt"])
def test_a_renamed_article_keeps_its_marks(library: Library, new: str) -> None:
    put(Shelf(library), library, "closed", "kept")
    (library.root / new).parent.mkdir(parents=True, exist_ok=True)
    (library.root / "a.txt").rename(library.root / new)
    library = Library(library.root)
    shelf = Shelf(library)
    assert notes(shelf, library, new) == ["kept"]
    assert shelf.counts() == {new: 1}
    put(shelf, library, "Rafah", "more", path=new)
    assert pages(library) == {f"{new}.json": 2}
    assert notes(Shelf(library), library, new) == ["more", "kept"]
    shelf.undo()
    assert pages(library) == {f"{new}.json": 1}


def test_an_edited_and_renamed_article_is_known_by_its_address(make_library: MakeLibrary) -> None:
    head = "---\ntitle: Talks\nurl: https://news.example/1\n---\n\n"
    library = make_library({"a.md": head + TEXT})
    put(Shelf(library), library, "The crossing at Rafah stayed closed", "kept", "a.md")
    (library.root / "a.md").unlink()
    (library.root / "b.md").write_text(head + "A new first paragraph.\n\n" + TEXT)
    library = Library(library.root)
    (placed,) = Shelf(library).of(library.article("b.md"))
    assert placed.annotation.note == "kept"
    assert placed.span is not None
    assert placed.span.of(library.article("b.md").text) == "The crossing at Rafah stayed closed"


def test_a_copy_of_an_article_does_not_take_its_marks(library: Library) -> None:
    put(Shelf(library), library, "closed", "kept")
    shutil.copyfile(library.root / "a.txt", library.root / "copy.txt")
    library = Library(library.root)
    shelf = Shelf(library)
    assert notes(shelf, library, "copy.txt") == []
    assert notes(shelf, library) == ["kept"]


def test_two_articles_that_changed_places_keep_their_marks(library: Library) -> None:
    put(Shelf(library), library, "closed", "first")
    root = library.root
    (root / "a.txt").rename(root / "c.txt")
    (root / "sub/b.txt").rename(root / "a.txt")
    library = Library(root)
    shelf = Shelf(library)
    assert notes(shelf, library, "c.txt") == ["first"]
    assert notes(shelf, library, "a.txt") == []


def test_a_page_moved_along_with_its_article_is_found(library: Library) -> None:
    put(Shelf(library), library, "closed", "kept")
    root = library.root
    (root / "a.txt").rename(root / "new.txt")
    (root / "annotations/a.txt.json").rename(root / "annotations/new.txt.json")
    (root / "new.txt").write_text("An edited start.\n\n" + TEXT)
    library = Library(root)
    assert Shelf(library).counts() == {"new.txt": 1}
    assert notes(Shelf(library), library, "new.txt") == ["kept"]


def test_undo_finds_a_mark_whose_article_was_renamed_meanwhile(library: Library) -> None:
    shelf = Shelf(library)
    put(shelf, library, "closed", "gone")
    (library.root / "a.txt").rename(library.root / "new.txt")
    library.scan()
    assert notes(shelf, library, "new.txt") == ["gone"]
    assert shelf.undo() is not None
    assert notes(Shelf(library), library, "new.txt") == []


def test_the_marks_of_several_articles_in_one_file_stay_apart(library: Library) -> None:
    article = replace(library.article("a.txt"), path="all.jsonl#1")
    other = replace(library.article("sub/b.txt"), path="all.jsonl#2")
    shelf = Shelf(library)
    shelf.add(article, new_annotation(article, Span(0, 4), note="one"))
    assert shelf.of(other) == ()
    assert Shelf(library).counts() == {"all.jsonl#1": 1}


# --- where marks go ------------------------------------------------------------------------------


def test_marks_on_a_read_only_library_go_to_the_data_folder(library: Library) -> None:
    library.root.chmod(0o555)
    try:
        shelf = Shelf(library)
        put(shelf, library, "closed", "kept")
        assert shelf.folder == data_folder(library.root) / "annotations"
        assert str(shelf.folder) in shelf.elsewhere
        assert shelf.trouble == ""
        assert not (library.root / "annotations").exists()
        assert notes(Shelf(library), library) == ["kept"]
    finally:
        library.root.chmod(0o755)


def test_marks_from_both_places_are_read_and_the_later_counts(library: Library) -> None:
    article = library.article("a.txt")
    inside = Shelf(library)
    mark = put(inside, library, "Monday", "first")
    folder = library.root / "annotations"
    folder.chmod(0o555)
    try:
        outside = Shelf(library)
        assert outside.elsewhere
        outside.change(article, replace(mark, note="second"))
        gone = put(outside, library, "Rafah", "third")
        put(outside, library, "closed", "fourth")
        outside.delete(article, gone.id)
        assert notes(Shelf(library), library) == ["second", "fourth"]
    finally:
        folder.chmod(0o755)
    again = Shelf(library)
    assert again.elsewhere == ""
    assert notes(again, library) == ["second", "fourth"]
    assert again.counts() == {"a.txt": 2}
    put(again, library, "Tuesday", "fifth")
    assert pages(library) == {"a.txt.json": 3}


def test_marks_on_the_bundled_library_never_go_into_it(bundled: Library) -> None:
    shelf = Shelf(bundled)
    assert shelf.folder.is_relative_to(data_folder(bundled.root))
    assert shelf.elsewhere


def test_a_folder_that_is_named_is_used_alone(library: Library, tmp_path: Path) -> None:
    put(Shelf(library), library, "closed")
    shelf = Shelf(library, tmp_path / "mine")
    assert shelf.of(library.article("a.txt")) == ()
    put(shelf, library, "Monday")
    assert (tmp_path / "mine" / "a.txt.json").exists()
    assert shelf.elsewhere == ""
