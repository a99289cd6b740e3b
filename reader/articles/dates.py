"""Dates as bare text writes them, kept as precise as they are."""

from __future__ import annotations

import datetime as dt
import re

from reader.text.late import late

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = "|".join(rf"{name[:3]}(?:{name[3:]})?\.?" for name in _MONTHS)
_MONTH = _MONTH.replace("sep(?:tember)", "sept?(?:ember)")
_WEEKDAY = late(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE
)
_FORMS = tuple(
    late(form, re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?)?(?=\D|\Z)",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?=\D|\Z)",
        rf"(?P<name>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?=\D|\Z)",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>{_MONTH}),?\s+(?P<y>\d{{4}})(?=\D|\Z)",
        rf"(?P<name>{_MONTH}),?\s+(?P<y>\d{{4}})(?=\D|\Z)",
    )
)
_YEARS = range(1000, 2200)


def iso_date(text: str) -> str:
    """ISO 8601 of a date at the start of a text (``2024``, ``2024-03``, ``2024-03-19``), or empty.

    Reads ISO dates, ``20240319``, ``March 19, 2024``, ``19 March 2024``, ``March 2024``, a weekday
    before them; nothing else, since ``03/04/2024`` is two days.
    """
    return date_at(text.strip())[0]


def date_at(text: str) -> tuple[str, int]:
    """The date a text begins with, and where it ends in the text; an empty one ends at 0."""
    weekday = _WEEKDAY.match(text)
    start = weekday.end() if weekday else 0
    for form in _FORMS:
        match = form.match(text, start)
        if match:
            parts = match.groupdict()
            month = parts.get("m")
            if parts.get("name"):
                month = str(_month_number(parts["name"]))
            date = _checked(int(parts["y"]), month, parts.get("d"))
            if date:
                return date, match.end()
    return "", 0


def _month_number(name: str) -> int:
    low = name.lower()[:3]
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(low))


def _checked(year: int, month: str | None, day: str | None) -> str:
    if year not in _YEARS:
        return ""
    try:
        whole = dt.date(year, int(month or 1), int(day or 1))
    except ValueError:
        return ""
    if day:
        return whole.isoformat()
    return f"{year:04}-{whole.month:02}" if month else f"{year:04}"
