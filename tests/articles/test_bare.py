"""What bare texts tell about themselves, as scrapers leave them.  The texts are made up."""

from __future__ import annotations

import textwrap
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.article import Article, Origin, Value
from reader.articles.compose import compose
from reader.articles.formats.draft import Draft
from reader.articles.formats.plain import PlainFormat
from reader.text.blocks import BlockKind
from reader.text.canonical import canonical
from tests.text.strategies import cases, texts

LEAD = (
    "Trucks with flour stood at the Kerem Shalom crossing on Monday, and nobody could say when "
    "they would be let through. Officials in Cairo spoke of days."
)
MORE = "A driver who had waited since dawn said that he would wait until evening and then go home."


def read(text: str, path: str = "article.txt") -> Article:
    (draft,) = PlainFormat().read(text.encode())
    return compose(draft, path)


def told(article: Article) -> dict[str, str]:
    """The metadata that is known, as text."""
    values = {f.name: getattr(article.meta, f.name) for f in fields(article.meta)}
    return {name: value.text for name, value in values.items() if value}


def carried(article: Article) -> list[str]:
    return [span.of(article.text) for span in article.boilerplate]


@pytest.mark.parametrize(
    "headline",
    [
        "Aid waits at the crossing",
        "Aid Waits at the Crossing",
        "AID WAITS AT THE CROSSING",
        "Will the crossing open again?",
        "Israel vows to ‘stand alone’ in Rafah",
        'Netanyahu says Israel will "stand alone"',
        "“We will stand alone”: Netanyahu answers",
        "U.S. warns Israel: no bombs for Rafah",
        "12 trucks wait at the crossing",
        "以色列总理称可以单独作战",
        "إسرائيل ستقف وحدها إذا لزم الأمر",
    ],
)
def test_a_line_that_stands_alone_above_prose_is_the_headline(headline: str) -> None:
    article = read(f"{headline}\n\n{LEAD}\n\n{MORE}\n")
    assert article.meta.title == Value(headline, Origin.HEADLINE)
    assert (article.blocks[0].kind, article.blocks[0].level) == (BlockKind.HEADING, 1)
    assert carried(article) == []


@pytest.mark.parametrize(
    "first",
    [
        "Aid waits at the crossing.",
        "“We will not wait any longer,” he said.",
        '"We will stand alone."',
        "Those who were there:",
        "Aid waits",
        " ".join(["word"] * 30),
        "RAFAH—Aid waits at the crossing",
    ],
)
def test_what_is_a_sentence_too_short_or_too_long_is_no_headline(first: str) -> None:
    article = read(f"{first}\n\n{LEAD}\n\n{MORE}\n")
    assert article.meta.title is not None
    assert article.meta.title.origin is Origin.FIRST_WORDS
    assert article.blocks[0].level != 1


def test_without_a_headline_the_first_words_are_a_label_marked_as_such() -> None:
    article = read(f"{LEAD}\n\n{MORE}\n")
    title = article.meta.title
    assert title == Value(
        "Trucks with flour stood at the Kerem Shalom crossing on…", Origin.FIRST_WORDS
    )
    assert len(title.text) <= 61


def test_a_kicker_above_the_headline_is_not_the_title() -> None:
    article = read(f"World news\n\nAid waits at the crossing\n\n{LEAD}\n\n{MORE}\n")
    assert told(article)["title"] == "Aid waits at the crossing"
    assert carried(article) == []


