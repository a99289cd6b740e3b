"""The articles this reader was made for."""

from __future__ import annotations

import pytest

from reader.articles.article import Article, Origin, Value, count_words
from reader.articles.library import Library
from reader.text.sentences import sentence_spans


@pytest.fixture
def five(published: Library) -> list[Article]:
    return list(published.articles())


def test_the_published_articles_are_read_without_a_problem(
    published: Library, five: list[Article]
) -> None:
    assert published.problems() == []
    assert [a.path[:3] for a in five] == ["000", "001", "002", "003", "004"]
    assert all(a.notes == () for a in five)
    assert all(200 < a.words < 1400 for a in five)
    assert [len(a.paragraphs) for a in five] == [15, 16, 16, 21, 4]


def test_titles_are_headlines_or_first_words_marked_as_such(five: list[Article]) -> None:
    assert [a.title[:29] for a in five] == [
        "Following a Thursday phone ca",
        "The Biden administration's ex",
        "The planned Israeli attack on",
        "Israel Defies U.S. Warning, V",
        "In an unexpected turn of even",
    ]
    origins = [a.meta.title.origin for a in five if a.meta.title]
    first = Origin.FIRST_WORDS
    assert origins == [first, first, first, Origin.HEADLINE, first]


def test_what_the_published_texts_tell_is_found_and_the_rest_unknown(five: list[Article]) -> None:
    assert [a.meta.date for a in five] == [None] * 4 + [Value("2024-03-19", Origin.LABEL)]
    assert five[3].meta.author == Value("Trim Correspondents", Origin.BYLINE)
    assert [a.meta.author for a in five if a is not five[3]] == [None] * 4
    assert five[1].meta.place == Value("Washington", Origin.DATELINE)
    assert [a.meta.place for a in five if a is not five[1]] == [None] * 4
    assert {a.meta.source for a in five} == {a.meta.url for a in five} == {None}


def test_boilerplate_is_only_what_the_pages_carried_along(five: list[Article]) -> None:
    carried = {a.path[:3]: [s.of(a.text) for s in a.boilerplate] for a in five if a.boilerplate}
    assert carried == {
        "003": ["author-image", "Trim Correspondents", "New Update", "netanyahu", "@Biden Israel"],
        "004": ["date 2024-03-19"],
    }


def test_headings_and_items_are_found(five: list[Article]) -> None:
    assert [len(a.headings) for a in five] == [0, 0, 7, 4, 3]
    assert sum(b.kind == "item" for b in five[3].blocks) == 5
    assert {b.hang for b in five[3].blocks if b.kind == "item"} == {2}


def test_sentences_of_the_published_articles_end_at_stops(five: list[Article]) -> None:
    for article in five:
        for span in sentence_spans(article.text, article.paragraphs):
            words = span.of(article.text)
            assert not words.endswith((" U.S.", "Mr.", "No."))
            assert count_words(words) < 120


def test_our_own_articles_are_read_with_all_their_metadata(bundled: Library) -> None:
    articles = list(bundled.articles())
    assert bundled.problems() == []
    assert [a.path for a in articles] == [
        "a-delay-is-not-a-retreat.md",
        "a-phone-call-and-a-refusal.md",
        "a-team-to-washington.md",
        "fingernails-and-arms-shipments.md",
        "short-of-a-full-assault.md",
    ]
    for article in articles:
        assert article.meta.title is not None
        assert article.meta.title.origin is Origin.FRONT_MATTER
        assert article.meta.language == Value("en", Origin.FRONT_MATTER)
        assert article.meta.date is not None
        assert article.meta.date.text.startswith("2024-0")
        assert article.boilerplate == ()
        assert len(article.headings) >= 4
        assert not set("*_`#") & set(article.text)
    date = articles[0].meta.date
    assert date is not None
    assert date.text == "2024-03"
    assert date.note.startswith("Inferred")
    assert articles[3].meta.author == Value("Trim Correspondents", Origin.FRONT_MATTER)


def test_a_card_shows_what_is_known_and_nothing_else(five: list[Article]) -> None:
    card = five[4].card()
    assert (card.date, card.author, card.source, card.url) == ("2024-03-19", "", "", "")
    assert card.id == five[4].id == five[4].digest[:12]
    assert card.minutes == max(1, round(card.words / 230))


def test_paragraphs_are_counted_from_one(five: list[Article]) -> None:
    article = five[1]
    assert article.paragraph_at(0) == 1
    for number, span in enumerate(article.paragraphs, 1):
        assert article.paragraph_at(span.start) == article.paragraph_at(span.end - 1) == number
    assert article.paragraph_at(len(article.text)) == len(article.paragraphs)
