"""Words for a time, as one pattern; `moments` says which day each of them means."""

from __future__ import annotations

import re

MONTHS = (
    "january february march april may june july august september october november december"
).split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_MONTH = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.|Jul\.|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
_DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[,.]\d|:)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_UNIT = r"(?:day|week|month|year|decade)s?"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(SMALL)}|an?)"
TIME = re.compile(
    rf"""
    (?P<iso>\b{_YEAR}-[01]\d-[0-3]\d\b)
  | \b(?P<edge>(?:by\s+)?(?:early|mid|late)[-\s]+(?:in\s+)?)?(?P<month>{_MONTH})
      (?:\s+(?P<day>{_DAY_NUMBER}))?(?:,?\s+(?P<year>{_YEAR}))?(?!\w)
  | \b(?P<day2>{_DAY_NUMBER})\s+(?:of\s+)?(?P<month2>{_MONTH})(?:,?\s+(?P<year2>{_YEAR}))?(?!\w)
  | \b(?P<dayish>last|next|this|this\s+past|this\s+coming|the\s+previous|the\s+following|that|same)?
      (?(dayish)\s+)(?P<weekday>{_DAY}){_PART}\b
  | \b(?P<which>last|next|this|this\s+past|this\s+coming|the\s+previous|the\s+past)\s+
      (?P<unit>week(?:end)?|month|year|summer|winter|spring|autumn|fall)\b
  | \b(?P<count>{_COUNT}|several|a\s+few|some|many)\s+
      (?P<units>{_UNIT})\s+(?P<way>ago|earlier|later)\b
  | \b(?P<vague>(?:(?:in|over|during|for)\s+)?(?:the\s+)?(?:past|recent|coming|last|next)\s+
      (?:(?:few|several|couple\s+of|\w+)\s+)?{_UNIT}
      |{_UNIT}\s+(?:ago|earlier|later)|recently|a\s+{_UNIT}\s+(?:after|before))\b
  | \b(?P<near>yesterday|today|tonight|tomorrow|the\s+day\s+before\s+yesterday)\b
  | \b(?P<decade>{_YEAR[:-2]}\d0)s\b
  | (?:\b(?:in|of|since|by|during|the|until|before|after|through|(?:early|late)\s+as)\s+)
      (?P<only_year>{_YEAR})(?![\d%,.]\d|\w)
    """.replace(_YEAR[:-2] + r"\d0", r"(?:1[5-9]|20)\d0"),
    re.VERBOSE | re.IGNORECASE,
)
FUTURE = re.compile(
    r"\b(?:will|would|shall)\b[^.;]{0,40}\Z|\b(?:due|until|by|next|before)\s+(?:on\s+|in\s+)?\Z",
    re.IGNORECASE,
)
