"""The analyser: which terms a text gives, at which places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.folding import fold, stem
from reader.search.words import GAP, tokens


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


SAME = [
    ("policy", "policies"), ("church", "churches"), ("hero", "heroes"), ("movie", "movies"),
    ("headache", "headaches"), ("class", "classes"), ("tax", "taxes"), ("shoe", "shoes"),
    ("gunman", "gunmen"), ("Israeli", "Israelis"), ("militia", "militias"), ("crisis", "crises"),
    ("Houthi", "Houthis"), ("veto", "vetoes"), ("lie", "lies"), ("bus", "buses"),
    ("visa", "visas"), ("strike", "strikes"), ("Netanyahu", "Netanyahus"), ("Hindu", "Hindus"),
    ("Obama", "Obamas"), ("Trudeau", "Trudeaus"), ("bureau", "bureaus"),
]  # fmt: skip
OTHER = [
    ("hama", "hamas"), ("new", "news"), ("abba", "abbas"), ("texa", "texas"), ("pari", "paris"),
    ("viru", "virus"), ("wale", "wales"), ("jame", "james"), ("time", "times"), ("mar", "mars"),
    ("gate", "gates"), ("adam", "adams"), ("thi", "this"), ("1990", "1990s"),
    ("aarhu", "aarhus"), ("vilniu", "vilnius"), ("jesu", "jesus"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "many"), SAME)
def test_a_plural_is_its_singular(one: str, many: str) -> None:
    assert terms(one) == terms(many)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_a_name_or_word_that_only_looks_like_a_plural_stays_whole(one: str, other: str) -> None:
    assert terms(one) != terms(other)


FOLDED = {
    "Café": "cafe", "STRASSE": "strasse", "Straße": "strasse", "ﬁn": "fin", "İzmir": "izmir",
    "Đoković": "dokovic", "ＡＢＣ": "abc", "Ørsted": "orsted", "œuvre": "oeuvre", "رَفَح": "رفح",
    "غزّة": "غزه", "إسرائيل": "اسراييل", "שָׁלוֹם": "שלום", "don’t": "dont", "co\u00adop": "coop",
    "٣٤": "34", "が": "が", "हिन्दी": "हिन्दी", "서울": "서울", "Ёлка": "елка",
}  # fmt: skip


@pytest.mark.parametrize("word", FOLDED)
def test_case_accents_and_width_do_not_tell_words_apart(word: str) -> None:
    assert fold(word) == FOLDED[word]


TERMS = {
    "U.S. and US, us": ["u.s", "and", "u.s", "us"],
    "the U.S.-led pro-U.S. U.S.'s": ["the", "u.s", "usled", "led", "pro", "prous", "u.s", "u.s"],
    "J. Edgar of the U.N.": ["j", "edgar", "of", "the", "u.n"],
    "3,000 12,34,567 1,2 1.5": ["3000", "1234567", "1", "2", "1.5"],
    "19.03.2024 2024-03-19": ["19", "03", "2024", "2024", "03", "19"],
    "$2.5bn": ["2.5bn", "2500000000"],
    "1.5 million": ["1.5", "million", "1500000"],
    "AT&T don’t O'Brien’s": ["att", "dont", "o", "obrien", "brien"],
    "well-known state-of-the-art": [
        "well", "wellknown", "known", "state", "stateoftheart", "of", "the", "art",
    ],
    "a-b-c-d-e": ["a", "b", "c", "d", "e"],
    "negoti-\nations": ["negoti", "negotiation", "ation"],
    "Gaza—Rafah 2023–24": ["gaza", "rafah", "2023", "24"],
    "foo_bar @Biden #Gaza": ["foo", "bar", "biden", "gaza"],
    "中国人": ["中国", "国人", "人"],
    "서울은": ["서울", "울은", "은"],
    "—…“”!": [],
}  # fmt: skip


@pytest.mark.parametrize("text", TERMS)
def test_a_text_gives_these_terms(text: str) -> None:
    assert terms(text) == TERMS[text]


def test_no_phrase_runs_from_one_paragraph_into_the_next() -> None:
    first, second = tokens("war.\n\npeace")
    assert second.at - first.at > GAP
    assert [token.at for token in tokens("war\npeace")] == [0, 1]


TEXTS = st.one_of(
    st.text(max_size=200), st.text(alphabet="aZé'’.-, \n&19،中غ\u0301\u00adss", max_size=80)
)


@settings(max_examples=250, derandomize=True, deadline=None)
@given(text=TEXTS)
def test_a_term_stands_where_its_letters_do(text: str) -> None:
    at = 0
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.term
        assert not token.term.startswith("-")
        assert token.width >= 1
        if token.width == 1:
            assert token.at >= at - 1
            at = max(at, token.at)


@settings(max_examples=250, derandomize=True, deadline=None)
@given(word=st.text(max_size=30))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)
    stem(fold(word))
