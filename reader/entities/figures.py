"""Dates, numbers, amounts of money and percentages, by patterns.

A quick pattern finds where a figure may start; there the kinds are tried in order: money, percent,
date, number.  A date may be a day, a time of day, or a length of time (“six-week”, “132 days”), as
in the OntoNotes guidelines.  Ordinals and a lone “one” are left out: in news they seldom count
anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.entities.kinds import Kind
from reader.text.spans import Span

_SMALL = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COUNT = rf"(?:(?:{_TENS})(?:-(?:one|{_SMALL}))?|{_SMALL})\b"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUM = rf"(?i:{_DIGITS}|{_COUNT}|one\b)"
_BIG = r"(?:hundred|thousand|million|billion|trillion)\b"
_MANY = r"(?i:tens|dozens|hundreds|thousands|millions|billions|trillions)\b"
_CURRENCY = (
    r"(?:dollars|euros|pounds(?!\sof)|shekels|rubles|roubles|yen|yuan|rupees|pesos|francs|lira|"
    r"cents|dinars|riyals|hryvnias)\b"
)
_SIGN = r"(?:(?:US|A|C|NZ|HK)?\$|[€£¥₪₹₽]|(?:NIS|USD|EUR|GBP)\s)"
_PLAIN_MONTH = "January|February|April|June|July|August|September|October|November|December"
_MONTH = (
    rf"(?:(?:{_PLAIN_MONTH}|March|May)\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.|"
    r"(?:Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec)\b)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_UNIT = r"(?:second|minute|hour|day|week|weekend|month|year|decade|centurie)s?\b"
_YEAR = r"(?:1[5-9]|20)\d\d"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?\b(?![,.]\d)"
_COUNTED = "(?:people|troops|soldiers|civilians|men|women|children|dead|homes|tons|tonnes|miles|km)"

_STARTS = re.compile(
    rf"""
    (?<![\w.,:/#&-])(?:{_SIGN}\s?)?\d
  | (?<![\w-])(?:
        (?i:one|{_COUNT}|early|mid|late|last|next|this|past|coming|recent|later|several|many|some
          |half|few|an|a|tens|dozens|hundreds|thousands|millions|billions|trillions
          |decades|years|months|weeks|days|hours|minutes|centuries
          |yesterday|today|tomorrow|tonight)\b
      | {_MONTH} | {_WEEKDAY}
    )
    """,
    re.VERBOSE,
)
_MONEY = rf"""
    {_SIGN}\s?(?:{_DIGITS})(?:\s?(?:{_BIG}|(?:bn|tn|m|k)\b))?
  | (?:{_NUM}(?:\s{_BIG})?|(?i:a|several)\s{_BIG})\s{_CURRENCY}
  | {_MANY}\sof\s(?:{_MANY}\sof\s)?{_CURRENCY}
"""
_PERCENT = rf"{_NUM}(?:\s?[–-]\s?{_NUM})?\s?(?:%|percent\b|per\scent\b|percentage\spoints?\b)"
_DATE = rf"""
    \d{{4}}-\d\d-\d\d\b
  | {_WEEKDAY},?\s(?:{_MONTH}\s{_NTH}|{_NTH}\s{_MONTH})(?:,?\s{_YEAR}\b)?
  | (?:(?i:early|mid|late)[-\s])?{_MONTH}\s{_NTH}(?:[–-]\d\d?\b)?(?:,?\s{_YEAR}\b)?
  | {_NTH}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR}\b)?
  | (?:(?i:early|mid|late)[-\s])?{_MONTH},?\s{_YEAR}\b
  | (?i:early|mid|late|last|next|this)[-\s]
      (?:{_MONTH}|{_YEAR}s?\b|{_WEEKDAY}(?:\s(?:morning|afternoon|evening|night)\b)?)
  | (?<=[Ii]n\s)(?:March|May)\b | (?<=[Bb]y\s)(?:March|May)\b | (?<=ince\s)(?:March|May)\b
  | (?<=ntil\s)(?:March|May)\b
  | (?:{_PLAIN_MONTH})\b(?!\s[A-Z])
  | {_WEEKDAY}(?:\s(?:morning|afternoon|evening|night)\b)?
  | (?:1[5-9]|20)\d0s\b | \d\d?(?:st|nd|rd|th)[-\s]century\b
  | {_YEAR}(?:[–-](?:{_YEAR}|\d\d))?(?![\w%]|[,.]\d|\s{_COUNTED}\b|\s{_BIG})
  | (?i:last|next|this|past|coming|recent|earlier\sthis|later\sthis)
      (?:\s(?:few|several|couple\sof|{_NUM}))?\s{_UNIT}
  | (?i:{_NUM}|an?|several|a\sfew|many|some)\s{_UNIT}\s(?:ago|earlier|later)\b
  | (?i:decades|years|months|weeks|days|hours|minutes|centuries)\s(?:ago|earlier|later)\b
  | {_NUM}(?:[-\s](?:to|or)[-\s]{_NUM}|[–-]{_NUM})?[-\s]{_UNIT}(?![-\s]olds?\b)
  | \d{{1,2}}(?::\d\d)?\s?(?:[ap]\.m\.|[ap]m\b|AM\b|PM\b) | \d{{1,2}}:\d\d\b(?!:)
  | (?i:yesterday|today|tomorrow|tonight)\b
"""
_NUMBER = rf"""
    {_NUM}\s{_BIG}(?:\s{_BIG})?(?![-\w])
  | (?i:half\s)?(?i:a)\s(?:{_BIG}|dozen\b)(?!-) | {_NUM}\sdozen\b | (?i:two-thirds|three-quarters)\b
  | {_MANY}\sof\s{_MANY}
  | (?i:dozens|hundreds|thousands|millions|billions)\b(?=\s(?:of|more)\b)
  | (?:{_DIGITS})(?:\s?[–-]\s?(?:{_DIGITS}))?(?![\w%/:]|[-–][^\W\d]|[.,]\d)
  | (?i:{_COUNT})(?!-)
"""
_PATTERNS = tuple(
    (kind, re.compile(pattern, re.VERBOSE))
    for kind, pattern in (
        (Kind.MONEY, _MONEY),
        (Kind.PERCENT, _PERCENT),
        (Kind.DATE, _DATE),
        (Kind.NUMBER, _NUMBER),
    )
)


def figures(text: str, within: Span) -> Iterator[tuple[Span, Kind]]:
    """The figures of one passage of a text, in order and apart from each other."""
    at = within.start
    while start := _STARTS.search(text, at, within.end):
        at = start.start()
        for kind, pattern in _PATTERNS:
            found = pattern.match(text, at, within.end)
            if found:
                yield Span(at, found.end()), kind
                at = found.end()
                break
        else:
            at = start.end()
