"""`list` and `show`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from reader.articles.places import Place, Places
from tests.cli.conftest import SEEDS, Run

MakeLibrary = Callable[..., Library]

ROW = "path id title source author date url language words marks read".split()
FIRST = "a-delay-is-not-a-retreat.md"


def test_list_has_the_fields_of_the_contract_in_its_order(run: Run) -> None:
    rows = run("list", "--json").value
    assert [list(row) for row in rows] == [ROW] * 5
    assert rows[0] == {
        "path": FIRST,
        "id": rows[0]["id"],
        "title": "Why a Delayed Attack on Rafah Is Not a Canceled One",
        "source": "002_7e020618c4e41710.txt",
        "author": "",
        "date": "2024-03",
        "url": "",
        "language": "en",
        "words": Library(SEEDS).article(FIRST).words,
        "marks": 0,
        "read": False,
    }


def test_list_tells_marks_and_what_was_read(run: Run, make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "One text here.", "b.txt": "Another text there."})
    places = Places(library.root)
    places.put("b.txt", Place(3, read=True))
    assert places.save()
    assert run("mark", "-L", library.root, "a.txt", "--quote", "text").code == 0
    rows = run("list", "-L", library.root, "--json").value
    assert [(row["path"], row["marks"], row["read"]) for row in rows] == [
        ("a.txt", 1, False),
        ("b.txt", 0, True),
    ]
    assert run("list", "-L", library.root).lines[1].split("\t")[-1] == "read"


def test_list_in_a_pipe_is_one_article_a_line_without_colour(run: Run) -> None:
    done = run("list")
    assert len(done.lines) == 5
    assert done.lines[0].split("\t")[:4] == [
        FIRST,
        "Why a Delayed Attack on Rafah Is Not a Canceled One",
        "002_7e020618c4e41710.txt",
        "2024-03",
    ]
    assert "\x1b" not in done.out
    assert done.err == ""


def test_list_as_csv_can_be_read_back(run: Run, make_library: MakeLibrary) -> None:
    title = 'Rafah, "the last"; a, b'
    library = make_library({"a.md": f"---\ntitle: '{title}'\n---\nText of it.\n"})
    rows = list(csv.DictReader(io.StringIO(run("list", "-L", library.root, "--csv").out)))
    assert [list(row) for row in rows] == [ROW]
    assert rows[0]["title"] == title
    assert rows[0]["read"] == "false"


def test_list_as_markdown_cannot_be_broken_by_a_title(run: Run, make_library: MakeLibrary) -> None:
    library = make_library({"a.md": "---\ntitle: 'a | b <script> [x](y)'\n---\nText of it.\n"})
    lines = run("list", "-L", library.root, "--md").lines
    assert len(lines) == 3
    assert r"a \| b \<script\> \[x\](y)" in lines[2]


def test_an_empty_folder_is_an_empty_list_and_a_word_on_stderr(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("list", "-L", tmp_path / "empty", "--json")
    assert (done.code, done.value) == (0, [])
    assert "no articles in" in done.err


def test_files_that_are_left_out_are_counted_on_stderr(run: Run, make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "A text.", "empty.txt": "", "blank.txt": " \n"})
    done = run("list", "-L", library.root)
    assert len(done.lines) == 1
    assert done.err == "2 files are left out: `rafah-reader doctor` says why\n"


def test_a_file_name_cannot_act_on_the_terminal_or_break_the_line(
    run: Run, make_library: MakeLibrary
) -> None:
    library = make_library({"a\x1b[31m\tb\n.txt": "A text of some words."})
    done = run("list", "-L", library.root)
    assert len(done.lines) == 1
    assert "\x1b" not in done.out
    assert done.out.count("\t") == 6


def test_show_as_json_is_the_row_and_the_text_that_spans_count_in(run: Run) -> None:
    value = run("show", FIRST, "--json").value
    article = Library(SEEDS).article(FIRST)
    assert list(value) == [*ROW, "text", "paragraphs", "headings"]
    assert value["text"] == article.text
    assert [value["text"][s:e] for s, e in value["headings"]] == [
        span.of(article.text) for span in article.headings
    ]
    assert [tuple(span) for span in value["paragraphs"]] == list(article.paragraphs)
    listed = {row["path"]: row for row in run("list", "--json").value}
    assert {key: value[key] for key in ROW} == listed[FIRST]


@pytest.mark.parametrize("name", [FIRST, "a-delay", "DELAY"])
def test_show_finds_an_article_by_its_path_or_a_part_of_it(run: Run, name: str) -> None:
    assert run("show", name, "--json").value["path"] == FIRST


def test_show_finds_an_article_by_its_id(run: Run) -> None:
    row = run("show", FIRST, "--json").value
    assert run("show", row["id"], "--json").value["path"] == FIRST


def test_show_of_an_ambiguous_name_names_the_articles(run: Run) -> None:
    done = run("show", "a-")
    assert done.code == 2
    assert "is part of" in done.err
    assert FIRST in done.err


def test_show_in_a_pipe_is_title_known_facts_and_the_text_as_it_is(run: Run) -> None:
    done = run("show", FIRST)
    article = Library(SEEDS).article(FIRST)
    assert done.lines[0] == article.title
    assert done.lines[1] == f"002_7e020618c4e41710.txt · 2024-03 · {article.minutes} min · {FIRST}"
    assert done.out.endswith(f"\n\n{article.text.strip()}\n")


def test_show_does_not_say_the_title_twice(run: Run, make_library: MakeLibrary) -> None:
    library = make_library({"a.md": "# The Title of It\n\nA text.\n"})
    done = run("show", "-L", library.root, "a.md")
    assert done.out.count("The Title of It") == 1


def test_show_of_no_such_article_says_where_to_look(run: Run) -> None:
    done = run("show", "nothing-like-it")
    assert done.code == 2
    assert done.err.splitlines()[1] == "hint: `rafah-reader list` names them"
