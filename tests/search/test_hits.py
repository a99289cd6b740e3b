"""Hits are exact spans in the text, and never in boilerplate."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.article import Article, Metadata
from reader.articles.library import Library
from reader.search.hits import SNIPPET, find_hits, hit_at, terms_of
from reader.search.query import parse
from reader.search.words import tokens
from reader.text.blocks import blocks
from reader.text.spans import Span
from tests.search.library import ARTICLES


def article(text: str, *boilerplate: Span) -> Article:
    return Article("a.txt", text, blocks(text), Metadata(), boilerplate)


def lit(text: str, query: str, *boilerplate: Span) -> list[str]:
    return [span.of(text) for span in find_hits(article(text, *boilerplate), parse(query))]


@pytest.mark.parametrize(
    "text",
    ["kerem shalom", "Kerem\nShalom", "Kerem\xa0Shalom", "kerem  \n  shalom", "Kerem-Shalom",
     "kerem, shalom", "“Kerem” Shalom", "Kerem—Shalom", "kerem\u202fshalom", "KEREM SHALOM’s"],
)  # fmt: skip
def test_a_phrase_over_a_line_end_or_any_blank_is_one_span(text: str) -> None:
    hits = find_hits(article(f"At {text} they met."), parse('"kerem shalom"'))
    assert len(hits) == 1
    assert hits[0].start <= 4
    assert hits[0].end >= 3 + len(text.rstrip("”"))


def test_a_phrase_does_not_run_over_a_blank_line() -> None:
    assert lit("Kerem\n\nShalom", '"kerem shalom"') == []


def test_a_word_broken_at_a_line_end_is_one_word() -> None:
    assert lit("the negoti-\nations went on", "negotiations") == ["negoti-\nations"]


def test_what_is_excluded_is_not_lit() -> None:
    assert lit("war and peace", "war -peace") == ["war"]


def test_a_longer_hit_covers_a_shorter_one() -> None:
    assert lit("the cease-fire talks", '"cease-fire talks" OR fire OR talks') == [
        "cease-fire talks"
    ]


def test_repeated_words_of_a_phrase_are_found_wherever_they_begin() -> None:
    assert lit("war war war peace", '"war war peace"') == ["war war peace"]


def test_words_that_are_one_or_two_a_hundred_times_over_are_found_at_once() -> None:
    words = " ".join(["cease-fire"] * 60)
    assert lit(f"a {words} b", f'"{words}"') == [words]


def test_boilerplate_is_not_lit_nor_spanned_by_a_phrase() -> None:
    text = "Share war now. They share war."
    assert lit(text, "share", Span(0, 5)) == ["share"]
    assert lit(text, '"war now they"', Span(10, 13)) == []
    assert lit("war Share peace", '"war peace"', Span(4, 9)) == []


def test_hits_stand_in_the_order_of_the_text() -> None:
    hits = find_hits(article("b a b a"), parse("(a OR b) OR zz"))
    assert hits == sorted(hits)
    assert len(hits) == 4


def test_a_hit_knows_its_paragraph_and_its_sentence() -> None:
    text = "First one here. Second.\n\nThe U.S. said no. The war goes on. It ends."
    hit = hit_at(article(text), find_hits(article(text), parse("war"))[0])
    assert (hit.paragraph, hit.snippet.of(text)) == (2, "The war goes on.")


def test_a_phrase_over_two_sentences_has_both_as_its_snippet() -> None:
    text = "It began the war. Peace came late. Then nothing."
    hit = hit_at(article(text), find_hits(article(text), parse('"war peace"'))[0])
    assert hit.snippet.of(text) == "It began the war. Peace came late."


def test_a_long_sentence_is_cut_between_words_around_the_hit() -> None:
    text = "word " * 300 + "war " + "word " * 300
    hit = hit_at(article(text), find_hits(article(text), parse("war"))[0])
    snippet = hit.snippet.of(text)
    assert len(snippet) <= SNIPPET
    assert " war " in snippet
    assert set(snippet.split()) == {"word", "war"}


def test_a_snippet_does_not_begin_with_boilerplate() -> None:
    text = "date 2024-03-19 The war goes on."
    found = article(text, Span(0, 15))
    assert hit_at(found, find_hits(found, parse("war"))[0]).snippet.of(text) == "The war goes on."


def test_a_sign_asked_for_alone_is_lit_alone() -> None:
    assert lit("中国外交部", "国") == ["国"]


def test_prefixes_light_the_whole_word() -> None:
    assert lit("Rafah’s border, Rafat", "rafa*") == ["Rafah’s", "Rafat"]


WORDS = sorted({t for text in ARTICLES.values() for t in text.split()})
EXCERPTS = st.sampled_from(sorted(ARTICLES)).map(ARTICLES.__getitem__)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    text=EXCERPTS, words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), data=st.data()
)
def test_the_text_of_each_span_is_what_is_wanted(
    text: str, words: list[str], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(text)))
    found = article(text, Span(cut, min(len(text), cut + 12)))
    query = parse(" OR ".join(f'"{word}"' if n % 2 else word for n, word in enumerate(words)))
    hits = find_hits(found, query)
    for before, after in pairwise(hits):
        assert before.end <= after.start
    for span in hits:
        assert not any(span.meets(carried) for carried in found.boilerplate)
        alone = terms_of(span.of(text))
        assert any(Span(0, span.length) in alone.spans(p) for p in query.patterns)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(text=EXCERPTS, data=st.data())
def test_every_word_of_a_text_finds_itself(text: str, data: st.DataObject) -> None:
    token = data.draw(st.sampled_from(list(tokens(text))))
    word = text[token.start : token.end]
    hits = find_hits(article(text), parse('"' + word.replace('"', "") + '"'))
    assert any(hit.start <= token.start and hit.end >= token.end for hit in hits)


def test_the_article_of_a_library_gives_the_hits_of_its_text(
    make_library: Callable[..., Library],
) -> None:
    library = make_library({"a.md": "# War\n\nThe *war*\ngoes on.\n"})
    found = library.article("a.md")
    assert [s.of(found.text) for s in find_hits(found, parse("war"))] == ["War", "war"]
