"""A library: finding the article that is meant, and reading files that change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import SIZE_LIMIT, Library, body_spans
from reader.errors import ReaderError

Make = Callable[..., Library]

FILES = {
    "aid/rafah.txt": "Aid for Rafah waits.",
    "aid/rafah-2.txt": "More aid for Rafah waits.",
    "talks.md": "# Talks\n\nThey go on.",
    "2024/talks-in-cairo.txt": "Talks in Cairo go on.",
}


@pytest.fixture
def library(make_library: Make) -> Library:
    return make_library(FILES)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("aid/rafah.txt", "aid/rafah.txt"),
        ("talks.md", "talks.md"),
        ("rafah-2", "aid/rafah-2.txt"),
        ("rafah", "aid/rafah.txt"),  # the whole of one name, and part of another
        ("RAFAH-2", "aid/rafah-2.txt"),
        ("cairo", "2024/talks-in-cairo.txt"),
        ("2024/", "2024/talks-in-cairo.txt"),
        ("talks", "talks.md"),
    ],
)
def test_an_article_is_found_by_its_path_or_a_part_that_is_its_own(
    library: Library, name: str, path: str
) -> None:
    assert library.find(name).path == path


def test_an_article_is_found_by_its_id_or_the_start_of_it(library: Library) -> None:
    article = library.article("talks.md")
    for name in (article.id, article.digest, article.id[:4], article.id[:6].upper()):
        assert library.find(name).path == "talks.md"


def test_an_article_is_found_by_the_path_of_its_file(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(library.root.parent)
    for name in ("library/aid/rafah-2.txt", "./library/talks.md", str(library.root / "talks.md")):
        assert library.find(name).path == name.rpartition("library/")[2]


def test_a_file_outside_the_library_is_not_found(library: Library, tmp_path: Path) -> None:
    (tmp_path / "talks.md").write_text("Others.")
    with pytest.raises(ReaderError, match="no article"):
        library.find(str(tmp_path / "talks.md"))


def test_an_ambiguous_part_names_what_it_is_part_of(library: Library) -> None:
    with pytest.raises(ReaderError) as caught:
        library.find("afah")
    assert "part of 2 articles" in caught.value.message
    assert caught.value.hint == "say which: aid/rafah-2.txt, aid/rafah.txt"


def test_an_ambiguous_id_names_what_it_begins(make_library: Make) -> None:
    library = make_library({"a.txt": "The same words.", "b.txt": "The same words."})
    same = library.article("a.txt").id
    with pytest.raises(ReaderError) as caught:
        library.find(same)
    assert caught.value.hint == "say which: a.txt, b.txt"


@pytest.mark.parametrize(
    "name", ["gaza", "abc", "0123456789ab", "talks.md#2", "/", "\x00", "~nobody/x"]
)
def test_an_unknown_name_says_how_to_list_the_known(make_library: Make, name: str) -> None:
    library = make_library({"talks.md": "They go on."})
    with pytest.raises(ReaderError) as caught:
        library.find(name)
    assert caught.value.message


def test_a_file_that_was_left_out_says_why(make_library: Make) -> None:
    library = make_library({"pdf.txt": b"%PDF-1.4", "empty.txt": b""})
    with pytest.raises(ReaderError, match="binary"):
        library.find("pdf.txt")
    with pytest.raises(ReaderError, match="empty"):
        library.article("empty.txt")


def test_an_article_is_read_anew_from_its_file(library: Library) -> None:
    before = library.article("talks.md")
    (library.root / "talks.md").write_text("# Talks\n\nThey have ended, and nobody knows why.")
    after = library.article("talks.md")
    assert after.text.endswith("nobody knows why.")
    assert after.id != before.id
    assert library.article("talks.md").id == after.id


def test_a_file_that_grew_from_nothing_is_read_without_a_new_walk(make_library: Make) -> None:
    library = make_library({"a.txt": ""})
    assert list(library.articles()) == []
    (library.root / "a.txt").write_text("Words now.")
    assert library.article("a.txt").text == "Words now."


def test_a_file_that_grew_too_large_or_is_gone_is_said_to_be(make_library: Make) -> None:
    library = make_library({"a.txt": "Words.", "b.txt": "Words."})
    library.scan()
    with (library.root / "a.txt").open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    (library.root / "b.txt").unlink()
    with pytest.raises(ReaderError, match="32 MB is more than the 32 MB"):
        library.article("a.txt")
    with pytest.raises(ReaderError, match=r"b\.txt: No such file"):
        library.article("b.txt")


def test_a_new_file_is_known_after_a_new_walk(library: Library) -> None:
    library.scan()
    (library.root / "new.txt").write_text("New words.")
    with pytest.raises(ReaderError):
        library.find("new.txt")
    library.scan()
    assert library.find("new.txt").text == "New words."


def test_articles_come_in_order_of_path(library: Library) -> None:
    assert [a.path for a in library.articles()] == sorted(FILES)


def test_a_folder_that_is_none_says_what_to_do(make_library: Make, tmp_path: Path) -> None:
    library = make_library({"a.txt": "x"})
    with pytest.raises(ReaderError, match="no folder at"):
        Library(tmp_path / "nowhere")
    with pytest.raises(ReaderError) as caught:
        Library(library.root / "a.txt")
    assert "is a file" in caught.value.message
    assert "--article a.txt" in caught.value.hint


def test_an_empty_folder_is_a_library_without_articles(make_library: Make) -> None:
    library = make_library({})
    assert list(library.articles()) == []
    assert library.problems() == []


def test_reading_writes_nothing(library: Library) -> None:
    before = {p: p.stat().st_mtime_ns for p in (library.root, *library.root.rglob("*"))}
    assert list(library.articles())
    assert {p: p.stat().st_mtime_ns for p in (library.root, *library.root.rglob("*"))} == before


def test_passages_of_the_body_leave_out_what_was_carried_along(make_library: Make) -> None:
    library = make_library(
        {"a.txt": "Aid Waits at the Crossing\nBy Jane Doe\n\nIt opened at noon today.\n"}
    )
    article = library.article("a.txt")
    assert [s.of(article.text) for s in body_spans(article)] == [
        "Aid Waits at the Crossing", "It opened at noon today.",
    ]  # fmt: skip
    assert "Jane" not in article.body
    assert article.body.index("It opened") == article.text.index("It opened")


def test_a_home_is_expanded(home: Path) -> None:
    (home / "articles").mkdir()
    (home / "articles" / "a.txt").write_text("Words.")
    assert Library(Path("~/articles")).root == home / "articles"
