"""`mark` and `marks`."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from tests.cli.conftest import SEEDS, Run

MakeLibrary = Callable[..., Library]

TEXT = "He said “we won’t stop”.\n\nThe talks went on. The talks broke down.\n"


@pytest.fixture
def root(make_library: MakeLibrary) -> Path:
    return make_library({"a.txt": TEXT, "b.txt": "Another text of some words."}).root


def selectors(annotation: dict[str, object]) -> dict[str, dict[str, object]]:
    target = annotation["target"]
    assert isinstance(target, dict)
    return {selector["type"]: selector for selector in target["selector"]}


def test_a_quotation_becomes_a_web_annotation_on_the_disk(run: Run, root: Path) -> None:
    done = run(
        "mark", "-L", root, "a.txt", "--quote", "we won't stop",
        "--note", "who?", "--tag", "threat", "--tag", "quote", "--color", "3", "--json",
    )  # fmt: skip
    assert done.code == 0, done.err
    made = done.value
    assert made["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "Annotation"
    start = TEXT.index("we won’t")
    assert made["span"] == [start, start + len("we won’t stop")]
    assert made["found"] == "exact"
    found = selectors(made)
    assert found["TextPositionSelector"]["start"] == start
    assert found["TextQuoteSelector"]["exact"] == "we won’t stop"
    assert [(b["purpose"], b["value"]) for b in made["body"]] == [
        ("commenting", "who?"),
        ("tagging", "threat"),
        ("tagging", "quote"),
    ]
    assert (root / "annotations").is_dir()
    (kept,) = run("marks", "-L", root, "--json").value["items"]
    assert kept == {key: value for key, value in made.items() if key != "@context"}


def test_a_span_becomes_a_mark_on_exactly_that(run: Run, root: Path) -> None:
    made = run("mark", "-L", root, "a.txt", "--span", "3", "9", "--json").value
    assert made["span"] == [3, 9]
    assert selectors(made)["TextQuoteSelector"]["exact"] == TEXT[3:9]
    assert made["motivation"] == "highlighting"


def test_making_a_mark_says_it_in_a_line(run: Run, root: Path) -> None:
    done = run("mark", "-L", root, "a.txt", "--quote", "went on", "--note", "when?", "--tag", "t")
    assert done.out == "a.txt ¶2 “went on” — when? [t]\n"


@pytest.mark.parametrize("span", [(0, 0), (5, 4), (-1, 3), (0, 10_000), (10_000, 10_001)])
def test_a_span_that_is_not_in_the_text_is_refused(
    run: Run, root: Path, span: tuple[int, int]
) -> None:
    done = run("mark", "-L", root, "a.txt", "--span", *span)
    assert done.code == 2
    assert f"no passage {span[0]} {span[1]} in a.txt" in done.err
    assert run("marks", "-L", root, "--json").value["items"] == []


def test_words_that_are_not_there_are_refused(run: Run, root: Path) -> None:
    done = run("mark", "-L", root, "a.txt", "--quote", "The Talks went on")
    assert done.code == 2
    assert "a.txt does not say “The Talks went on”" in done.err


@pytest.mark.parametrize("quotation", ["", "  "])
def test_an_empty_quotation_is_refused(run: Run, root: Path, quotation: str) -> None:
    assert run("mark", "-L", root, "a.txt", "--quote", quotation).code == 2


def test_words_that_are_there_twice_are_refused_with_their_places(run: Run, root: Path) -> None:
    done = run("mark", "-L", root, "a.txt", "--quote", "The talks")
    assert done.code == 2
    first, hint = done.err.splitlines()
    assert first.endswith("says “The talks” 2 times, in ¶2")
    places = [TEXT.index("The talks"), TEXT.rindex("The talks")]
    assert hint == "hint: quote more of it, or say which: " + ", ".join(
        f"--span {at} {at + 9}" for at in places
    )
    assert run("mark", "-L", root, "a.txt", "--span", places[1], places[1] + 9).code == 0


def test_marks_come_in_the_order_of_articles_and_text(run: Run, root: Path) -> None:
    for article, words in [("b.txt", "words"), ("a.txt", "broke down"), ("a.txt", "He said")]:
        assert run("mark", "-L", root, article, "--quote", words).code == 0
    assert run("marks", "-L", root).lines == [
        "a.txt ¶1 “He said”",
        "a.txt ¶2 “broke down”",
        "b.txt ¶1 “words”",
    ]


def test_marks_are_an_annotation_page_under_our_context(run: Run, root: Path) -> None:
    run("mark", "-L", root, "a.txt", "--quote", "went on")
    page = run("marks", "-L", root, "--json").value
    assert page["type"] == "AnnotationPage"
    assert page["id"]
    terms = page["@context"][1]
    assert {"span", "found"} <= set(terms)
    assert page["items"][0]["span"] == [TEXT.index("went on"), TEXT.index("went on") + 7]


def test_marks_are_narrowed_by_words_article_and_tag(run: Run, root: Path) -> None:
    run("mark", "-L", root, "a.txt", "--quote", "went on", "--note", "Check the DATE")
    run("mark", "-L", root, "a.txt", "--quote", "He said", "--tag", "Quote")
    run("mark", "-L", root, "b.txt", "--quote", "words", "--tag", "quote", "--note", "date")

    def exact(*words: str) -> list[str]:
        rows = csv.DictReader(io.StringIO(run("marks", "-L", root, "--csv", *words).out))
        return [row["quotation"] for row in rows]

    assert exact("date") == ["went on", "words"]
    assert exact("date", "check") == ["went on"]
    assert exact("WENT") == ["went on"]
    assert exact("--tag", "quote") == ["He said", "words"]
    assert exact("--article", "a.txt") == ["He said", "went on"]
    assert exact("--article", "a.txt", "--tag", "quote", "zyzzyva") == []


def test_a_mark_follows_its_words_when_the_text_is_edited(run: Run, root: Path) -> None:
    run("mark", "-L", root, "a.txt", "--quote", "The talks went on.")
    (root / "a.txt").write_text("A new first line.\n\n" + TEXT)
    (item,) = run("marks", "-L", root, "--json").value["items"]
    new = Library(root).article("a.txt").text
    assert new[slice(*item["span"])] == "The talks went on."
    assert item["found"] == "moved"


def test_a_mark_whose_words_are_gone_is_an_orphan_and_never_elsewhere(run: Run, root: Path) -> None:
    run("mark", "-L", root, "a.txt", "--quote", "The talks went on.", "--note", "why")
    run("mark", "-L", root, "b.txt", "--quote", "words")
    (root / "a.txt").write_text("Nothing of that is here, it is about olives and figs now.\n")
    (item,) = run("marks", "-L", root, "--orphans", "--json").value["items"]
    assert item["found"] == "orphan"
    assert "span" not in item
    assert run("marks", "-L", root, "--orphans").out.endswith("(orphan)\n")


def test_the_marks_of_an_article_that_is_gone_are_orphans(run: Run, root: Path) -> None:
    run("mark", "-L", root, "a.txt", "--quote", "went on", "--note", "kept")
    (root / "a.txt").unlink()
    (item,) = run("marks", "-L", root, "--json").value["items"]
    assert item["found"] == "orphan"
    assert run("marks", "-L", root).out == "a.txt “went on” — kept (orphan)\n"


def test_the_marks_of_a_renamed_article_stay_on_it(run: Run, root: Path) -> None:
    run("mark", "-L", root, "a.txt", "--quote", "went on")
    (root / "a.txt").rename(root / "c.txt")
    assert run("marks", "-L", root).out == "c.txt ¶2 “went on”\n"


def test_marks_on_the_samples_go_elsewhere_and_that_is_said(run: Run, home: Path) -> None:
    done = run("mark", "a-delay", "--quote", "managed war")
    assert done.code == 0
    assert done.err
    assert not (SEEDS / "annotations").exists()
    assert len(run("marks").lines) == 1
    assert any(home.rglob("*.json"))


# A process that may write into pipes and into no file, as on a full disk.
FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
from reader.cli import main
main()
"""


