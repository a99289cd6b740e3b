"""Dates, numbers, money and percentages."""

from __future__ import annotations

import pytest

from reader.entities.figures import figures
from reader.text.spans import Span


def found(text: str) -> list[str]:
    return [f"{kind} {span.of(text)}" for span, kind in figures(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Thursday, March 5, 2024, at noon", ["date Thursday, March 5, 2024"]),
        ("on October 7 and on 7 October 2023", ["date October 7", "date 7 October 2023"]),
        ("expected by early March, not mid-2023", ["date early March", "date mid-2023"]),
        ("in May the minister may not march", ["date May"]),
        ("It may take 10 days; they march 5 miles", ["date 10 days", "number 5"]),
        ("dated 2024-03-19.", ["date 2024-03-19"]),
        ("during the 1950s and in 1967", ["date 1950s", "date 1967"]),
        ("from 2014-2018", ["date 2014-2018"]),
        ("a six-week cease-fire after 132 days", ["date six-week", "date 132 days"]),
        ("a 10-year-old boy, an 80-year-old", []),
        ("over the past few weeks, last week", ["date past few weeks", "date last week"]),
        ("decades ago; two years ago", ["date decades ago", "date two years ago"]),
        ("at 10:30 a.m. on Monday evening", ["date 10:30 a.m.", "date Monday evening"]),
        ("Sept. 11 and Oct. 7", ["date Sept. 11", "date Oct. 7"]),
        (
            "$3.8 billion, £5m, US$20 and €1,000",
            ["money $3.8 billion", "money £5m", "money US$20", "money €1,000"],
        ),
        ("worth billions of dollars", ["money billions of dollars"]),
        ("cost 10 million shekels", ["money 10 million shekels"]),
        (
            "25% or 11.1 percent, ten per cent",
            ["percent 25%", "percent 11.1 percent", "percent ten per cent"],
        ),
        ("up to 6,500 kits for 1.5 million", ["number 6,500", "number 1.5 million"]),
        ("hundreds of thousands of people", ["number hundreds of thousands"]),
        ("over a million refugees, one million", ["number a million", "number one million"]),
        ("Two of them, twenty-one more", ["number Two", "number twenty-one"]),
        ("no one; one of them; the first", []),
        ("a two-state solution", []),
        ("F-16, COVID-19, MI6, G20, 24/7, v2.0.1", []),
        ("killed 2,000 people in 2000", ["number 2,000", "date 2000"]),
    ],
)
def test_a_figure_is_found_whole(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_figures_outside_the_passage_are_left_alone() -> None:
    text = "5 men\n\n10 women and $7\n\n12 more"
    spans = [span.of(text) for span, _kind in figures(text, Span(7, 22))]
    assert spans == ["10", "$7"]


def test_a_figure_is_not_read_over_the_end_of_its_passage() -> None:
    text = "worth $3 billion"
    assert [s.of(text) for s, _kind in figures(text, Span(0, 8))] == ["$3"]
