"""Names as search asks for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from reader.entities.catalogue import Catalogue
from reader.entities.outside import Named
from reader.search.index import Index


@pytest.fixture
def index(make_library: Callable[..., Library], tmp_path: Path) -> Index:
    library = make_library(
        {
            "a.txt": "Israeli Prime Minister Benjamin Netanyahu spoke. Netanyahu left for Cairo.",
            "b.txt": "President Joe Biden called Netanyahu on Monday about Rafah.",
            "c.txt": "Rain fell on the hills.",
        }
    )
    catalogue = Catalogue(library, tmp_path)
    index = Index(library, tmp_path / "index", [Named(library, lambda: catalogue)])
    index.update()
    return index


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (
            'entity:"Benjamin Netanyahu"',
            {"a.txt": ["Benjamin Netanyahu", "Netanyahu"], "b.txt": ["Netanyahu"]},
        ),
        ("entity:netanyahu entity:biden", {"b.txt": ["Joe Biden", "Netanyahu"]}),
        ("entity:bid", {"b.txt": ["Joe Biden"]}),
        ("entity:den", {}),
        ("-entity:netanyahu", {"c.txt": []}),
        ('entity:"!"', {}),
    ],
)
def test_a_name_in_a_query_finds_its_mentions_by_whatever_name(
    index: Index, query: str, found: dict[str, list[str]]
) -> None:
    results = index.search(query).results
    texts = {r.path: index._library.article(r.path).text for r in results}
    assert {r.path: [h.span.of(texts[r.path]) for h in r.hits] for r in results} == found


def test_articles_are_grouped_by_the_names_in_them(index: Index) -> None:
    facets = {facet.name: facet.values for facet in index.facets("")}
    assert (facets["entity"][0].label, facets["entity"][0].count) == ("Benjamin Netanyahu", 2)
    assert index.count(facets["entity"][0].clause) == 2


def test_nothing_is_known_of_names_before_they_were_looked_for(
    make_library: Callable[..., Library], tmp_path: Path
) -> None:
    library = make_library({"a.txt": "Benjamin Netanyahu spoke."})
    index = Index(library, tmp_path / "index", [Named(library, lambda: None)])
    index.update()
    assert index.search("entity:netanyahu").notes == (
        "character 8: nothing is known here of “entity”",
    )
    assert index.facets("") == ()
