"""Queries over made-up articles: which articles are found, and what is lit in each."""

from __future__ import annotations

import pytest

from reader.search.results import Results
from tests.search.conftest import IndexOf, Made

HOLDS = ["Ceasefire", "ceasefire"]

# query → article → the texts of its hits, in order
CASES: dict[str, dict[str, list[str]]] = {
    # words, phrases, operators
    "kerem shalom": {"aid": ["Kerem", "Shalom"], "talks": ["Kerem", "Shalom"]},
    '"kerem shalom"': {"aid": ["Kerem Shalom"], "talks": ["Kerem Shalom"]},
    "“kerem shalom”": {"aid": ["Kerem Shalom"], "talks": ["Kerem Shalom"]},
    '"KEREM SHALOM" OR leaflets': {"aid": ["Kerem Shalom", "Leaflets"], "talks": ["Kerem Shalom"]},
    '"kerem shalom" "3,000"': {"talks": ["Kerem Shalom", "3,000"]},
    "rafah OR hama": {"aid": ["Rafah"], "economy": ["Hama"]},
    "rafah | hama": {"aid": ["Rafah"], "economy": ["Hama"]},
    "(rafah OR hama) -aid": {"economy": ["Hama"]},
    "talks cairo OR kerem": {"asia": ["talks", "Cairo"], "talks": ["talks", "Kerem"]},
    "talks -war": {"asia": ["talks"]},
    "talks NOT war": {"asia": ["talks"]},
    "talks −war": {"asia": ["talks"]},
    "Netanyahu -biden": {"un": ["Netanyahu’s"]},
    "-talks": {"aid": [], "truce": [], "un": [], "غزة": []},
    "NOT (talks OR aid)": {"truce": [], "غزة": []},
    'emergency -"state of emergency"': {"economy": ["Emergency"]},
    '"state emergency"': {},
    '"shalom they"': {"talks": ["Shalom. They"]},
    '"resume the"': {},
    "talks.": {"asia": ["talks"], "economy": ["talks"], "talks": ["talks"]},
    # words that stock analysers drop or break
    "may": {"truce": ["May"], "un": ["may", "May"]},
    '"19 may"': {"truce": ["19 May"]},
    '"to be or not to be"': {"talks": ["To be or not to be"]},
    '"end of the war"': {"talks": ["end of the war"]},
    '"war end"': {"talks": ["war’s end"]},
    "hamas": {"talks": ["Hamas"]},
    "hama": {"economy": ["Hama"]},
    "new": {"un": ["new"]},
    "news": {"un": ["News"]},
    "gate": {},
    "gates": {"un": ["Gates"]},
    "wales": {"un": ["Wales"]},
    "reuters": {"un": ["Reuters"]},
    # possessives, plurals, accents, apostrophes
    "israel": {"talks": ["Israel’s"], "truce": ["Israel's"]},
    "Israels": {"talks": ["Israel’s"], "truce": ["Israel's"]},
    "Israel`s": {"talks": ["Israel’s"], "truce": ["Israel's"]},
    "hostage": {"talks": ["hostages"]},
    '"hostages families"': {"talks": ["hostages’ families"]},
    "policy": {"aid": ["Policies", "policy"]},
    "policies": {"aid": ["Policies", "policy"]},
    "woman child": {"aid": ["women", "children"]},
    "cafe": {"aid": ["café"], "truce": ["café"]},
    "CAFE\u0301": {"aid": ["café"], "truce": ["café"]},
    "dokovic": {"economy": ["Đoković"]},
    "Đoković dusseldorf": {"economy": ["Đoković", "Düsseldorf"]},
    "etat": {"un": ["État"]},
    "l'état": {"un": ["l’État"]},
    '"benjamin netanyahu"': {"truce": ["Benjamin\xa0Netanyahu"]},
    # hyphens and none
    "ceasefire": {"aid": ["cease fire"], "talks": ["cease-fire"], "truce": HOLDS},
    "cease-fire": {"aid": ["cease fire"], "talks": ["cease-fire"], "truce": HOLDS},
    "cease‑fire": {"aid": ["cease fire"], "talks": ["cease-fire"], "truce": HOLDS},
    "cease\u00adfire": {"aid": ["cease fire"], "talks": ["cease-fire"], "truce": HOLDS},
    "cease fire": {"aid": ["cease", "fire"], "talks": ["cease-fire"], "truce": HOLDS},
    '"cease fire"': {"aid": ["cease fire"], "talks": ["cease-fire"], "truce": HOLDS},
    '"ceasefire talks"': {"talks": ["cease-fire talks"]},
    '"cease fire holds"': {"truce": ["Ceasefire holds", "ceasefire holds"]},
    "airstrike": {"un": ["airstrikes", "air-strike", "air strikes"]},
    '"an airstrike and"': {"un": ["an air-strike, and"]},
    "cooperation": {"economy": ["co-operation"]},
    '"the cooperation of the"': {"economy": ["The co-operation of the"]},
    '"says email from"': {"un": ["says e-mail from"]},
    "postwar": {"economy": ["post-war"]},
    "anti-aircraft": {"economy": ["antiaircraft"]},
    "well known": {"economy": ["well-known"]},
    # acronyms, numbers, names with signs
    "U.S.": {"economy": ["US"], "talks": ["U.S."]},
    "US": {"economy": ["US"], "talks": ["U.S."]},
    "u.s.": {"economy": ["US"], "talks": ["U.S."]},
    "us": {"economy": ["US"], "talks": ["U.S.", "us"]},
    '"told us that"': {"talks": ["told us that"]},
    '"told US that"': {},
    "U.N.": {"un": ["U.N."]},
    "un": {"un": ["U.N."]},
    "AIDS": {"un": ["AIDS"]},
    "aids": {"aid": ["Aid"], "un": ["AIDS", "aids"]},
    "3000": {"talks": ["3,000"]},
    "3,000": {"talks": ["3,000"]},
    "3\u202f000": {"talks": ["3,000"]},
    "3 000": {"talks": ["3,000"]},
    "1.5 million": {"aid": ["1.5 million", "1,500,000"]},
    "1500000": {"aid": ["1.5 million", "1,500,000"]},
    "10:30": {"economy": ["10:30"]},
    "covid": {"aid": ["COVID"]},
    "covid19": {"aid": ["COVID-19"]},
    "F-16": {"aid": ["F-16s"]},
    "f16": {"aid": ["F-16s"]},
    "AT&T": {"aid": ["AT&T"]},
    "att": {"aid": ["AT&T"]},
    # prefixes
    "rafa*": {"aid": ["Rafah"]},
    "net*": {"truce": ["Netanyahu"], "un": ["Netanyahu’s"]},
    "polici*": {"aid": ["Policies", "policy"]},
    '"end of an e*"': {"economy": ["end of an era"]},
    "ceasef*": {"talks": ["cease-fire"], "truce": HOLDS},
    # fields
    "title:talks": {"talks": []},
    'title:"cease-fire"': {"talks": [], "truce": []},
    "title: rafah": {"aid": []},
    "text:rafah": {"aid": ["Rafah"]},
    "source:wire": {"aid": []},
    "source:ledger talks": {"talks": ["talks"]},
    'author:"o\'neill"': {"talks": []},
    "author:ormesson": {"un": []},
    "date:2024-05": {"aid": [], "talks": []},
    "date:2024-05-07": {"talks": []},
    'date:"7 May 2024"': {"talks": []},
    "date:2022": {"un": []},
    "date:2022..2023": {"un": []},
    "date:..2023 aids": {"un": ["AIDS", "aids"]},
    "after:2024": {"aid": [], "talks": []},
    "after:2024-05-02": {"talks": []},
    "before:2024": {"un": []},
    "-date:2024 truce OR ceasefire": {"truce": HOLDS},
    "in:2023": {"asia": [], "economy": [], "غزة": []},
    "in:2024/T": {"talks": [], "truce": []},
    "foo:rafah": {},
    # Arabic and Chinese
    "غزة": {"غزة": ["غزّة"]},
    "هدنة": {"غزة": ["والهدنة"]},
    "الهدنة": {"غزة": ["والهدنة"]},
    "رفح": {"غزة": ["رَفَح"]},
    "谈判": {"asia": ["谈判"]},
    "停战谈判": {"asia": ["停战谈判"]},
    "判": {"asia": ["判"]},
    '"中国外交部 said"': {"asia": ["中国外交部 said"]},
    # nothing asked for
    "": {},
    "*": {},
    "( ) OR -": {},
}

