"""`export` and `import`."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from tests.cli.conftest import Run

MakeLibrary = Callable[..., Library]

TEXT = "He said “we won’t stop”.\n\nThe talks went on. The talks broke down.\n"


@pytest.fixture
def root(make_library: MakeLibrary, run: Run) -> Path:
    root = make_library({"a.txt": TEXT, "b.txt": "Another text of some words."}).root
    run("mark", "-L", root, "a.txt", "--quote", "went on", "--note", "=when?", "--tag", "date/year")
    run("mark", "-L", root, "b.txt", "--quote", "some words", "--tag", "look", "--color", "4")
    return root


def test_markdown_goes_to_stdout(run: Run, root: Path) -> None:
    done = run("export", "-L", root, "--format", "md")
    assert (done.code, done.err) == (0, "")
    assert "> went on\n>\n> — ¶2\n\n=when?\n\nTags: date/year\n" in done.out
    tagged = run("export", "-L", root, "--format", "md", "--by", "tag", "--tag", "look")
    assert tagged.out.startswith("# Annotations\n\n## look\n\n> some words\n>\n> — ")


@pytest.mark.parametrize("name", ["marks.csv", "marks.jsonld", "marks.json"])
def test_what_one_library_exports_another_imports(
    run: Run, root: Path, make_library: MakeLibrary, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    done = run("export", "-L", root, "-o", file)
    assert (done.code, done.out, done.err) == (0, "", f"2 annotations in {file}\n")
    other = make_library({"moved/a.txt": TEXT, "b.txt": "Another text of some words."}, "other")
    assert run("import", "-L", other.root, file).out == ("2 added, 0 changed, 0 known already\n")
    assert run("import", "-L", other.root, file, "--json").value == {
        "added": 0,
        "changed": 0,
        "known": 2,
        "left_out": [],
    }
    ours = run("marks", "-L", root, "--csv").out.replace("a.txt", "moved/a.txt")
    theirs = run("marks", "-L", other.root, "--csv").out
    assert sorted(theirs.splitlines()) == sorted(ours.splitlines())


def test_a_query_an_article_and_a_tag_narrow_what_goes_out(run: Run, root: Path) -> None:
    def rows(*words: str) -> list[str]:
        out = run("export", "-L", root, "--format", "csv", *words).out
        return [row["quotation"] for row in csv.DictReader(io.StringIO(out.lstrip("\ufeff")))]

    assert rows() == ["went on", "some words"]
    assert rows("when") == ["went on"]
    assert rows("--article", "b.txt") == ["some words"]
    assert rows("--tag", "LOOK") == ["some words"]
    assert rows("--tag", "date") == rows("tag:date") == rows("has:note") == ["went on"]
    assert rows("color:pink") == rows("--", "-has:note") == ["some words"]
    assert rows("zyzzyva") == []


def test_a_project_is_a_file_and_its_count_is_said(run: Run, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "p.qdpx"
    done = run("export", "-L", root, "-o", file, "--json")
    assert done.value == {"count": 2, "format": "qdpx", "file": str(file)}
    assert len(zipfile.ZipFile(file).namelist()) == 3


def test_a_template_of_ones_own(run: Run, root: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.j2"
    mine.write_text(run("export", "--print-template").out.replace("# Annotations", "# Mine"))
    out = run("export", "-L", root, "--format", "md", "--template", mine).out
    assert out.startswith("# Mine\n\n## ")
    mine.write_text("{{ oops }}")
    done = run("export", "-L", root, "--format", "md", "--template", mine)
    assert (done.code, done.out) == (2, "")
    assert (
        done.err.splitlines()[0]
        == "rafah-reader: the template cannot be filled in: 'oops' is undefined"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export"], "say which format"),
        (["export", "-o", "x.doc"], "say which format"),
        (["export", "--format", "md", "--json"], "name a file"),
        (["export", "--format", "md", "--template", "/nowhere"], "cannot read the template"),
        (["export", "--format", "md", "-o", "/nowhere/at/all.md"], "cannot write"),
        (["import", "/nowhere"], "cannot read"),
        (["import", "README.md"], "the table has no marks in it"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, root: Path, words: list[str], said: str) -> None:
    done = run(words[0], "-L", root, *words[1:])
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_strays_are_named_and_can_be_given_an_article(run: Run, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("path,quotation\ngone.txt,The talks\n")
    done = run("import", "-L", root, file)
    assert (
        done.out == "0 added, 0 changed, 0 known already, 1 left out: no article here is theirs\n"
    )
    assert "gone.txt" in done.err
    assert run("import", "-L", root, file, "--article", "a.txt").out.startswith("1 added")
