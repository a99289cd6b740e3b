"""Times named in articles, resolved or said to be unresolved."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.compare.moments import moments
from reader.compare.timeline import reports, timeline
from reader.text.spans import Span
from tests.compare.gold import rows
from tests.compare.helpers import PUBLISHED, bundled, made, read

RESOLVED = [
    ("They met on Monday.", "2024-05-07", "2024-05-06"),
    ("They met on Tuesday.", "2024-05-07", "2024-05-07"),
    ("They met last Tuesday.", "2024-05-07", "2024-04-30"),
    ("They will meet on Friday.", "2024-05-07", "2024-05-10"),
    ("They meet next Tuesday.", "2024-05-07", "2024-05-14"),
    ("They met on Thursday evening.", "2024-05-10", "2024-05-09"),
    ("Hamas attacked on October 7.", "2024-05-07", "2023-10-07"),
    ("It was attacked by Hamas on October 7 at dawn.", "2024-05-07", "2023-10-07"),
    ("It ends by October 7.", "2024-05-07", "2024-10-07"),
    ("It was expected by early March.", "2024-03", "2024-03-01/2024-03-10"),
    ("It came in mid-April.", "2024-05-07", "2024-04-11/2024-04-20"),
    ("It came in late April.", "2024-05-07", "2024-04-21/2024-04-30"),
    ("It came on March 19, 2024.", "", "2024-03-19"),
    ("It came on 19 March 2024.", "", "2024-03-19"),
    ("It came on Dec. 25.", "2024-05-07", "2023-12-25"),
    ("In May it rained.", "2024-01-01", "2023-05"),
    ("In the 1950s it rained.", "", "1950/1959"),
    ("In 2019 it rained.", "", "2019"),
    ("It rained as early as 2019.", "", "2019"),
    ("It rained last week.", "2024-05-07", "2024-04-29/2024-05-05"),
    ("It rained last month.", "2024-01", "2023-12"),
    ("It rained three days ago.", "2024-05-01", "2024-04-28"),
    ("It rained yesterday.", "2024-03-01", "2024-02-29"),
    ("It rained two years ago.", "2024", "2022"),
]
UNRESOLVED = [
    ("They met on Monday.", "2024-05"),
    ("They met on Monday.", ""),
    ("In recent months it rained.", "2024-05-07"),
    ("Over the past few weeks it rained.", "2024-05-07"),
    ("It rained decades ago.", "2024-05-07"),
    ("It rained two days earlier.", "2024-05-07"),
    ("Hamas attacked on October 7.", ""),
    ("It rained on February 30.", "2024-05-07"),
    ("It rained last week.", "2024"),
]


def named(text: str, written: str) -> list[tuple[str, str]]:
    """The times of a text: ISO 8601, and the reason where there is none."""
    return [(m.iso, m.reason) for m in moments(text, Span(0, len(text)), written)]


@pytest.mark.parametrize(("text", "written", "iso"), RESOLVED)
def test_a_time_is_resolved_from_the_day_of_the_article(text: str, written: str, iso: str) -> None:
    assert named(text, written) == [(iso, "")]


@pytest.mark.parametrize(("text", "written"), UNRESOLVED)
def test_what_cannot_be_resolved_is_said_to_be_so(text: str, written: str) -> None:
    ((iso, reason),) = named(text, written)
    assert iso == ""
    assert reason


def test_may_the_verb_is_no_month() -> None:
    assert named("It may rain, and he may go.", "2024-05-07") == []


def test_that_day_is_counted_from_the_day_named_before() -> None:
    text = "Biden spoke on Wednesday, May 8. Netanyahu spoke earlier that Thursday."
    assert [iso for iso, _ in named(text, "2024-05-20")][-1] == "2024-05-09"


@given(st.text(), st.sampled_from(["", "2024", "2024-05", "2024-05-07", "2024-99", "x"]))
def test_no_text_and_no_date_is_too_odd(text: str, written: str) -> None:
    for moment in moments(text, Span(0, len(text)), written):
        assert bool(moment.iso) != bool(moment.reason)
        assert 0 <= moment.span.start < moment.span.end <= len(text)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 1, 1)), st.sampled_from(range(7)))
def test_a_weekday_is_never_more_than_a_week_back(day: dt.date, weekday: int) -> None:
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[weekday]
    ((iso, _),) = named(f"They met on {name}.", day.isoformat())
    found = dt.date.fromisoformat(iso)
    assert found.weekday() == weekday
    assert dt.timedelta(0) <= day - found < dt.timedelta(7)


def time_scores() -> tuple[float, int]:
    """The share of the gold's times resolved rightly, and how many are silently wrong."""
    right = wrong = 0
    wanted = [r for r in rows("dates") if r[2] != "-"]
    for source in bundled():
        gold = [(r[1], r[2]) for r in rows("dates") if source.path.startswith(r[0])]
        for report in reports(source):
            iso = report.moment.iso
            row = next(
                (g for g in gold if g[0].endswith(report.words) and g[1] in (iso, "-")), None
            )
            if row:
                gold.remove(row)
                right += row[1] == iso
            wrong += bool(iso) and (row is None or row[1] == "-")
    return right / len(wanted), wrong


def test_times_are_those_that_a_reader_wrote_down() -> None:
    right, wrong = time_scores()
    assert wrong == 0
    assert right >= 0.9


def test_one_event_in_two_articles_is_one_row(tmp_path: Path) -> None:
    first = "A rocket killed four soldiers at the crossing on Sunday. It rained on Sunday."
    second = "On Sunday four soldiers were killed at the crossing by a rocket."
    written = "---\ndate: 2024-05-07\n---\n\n"
    sources = made(tmp_path, first=written + first, second=written + second)
    events = timeline(sources)
    assert sorted((e.iso, e.paths) for e in events) == [
        ("2024-05-05", ("first.txt",)),
        ("2024-05-05", ("first.txt", "second.txt")),
    ]


def test_events_stand_in_order_and_the_undated_last(tmp_path: Path) -> None:
    text = (
        "---\ndate: 2024-05-07\n---\n\nIt rained recently. It snowed on Monday. It began in 2019."
    )
    events = timeline(made(tmp_path, article=text))
    assert [e.iso for e in events] == ["2019", "2024-05-06", ""]


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published articles are not here")
def test_without_a_date_of_its_own_an_article_resolves_no_weekday() -> None:
    for source in read(PUBLISHED):
        if not source.article.card().date:
            days = [r for r in reports(source) if r.words.endswith("day")]
            assert all(not r.moment.iso for r in days)
