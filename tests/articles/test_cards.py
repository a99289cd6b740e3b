"""Cards that are kept: never other than those of the files, and no file read twice for them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.cards import CARDS, Cards
from reader.articles.formats import installed
from reader.articles.library import Library
from reader.paths import cache_path

OLD = time.time_ns() - 60_000_000_000
TEXTS = {
    "a.txt": "Title: First\nDate: 2024-05-07\n\nThe crossing was closed on Tuesday.\n",
    "b/c.md": "# Second\n\nA text with “curly” words and 漢字.\n",
    "empty.txt": "",
}


@pytest.fixture
def library(make_library: Callable[[dict[str, str]], Library]) -> Library:
    made = make_library(TEXTS)
    for name in TEXTS:
        touch(made, name, OLD)
    return made


def touch(library: Library, name: str, at: int) -> None:
    os.utime(library.root / name, ns=(at, at))


def change(library: Library, name: str, old: str, new: str, at: int) -> None:
    file = library.root / name
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    touch(library, name, at)


def titles(library: Library) -> list[str]:
    return [card.title for card in Cards(Library(library.root)).all()]


def read_anew(library: Library) -> int:
    """How many files a reading of the cards opens."""
    done = [0]
    Cards(Library(library.root)).all(lambda n, _: done.append(n))
    return done[-1]


def kept(library: Library) -> Path:
    return cache_path(library.root) / CARDS


def test_kept_cards_are_those_of_the_articles(library: Library) -> None:
    plain = [article.card() for article in library.articles()]
    assert Cards(Library(library.root)).all() == plain
    again = Cards(Library(library.root))
    assert again.all() == plain
    assert [problem.path for problem in again.problems] == ["empty.txt"]


def test_a_file_that_did_not_change_is_not_read_again(library: Library) -> None:
    assert read_anew(library) == 3
    assert read_anew(library) == 1, "only the one that could not be read"


def test_a_file_of_another_time_or_another_size_is_read_again(library: Library) -> None:
    assert titles(library) == ["First", "Second"]
    change(library, "a.txt", "First", "Third", OLD + 1)
    assert titles(library) == ["Third", "Second"]
    change(library, "b/c.md", "Second", "Seconds", OLD)
    assert titles(library) == ["Third", "Seconds"]


def test_a_change_within_the_step_of_the_clock_of_a_file_system_is_seen(library: Library) -> None:
    now = time.time_ns()
    touch(library, "a.txt", now)
    assert titles(library)[0] == "First"
    change(library, "a.txt", "First", "Other", now)
    assert titles(library)[0] == "Other"


def test_a_file_that_is_gone_has_no_card_and_is_forgotten(library: Library) -> None:
    Cards(Library(library.root)).all()
    (library.root / "a.txt").unlink()
    assert titles(library) == ["Second"]
    assert b"a.txt" not in kept(library).read_bytes()


@pytest.mark.parametrize("damage", ["cut", "letter", "nothing", "nonsense", "folder"])
def test_damaged_cards_are_read_from_the_files_again(library: Library, damage: str) -> None:
    Cards(Library(library.root)).all()
    file = kept(library)
    whole = file.read_bytes()
    match damage:
        case "cut":
            file.write_bytes(whole[: len(whole) // 2])
        case "letter":
            file.write_bytes(whole.replace(b"First", b"Worst"))
        case "nothing":
            file.write_bytes(b"")
        case "nonsense":
            file.write_bytes(b"[[" * 5000)
        case "folder":
            file.unlink()
            file.mkdir()
    assert titles(library) == ["First", "Second"]
    assert titles(library) == ["First", "Second"]


def test_cards_of_another_version_are_not_trusted(library: Library) -> None:
    Cards(Library(library.root)).all()
    file = kept(library)
    head, _, page = file.read_bytes().partition(b"\n")
    file.write_bytes(head.replace(b"path", b"name") + b"\n" + page)
    assert read_anew(library) == 3


def test_what_was_read_before_somebody_stopped_it_is_kept(library: Library) -> None:
    def stop(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Cards(Library(library.root)).all(stop)
    assert read_anew(library) == 1


def test_kept_cards_come_before_any_file_is_read(library: Library) -> None:
    Cards(Library(library.root)).all()
    (library.root / "new.txt").write_text("Title: New\n\nText.\n", "utf-8")
    first, *_, last = Cards(Library(library.root)).growing()
    assert list(first) == ["a.txt", "b/c.md"]
    assert list(last) == ["a.txt", "b/c.md", "new.txt"]


def test_the_minutes_of_a_book_are_told_by_its_beginning(library: Library) -> None:
    (library.root / "book.txt").write_text(
        "One word’s as good as another, so they say.\n\n" * 40_000
    )
    card = next(c for c in Cards(library).all() if c.path == "book.txt")
    assert card.minutes == pytest.approx(card.words / 230, rel=0.01)


def test_files_are_read_anew_when_a_tool_that_reads_them_was_installed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installed, "find_spec", lambda _name: None)
    read_anew(library)
    assert read_anew(library) == 1  # the empty one
    monkeypatch.setattr(installed, "find_spec", lambda _name: object())
    assert read_anew(library) == 3
    assert read_anew(library) == 1
