"""`search` and `find`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from reader.articles.library import Library
from tests.cli.conftest import SEEDS, Run

MakeLibrary = Callable[..., Library]


def test_search_as_json_is_the_contract_and_every_span_can_be_sliced(run: Run) -> None:
    done = run("search", "rafah", "assault", "--json")
    assert list(done.value) == ["query", "parsed", "count", "articles"]
    assert done.value["query"] == "rafah assault"
    assert done.value["parsed"]
    assert done.value["count"] == len(done.value["articles"]) > 0
    assert done.err == ""
    scores = [article["score"] for article in done.value["articles"]]
    assert scores == sorted(scores, reverse=True)
    for found in done.value["articles"]:
        assert list(found) == ["path", "title", "score", "hits"]
        article = Library(SEEDS).article(found["path"])
        assert found["title"] == article.title
        assert found["hits"]
        for hit in found["hits"]:
            assert list(hit) == ["span", "paragraph", "snippet", "snippet_spans"]
            start, end = hit["span"]
            word = article.text[start:end]
            assert word.casefold() in {"rafah", "assault", "rafah’s", "assaults"}
            assert hit["paragraph"] == article.paragraph_at(start)
            assert word in [hit["snippet"][a:b] for a, b in hit["snippet_spans"]]
            assert hit["snippet"] in article.text


def test_a_phrase_over_a_line_end_is_one_hit(run: Run, make_library: MakeLibrary) -> None:
    wrapped = (
        "The lorries with flour waited for two days at the crossing of Kerem\n"
        "Shalom before they were let through, and others turned back again."
    )
    library = make_library({"a.txt": wrapped})
    (found,) = run("search", "-L", library.root, '"kerem shalom"', "--json").value["articles"]
    (hit,) = found["hits"]
    assert wrapped[slice(*hit["span"])] == "Kerem\nShalom"
    assert hit["snippet"] == wrapped
    assert hit["snippet_spans"] == [hit["span"]]


def test_search_tells_every_hit_of_an_article(run: Run, make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "The border again.\n\n" * 300})
    (found,) = run("search", "-L", library.root, "border", "--json").value["articles"]
    assert len(found["hits"]) == 300
    assert [hit["paragraph"] for hit in found["hits"]] == list(range(1, 301))


def test_search_sees_what_was_changed_since(run: Run, make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "A text about olives."})
    assert run("search", "-L", library.root, "olives", "--json").value["count"] == 1
    (library.root / "a.txt").write_text("Now the text is about figs.")
    assert run("search", "-L", library.root, "olives", "--json").value["count"] == 0
    assert run("search", "-L", library.root, "figs", "--json").value["count"] == 1


def test_the_limit_is_on_articles_and_the_count_is_of_all(run: Run) -> None:
    value = run("search", "rafah", "--limit", "2", "--json").value
    assert len(value["articles"]) == 2
    assert value["count"] > 2


def test_search_can_be_sorted(run: Run, make_library: MakeLibrary) -> None:
    files = {
        f"{name}.md": f"---\ntitle: {name} title\ndate: {date}\n---\nA text about olives.\n"
        for name, date in {"b": "2024-01-01", "c": "2023-01-01", "a": "2022-01-01"}.items()
    }
    library = make_library(files)

    def paths(sort: str) -> list[str]:
        done = run("search", "-L", library.root, "olives", "--sort", sort, "--json")
        return [article["path"] for article in done.value["articles"]]

    assert paths("title") == ["a.md", "b.md", "c.md"]
    assert paths("date") in (["a.md", "c.md", "b.md"], ["b.md", "c.md", "a.md"])


def test_nothing_found_is_done_unless_failing_was_asked_for(run: Run) -> None:
    done = run("search", "zyzzyva", "--json")
    assert (done.code, done.value["count"], done.value["articles"]) == (0, 0, [])
    assert run("search", "zyzzyva", "--fail", "--json").code == 1
    assert run("search", "rafah", "--fail", "--json").code == 0
    plain = run("search", "zyzzyva")
    assert (plain.code, plain.out) == (0, "")
    assert "nothing matches zyzzyva" in plain.err


QUERIES = ['"', "((((", "-", "*", "title:", "AND OR NOT", "a" * 5000, "\0"]


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_no_query_breaks_it(run: Run, query: str) -> None:
    done = run("search", "--json", "--", query)
    assert done.code == 0, done.err
    assert list(done.value) == ["query", "parsed", "count", "articles"]


def test_a_word_can_be_left_out(run: Run) -> None:
    paths = {a["path"] for a in run("search", "rafah", "--json").value["articles"]}
    without = run("search", "rafah -netanyahu", "--json").value["articles"]
    for article in without:
        assert "netanyahu" not in Library(SEEDS).article(article["path"]).text.casefold()
    assert {a["path"] for a in without} < paths


def test_for_people_it_is_a_line_an_article_and_a_line_a_sentence(run: Run) -> None:
    done = run("search", "leaflets")
    assert "\x1b" not in done.out
    first = done.lines[0].split("  ")
    assert (SEEDS / first[0]).is_file()
    assert first[2].endswith(("hit)", "hits)"))
    assert done.lines[1].startswith("  ¶")
    assert "leaflet" in done.lines[1].casefold()


def test_csv_has_a_row_a_hit(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("search", "leaflets", "--csv").out)))
    hits = [
        (a["path"], hit) for a in run("search", "leaflets", "--json").value["articles"]
        for hit in a["hits"]
    ]  # fmt: skip
    assert [(r["path"], [int(r["start"]), int(r["end"])], r["snippet"]) for r in rows] == [
        (path, hit["span"], hit["snippet"]) for path, hit in hits
    ]


def test_markdown_quotes_the_sentences_with_bold_hits(run: Run, make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "An article about [olives] and *figs*."})
    done = run("search", "-L", library.root, "olives", "--md")
    assert done.lines[0].startswith("## ")
    assert r"- ¶1 An article about \[**olives**\] and \*figs\*." in done.lines


class TestFinding:
    """Every place of a text in one article."""

    @pytest.fixture
    def library(self, make_library: MakeLibrary) -> Library:
        text = "The cease-fire held. Later the\ncease\u2011fire broke.\n\nNo ceasefire (yet).\n"
        return make_library({"a.txt": text, "b.txt": "Another ceasefire."})

    def test_every_place_with_its_sentence(self, run: Run, library: Library) -> None:
        value = run("find", "-L", library.root, "a.txt", "cease-fire", "--json").value
        text = library.article("a.txt").text
        assert [list(place) for place in value] == [["span", "paragraph", "snippet"]] * len(value)
        assert [text[slice(*place["span"])] for place in value][:2] == [
            "cease-fire",
            "cease\u2011fire",
        ]
        assert value[0]["snippet"] == "The cease-fire held."

    def test_words_are_one_phrase(self, run: Run, library: Library) -> None:
        value = run("find", "-L", library.root, "a.txt", "fire", "broke", "--json").value
        assert len(value) <= 1
        assert run("find", "-L", library.root, "a.txt", "broke later", "--json").value == []

    def test_an_expression(self, run: Run, library: Library) -> None:
        value = run(
            "find", "-L", library.root, "a.txt", "--regex", r"\bhe?ld\b|\(y", "--json"
        ).value
        text = library.article("a.txt").text
        assert [text[slice(*place["span"])] for place in value] == ["held", "(y"]
        assert [place["paragraph"] for place in value] == sorted(p["paragraph"] for p in value)

    def test_a_broken_expression_is_said(self, run: Run, library: Library) -> None:
        done = run("find", "-L", library.root, "a.txt", "--regex", "(")
        assert done.code == 2
        assert "is no regular expression: missing )" in done.err

    def test_an_expression_finds_nothing_empty_and_nothing_in_what_the_page_carried_along(
        self, run: Run, make_library: MakeLibrary
    ) -> None:
        text = "An Article About the Olive Trees\nauthor-image\nSome Name\n\nOlives grow here.\n"
        library = make_library({"a.txt": text})
        article = library.article("a.txt")
        value = run("find", "-L", library.root, "a.txt", "--regex", r"\b|(?=x)", "--json").value
        assert value == []
        spans = [
            tuple(place["span"])
            for place in run("find", "-L", library.root, "a", "--regex", r"\S+", "--json").value
        ]
        assert article.boilerplate
        assert spans
        assert not any(
            start < carried.end and carried.start < end
            for start, end in spans
            for carried in article.boilerplate
        )

    def test_nothing_found(self, run: Run, library: Library) -> None:
        done = run("find", "-L", library.root, "a.txt", "olives")
        assert (done.code, done.out, done.err) == (0, "", "“olives” is not in a.txt\n")
        assert run("find", "-L", library.root, "a.txt", "olives", "--fail").code == 1
