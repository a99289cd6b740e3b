"""How a query is read, and what is said of what was not understood."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.index import Index
from reader.search.query import parse
from tests.search.conftest import Made

PARSED = {
    "kerem shalom": "kerem and shalom",
    '"kerem shalom" OR leaflets': "“kerem shalom” or leaflets",
    "netanyahu -biden": "netanyahu and not biden",
    "israel (rafah OR gaza)": "israel and (rafah or gaza)",
    "israel rafah OR gaza": "israel and (rafah or gaza)",
    "-(a OR b)": "not (a or b)",
    "rafa*": "rafa…",
    '"kerem sha*"': "“kerem sha…”",
    "NOT NOT war": "war",
    "title:(rafah OR gaza)": "title has rafah or title has gaza",
    'source:"new york times"': "source has “new york times”",
    "text:may": "text has may",
    "in:2024/": "path has 2024/",
    "date:2024-02": "dated 2024-02-01 to 2024-02-29",
    "date:2024-02-29": "dated 2024-02-29",
    "after:2024-05-10 before:2024-06": "dated 2024-05-10 or after and dated 2024-05-31 or before",
    "date:2024..": "dated 2024-01-01 or after",
    "1.5 million people": "1.5 million and people",
    "the war": "war",
    "the": "the",
    "http://a.org/war": "http://a.org/war",
    "Israel: a war": "Israel and war",
    "+war +peace": "war and peace",
    "war, peace!": "war and peace",
    '"unclosed talks': "“unclosed talks”",
    "((war": "war",
    "netanyaho~": "netanyaho~",
    '"war peace"~5': "“war peace” with at most 5 words between",
    'title:"war peace"~': "title has “war peace” with at most 5 words between",
    '"war"~3': "“war”",
    "w*r wom?n *ties": "w*r and wom?n and *ties",
    "/colou?r/ -/x.*/": "/colou?r/ and not /x.*/",
    "‘kerem shalom’ 'two words'": "“kerem shalom” and “two words”",
    "'tis the season": "tis and season",
    "entity:biden is:unread": "entity “biden” and not is read",
    "「停战」": "“停战”",
    "war))": "war",
    "war AND peace": "war and peace",
    "war && peace || truce": "war and (peace or truce)",
    'ארה"ב': 'ארה"ב',
}

NOTES = {
    "foo:bar": ["character 1: there is no field “foo”, so it is read as words"],
    "war date:2024-05,2024-06": [
        "character 10: “2024-05,2024-06” is not a date like 2024, 2024-05 or 2024-05-19"
    ],
    '"ze*a crossing"': ["character 4: in a phrase a star counts only at the end of a word"],
    "war date:soon": ["character 10: “soon” is not a date like 2024, 2024-05 or 2024-05-19"],
    "war the": ["character 5: “the” is too common to count outside a phrase"],
    "war or peace": ["character 5: “or” is read as a word; OR between two words asks for either"],
    "war OR": ["character 5: “OR” joins nothing"],
    "OR war": ["character 1: “OR” joins nothing"],
    "war NOT": ["character 5: nothing follows “NOT”"],
    "war title:": ["character 5: nothing follows “title:”"],
    "war ***": ["character 5: “***” has no letter or digit"],
    'war ""': ["character 5: there is nothing in quotes"],
    "w*": ["character 1: “w*” is too short: 2 letters before the star"],
    "war /(/": ["character 5: “/(/” is no regular expression: missing ) at position 1"],
    "/usr/bin": [],
    "war " * 300: ["character 257: only the first 64 words are read"],
    "war": [],
    '"unclosed': [],
    "10:30": [],
    "http://a.org": [],
}


@pytest.mark.parametrize("text", PARSED)
def test_a_query_is_said_in_words(text: str) -> None:
    assert parse(text).parsed == PARSED[text]


@pytest.mark.parametrize("text", NOTES, ids=lambda text: text[:20])
def test_what_is_not_understood_is_said_with_its_place(text: str) -> None:
    assert list(parse(text).notes)[: len(NOTES[text]) or 1] == NOTES[text]


@pytest.mark.parametrize(
    "text", ["war OR", "war -", "title:", "date:20", '"', "war (", "after:", "*"]
)
def test_what_is_still_being_typed_is_not_complained_of(text: str) -> None:
    assert parse(text, live=True).notes == ()


def test_parentheses_deeper_than_any_person_nests_are_left_out() -> None:
    query = parse("(" * 500 + "war" + ")" * 500)
    assert "more than 16 parentheses" in query.notes[0]


def test_a_long_phrase_is_cut(made: Made) -> None:
    query = '"' + "a " * 300 + '"'
    assert "only the first 128 words" in parse(query).notes[0]
    assert made.index.search(query).results == ()


def test_a_long_query_is_cut() -> None:
    assert "only the first 1000 characters" in parse("a" * 5000).notes[-1]


SIGNS = st.text(alphabet="()\"“”'*~-−:|&+ \n\0aרغ中é\u0301\ud800.,/1", max_size=40)


@settings(max_examples=250, derandomize=True, deadline=None)
@given(text=st.one_of(st.text(max_size=60), SIGNS), live=st.booleans())
def test_no_text_at_all_raises_and_every_hit_is_a_wanted_word(
    made: Made, text: str, live: bool
) -> None:
    query = parse(text, live)
    assert query.root is not None or query.parsed == ""
    results = made.index.search(text, live=live)
    for result in results.results:
        for hit in result.hits:
            assert hit.span.length > 0
            assert hit.snippet.start <= hit.span.start < hit.span.end <= hit.snippet.end


@pytest.mark.parametrize(
    "sign", ["(", ")", '"', "-", "*", ":", "a ", "a:", "a-", "-a ", "a*", "中"]
)
def test_a_hundred_thousand_signs_are_read_at_once(made: Made, sign: str) -> None:
    assert isinstance(made.index, Index)
    made.index.search(sign * 100_000, live=True)
