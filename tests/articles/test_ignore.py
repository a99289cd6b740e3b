"""What `.rafahignore` leaves out, by the rules of `.gitignore`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.articles.ignore import IGNORE
from reader.articles.library import Library
from reader.articles.scan import entry_at, scan
from reader.errors import ReaderError

Make = Callable[..., Library]

FILES = (
    "a.txt", "b.md", "drafts/c.txt", "drafts/deep/d.txt", "sub/drafts/e.txt", "sub/keep.txt",
    "sub/notes.txt", "old [1].txt",
)  # fmt: skip


@pytest.mark.parametrize(
    ("patterns", "left_out"),
    [
        ("*.md", "b.md"),
        ("drafts/", "drafts/ sub/drafts/"),
        ("/drafts", "drafts/"),
        ("sub/*\n!sub/keep.txt", "sub/drafts/ sub/notes.txt"),
        ("drafts/**/d.txt", "drafts/deep/d.txt"),
        ("# a note\n\n/a.txt  ", "a.txt"),
        ("old \\[?\\].txt", "old\x00[1].txt"),
        ("?.txt", "a.txt drafts/c.txt drafts/deep/d.txt sub/drafts/e.txt"),
        ("\ufeff*.md\r\n", "b.md"),
        ("", ""),
    ],
)
def test_patterns_leave_out_what_git_would(
    make_library: Make, patterns: str, left_out: str
) -> None:
    root = make_library(dict.fromkeys(FILES, "x") | {IGNORE: patterns}).root
    found = scan(root)
    assert found.ignored == tuple(name.replace("\0", " ") for name in sorted(left_out.split()))
    covered = tuple(name.replace("\0", " ") for name in left_out.split())
    assert [entry.path for entry in found.entries] == sorted(
        name for name in FILES if not name.startswith(covered or ("\n",))
    )
    for name in FILES:  # the first article is looked up without a walk
        assert (entry_at(root, name) is None) == (name.startswith(covered or ("\n",)))


def test_a_line_that_is_no_pattern_is_named_and_the_others_hold(make_library: Make) -> None:
    found = scan(make_library({"a.txt": "x", "b.txt": "x", IGNORE: "b.txt\n!\n"}).root)
    assert [entry.path for entry in found.entries] == ["a.txt"]
    assert [(p.path, p.reason) for p in found.problems] == [
        (IGNORE, "line 2: “!” is no pattern of .gitignore")
    ]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a\n" * 40_000])
def test_patterns_that_cannot_be_read_are_told_and_leave_out_nothing(
    make_library: Make, content: bytes
) -> None:
    found = scan(make_library({"a.txt": "x", IGNORE: content}).root)
    assert [entry.path for entry in found.entries] == ["a.txt"]
    assert found.problems[0].reason.startswith("not read: ")


def test_a_link_and_an_ignored_article_by_name_are_left_out_too(make_library: Make) -> None:
    library = make_library({"sub/a.txt": "x", IGNORE: "link*\nsub/a.txt\n"})
    (library.root / "link").symlink_to("sub")
    assert scan(library.root).entries == ()
    with pytest.raises(ReaderError):
        library.article("sub/a.txt")
