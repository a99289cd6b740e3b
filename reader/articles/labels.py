"""Lines that tell of the article and are not of its body: labels, bylines, dates.

``Date: March 3, 2024``, ``By Jane Doe and John Roe | Reuters``, ``Published 12:30 GMT, 3 March
2024``, the head of an e-mail.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.articles.article import Origin, Value
from reader.articles.dates import date_at, iso_date
from reader.text.late import late

_LONGEST = 160  # characters of such a line
_LABEL = late(
    r"(?P<key>title|headline|date|published(?: on)?|updated|author|by|source|publication|outlet|"
    r"url|link|language)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_MAIL = late(r"(?P<key>subject|from|to|cc|sent|date)\s*:\s*(?P<value>\S.*)", re.IGNORECASE)
_FIELDS = {
    "headline": "title", "subject": "title", "published": "date", "published on": "date",
    "updated": "date", "sent": "date", "by": "author", "from": "author",
    "publication": "source", "outlet": "source", "link": "url", "to": "", "cc": "",
}  # fmt: skip
_ADDRESS = late(r"\s*<[^>]*>|\s*\([^)]*@[^)]*\)")

_CAPITALISED = r"(?:al-|el-|O'|O’)?[A-Z][\w.'’-]*"
_PERSON = (
    rf"{_CAPITALISED}(?: (?:(?:de|al|el|bin|ibn|van|von|der|la) ){{0,2}}{_CAPITALISED}){{1,3}}"
)
_BYLINE = late(
    rf"(?:By|BY|(?:Written|Story|Words|Reported) by)\s+"
    rf"(?P<name>(?:{_PERSON}|[A-Z]{{2,6}})(?:(?:, and |, | and | & ){_PERSON}){{0,5}})"
    r"(?P<tail>,? (?:in|for) [A-Z].*|, .*|\s*[|•·–—/].*)?"
)
_STAMP = late(
    r"(?:(?:first|last) )?(?:(?P<later>updated|modified)|published|posted|created|issued|date)"
    r"(?: on| at)?\s*:?\s+",
    re.IGNORECASE,
)
_BESIDE_DATE = late(
    r"\d{1,2}[:.]\d{2}(?::\d{2})?|[ap]\.?m\b\.?|\b(?:[A-Z]{2,5}|at|on|ago)\b|[+-]\d{4}\b|"
    r"\b\d+ (?:minute|hour|day|week)s?\b|[\s,|•·–—()-]"
)
_LONGEST_STAMP = 80  # characters


class Label(NamedTuple):
    """What a line tells; nothing (``values`` is empty) if it is only of no use as text."""

    values: dict[str, Value]
    later: bool = False  # the date is that of a change


def label_of(line: str, *, in_mail: bool = False) -> Label | None:
    """What a line near the top tells, or none if it is text."""
    if len(line) > _LONGEST:
        return None
    return _labelled(line, in_mail=in_mail) or _stamped(line) or _signed(line)


def is_subject(line: str) -> bool:
    """Whether a line belongs to the head of an e-mail."""
    found = _MAIL.fullmatch(line)
    return found is not None and found["key"].lower() == "subject"


def _labelled(line: str, *, in_mail: bool) -> Label | None:
    found = (_MAIL.fullmatch(line) if in_mail else None) or _LABEL.fullmatch(line)
    if found is None:
        return None
    key = " ".join(found["key"].lower().split())
    field = _FIELDS.get(key, key)
    if not field:
        return Label({})
    value = iso_date(found["value"]) if field == "date" else found["value"].strip()
    if in_mail and field == "author":
        value = _ADDRESS.sub("", value).strip(' "')
    return Label({field: Value(value, Origin.LABEL)}, key == "updated") if value else None


def _stamped(line: str) -> Label | None:
    """A line that is a date and a time, or a word like ``Published`` with either."""
    if len(line) > _LONGEST_STAMP:
        return None
    stamp = _STAMP.match(line)
    rest = line[stamp.end() :] if stamp else line
    date, rest = _without_date(rest)
    if _BESIDE_DATE.sub("", rest) or not (date or (stamp and any(map(str.isdigit, rest)))):
        return None
    values = {"date": Value(date, Origin.LABEL)} if date else {}
    return Label(values, bool(stamp and stamp["later"]))


def _without_date(text: str) -> tuple[str, str]:
    for word in re.finditer(r"(?<![\w:.])\w", text):
        date, length = date_at(text[word.start() :])
        if len(date) > len("2024"):
            return date, text[: word.start()] + text[word.start() + length :]
    return "", text


def _signed(line: str) -> Label | None:
    found = _BYLINE.fullmatch(line)
    if found is None or (line.endswith(".") and found["tail"]):
        return None
    values = {"author": Value(found["name"], Origin.BYLINE)}
    date, _ = _without_date(found["tail"] or "")
    if date:
        values["date"] = Value(date, Origin.BYLINE)
    return Label(values)