def test_a_hard_wrapped_headline_is_one_line() -> None:
    head = (
        "Aid waits at the crossing for a third day while officials in Cairo speak of further talks"
    )
    body = "\n\n".join(textwrap.fill(p, 60) for p in (head, LEAD, MORE))
    assert told(read(body))["title"] == head


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY JANE DOE", "JANE DOE"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("By Jane Doe, John Roe and Ali al-Masri", "Jane Doe, John Roe and Ali al-Masri"),
        ("By Jane Doe, Reuters", "Jane Doe"),
        ("By Jane Doe | The Daily Paper", "Jane Doe"),
        ("By Jane Doe in Jerusalem", "Jane Doe"),
        ("By J. K. van der Berg", "J. K. van der Berg"),
        ("By Seán O’Brien-Smith", "Seán O’Brien-Smith"),
        ("By AFP", "AFP"),
        ("By The Associated Press", "The Associated Press"),
        ("Written by Jane Doe", "Jane Doe"),
        ("Author: Jane Doe", "Jane Doe"),
        ("by: Jane Doe", "Jane Doe"),
    ],
)
def test_a_byline_names_the_author_and_is_not_of_the_body(line: str, author: str) -> None:
    article = read(f"Aid waits at the crossing\n\n{line}\n\n{LEAD}\n\n{MORE}\n")
    assert told(article)["author"] == author
    assert told(article)["title"] == "Aid waits at the crossing"
    assert carried(article) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the trucks had gone.",
        "By land and by sea, aid reaches Gaza",
        "By Land and Sea, Aid Reaches Gaza",
        "By Jane Doe, who was there when it began.",
        "By the time they came it was late",
    ],
)
def test_prose_that_begins_with_by_stays(line: str) -> None:
    article = read(f"Aid waits at the crossing\n\n{line}\n\n{LEAD}\n\n{MORE}\n")
    assert "author" not in told(article)
    assert carried(article) == []


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Date: March 3, 2024", "2024-03-03"),
        ("Published: 3 March 2024", "2024-03-03"),
        ("Published on: 2024-03-03", "2024-03-03"),
        ("Published 12:30 GMT, 3 March 2024", "2024-03-03"),
        ("Published March 3, 2024 at 10:30 a.m. ET", "2024-03-03"),
        ("Posted on Sunday, March 3, 2024 | 10:30 PM", "2024-03-03"),
        ("March 3, 2024", "2024-03-03"),
        ("Sunday 3 March 2024 12.30 GMT", "2024-03-03"),
        ("2024-03-03 12:30:00 +0200", "2024-03-03"),
        ("3 Mar 2024 - 12:30", "2024-03-03"),
        ("Last updated: March 3, 2024", "2024-03-03"),
        ("Published 12:30 GMT", None),
        ("Updated 2 hours ago", None),
    ],
)
def test_a_line_that_is_a_date_is_read_and_not_of_the_body(line: str, date: str | None) -> None:
    article = read(f"Aid waits at the crossing\n\n{line}\n\n{LEAD}\n\n{MORE}\n")
    assert told(article).get("date") == date
    assert carried(article) == [line]
    assert told(article)["title"] == "Aid waits at the crossing"


@pytest.mark.parametrize(
    "line",
    [
        "March 3 was the day on which it all began",
        "In March 2024 the talks went on",
        "Date palms in Gaza: a harvest lost",
        "Published figures show a rise of 12 percent",
        "Updated figures of 2024 show a rise",
        "Source close to the talks says no",
        "2024",
        "12:30",
    ],
)
def test_prose_with_a_date_or_a_label_word_stays(line: str) -> None:
    article = read(f"Aid waits at the crossing\n\n{line}\n\n{LEAD}\n\n{MORE}\n")
    assert "date" not in told(article)
    assert carried(article) == []


def test_the_day_of_publication_wins_over_the_day_of_change() -> None:
    dates = "Updated: March 5, 2024\nPublished: March 3, 2024"
    text = f"Aid waits at the crossing\n{dates}\n\n{LEAD}\n{MORE}"
    assert told(read(text))["date"] == "2024-03-03"


def test_label_lines_are_read_in_any_case() -> None:
    text = (
        "TITLE: Aid waits\nAuthor: Jane Doe\nsource: The Daily Paper\nDate: 3 March 2024\n"
        f"URL: https://example.org/a\nLanguage: en\n\n{LEAD}\n\n{MORE}\n"
    )
    article = read(text)
    assert told(article) == {
        "title": "Aid waits",
        "author": "Jane Doe",
        "source": "The Daily Paper",
        "date": "2024-03-03",
        "url": "https://example.org/a",
        "language": "en",
    }
    assert article.meta.title is not None
    assert article.meta.title.origin is Origin.LABEL
    assert article.body.split() == f"{LEAD} {MORE}".split()