LIVE = {
    '"kerem sh': {"aid": ["Kerem Shalom"], "talks": ["Kerem Shalom"]},
    "cease-f": CASES["ceasefire"],
    "hosta": {"talks": ["hostages"]},
    "kerem s": {"aid": ["Kerem"], "talks": ["Kerem"]},
    "polici": {"aid": ["Policies", "policy"]},
    "rafah OR": {"aid": ["Rafah"]},
    "talks -wa": {"asia": ["talks"], "economy": ["talks"], "talks": ["talks"]},
}


def found(made: Made, results: Results) -> dict[str, list[str]]:
    """What was found, as the cases say it."""
    texts = {article.path: article.text for article in made.articles}
    return {
        result.path.split("/")[-1].split(".")[0]: [
            hit.span.of(texts[result.path]) for hit in result.hits
        ]
        for result in results.results
    }


@pytest.mark.parametrize("query", CASES)
def test_a_query_finds_these_articles_and_lights_these_words(made: Made, query: str) -> None:
    assert found(made, made.index.search(query)) == CASES[query]


@pytest.mark.parametrize("query", LIVE)
def test_a_query_that_is_being_typed_finds_what_it_may_become(made: Made, query: str) -> None:
    assert found(made, made.index.search(query, live=True)) == LIVE[query]


