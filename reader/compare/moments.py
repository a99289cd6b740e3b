"""Words for a time, resolved from the day an article was written; never guessed silently."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.compare.timewords import DAYS, FUTURE, MONTHS, SMALL, TIME
from reader.text.spans import Span

_MODAL_MAY = re.compile(r"may\Z")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a text names: from ``start`` to ``end``, both days included.

    ``iso`` is as precise as is known (``2024-05-06``, ``2024-05``, ``2024``, or two days with a
    slash); empty where nobody can tell, and ``reason`` says why.
    """

    span: Span
    iso: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    reason: str = ""


def moments(text: str, within: Span, written: str) -> Iterator[Moment]:
    """The times named in a passage, resolved from an article's own date (ISO 8601, or empty).

    A weekday is the last one that was, the article's own day included, unless “next” or “will”
    says otherwise; a day without a year is the nearest one not after the article.
    """
    anchor = _Anchor(written)
    last: dt.date | None = None
    for match in TIME.finditer(text, within.start, within.end):
        if match["month"] and _is_modal(match):
            continue
        moment = _moment(match, anchor, text[within.start : match.start()], last)
        if moment.start and moment.start == moment.end:
            last = moment.start
        yield moment


def _is_modal(match: re.Match[str]) -> bool:
    """“may” the verb, and “March” alone at the start of a name."""
    return bool(_MODAL_MAY.match(match["month"]))


class _Anchor:
    """The day an article was written, as far as it is known."""

    def __init__(self, written: str) -> None:
        parts = [int(p) for p in re.findall(r"\d+", written)[:3]]
        self.year = parts[0] if parts else None
        self.month = parts[1] if len(parts) > 1 else None
        try:
            self.day = dt.date(*parts) if len(parts) == 3 else None
        except ValueError:
            self.day = None

    @property
    def latest(self) -> dt.date | None:
        """The last day on which it may have been written."""
        if self.day or self.year is None:
            return self.day
        return _last_day(self.year, self.month or 12)


def _moment(match: re.Match[str], anchor: _Anchor, before: str, last: dt.date | None) -> Moment:
    span = _trimmed(match)
    if match["iso"]:
        found = _on(span, _date(match["iso"]))
    elif match["month"] or match["month2"]:
        found = _calendar_day(match, span, anchor, before)
    elif match["weekday"]:
        found = _weekday(match, span, anchor, before, last)
    elif match["unit"]:
        found = _this_or_last(match, span, anchor)
    elif match["way"]:
        found = _ago(match, span, anchor)
    elif match["near"]:
        found = _near(match, span, anchor)
    elif match["decade"]:
        year = int(match["decade"])
        found = Moment(span, f"{year}/{year + 9}", dt.date(year, 1, 1), dt.date(year + 9, 12, 31))
    elif match["only_year"]:
        year = int(match["only_year"])
        at = Span(match.start("only_year"), match.end("only_year"))
        found = Moment(at, str(year), dt.date(year, 1, 1), dt.date(year, 12, 31))
    else:
        found = Moment(span, reason="no day can be read from it")
    return found


def _trimmed(match: re.Match[str]) -> Span:
    words = match.group()
    return Span(match.start() + len(words) - len(words.lstrip()), match.end())


def _on(span: Span, day: dt.date | None) -> Moment:
    if day is None:
        return Moment(span, reason="there is no such day")
    return Moment(span, day.isoformat(), day, day)