def test_a_date_that_runs_into_the_first_sentence_is_taken_off_the_label() -> None:
    article = read(f" date 2024-03-19 {LEAD}\n\n{MORE}\n")
    assert article.meta.date == Value("2024-03-19", Origin.LABEL)
    assert carried(article) == ["date 2024-03-19"]
    assert told(article)["title"].startswith("Trucks with flour")
    assert article.body.split() == f"{LEAD} {MORE}".split()


@pytest.mark.parametrize(
    ("dateline", "place", "source", "date"),
    [
        ("RAFAH—", "Rafah", None, None),
        ("WASHINGTON — ", "Washington", None, None),
        ("GAZA CITY, Gaza Strip (AP) — ", "Gaza City, Gaza Strip", "AP", None),
        ("JERUSALEM (Reuters) - ", "Jerusalem", "Reuters", None),
        ("CAIRO/JERUSALEM, May 6 (Reuters) - ", "Cairo/Jerusalem", "Reuters", None),
        (
            "RAFAH, Gaza Strip, May 7, 2024 (Reuters) - ",
            "Rafah, Gaza Strip",
            "Reuters",
            "2024-05-07",
        ),
        ("UNITED NATIONS (AP) — ", "United Nations", "AP", None),
        ("Jerusalem (CNN) — ", "Jerusalem", "CNN", None),
        ("Tel Aviv, Israel (CNN) -- ", "Tel Aviv, Israel", "CNN", None),
        ("TEL AVIV -- ", "Tel Aviv", None, None),
        ("WASHINGTON, D.C. – ", "Washington, D.C.", None, None),
    ],
)
def test_a_dateline_tells_place_agency_and_date(
    dateline: str, place: str, source: str | None, date: str | None
) -> None:
    article = read(f"Aid waits at the crossing\n\n{dateline}{LEAD}\n\n{MORE}\n")
    assert article.meta.place == Value(place, Origin.DATELINE)
    assert told(article).get("source") == source
    assert told(article).get("date") == date
    bare = read(f"{dateline}{LEAD}\n\n{MORE}\n")
    assert told(bare)["title"].startswith("Trucks with flour")


@pytest.mark.parametrize(
    "lead",
    [
        "BREAKING — ",
        "LIVE - ",
        "EXCLUSIVE: ",
        "U.S. – ",
        "UN — ",
        "Trucks — ",
        "A — ",
        "The Daily (Paper) said ",
    ],
)
def test_what_only_looks_like_a_dateline_tells_no_place(lead: str) -> None:
    article = read(f"Aid waits at the crossing\n\n{lead}{LEAD}\n\n{MORE}\n")
    assert "place" not in told(article)


def test_what_a_page_carried_along_is_named_and_nothing_beside_it() -> None:
    text = (
        f"Aid waits at the crossing\n\n{LEAD}\n\nauthor-image\nJane Doe\nNew Update\ntrucks\n\n"
        f"A smaller crossing\n\nAdvertisement\n\n{MORE}\n\nRead more: Talks go on\n\n"
        f"What comes next\n\nSign up for our newsletter\n\n{MORE}\n\n@Rafah Aid\n"
    )
    article = read(text)
    assert carried(article) == [
        "author-image",
        "Jane Doe",
        "New Update",
        "trucks",
        "Advertisement",
        "Read more: Talks go on",
        "Sign up for our newsletter",
        "@Rafah Aid",
    ]
    assert article.meta.author == Value("Jane Doe", Origin.BYLINE)
    assert "A smaller crossing" in article.body
    assert "What comes next" in article.body