def test_counts_are_of_all_articles_and_of_the_hits_given(made: Made) -> None:
    results = made.index.search("the", limit=2, hits_each=3)
    assert results.articles == 6
    assert len(results.results) == 2
    assert results.hits == sum(len(result.hits) for result in results.results) == 6
    assert all(result.total > 3 for result in results.results)


def test_a_title_counts_for_more_than_the_text(made: Made) -> None:
    assert made.index.search("rafah OR hostages").results[0].title == "Aid through Rafah"


def test_words_that_stand_together_count_for_more(index_of: IndexOf) -> None:
    apart = "The kerem of the many and the shalom of the few were far apart, it was said that day."
    index = index_of(
        {"a.txt": apart, "b.txt": apart.replace("shalom", "many").replace("far", "kerem shalom")}
    )
    assert [r.path for r in index.search("kerem shalom").results] == ["b.txt", "a.txt"]


def test_results_are_sorted_by_date_newest_first_and_undated_last(made: Made) -> None:
    paths = [r.path for r in made.index.search("the OR رفح", sort="date").results]
    assert paths[:3] == ["2024/talks.md", "2024/aid.md", "2022/un.md"]
    assert len(paths) == 7


def test_results_are_sorted_by_title_without_its_case_and_quotes(index_of: IndexOf) -> None:
    index = index_of(
        {f"{n}.md": f"---\ntitle: {t}\n---\nwar" for n, t in enumerate(["‘Éclair’", "dune", "Fog"])}
    )
    assert [r.title for r in index.search("war", sort="title").results] == [
        "dune",
        "‘Éclair’",
        "Fog",
    ]


def test_an_unknown_order_is_a_mistake_of_the_caller(made: Made) -> None:
    with pytest.raises(ValueError, match="size"):
        made.index.search("war", sort="size")
