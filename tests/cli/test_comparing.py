"""`quotes`, `numbers`, `timeline`, `shared`, `matrix`, `wording` and `check`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from reader.articles.library import Library
from tests.cli.conftest import SEEDS, Run

COMMANDS = ("quotes", "numbers", "timeline", "shared", "matrix", "wording")


@pytest.fixture
def twins(tmp_path: Path) -> Path:
    """A library in which two articles share a passage."""
    wire = (
        "The rocket struck the crossing on Sunday and killed four soldiers, Anna Kowalska said. "
        "“We will answer,” said Kowalska."
    )
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, lead in (("one", "It rained in Warsaw."), ("two", "Nobody slept that night.")):
        (folder / f"{name}.txt").write_text(f"{lead}\n\n{wire}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_row_opens_its_source(command: str, run: Run, twins: Path) -> None:
    for folder in (SEEDS, twins):
        texts = {article.path: article for article in Library(folder).articles()}
        for row in run("-L", folder, command, "--json").value:
            article = texts[row["path"]]
            if row["span"] is None:  # a word that the article does not use
                assert row["count"] == 0
                continue
            start, end = row["span"]
            assert 0 <= start < end <= len(article.text)
            assert row["paragraph"] == article.paragraph_at(start)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_forms_tell_the_same(command: str, run: Run, twins: Path) -> None:
    rows = run("-L", twins, command, "--json").value
    table = list(csv.reader(io.StringIO(run("-L", twins, command, "--csv").out)))
    lines = run("-L", twins, command, "--md").lines
    assert rows
    if command == "matrix":
        assert len({row["id"] for row in rows}) == len(table) - 1 == len(lines) - 2
    else:
        assert table[0] == list(rows[0])
        assert len(rows) == len(table) - 1 == len(lines) - 2


def test_a_quotation_of_two_articles_is_one_utterance(run: Run, twins: Path) -> None:
    rows = [r for r in run("-L", twins, "quotes", "--json").value if r["quoted"]]
    assert {row["utterance"] for row in rows} == {rows[0]["utterance"]}
    assert [(row["speaker"], row["version"]) for row in rows] == [
        ("Anna Kowalska", "first"),
        ("Anna Kowalska", "verbatim"),
    ]


def test_only_the_articles_named_are_compared(run: Run, twins: Path) -> None:
    rows = run("-L", twins, "quotes", "one", "--json").value
    assert {(row["path"], row["version"]) for row in rows} == {("one.txt", "only here")}


def test_shared_text_is_shown_and_the_rest_told_on_stderr(run: Run, twins: Path) -> None:
    done = run("-L", twins, "shared")
    assert [line.split("\t")[2] for line in done.lines] == ["verbatim", "verbatim"]
    assert "one.txt and two.txt" in done.err
    assert "of its words stand in no other" in done.err


def test_a_blank_of_the_matrix_is_blank(run: Run, twins: Path) -> None:
    rows = {line.split("\t")[0]: line.split("\t") for line in run("-L", twins, "matrix").lines}
    assert rows["Warsaw"][2:] == ["1 ¶1", ""]


def test_what_cannot_be_dated_is_told_with_its_reason(run: Run, twins: Path) -> None:
    (first, *_) = run("-L", twins, "timeline", "--json").value
    assert first["date"] == ""
    assert first["unresolved"]


def test_check_names_each_fault_and_exits_with_1(run: Run, twins: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        "“We will answer,” said Anna Kowalska.\n“We will never answer,” said Anna Kowalska.\n",
        encoding="utf-8",
    )
    done = run("-L", twins, "check", draft, "--json")
    assert [tuple(row) for row in done.value] == [
        ("line", "text", "verdict", "path", "span", "found")
    ] * 2
    assert [(row["line"], row["verdict"]) for row in done.value] == [(1, "found"), (2, "altered")]
    assert done.code == 1
    draft.write_text("“We will answer,” said Anna Kowalska.\n", encoding="utf-8")
    assert run("-L", twins, "check", draft).code == 0


def test_a_draft_that_cannot_be_read_is_one_line(run: Run, twins: Path, tmp_path: Path) -> None:
    done = run("-L", twins, "check", tmp_path / "none.md")
    assert (done.code, len(done.err.splitlines())) == (2, 1)
