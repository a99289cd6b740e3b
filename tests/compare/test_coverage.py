"""Who names whom, what is near, what is new, and in which words."""

from __future__ import annotations

from pathlib import Path

from reader.compare.matrix import bar, coverage, sorted_by
from reader.compare.nearest import Passages
from reader.compare.news import Read
from reader.compare.quotes import statements
from reader.compare.wording import key_words, namings, verbs
from reader.entities.kinds import Kind
from tests.compare.helpers import bundled, made

FIRST = """President Luis Ortega spoke in Warsaw on Monday. Ortega said that the border would close.

The harvest was good this year and the mills are full of rye and barley.

A rocket killed four soldiers at the northern crossing on Sunday."""
SECOND = """The mills are full of barley and rye, for the harvest was good this year.

Prime Minister Anna Kowalska argued that Ortega was wrong. She argued for an open border in Warsaw.

Four soldiers were killed at the northern crossing by a rocket on Sunday."""


def test_the_matrix_counts_mentions_by_article_and_says_where_the_first_stands(
    tmp_path: Path,
) -> None:
    rows = {row.name: row for row in coverage(made(tmp_path, first=FIRST, second=SECOND))}
    ortega = rows["Luis Ortega"].cells
    assert (ortega["first.txt"].count, ortega["first.txt"].paragraph) == (2, 1)
    assert (ortega["second.txt"].count, ortega["second.txt"].paragraph) == (1, 2)
    assert list(rows["Anna Kowalska"].cells) == ["second.txt"]


def test_the_matrix_puts_what_all_name_first_and_sorts_by_any_column(tmp_path: Path) -> None:
    sources = made(tmp_path, first=FIRST, second=SECOND)
    rows = coverage(sources)
    assert {row.name for row in rows[:2]} == {"Luis Ortega", "Warsaw"}
    assert sorted_by(rows, "first.txt")[0].name == "Luis Ortega"
    assert sorted_by(rows)[0].name == "Anna Kowalska"


def test_the_matrix_holds_every_mention_of_the_bundled_articles() -> None:
    rows = coverage(bundled(), kinds=frozenset(Kind))
    counted = sum(cell.count for row in rows for cell in row.cells.values())
    assert counted == sum(len(source.mentions) for source in bundled())


def test_a_bar_is_as_long_as_its_count() -> None:
    assert [bar(n, 8, 1) for n in (0, 1, 4, 8)] == ["", "▏", "▌", "█"]
    assert bar(1, 10_000) == "▏"


def test_the_nearest_passage_says_the_same_thing(tmp_path: Path) -> None:
    sources = made(tmp_path, first=FIRST, second=SECOND)
    passages = Passages(sources)
    text = {source.path: source.text for source in sources}
    harvest = passages.nearest("first.txt", FIRST.index("harvest"), "second.txt")
    rocket = passages.nearest("first.txt", FIRST.index("rocket"), "second.txt")
    assert harvest is not None
    assert rocket is not None
    assert "barley" in harvest.span.of(text["second.txt"])
    assert "soldiers" in rocket.span.of(text["second.txt"])


def test_where_nothing_is_near_nothing_is_shown(tmp_path: Path) -> None:
    sources = made(tmp_path, first=FIRST, second="Nothing of all this was ever heard here.")
    assert Passages(sources).nearest("first.txt", 0, "second.txt") is None


def test_a_sentence_that_was_read_elsewhere_is_known(tmp_path: Path) -> None:
    first, second = made(tmp_path, first=FIRST, second=SECOND)
    known = Read([first]).known(second)
    assert [k.sentence.of(second.text)[:5] for k in known] == ["The m", "Four "]
    assert known[0].there.of(first.text).startswith("The harvest")


def test_another_figure_makes_a_sentence_new(tmp_path: Path) -> None:
    first, second = made(tmp_path, first=FIRST, second=SECOND.replace("Four", "Fourteen 14"))
    assert len(Read([first]).known(second)) == 1


def test_names_are_set_side_by_side_with_their_titles(tmp_path: Path) -> None:
    found = namings(made(tmp_path, first=FIRST, second=SECOND))
    ortega = {n.path: set(n.forms) for n in found if n.name == "Luis Ortega"}
    assert ortega == {
        "first.txt": {"President Luis Ortega", "Ortega"},
        "second.txt": {"Ortega"},
    }


def test_verbs_of_attribution_are_counted_by_article(tmp_path: Path) -> None:
    sources = made(tmp_path, first=FIRST, second=SECOND)
    found = verbs([s for source in sources for s in statements(source)])
    assert [(v.path, v.verb, len(v.cues)) for v in found] == [
        ("first.txt", "say", 1),
        ("second.txt", "argue", 2),
    ]


def test_key_words_are_those_that_one_article_uses_more_than_the_others(tmp_path: Path) -> None:
    rye = "Rye grew well, and rye sold well, and rye was all they spoke of in the village. " * 3
    oats = "Oats grew well, and oats sold well, and they spoke of nothing else in the village. " * 3
    sources = made(tmp_path, first=rye, second=oats)
    found = {(k.path, k.word.lower()): k for k in key_words(sources)}
    assert found["first.txt", "rye"].likelihood > 0
    assert found["second.txt", "rye"].likelihood < 0
    assert ("first.txt", "village") not in found
    assert len(found["first.txt", "rye"].places) == found["first.txt", "rye"].count == 9


def test_one_article_alone_has_no_key_words(tmp_path: Path) -> None:
    assert key_words(made(tmp_path, first=FIRST)) == ()
