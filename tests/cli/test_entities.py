"""`entities`."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

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


# -- corrections -----------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bundled articles where they can be written to."""
    folder = tmp_path / "articles"
    shutil.copytree(SEEDS, folder, copy_function=shutil.copyfile)
    monkeypatch.setenv("RAFAH_READER_LIBRARY", str(folder))
    return folder


def named(run: Run, *words: str) -> dict[str, tuple[str, int]]:
    return {e["name"]: (e["kind"], e["count"]) for e in run("entities", *words, "--json").value}


def test_every_correction_is_written_and_holds(run: Run, own: Path) -> None:
    before = named(run)
    done = run("entities", "--merge", "Biden", "netanyahu", "--hide", "Hamas", "--not", "leaflets")
    assert done.code == 2  # nothing is called leaflets
    assert "nothing in this library is called “leaflets”" in done.err
    assert run("entities", "--kind-of", "Rafah", "group", "--rename", "Israel", "Zion").code == 0
    assert run("entities", "--kind", "group", "--not", "Palestinian").code == 0
    assert run("entities", "--always", "Leaflets", "product", "--not", "two").code == 0
    after = named(run)
    both = before["Benjamin Netanyahu"][1] + before["Joe Biden"][1]
    assert after["Benjamin Netanyahu"] == ("person", both)
    assert after["Rafah"] == ("group", before["Rafah"][1])
    assert after["Zion"] == before["Israel"]
    assert not after.keys() & {"Hamas", "Joe Biden", "Israel", "Palestinian", "two"}
    lines = (own / "entities.toml").read_text().splitlines()
    rules = [line.strip() for line in lines if line.startswith("    {")]
    assert rules == [
        '{ merge = "Biden", into = "netanyahu" },',
        '{ hide = "Hamas" },',
        '{ rename = "Israel", to = "Zion" },',
        '{ retype = "Rafah", to = "group" },',
        '{ not = "Palestinian", kind = "group" },',
        '{ not = "two" },',
        '{ always = "Leaflets", kind = "product" },',
    ]


def test_a_correction_that_cannot_be_is_refused(run: Run, own: Path) -> None:
    for words, said in {
        ("--kind-of", "Rafah", "town"): "no kind “town”",
        ("--kind", "person", "--kind", "place", "--hide", "Rafah"): "one --kind",
        ("--kind", "person", "--hide", "Rafah"): "nothing in this library is called “Rafah”",
        ("--hide", " "): "hide is empty",
    }.items():
        done = run("entities", *words)
        assert (done.code, said in done.err) == (2, True), done.err
    assert not (own / "entities.toml").exists()
    (own / "entities.toml").write_text('rules = [\n  { hid = "Rafah" },\n]\n')
    done = run("entities", "--hide", "Rafah")
    assert (done.code, "line 2: a rule that does nothing" in done.err) == (2, True)
    listed = run("entities", "--json")
    assert listed.code == 0
    assert "line 2" in listed.err
    assert (own / "entities.toml").read_text() == 'rules = [\n  { hid = "Rafah" },\n]\n'


def test_what_is_called_so_and_what_stands_beside_it(run: Run) -> None:
    assert {e["name"] for e in run("entities", "--called", "biden", "--json").value} >= {
        "Joe Biden"
    }
    beside = run("entities", "--with", "Biden", "--json").value
    assert [*beside[0]] == ["name", "kind", "sentences", "paragraphs", "articles", "id"]
    assert "Benjamin Netanyahu" in {row["name"] for row in beside[:3]}
    assert all(row["sentences"] <= row["paragraphs"] * 20 for row in beside)
    places = run("entities", "--with", "Biden", "--kind", "place", "--json").value
    assert {row["kind"] for row in places} == {"place"}
    assert [line.split("\t")[0] for line in run("entities", "--with", "Biden").lines] == [
        row["name"] for row in beside
    ]
    assert run("entities", "--with", "Nobody at all").code == 2


def test_the_published_articles_are_corrected_too(
    run: Run, published: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAFAH_READER_LIBRARY", str(published.root))
    before = named(run)
    done = run(
        "entities", "--merge", "Hamas", "Israel", "--hide", "Gaza", "--rename", "Biden", "B."
    )
    assert done.code == 0, done.err
    done = run(
        "entities", "--kind-of", "Rafah", "group", "--not", "Egypt", "--always", "truce", "event"
    )
    assert done.code == 0, done.err
    after = named(run)
    assert after["Rafah"] == ("group", before["Rafah"][1])
    assert after["truce"][0] == "event"
    assert "Egypt" not in after
    assert after["Israel"][1] == before["Israel"][1] + before["Hamas"][1]
    assert after["B."] == before["Joe Biden"]
    assert "Gaza" not in after
