"""Dates as bare text writes them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.dates import date_at, iso_date
from tests.text.strategies import cases


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-03-19", "2024-03-19"),
        ("2024-3-9", "2024-03-09"),
        ("2024/03/19", "2024-03-19"),
        ("2024.03.19", "2024-03-19"),
        ("20240319", "2024-03-19"),
        ("20240319-talks.txt", "2024-03-19"),
        ("2024-03-19T12:30:00Z", "2024-03-19"),
        ("2024-03-19 12:30", "2024-03-19"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("March 19, 2024", "2024-03-19"),
        ("March 19th 2024", "2024-03-19"),
        ("MARCH 19, 2024", "2024-03-19"),
        ("Mar. 19, 2024", "2024-03-19"),
        ("Mar 19, 2024 at 5 p.m.", "2024-03-19"),
        ("Sept. 3, 2024", "2024-09-03"),
        ("Sep 3, 2024", "2024-09-03"),
        ("May 7, 2024", "2024-05-07"),
        ("19 March 2024", "2024-03-19"),
        ("1st of April 2024", "2024-04-01"),
        ("19 Mar 2024 12:30 GMT", "2024-03-19"),
        ("Tuesday, March 19, 2024", "2024-03-19"),
        ("Tue, 19 Mar 2024 12:30:00 +0000", "2024-03-19"),
        ("Thurs. March 21, 2024", "2024-03-21"),
        ("Wednesday 20 March 2024", "2024-03-20"),
        ("March 2024", "2024-03"),
        ("  2024-03-19  ", "2024-03-19"),
        ("", ""),
        ("03/04/2024", ""),
        ("March 19", ""),
        ("2024-13-01", ""),
        ("2024-02-30", ""),
        ("February 30, 2024", ""),
        ("Marchers, 2024", ""),
        ("12024-01-01", ""),
        ("20241", ""),
        ("99999999", ""),
        ("3000-01-01", ""),
        ("may be 2024", ""),
        ("we met on March 19, 2024", ""),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(text: str, iso: str) -> None:
    assert iso_date(text) == iso


@cases(200)
@given(st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(2199, 12, 31)))
def test_every_day_is_read_in_every_form(day: dt.date) -> None:
    month = f"{day:%B}"
    for text in (
        day.isoformat(),
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{day:%A}, {month[:3]}. {day.day}, {day.year}",
        f"{day.year}{day.month:02}{day.day:02}",
    ):
        assert iso_date(text) == day.isoformat()
        assert date_at(text + ", rest")[1] == len(text)


@cases(200)
@given(st.text(max_size=30))
def test_any_text_has_a_date_or_none(text: str) -> None:
    iso = iso_date(text)
    assert iso == "" or iso_date(iso) == iso
