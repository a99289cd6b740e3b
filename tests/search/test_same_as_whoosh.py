"""What Whoosh finds is what our own matching finds, article by article, for any query."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.article import Article
from reader.search.days import days_of
from reader.search.hits import Terms, find_hits
from reader.search.outside import Answers
from reader.search.query import parse
from reader.search.schema import title_of
from reader.search.searchers import Searchers
from reader.search.snapshot import open_snapshot
from reader.search.tabled import Tabled
from reader.search.tree import All, AnyOf, Dated, Elsewhere, InPath, Near, Node, Not, Wanted
from reader.search.whooshed import Whooshed
from reader.search.words import tokens
from tests.search.conftest import Made
from tests.search.library import ARTICLES


def wants(node: Node, article: Article) -> bool:
    """Whether a query wants an article, decided without an index."""
    match node:
        case Wanted(pattern, fields):
            return any(any(Terms(t).spans(pattern)) for t in (texts(article)[f] for f in fields))
        case Dated(first, last):
            days = days_of(article.meta.date.text) if article.meta.date else None
            return days is not None and first <= days[0] and days[1] <= last
        case Elsewhere() | Near():
            return False
        case InPath(part):
            return part in article.path.lower()
        case Not(part):
            return not wants(part, article)
        case All(parts):
            return all(wants(part, article) for part in parts)
        case AnyOf(parts):
            return any(wants(part, article) for part in parts)


def texts(article: Article) -> dict[str, str]:
    meta = article.meta
    return {
        "body": article.body,
        "title": title_of(article),
        "source": meta.source.text if meta.source else "",
        "author": meta.author.text if meta.author else "",
    }


WORDS = sorted(
    {text[t.start : t.end] for text in ARTICLES.values() for t in tokens(text)}
    | {
        "cease",
        "fire",
        "u.s.",
        "us",
        "US",
        "war",
        "Israels",
        "cooperation",
        "post",
        "anti-aircraft",
    }
)
JOINTS = [
    " ",
    " ",
    " ",
    " OR ",
    " -",
    "-",
    " NOT ",
    ' "',
    '" ',
    " (",
    ") ",
    "* ",
    " AND ",
    "’s ",
    "~",
]
DATES = ["2024", "2024-05", "2024-05-07", "2022", "2023..2024", "..2022", "2024-06", "none"]
FIELDS = [
    "",
    "",
    "",
    "title:",
    "source:",
    "author:",
    "text:",
    "in:2024 ",
    "date:2024 ",
    "after:2023-05 ",
]

queries = st.lists(
    st.tuples(st.sampled_from(FIELDS), st.sampled_from(WORDS), st.sampled_from(JOINTS)),
    min_size=1,
    max_size=6,
).map(lambda found: "".join(part for each in found for part in each))

phrases = st.sampled_from(sorted(ARTICLES)).flatmap(
    lambda path: st.tuples(
        st.integers(0, max(0, len(ARTICLES[path].split()) - 1)), st.integers(1, 6)
    ).map(lambda cut: '"' + " ".join(ARTICLES[path].split()[cut[0] : sum(cut)]) + '"')
)
solid = phrases.map(lambda text: text.replace("-", ""))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(text=st.one_of(queries, phrases, solid, phrases.map(str.swapcase)), live=st.booleans())
def test_the_index_finds_the_articles_that_match_and_no_others(
    made: Made, text: str, live: bool
) -> None:
    index, articles = made.index, made.articles
    query = parse(text, live)
    expected = {a.path for a in articles if query.root and wants(query.root, a)}
    assert {r.path for r in index.search(text, live=live).results} == expected


@settings(max_examples=150, derandomize=True, deadline=None)
@given(text=st.one_of(queries, phrases), live=st.booleans())
def test_a_result_without_hits_matches_by_metadata_alone(made: Made, text: str, live: bool) -> None:
    index, articles = made.index, made.articles
    by_path = {article.path: article for article in articles}
    for result in index.search(text, live=live, hits_each=1000).results:
        article = by_path[result.path]
        assert [hit.span for hit in result.hits] == find_hits(article, parse(text, live))


@pytest.fixture(scope="module")
def engines(made: Made) -> Iterator[tuple[Tabled, Whooshed]]:
    store = made.index._store()
    with Searchers(store).lend() as searcher:
        yield Tabled(open_snapshot(store, store.segments(), None)), Whooshed(searcher)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(text=st.one_of(queries, phrases, solid), live=st.booleans())
def test_the_tables_find_what_whoosh_finds_and_score_as_it_does(
    engines: tuple[Tabled, Whooshed], text: str, live: bool
) -> None:
    query = parse(text, live)
    if query.root is None:
        return
    answers = Answers(query.root, ())
    tabled, whooshed = engines
    theirs, total = whooshed.found(query.root, answers, 100, "score", live=live)
    ours, count = tabled.found(query.root, answers, 100, "score", live=live)
    assert count == total
    scores = {each.path: each.score for each in ours}
    assert scores.keys() == {each.path for each in theirs}
    if not live and "*" not in text:
        assert scores == pytest.approx({each.path: each.score for each in theirs})