def _date(iso: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> dt.date:
    return (dt.date(year + month // 12, month % 12 + 1, 1)) - dt.timedelta(days=1)


def _calendar_day(match: re.Match[str], span: Span, anchor: _Anchor, before: str) -> Moment:
    name = (match["month"] or match["month2"]).lower()[:3]
    month = next(n for n, m in enumerate(MONTHS, 1) if m.startswith(name))
    day = match["day"] or match["day2"]
    year_named = match["year"] or match["year2"]
    number = int(re.sub(r"\D", "", day)) if day else None
    year = int(year_named) if year_named else _year_of(month, number, anchor, before)
    if year is None:
        return Moment(span, reason="the article’s own date is not known")
    if number:
        try:
            return _on(span, dt.date(year, month, number))
        except ValueError:
            return Moment(span, reason="there is no such day")
    first, final = dt.date(year, month, 1), _last_day(year, month)
    edge = (match["edge"] or "").lower() if match["month"] else ""
    if "early" in edge:
        final = first.replace(day=10)
    elif "mid" in edge:
        first, final = first.replace(day=11), first.replace(day=20)
    elif "late" in edge:
        first = first.replace(day=21)
    else:
        return Moment(span, f"{year}-{month:02}", first, final)
    return Moment(span, f"{first}/{final}", first, final)


def _year_of(month: int, day: int | None, anchor: _Anchor, before: str) -> int | None:
    """The year of a month or day without one: the nearest that is not after the article."""
    latest = anchor.latest
    if latest is None or (anchor.month is None and anchor.day is None):
        return None
    if FUTURE.search(before) and (month, day or 31) >= (latest.month, 1):
        return latest.year
    try:
        this = dt.date(latest.year, month, day or 1)
    except ValueError:
        return latest.year
    return latest.year if this <= latest else latest.year - 1


def _weekday(
    match: re.Match[str], span: Span, anchor: _Anchor, before: str, last: dt.date | None
) -> Moment:
    wanted = DAYS.index(match["weekday"].lower())
    which = (match["dayish"] or "").lower()
    if which in ("that", "same", "the previous", "the following"):
        if last is None and which in ("that", "same") and anchor.day:
            return _on(span, _weekday_before(anchor.day, wanted))
        if last is None:
            return Moment(span, reason="it counts from a day that the article does not name")
        step = (wanted - last.weekday()) % 7
        if which == "the previous":
            step -= 7
        elif which == "the following":
            step = step or 7
        return _on(span, last + dt.timedelta(days=step))
    if anchor.day is None:
        return Moment(span, reason="the article’s own day is not known")
    if which in ("next", "this coming") or (not which and FUTURE.search(before)):
        return _on(span, anchor.day + dt.timedelta(days=(wanted - anchor.day.weekday()) % 7 or 7))
    day = anchor.day - dt.timedelta(days=which == "last")  # “last Monday” is not today
    return _on(span, _weekday_before(day, wanted))


def _weekday_before(day: dt.date, wanted: int) -> dt.date:
    """The last such weekday, the day itself included."""
    return day - dt.timedelta(days=(day.weekday() - wanted) % 7)


def _this_or_last(match: re.Match[str], span: Span, anchor: _Anchor) -> Moment:
    which, unit = re.sub(r"\s+", " ", match["which"].lower()), match["unit"].lower()
    step = {"last": -1, "the previous": -1, "the past": -1, "next": 1, "this coming": 1}.get(
        which, 0
    )
    if unit == "year" and anchor.year:
        year = anchor.year + step
        return Moment(span, str(year), dt.date(year, 1, 1), dt.date(year, 12, 31))
    if unit == "month" and anchor.year and anchor.month:
        months = anchor.year * 12 + anchor.month - 1 + step
        year, month = divmod(months, 12)
        return Moment(
            span, f"{year}-{month + 1:02}", dt.date(year, month + 1, 1), _last_day(year, month + 1)
        )
    if unit in ("week", "weekend") and anchor.day:
        monday = anchor.day - dt.timedelta(days=anchor.day.weekday() - 7 * step)
        first = monday + dt.timedelta(days=5 if unit == "weekend" else 0)
        final = monday + dt.timedelta(days=6)
        return Moment(span, f"{first}/{final}", first, final)
    if unit in ("week", "weekend", "month", "year"):
        return Moment(span, reason="the article’s own date is not known so closely")
    return Moment(span, reason="a season has no first day")


def _ago(match: re.Match[str], span: Span, anchor: _Anchor) -> Moment:
    way, count = match["way"].lower(), match["count"].lower()
    if way != "ago":
        return Moment(span, reason="it counts from another day than the article’s")
    number = int(count) if count.isdigit() else 1 if count in ("a", "an") else 0
    number = number or (SMALL.index(count) + 1 if count in SMALL else 0)
    unit = match["units"].lower().rstrip("s")
    if not number:
        return Moment(span, reason="it says not how many")
    if unit == "day" and anchor.day:
        return _on(span, anchor.day - dt.timedelta(days=number))
    if unit == "week" and anchor.day:
        day = anchor.day - dt.timedelta(weeks=number)
        first = day - dt.timedelta(days=day.weekday())
        final = first + dt.timedelta(days=6)
        return Moment(span, f"{first}/{final}", first, final)
    if unit == "month" and anchor.year and anchor.month:
        year, month = divmod(anchor.year * 12 + anchor.month - 1 - number, 12)
        return Moment(
            span, f"{year}-{month + 1:02}", dt.date(year, month + 1, 1), _last_day(year, month + 1)
        )
    if unit == "year" and anchor.year:
        year = anchor.year - number
        return Moment(span, str(year), dt.date(year, 1, 1), dt.date(year, 12, 31))
    return Moment(span, reason="the article’s own date is not known so closely")


def _near(match: re.Match[str], span: Span, anchor: _Anchor) -> Moment:
    if anchor.day is None:
        return Moment(span, reason="the article’s own day is not known")
    steps = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
    word = re.sub(r"\s+", " ", match["near"].lower())
    return _on(span, anchor.day + dt.timedelta(days=steps.get(word, -2)))