@pytest.mark.parametrize(
    "line",
    [
        "Updated figures from the ministry show that 30,000 people fled.",
        "Sign up rates have fallen.",
        "Subscribers left the paper.",
        "Loading trucks took hours.",
        "Click-bait is what he called it.",
        "Video of the strike spread.",
        "Related talks went on in Doha.",
        "Share prices fell.",
        "Comments by ministers made it worse.",
        "Gaza",
        "#MeToo founders said the ruling was a shame.",
        "@Biden said so himself.",
    ],
)
def test_short_prose_is_never_taken_for_furniture(line: str) -> None:
    for text in (
        f"{LEAD}\n\n{line}\n\n{MORE}\n",
        f"{LEAD}\n{line}\n{MORE}\n",
        f"{LEAD}\n\n{line}\n",
    ):
        assert carried(read(text)) == []


def test_a_poem_with_a_line_that_is_a_button_elsewhere_stays() -> None:
    verse = "Below the hill\nThe water still\nImage\nOf the mill\n"
    article = read(f"{LEAD}\n\n{MORE}\n\n" * 5 + verse)
    assert carried(article) == ["Image"]


@pytest.mark.parametrize(
    "line",
    [
        "@Biden Israel",
        "#Gaza #Rafah",
        "Tags: Gaza, Rafah, aid",
        "© 2024 The Daily Paper. All rights reserved.",
        "All rights reserved.",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "Copyright 2024 The Daily Paper",
    ],
)
def test_tags_and_credits_at_the_end_are_not_of_the_body(line: str) -> None:
    article = read(f"{LEAD}\n\n{MORE}\n{line}\n")
    assert carried(article) == [line]


def test_the_head_of_a_mail_is_read() -> None:
    text = (
        "From: Jane Doe <jane@example.org>\nTo: John Roe <john@example.org>\nCc: desk@example.org\n"
        "Subject: Notes from the crossing\nDate: Sun, 3 Mar 2024 10:00:00 +0000\n\n"
        + "\n\n".join(textwrap.fill(p, 72) for p in (LEAD, MORE))
    )
    article = read(text)
    assert told(article) == {
        "title": "Notes from the crossing", "author": "Jane Doe", "date": "2024-03-03",
    }  # fmt: skip
    assert [" ".join(s.of(article.text).split()) for s in article.paragraphs[-2:]] == [LEAD, MORE]
    assert len(carried(article)) == 5


def test_from_and_to_are_prose_where_there_is_no_subject() -> None:
    article = read(f"From: Gaza with love\n\nTo: whom it concerns\n\n{LEAD}\n")
    assert "author" not in told(article)
    assert carried(article) == []


def test_a_date_in_the_files_name_is_the_last_resort() -> None:
    text = f"{LEAD}\n\n{MORE}\n"
    assert read(text, "a/2024-03-19-aid.txt").meta.date == Value("2024-03-19", Origin.FILE_NAME)
    assert read(text, "20240319_aid.txt").meta.date == Value("2024-03-19", Origin.FILE_NAME)
    assert read(text, "2024-03.txt").meta.date == Value("2024-03", Origin.FILE_NAME)
    assert read(text, "2024.txt").meta.date is None
    assert read(text, "000_00532ab624afa906.txt").meta.date is None
    assert read(f"Date: 2023-01-01\n\n{text}", "2024-03-19.txt").meta.date == Value(
        "2023-01-01", Origin.LABEL
    )


def test_front_matter_is_trusted_most() -> None:
    article = read(f"---\ntitle: Chosen\n---\nAid waits at the crossing\n\nBy Jane Doe\n\n{LEAD}\n")
    assert article.meta.title == Value("Chosen", Origin.FRONT_MATTER)
    assert article.meta.author == Value("Jane Doe", Origin.BYLINE)


@cases(300)
@given(texts, st.sampled_from(("By Jane Doe\n", "Date: 2024-03-19 ", "RAFAH—", "image\n", "")))
def test_boilerplate_is_sorted_and_the_body_keeps_its_length(text: str, first: str) -> None:
    article = compose(Draft(canonical(first + text)), "a.txt")
    at = 0
    for span in article.boilerplate:
        assert at <= span.start < span.end <= len(article.text)
        at = span.end
    assert len(article.body) == len(article.text)
    for n, (a, b) in enumerate(zip(article.text, article.body, strict=True)):
        assert b == (" " if any(s.holds(n) for s in article.boilerplate) else a)
