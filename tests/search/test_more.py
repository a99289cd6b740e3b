"""Facets, concordances, more like this, counts, completions, suggestions, and fields of others."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from reader.articles.places import Place, Places
from reader.search.facets import clause
from reader.search.index import Index
from reader.search.outside import ReadOnes, Spots
from reader.search.spelling import distance
from reader.text.spans import Span
from tests.search.conftest import IndexOf, Made


class Room:
    """Names and tags that are known beforehand."""

    def __init__(self, spots: dict[tuple[str, str], dict[str, tuple[Span, ...]]]) -> None:
        self.spots = spots

    def find(self, field: str, value: str) -> Spots | None:
        return self.spots.get((field, value))

    def groups(self) -> Mapping[str, Mapping[str, Collection[str]]]:
        found: dict[str, dict[str, Collection[str]]] = {}
        for (field, value), spots in self.spots.items():
            found.setdefault(field, {})[value] = set(spots)
        return found


FILES = {
    "a.md": "---\nsource: Wire\ndate: 2024-03-02\n---\nA truce held; Biden spoke. Biden left.",
    "b.md": "---\nsource: Wire\ndate: 2024-03-20\n---\nA truce, said Netanyahu.",
    "c.md": "---\nsource: The “Post”\ndate: 2023\n---\nNo truce; the Netanyahu men left.",
    "d.txt": "Rain fell on the hills and the rivers rose.",
}


@pytest.fixture
def index(index_of: IndexOf) -> Index:
    made = index_of(FILES)
    text = made._library.article("a.md").text
    first = text.index("Biden")
    spans = (Span(first, first + 5), Span(text.rindex("Biden"), text.rindex("Biden") + 5))
    room = Room(
        {("entity", "Joe Biden"): {"a.md": spans}, ("tag", "peace"): {"a.md": (), "c.md": ()}}
    )
    made._outside = (room,)
    return made


def values(index: Index, query: str) -> dict[str, dict[str, int]]:
    return {f.name: {v.label: v.count for v in f.values} for f in index.facets(query)}


def test_facets_count_all_the_articles_found(index: Index) -> None:
    assert values(index, "truce") == {
        "source": {"Wire": 2, "The “Post”": 1},
        "month": {"2024-03": 2, "2023": 1},
        "entity": {"Joe Biden": 1},
        "tag": {"peace": 2},
    }
    assert values(index, "netanyahu")["month"] == {"2024-03": 1, "2023": 1}
    assert values(index, "")["source"] == {"Wire": 2, "The “Post”": 1}
    assert values(index, "nothing at all") == {}


def test_the_clause_of_a_facet_finds_as_many_articles_as_it_counts(index: Index) -> None:
    for facet in index.facets("truce"):
        for value in facet.values:
            assert index.count(f"truce {value.clause}") == value.count, value
    assert clause("tag", "two words") == 'tag:"two words"'


def test_a_field_of_another_room_finds_articles_and_lights_its_spans(index: Index) -> None:
    results = index.search('entity:"Joe Biden"')
    assert [(r.path, r.total) for r in results.results] == [("a.md", 2)]
    text = index._library.article("a.md").text
    assert [h.span.of(text) for h in results.results[0].hits] == ["Biden", "Biden"]
    assert results.parsed == "entity “Joe Biden”"
    assert index.count("truce -tag:peace") == 1
    assert index.count("rain OR tag:peace") == 3
    assert index.hits(index._library.article("a.md"), "truce -tag:peace") == [Span(2, 7)]


def test_what_no_room_answers_is_said_with_its_place(index: Index) -> None:
    assert index.search("truce has:beard").notes == (
        "character 11: “beard” is none of mark, note, tag",
    )
    assert index.search("is:read").notes == ("character 4: nothing is known here of “is”",)
    assert index.search("entity:Biden").articles == 0


def test_read_and_unread_follow_the_places(index: Index) -> None:
    places = Places(index._library.root)
    index._outside = (ReadOnes(places),)
    assert index.count("truce is:unread") == 3
    places.put("a.md", Place(3, read=True))
    assert index.count("truce is:unread") == 2
    assert index.count("is:read") == 1


def test_a_concordance_shows_the_words_around_each_hit(index: Index) -> None:
    found = index.concordance("truce", width=10)
    assert [(line.path, line.left, line.match, line.right) for line in found.lines] == [
        ("a.md", "A ", "truce", " held; Bid"),
        ("b.md", "A ", "truce", ", said Net"),
        ("c.md", "No ", "truce", "; the Neta"),
    ]
    assert found.total == 3


def test_a_concordance_is_sorted_by_the_words_beside_by_date_or_by_article(index: Index) -> None:
    def order(sort: str) -> str:
        return "".join(line.path[0] for line in index.concordance("truce", sort).lines)

    assert order("right") == "abc"
    assert order("date") == "bac"
    assert order("article") == "abc"
    assert index.concordance("truce", limit=1).total == 3
    with pytest.raises(ValueError, match="size"):
        index.concordance("truce", "size")


def test_the_lines_of_a_concordance_are_as_wide_as_asked_for(made: Made) -> None:
    texts = {article.path: article.text for article in made.articles}
    for line in made.index.concordance("the OR رفح OR 谈判", width=25).lines:
        assert len(line.left) <= 25
        assert len(line.right) <= 25
        assert line.match == " ".join(line.span.of(texts[line.path]).split())


def test_more_like_an_article_has_its_words(made: Made, index_of: IndexOf) -> None:
    index = index_of(
        {
            "a.txt": "The crossing at Rafah closed; trucks waited at the crossing.",
            "b.txt": "Trucks at the crossing of Rafah.",
            "c.txt": "The crossing of a river.",
            "d.txt": "Rain on the hills.",
        }
    )
    article = index._library.article("a.txt")
    like = index.like(article)
    assert [r.path for r in like.results] == ["b.txt", "c.txt"]
    assert set(like.parsed.split(", ")) == {"crossing", "Rafah", "trucks"}
    trucks = Span(article.text.index("trucks"), len(article.text))
    assert index.like(article, trucks).parsed.split(", ") == ["trucks", "crossing"]
    assert index.like(index._library.article("d.txt")).results == ()


def test_words_being_typed_are_completed_the_most_frequent_first(index_of: IndexOf) -> None:
    index = index_of(
        {"a.txt": "Rafah, Rafah and rain", "b.txt": "Rafah’s raid", "c.txt": "RAFAH raids"}
    )
    assert index.completions("ra")[:2] == ("Rafah", "raid")
    assert index.completions("RAF") == ("Rafah",)
    assert index.completions("zz") == index.completions("") == ()


SUGGESTIONS = {
    "netanyaho truce": "Netanyahu truce",
    "nettanyahu": "Netanyahu",
    '"truce hled"': '"truce held"',
    "trcue -rain": "truce -rain",
    "truce": "",
    "-trcue": "",
    "xq": "",
    "zzzzzzzz": "",
}


@pytest.mark.parametrize("query", SUGGESTIONS)
def test_a_word_that_the_library_has_not_is_guessed(index: Index, query: str) -> None:
    assert index.search(query).suggestion == SUGGESTIONS[query]


def test_the_distance_of_words_counts_swapped_neighbours_once() -> None:
    assert distance("truce", "trcue", 2) == 1
    assert distance("truce", "tr", 2) == 3
    assert distance("kitten", "sitting", 3) == 3
    assert distance("same", "same", 1) == 0