def test_a_mark_that_cannot_be_saved_is_no_success(run: Run, root: Path) -> None:
    assert run("mark", "-L", root, "a.txt", "--quote", "went on").code == 0
    done = subprocess.run(
        [sys.executable, "-c", FULL, "mark", "-L", str(root), "a.txt", "--quote", "He said"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("rafah-reader: the mark is not saved: ")
    assert run("marks", "-L", root).lines == ["a.txt ¶2 “went on”"]


def test_a_note_stays_on_its_line_and_acts_on_nothing(run: Run, root: Path) -> None:
    run("mark", "-L", root, "a.txt", "--quote", "went on", "--note", "one\ntwo\x1b[31m")
    done = run("marks", "-L", root)
    assert done.lines == ["a.txt ¶2 “went on” — one two�[31m"]


def test_markdown_is_a_list(run: Run, root: Path) -> None:
    run("mark", "-L", root, "a.txt", "--quote", "went on", "--note", "*not* bold")
    assert run("marks", "-L", root, "--md").lines == [r"- a.txt ¶2 “went on” — \*not\* bold"]


def test_no_marks(run: Run, root: Path) -> None:
    done = run("marks", "-L", root)
    assert (done.code, done.out, done.err) == (0, "", "no marks\n")


def test_the_schema_of_the_files_is_printed(run: Run) -> None:
    assert run("marks", "--schema").value["title"] == "A page of annotations of rafah-reader"
