"""Which files of a folder are articles."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from reader.articles.scan import entry_at, printable, scan

Make = Callable[..., Library]
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")


def names(root: Path) -> list[str]:
    return [entry.path for entry in scan(root).entries]


def refused(root: Path) -> dict[str, str]:
    return {problem.path: problem.reason for problem in scan(root).problems}


def test_files_are_found_by_their_ending_in_order_of_path(make_library: Make) -> None:
    library = make_library(
        dict.fromkeys(
            ("b.txt", "a.MD", "sub/c.markdown", "sub/deep/d.text", "e.png", "f", "g.exe"), "x"
        )
    )
    assert names(library.root) == ["a.MD", "b.txt", "sub/c.markdown", "sub/deep/d.text"]
    assert refused(library.root) == {}


def test_hidden_names_and_the_annotations_at_the_top_are_passed_over(make_library: Make) -> None:
    library = make_library(
        {
            ".hidden.txt": "x",
            ".git/a.txt": "x",
            "~$port.docx": "x",
            "annotations/m.md": "x",
            "sub/annotations/a.txt": "x",
            "annotations.txt": "x",
        }
    )
    assert names(library.root) == ["annotations.txt", "sub/annotations/a.txt"]


def test_an_entry_knows_its_size_and_time(make_library: Make) -> None:
    library = make_library({"a.txt": "four"})
    os.utime(library.root / "a.txt", ns=(5, 1_700_000_000_123_456_789))
    (entry,) = scan(library.root).entries
    assert (entry.size, entry.mtime_ns) == (4, 1_700_000_000_123_456_789)
    assert entry.file.read_bytes() == b"four"


def test_a_link_loop_ends(make_library: Make) -> None:
    library = make_library({"sub/a.txt": "x"})
    (library.root / "sub" / "up").symlink_to(library.root)
    (library.root / "sub" / "here").symlink_to(library.root / "sub")
    assert names(library.root) == ["sub/a.txt"]
    assert refused(library.root) == {}


def test_a_linked_file_goes_once_by_its_own_name(make_library: Make) -> None:
    library = make_library({"m.txt": "x", "sub/n.txt": "y"})
    (library.root / "a.txt").symlink_to("m.txt")
    (library.root / "z.txt").symlink_to("m.txt")
    (library.root / "b").symlink_to("sub")
    assert names(library.root) == ["m.txt", "sub/n.txt"]


def test_a_link_to_a_hidden_file_of_the_library_is_followed(make_library: Make) -> None:
    library = make_library({".store/object": "x"})  # as git-annex keeps files
    (library.root / "a.txt").symlink_to(".store/object")
    assert names(library.root) == ["a.txt"]


def test_links_out_of_the_library_and_to_nothing_are_named(
    make_library: Make, tmp_path: Path
) -> None:
    library = make_library({"a.txt": "x"})
    (tmp_path / "secret.txt").write_text("x")
    (library.root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (library.root / "up").symlink_to(tmp_path)
    (library.root / "gone.md").symlink_to("nowhere")
    (library.root / "gone.bin").symlink_to("nowhere")
    (library.root / "self.txt").symlink_to("self.txt")
    assert names(library.root) == ["a.txt"]
    assert refused(library.root) == {
        "gone.md": "a link to nothing",
        "out.txt": "a link to a place outside the library",
        "self.txt": "a link that leads back to itself",
        "up": "a link to a place outside the library",
    }


def test_a_link_does_not_lead_to_the_annotations(make_library: Make) -> None:
    library = make_library({"annotations/m.md": "x"})
    (library.root / "marks").symlink_to("annotations")
    assert names(library.root) == []


def test_a_library_that_is_a_link_itself_is_walked(make_library: Make, tmp_path: Path) -> None:
    library = make_library({"a.txt": "x"})
    (tmp_path / "link").symlink_to(library.root)
    assert names(tmp_path / "link") == ["a.txt"]


def test_a_hard_link_is_the_same_article(make_library: Make) -> None:
    library = make_library({"b.txt": "x"})
    os.link(library.root / "b.txt", library.root / "a.txt")
    assert names(library.root) == ["a.txt"]


@needs_pipes
def test_a_pipe_is_no_article_and_is_not_waited_for(make_library: Make) -> None:
    library = make_library({"a.txt": "x"})
    os.mkfifo(library.root / "pipe.txt")
    assert refused(library.root) == {"pipe.txt": "not a regular file"}


@needs_pipes
def test_a_pipe_put_in_the_place_of_a_file_is_not_waited_for(make_library: Make) -> None:
    library = make_library({"a.txt": "x"})
    library.scan()
    (library.root / "a.txt").unlink()
    os.mkfifo(library.root / "a.txt")
    (problem,) = library.problems()
    assert problem.reason == "not a regular file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_what_may_not_be_read_is_named(make_library: Make) -> None:
    library = make_library({"a.txt": "x", "closed/b.txt": "x"})
    (library.root / "a.txt").chmod(0)
    (library.root / "closed").chmod(0)
    try:
        reasons = {problem.path: problem.reason for problem in library.problems()}
        assert reasons == dict.fromkeys(("a.txt", "closed"), "no permission to read it")
    finally:
        (library.root / "closed").chmod(0o700)


def test_folders_deeper_than_forty_are_named_and_left_out(make_library: Make) -> None:
    library = make_library({"/".join("d" * 40) + "/a.txt": "x", "/".join("d" * 41) + "/b.txt": "x"})
    assert names(library.root) == ["/".join("d" * 40) + "/a.txt"]
    assert refused(library.root) == {"/".join("d" * 41): "more than 40 folders deep"}


def test_names_that_are_not_utf_8_can_be_printed_and_read(make_library: Make) -> None:
    library = make_library({})
    try:
        (library.root / os.fsdecode(b"caf\xe9.txt")).write_text("Words.")
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    (entry,) = scan(library.root).entries
    assert entry.path == "caf\\xe9.txt"
    assert entry.path.encode()
    assert library.article(entry.path).text == "Words."


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain ü 加沙.txt", "plain ü 加沙.txt"),
        ("two\nlines.txt", "two\\nlines.txt"),
        ("red\x1b[31m.txt", "red\\x1b[31m.txt"),
        ("flip\u202etxt.exe", "flip\\u202etxt.exe"),
    ],
)
def test_a_name_is_one_line_that_does_nothing_to_a_terminal(name: str, shown: str) -> None:
    assert printable(name) == shown


def test_odd_names_are_read(make_library: Make) -> None:
    odd = ["a#2.txt", "[red]x[/].txt", "-rf.txt", "a b.txt", "a\nb.txt", "'\".txt"]
    library = make_library({name: f"Words of {n}." for n, name in enumerate(odd)})
    assert len(list(library.articles())) == len(odd)
    for entry in library.scanned.entries:
        assert library.find(entry.path).path == entry.path


def test_a_file_is_found_without_a_walk_as_a_walk_finds_it(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("not ours")
    root = tmp_path / "library"
    for name in ("a.txt", "b/c.md", ".hidden.txt", ".d/e.txt", "annotations/f.txt", "~$g.docx"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("words")
    (root / "link.txt").symlink_to(outside)
    (root / "again").symlink_to(root / "b")
    (root / "folder.txt").mkdir()
    os.link(root / "a.txt", root / "z.txt")
    walked = {entry.path: entry for entry in scan(root).entries}
    there = [file.relative_to(root).as_posix() for file in root.rglob("*")]
    for path in [*there, "again/c.md", "none.txt", "../outside.txt", "b//c.md", "/etc/a.txt"]:
        found = entry_at(root, path)
        if found is not None:
            same = walked[path]
            assert (found.file, found.size, found.mtime_ns) == (same.file, same.size, same.mtime_ns)
    assert entry_at(root, "b/c.md")
    assert entry_at(root, "a.txt") is None, "it has two names, and the walk chooses"
    assert entry_at(root, "") is None
