"""Figures as quantities: from how much to how much, of what unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from reader.text.spans import Span

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {w: n for n, w in enumerate(_ONES, 1)} | {w: 20 + 10 * n for n, w in enumerate(_TENS)}
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000, "dozen": 12, "k": 1_000, "m": 1_000_000, "mn": 1_000_000,
    "bn": 1_000_000_000, "tn": 1_000_000_000_000,
}  # fmt: skip
_MANY = {
    "tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000,
    "millions": 2_000_000, "billions": 2_000_000_000, "trillions": 2_000_000_000_000,
}  # fmt: skip
_OVER = (
    "more than", "over", "above", "in excess of", "upwards of", "greater than", "exceeding",
    "beyond",
)  # fmt: skip
_LEAST = ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "minimum")
_MOST = ("up to", "as many as", "as much as", "at most", "no more than", "not more than",
         "a maximum of", "maximum")  # fmt: skip
_UNDER = ("fewer than", "less than", "under", "below", "nearly", "almost", "just under")
_ABOUT = (
    "about", "around", "roughly", "approximately", "some", "an estimated", "estimated", "close to",
    "nearly about", "circa", "just over",
)  # fmt: skip
_UNITS = {
    **dict.fromkeys("second seconds".split(), "second"),
    **dict.fromkeys("minute minutes".split(), "minute"),
    **dict.fromkeys("hour hours".split(), "hour"), **dict.fromkeys("day days".split(), "day"),
    **dict.fromkeys("week weeks".split(), "week"), **dict.fromkeys("month months".split(), "month"),
    **dict.fromkeys("year years".split(), "year"),
    **dict.fromkeys("decade decades".split(), "decade"),
    **dict.fromkeys("mile miles".split(), "mile"),
    **dict.fromkeys("km kilometer kilometers kilometre kilometres".split(), "kilometre"),
    **dict.fromkeys("meter meters metre metres".split(), "metre"),
    **dict.fromkeys("ton tons tonne tonnes".split(), "tonne"),
    **dict.fromkeys("kg kilogram kilograms kilo kilos".split(), "kilogram"),
    **dict.fromkeys("dollar dollars usd".split(), "dollar"),
    **dict.fromkeys("euro euros eur".split(), "euro"),
    **dict.fromkeys("pounds gbp".split(), "pound"),
    **dict.fromkeys("shekel shekels".split(), "shekel"), **dict.fromkeys("yen".split(), "yen"),
    **dict.fromkeys("percent %".split(), "per cent"),
}  # fmt: skip
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "₪": "shekel", "¥": "yen"}


def _either(words: tuple[str, ...] | dict[str, object]) -> str:
    return "|".join(
        re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)
    )


_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = rf"(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[:9])}))?|(?:{'|'.join(reversed(_ONES))})"
_SCALE = r"(?:hundred|thousand|million|billion|trillion|dozen)"
_NUMBER = (
    rf"(?:half\s+an?\s+{_SCALE}|an?\s+{_SCALE}|(?:{_DIGITS}|{_WORD})"
    rf"(?:\s*(?:{_SCALE}|mn|bn|tn)(?:\s+(?:and\s+)?(?:{_WORD}))?|[km](?![\w]))?(?:\s+{_SCALE})?)"
)
_VAGUE = rf"(?:{_either(tuple(_MANY))})(?:\s+of\s+(?:{_either(tuple(_MANY))}))*"
_CURRENCY = r"(?:US|A|C|NZ|HK)?[$€£₪¥]\s?"
_FIGURE = re.compile(
    rf"""
    (?<![\w.,$€£/:-])
    (?:(?P<before>(?:just\s+)?(?:{_either(_OVER + _LEAST + _MOST + _UNDER + _ABOUT)}))\s+)?
    (?:between\s+|from\s+)?
    (?P<sign>{_CURRENCY})?
    (?:(?P<low>{_NUMBER})(?:\s*(?:–|-|\s+to\s+|\s+and\s+|\s+or\s+)\s*(?:{_CURRENCY})?(?P<high>{_NUMBER}))?
      |(?P<vague>{_VAGUE}))
    (?P<percent>\s*(?:%|per\s+cent|percent(?:age\s+points?)?)(?!\w))?
    (?:[\s-]+(?P<unit>{_either(tuple(_UNITS))})(?!\w))?
    (?P<of_money>\s+of\s+(?:dollars|euros|pounds|shekels)(?!\w))?
    (?P<after>\s+or\s+(?:more|so|fewer|less)(?!\w))?
    (?!\w|[-–.,/:]\d|[-\s](?:quarters?|thirds?|fifths?|tenths?|halves)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:[a-z]+)?\.?\s+\Z", re.IGNORECASE
)
_MONTH_AFTER = re.compile(
    r"(?:\s+of)?\s+(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\b",
    re.IGNORECASE,
)  # fmt: skip
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_PRONOUN = re.compile(r"one\Z", re.IGNORECASE)
_YEAR = range(1500, 2100)
_LABEL = re.compile(
    r"(?:resolution|article|section|chapter|no|number|page|point|phase|route|unit)\.?\s+\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: ``low`` to ``high`` of ``unit`` (empty for things that are counted).

    ``low`` and ``high`` are equal for a plain figure, ``inf`` or 0 where a side is open (“over a
    million”, “up to 6,500”).  ``rough``: “about”, “some”, or a round number of many.
    """

    span: Span
    low: float
    high: float
    unit: str = ""
    rough: bool = False

    @property
    def figure(self) -> float:
        """The number that was named, for order and size."""
        return self.low if 0 < self.low < inf else self.high

    def agrees(self, other: Quantity) -> bool:
        """Whether both can be true of one thing; a rough one may be a tenth off."""
        return self._least <= other._most and other._least <= self._most

    @property
    def _least(self) -> float:
        return self.low * (0.9 if self.rough else 1.0)

    @property
    def _most(self) -> float:
        return self.high * (1.1 if self.rough else 1.0)


def quantities(text: str, within: Span) -> Iterator[Quantity]:
    """The figures of a passage; no dates, years, ordinals, and no “one” that is a pronoun."""
    for match in _FIGURE.finditer(text, within.start, within.end):
        if _is_figure(text, match):
            yield _quantity(match)


def _is_figure(text: str, match: re.Match[str]) -> bool:
    number = match["low"] or match["vague"]
    start = match.start("low") if match["low"] else match.start("vague")
    marked = match["sign"] or match["percent"] or match["unit"]
    before = text[max(0, start - 20) : start]
    if _PRONOUN.match(number) and not match["unit"] and not match["high"]:
        return False
    if not marked and (_MONTH.search(before) or _MONTH_AFTER.match(text, match.end())):
        return False  # October 7, 7 October
    if _ORDINAL.match(text, match.end("low") if match["low"] else match.end()):
        return False
    bare = number.isdigit() and len(number) == 4 and not marked and not match["before"]
    if bare and int(number) in _YEAR:
        return False
    return not (not marked and _LABEL.search(before))


def _quantity(match: re.Match[str]) -> Quantity:
    unit = _unit(match)
    if match["vague"]:
        return Quantity(_span(match), _many(match["vague"]), inf, unit, rough=True)
    low = _value(match["low"])
    high = _value(match["high"]) if match["high"] else low
    if match["high"] and low < high and not _scaled(match["low"]):
        low *= _scaled(match["high"]) or 1  # “two to three million”
    low, high = min(low, high), max(low, high)
    before = re.sub(r"\s+", " ", (match["before"] or "").lower()).removeprefix("just ")
    after = (match["after"] or "").lower()
    rough = before in _ABOUT or after.endswith("so")
    if before in _OVER or before in _LEAST or after.endswith("more"):
        high = inf
    elif before in _MOST or before in _UNDER or after.endswith(("fewer", "less")):
        low, rough = (0.9 * low, True) if before in ("nearly", "almost") else (0, rough)
    return Quantity(_span(match), low, high, unit, rough)


def _span(match: re.Match[str]) -> Span:
    text = match.group()
    return Span(match.start(), match.start() + len(text.rstrip()))


def _unit(match: re.Match[str]) -> str:
    if match["percent"]:
        return "per cent"
    if match["sign"]:
        return _SIGNS[match["sign"].strip()[-1]]
    if match["of_money"]:
        return _UNITS[match["of_money"].split()[-1].lower()]
    return _UNITS[match["unit"].lower()] if match["unit"] else ""


def _scaled(number: str) -> float:
    """The scale at the end of a number (“million”), 0 where there is none."""
    last = re.split(r"[\s\d.,]+", number.lower())[-1]
    return _SCALES.get(last, 0)


def _value(number: str) -> float:
    """A number in digits, words or both."""
    low = number.lower().replace("\u00a0", "").replace("\u202f", "").replace(",", "")
    low = re.sub(r"(?<=\d)(?=[a-z])", " ", low.replace("-", " "))
    half = low.startswith("half")
    total, current = 0.0, 0.0
    for word in low.split():
        if word[0].isdigit():
            current += float(word)
        elif word in _SMALL:
            current += _SMALL[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1) * _SCALES[word]
        elif word in _SCALES:
            total += (current or 1) * _SCALES[word]
            current = 0
    return (total + current) * (0.5 if half else 1)


def _many(words: str) -> float:
    """“Hundreds of thousands” are at least 200,000, “tens of thousands” 20,000."""
    found = [w for w in words.lower().split() if w != "of"]
    value = float(_MANY[found[0]])
    for word in found[1:]:
        value *= _MANY[word] / 2
    return value
