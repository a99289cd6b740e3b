"""`entities`."""

from __future__ import annotations

import csv
import io

from reader.articles.library import Library
from tests.cli.conftest import SEEDS, Run

FIELDS = ["id", "name", "kind", "aliases", "count", "articles"]


def test_entities_are_the_contract_and_every_span_can_be_sliced(run: Run) -> None:
    value = run("entities", "--json").value
    assert {tuple(entity) for entity in value} == {tuple(FIELDS)}
    texts = {article.path: article.text for article in Library(SEEDS).articles()}
    for entity in value:
        surfaces = {
            texts[path][start:end]
            for path, spans in entity["articles"].items()
            for start, end in spans
        }
        assert surfaces <= {*entity["aliases"], entity["name"]}
        assert entity["count"] == sum(map(len, entity["articles"].values()))


def test_a_person_is_found_under_the_name(run: Run) -> None:
    people = {e["name"]: e for e in run("entities", "--kind", "person", "--json").value}
    assert "Benjamin Netanyahu" in people
    assert "Netanyahu" in people["Benjamin Netanyahu"]["aliases"]
    assert {e["kind"] for e in people.values()} == {"person"}


def test_kinds_add_up(run: Run) -> None:
    done = run("entities", "--kind", "place", "--kind", "group", "--json")
    assert {entity["kind"] for entity in done.value} == {"place", "group"}


def test_articles_and_a_minimum_narrow_them(run: Run) -> None:
    path = "a-delay-is-not-a-retreat.md"
    value = run("entities", "a-delay", "--min", "2", "--json").value
    assert value
    assert all(set(entity["articles"]) == {path} for entity in value)
    assert all(entity["count"] >= 2 for entity in value)
    assert len(value) < len(run("entities", "a-delay", "--json").value)


def test_an_unknown_article_is_said(run: Run) -> None:
    assert run("entities", "nothing-like-it").code == 2


def test_in_a_pipe_it_is_one_entity_a_line(run: Run) -> None:
    value = run("entities", "--json").value
    lines = run("entities").lines
    assert [line.split("\t")[:3] for line in lines] == [
        [e["name"], e["kind"], str(e["count"])] for e in value
    ]


def test_csv_and_markdown_have_the_same_rows(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("entities", "--csv").out)))
    assert [row["id"] for row in rows] == [e["id"] for e in run("entities", "--json").value]
    assert len(run("entities", "--md").lines) == len(rows) + 2
