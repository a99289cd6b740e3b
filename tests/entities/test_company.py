"""Who is named with whom: in a sentence, in a paragraph, in an article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.articles.library import Library
from reader.entities.catalogue import Catalogue
from reader.entities.company import Share, coverage, pairs, together
from reader.entities.kinds import Kind
from reader.entities.repairs import Act, Repair

FILES = {
    "a.txt": "Joe Biden met Benjamin Netanyahu in Cairo. Netanyahu left Cairo on Monday.\n\n"
    "Then Netanyahu spoke of Rafah. It rained.\n\nBiden did not answer.",
    "b.txt": "Netanyahu called Biden. Rafah waits.",
}
BIBI, JOE = "person/benjamin-netanyahu", "person/joe-biden"


@pytest.fixture
def catalogue(make_library: Callable[..., Library]) -> Catalogue:
    made = Catalogue(make_library(FILES))
    made.update()
    return made


def test_coverage_counts_mentions_sentences_and_paragraphs_of_each_article(
    catalogue: Catalogue,
) -> None:
    found = {each.id: each for each in coverage(catalogue)}
    assert found[BIBI].articles == {"a.txt": Share(3, 3, 2), "b.txt": Share(1, 1, 1)}
    assert found[JOE].articles == {"a.txt": Share(2, 2, 2), "b.txt": Share(1, 1, 1)}
    assert found["place/cairo"].articles == {"a.txt": Share(2, 2, 1)}
    assert "date/monday" not in found
    assert [each.id for each in coverage(catalogue, minimum=3)] == [BIBI, JOE]
    assert {each.id for each in coverage(catalogue, ["b.txt"])} == {BIBI, JOE, "place/rafah"}
    assert [each.id for each in coverage(catalogue, kinds=[Kind.DATE])] == ["date/monday"]


def test_who_stands_beside_somebody_the_closest_first(catalogue: Catalogue) -> None:
    found = [(t.id, t.sentences, t.paragraphs, t.articles) for t in together(catalogue, BIBI)]
    assert found == [
        (JOE, 2, 2, 2),
        ("place/cairo", 2, 1, 1),
        ("place/rafah", 1, 2, 2),
    ]
    assert [t.articles for t in together(catalogue, BIBI, ["b.txt"])] == [1, 1]
    assert together(catalogue, "person/nobody") == ()


def test_pairs_are_the_same_from_both_sides(catalogue: Catalogue) -> None:
    both = {(p.one, p.other): (p.sentences, p.paragraphs, p.articles) for p in pairs(catalogue)}
    assert both[BIBI, JOE] == (2, 2, 2)
    assert both[JOE, "place/rafah"] == (0, 1, 2)
    assert {(p.one, p.other) for p in pairs(catalogue, among=[BIBI, JOE])} == {(BIBI, JOE)}
    for one in {ident for pair in both for ident in pair}:
        for other in together(catalogue, one):
            key = (min(one, other.id), max(one, other.id))
            assert both[key] == (other.sentences, other.paragraphs, other.articles)


def test_the_rules_are_obeyed(catalogue: Catalogue) -> None:
    catalogue.rulebook.add(
        Repair(Act.MERGE, "Biden", None, "Netanyahu"), Repair(Act.HIDE, "Rafah"),
        Repair(Act.ALWAYS, "rained", Kind.EVENT),
    )  # fmt: skip
    catalogue.update()
    found = {each.id: each.articles for each in coverage(catalogue)}
    assert found[BIBI]["a.txt"] == Share(5, 4, 3)
    assert found["event/rained"] == {"a.txt": Share(1, 1, 1)}
    assert "place/rafah" not in found
    assert [t.id for t in together(catalogue, BIBI)] == ["place/cairo", "event/rained"]
