"""Dates as numbers ``yyyymmdd`` that sort and compare, and the days that a vague one may mean."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from reader.articles.dates import date_at, iso_date
from reader.search.tree import FIRST_DAY, LAST_DAY

_NO_MORE = re.compile(r"(?:[T ]\d[\d:.Z+-]*)?[\s.,;)]*")


def days_of(date: str) -> tuple[int, int] | None:
    """First and last day of a date as known (``2024``, ``2024-03``, ``2024-03-19``, a date in
    words), or none if it is no date."""
    iso = iso_date(date)
    if not iso:
        return None
    year, month, day = (*(int(part) for part in iso.split("-")), 0, 0)[:3]
    first_month, last_month = (month, month) if month else (1, 12)
    last_day = day or calendar.monthrange(year, last_month)[1]
    return (
        year * 10000 + first_month * 100 + (day or 1),
        year * 10000 + last_month * 100 + last_day,
    )


def period(field: str, value: str) -> tuple[int, int] | None:
    """The days that ``date:``, ``after:`` (from its first day on) or ``before:`` ask for.

    A ``date:`` may be a range, ``2024-03..2024-05``, open at either side.
    """
    start, dots, end = value.partition("..")
    if field != "date":
        found = _days_asked(value)
        if found is None:
            return None
        return (found[0], LAST_DAY) if field == "after" else (FIRST_DAY, _day_before(found[0]))
    if not dots:
        return _days_asked(value)
    first = _days_asked(start) if start.strip() else (FIRST_DAY, FIRST_DAY)
    last = _days_asked(end) if end.strip() else (LAST_DAY, LAST_DAY)
    if first is None or last is None or not (start.strip() or end.strip()):
        return None
    return first[0], last[1]


def _days_asked(value: str) -> tuple[int, int] | None:
    """The days of a date with nothing after it but a time: a list of dates is none."""
    value = value.strip()
    return days_of(value) if _NO_MORE.fullmatch(value, date_at(value)[1]) else None


def _day_before(day: int) -> int:
    before = dt.date(day // 10000, day // 100 % 100, day % 100) - dt.timedelta(days=1)
    return before.year * 10000 + before.month * 100 + before.day
