"""Queries over real articles: our own, and the published ones where they are at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from reader.articles.library import Library
from reader.search.hits import find_hits
from reader.search.index import Index
from reader.search.query import parse
from tests.conftest import PUBLISHED as PUBLISHED_FOLDER
from tests.conftest import REPO

# query → article → how many hits
PUBLISHED: dict[str, dict[str, int]] = {
    "kerem shalom": {"001": 2, "004": 2},
    '"kerem shalom" OR leaflets': {"001": 2, "004": 1},
    "ceasefire": {"000": 1, "001": 8, "002": 8, "003": 5},
    "cease-fire": {"000": 1, "001": 8, "002": 8, "003": 5},
    "U.S.": {"000": 7, "001": 9, "002": 13, "003": 14, "004": 6},
    '"told us"': {},
    "rafa*": {"000": 6, "001": 12, "002": 7, "003": 12, "004": 3},
    "netanyahu -biden": {},
    "netanyahu -ceasefire": {"004": 6},
    '"132 days"': {"000": 1},
    "may": {"002": 2},
    '"stand alone"': {"003": 6},
    '"prime minister benjamin netanyahu"': {"000": 1, "001": 1, "002": 1, "003": 1, "004": 1},
    "hama": {},
    "hamas": {"000": 4, "001": 12, "002": 4, "003": 4},
    "aid -hostages": {"004": 2},
    '"white house" knesset': {"004": 2},
    "date:2024-03-19": {"004": 0},
    "airstrike": {"001": 1},
    '"1 million"': {"003": 1},
    '"New Update"': {},
    "in:003": {"003": 0},
}
OURS: dict[str, dict[str, int]] = {
    "kerem shalom": {"a-team": 2, "short": 2},
    "ceasefire": {"short": 8, "a-delay": 6, "fingern": 4, "a-phone": 2},
    "netanyahu -ceasefire": {"a-team": 7},
    '"132 days"': {"a-phone": 1},
    '"stand alone"': {"fingern": 3},
    '"white house" knesset': {"a-team": 4},
    "title:washington": {"a-team": 0},
    "shipment*": {"fingern": 2},
    "leaflets": {"short": 3},
    "hostages -leaflets -shelling": {"a-delay": 5, "a-phone": 3},
}


FOLDERS = {"published": PUBLISHED_FOLDER, "bundled": REPO / "seeds"}


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Library, Index]]]:
    built = {}
    for name, folder in FOLDERS.items():
        if folder.is_dir():
            library = Library(folder)
            index = Index(library, tmp_path_factory.mktemp(name) / "index")
            index.update()
            built[name] = (library, index)
    yield built
    for _, index in built.values():
        index.close()


@pytest.fixture
def read(indexes: dict[str, tuple[Library, Index]], name: str) -> tuple[Library, Index]:
    if name not in indexes:
        pytest.skip("the published articles are not at hand")
    return indexes[name]


def counted(index: Index, query: str) -> dict[str, int]:
    return {result.path: result.total for result in index.search(query).results}


@pytest.mark.parametrize("name", ["published"])
@pytest.mark.parametrize("query", PUBLISHED)
def test_published_articles_are_found(read: tuple[Library, Index], query: str) -> None:
    found = counted(read[1], query)
    assert {path[:3]: total for path, total in found.items()} == PUBLISHED[query]


@pytest.mark.parametrize("name", ["bundled"])
@pytest.mark.parametrize("query", OURS)
def test_our_own_articles_are_found(read: tuple[Library, Index], query: str) -> None:
    found = counted(read[1], query)
    names = {next(n for n in NAMES if path.startswith(n)): t for path, t in found.items()}
    assert names == OURS[query]


NAMES = ("a-team", "short", "a-delay", "fingern", "a-phone")

# What a plain regular expression counts, where one can say it.
PLAIN = {
    "ceasefire": r"(?i)\bcease-?fires?\b",
    "rafah": r"\bRafah\b",
    "U.S.": r"\bU\.S\.|\bUS\b",
    '"white house"': r"White\sHouse\b",
    "hostages": r"(?i)\bhostages?\b",
    "netanyahu OR biden": r"\bNetanyahu\b|\bBiden\b",
    "may": r"(?i)\bmay\b",
    "israel": r"\bIsrael\b",
    "-hamas israeli": r"(?i)\bIsraelis?\b",
}


@pytest.mark.parametrize("query", PLAIN)
@pytest.mark.parametrize("name", ["bundled", "published"])
def test_hits_are_as_many_as_a_regular_expression_counts(
    read: tuple[Library, Index], query: str
) -> None:
    library, index = read
    bodies = {article.path: article.body for article in library.articles()}
    expected = {
        path: len(re.findall(PLAIN[query], body))
        for path, body in bodies.items()
        if "-hamas" not in query or "hamas" not in body.lower()
    }
    assert counted(index, query) == {path: count for path, count in expected.items() if count}


@pytest.mark.parametrize("name", ["published"])
def test_what_the_page_carried_along_is_not_lit(read: tuple[Library, Index]) -> None:
    library, _ = read
    carried = [a for a in library.articles() if a.boilerplate]
    assert carried
    for article in carried:
        for span in article.boilerplate:
            hits = find_hits(article, parse(" OR ".join(span.of(article.text).split())))
            assert not any(hit.meets(other) for hit in hits for other in article.boilerplate)
