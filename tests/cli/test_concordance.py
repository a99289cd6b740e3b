"""`concordance`, and `search` with facets, a batch of queries, and saved searches."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from tests.cli.conftest import SEEDS, Run

MakeLibrary = Callable[..., Library]

FILES = {
    "a.md": "---\nsource: Wire\ndate: 2024-03-02\n---\nThe truce held. A truce is [not] peace.",
    "b.md": "---\nsource: Wire\ndate: 2024-03-20\n---\nNo truce, they said.",
}


def test_a_concordance_as_json_is_the_contract(run: Run) -> None:
    done = run("concordance", "kerem", "shalom", "--json", "--width", "20")
    assert done.value
    for line in done.value:
        assert list(line) == ["path", "span", "left", "match", "right", "paragraph"]
        article = Library(SEEDS).article(line["path"])
        assert article.text[slice(*line["span"])].split() == line["match"].split()
        assert line["paragraph"] == article.paragraph_at(line["span"][0])
        assert len(line["left"]) <= 20


def test_a_concordance_is_sorted_and_comes_as_csv_markdown_and_plain(
    run: Run, make_library: MakeLibrary
) -> None:
    root = make_library(FILES).root
    done = run("concordance", "-L", root, "truce", "--sort", "right", "--csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["path"], row["left"], row["right"][:5]) for row in rows] == [
        ("a.md", "The ", " held"),
        ("a.md", "The truce held. A ", " is ["),
        ("b.md", "No ", ", the"),
    ]
    done = run("concordance", "-L", root, "truce", "--sort", "date", "--md", "--limit", "1")
    assert done.out == "- No **truce**, they said. (`b.md` ¶1)\n"
    assert "3 lines in all" in done.err
    done = run("concordance", "-L", root, "truce", "--sort", "article", "--width", "4")
    assert done.out.splitlines()[0] == "The [truce] hel\ta.md ¶1"
    assert run("concordance", "-L", root, "flood", "--fail").code == 1


def test_facets_are_counted_over_all_articles_found(run: Run, make_library: MakeLibrary) -> None:
    root = make_library(FILES).root
    done = run("search", "-L", root, "truce", "--facets", "--limit", "1", "--json")
    assert done.value["facets"][0] == {
        "name": "source",
        "values": [{"label": "Wire", "count": 2, "clause": 'source:"Wire"'}],
    }
    assert (
        "month,2024-03,2,date:2024-03"
        in run("search", "-L", root, "truce", "--facets", "--csv").out
    )
    assert run("search", "-L", root, "flood", "--facets", "--fail").code == 1


def test_a_batch_of_queries_counts_the_hits_of_each_article(
    run: Run, make_library: MakeLibrary, tmp_path: Path
) -> None:
    root = make_library(FILES).root
    file = tmp_path / "queries.txt"
    file.write_text('# watched\ntruce\n\n"no truce"\nflood\n', "utf-8")
    done = run("search", "-L", root, "--batch", file, "--json")
    assert [(each["query"], each["count"]) for each in done.value] == [
        ("truce", 2), ('"no truce"', 1), ("flood", 0),
    ]  # fmt: skip
    assert {a["path"]: a["hits"] for a in done.value[0]["articles"]} == {"a.md": 2, "b.md": 1}
    rows = csv.DictReader(io.StringIO(run("search", "-L", root, "--batch", file, "--csv").out))
    assert sorted((row["query"], row["path"], row["hits"]) for row in rows) == [
        ('"no truce"', "b.md", "1"), ("truce", "a.md", "2"), ("truce", "b.md", "1"),
    ]  # fmt: skip
    assert "     2  truce\n" in run("search", "-L", root, "--batch", file).out
    done = run("search", "-L", root, "--batch", tmp_path / "none.txt")
    assert done.code == 2
    assert "cannot read" in done.err


def test_a_search_is_saved_and_made_again_by_its_name(run: Run, make_library: MakeLibrary) -> None:
    root = make_library(FILES).root
    assert (
        "saved as “No truce”" in run("search", "-L", root, '"no truce"', "--save", "No truce").err
    )
    done = run("search", "-L", root, "--saved", "No truce", "--json")
    assert [a["path"] for a in done.value["articles"]] == ["b.md"]
    assert run("search", "-L", root, "--saved", "No truce", "peace", "--json").value["count"] == 0
    done = run("search", "-L", root, "--saved", "Peace")
    assert done.code == 2
    assert "no saved search “Peace”" in done.err


@pytest.mark.parametrize("command", ["search", "concordance"])
def test_nothing_to_look_for_is_wrong_use(run: Run, command: str) -> None:
    assert run(command, "").code == 2


def test_a_misspelt_word_is_answered_with_the_one_meant(run: Run) -> None:
    done = run("search", "netanyaho")
    assert done.out == ""
    assert "did you mean: Netanyahu" in done.err
