"""What a figure counts: the noun behind it, or the one before “of” and “at”."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.compare.quantities import Quantity
from reader.compare.units import Token
from reader.search.forms import term_of
from reader.text.spans import Span

_WORD = re.compile(r"\w+(?:['’\-‑]\w+)*|[^\w\s]")
_SKIPPED = frozenset(
    "of the a an other more further additional its their his her these those".split()
)
_STOPS = frozenset(
    """
    and or but nor who whom whose which that where when while as if than then because although
    about above across after against along among around at before behind below between beyond by
    despite down during except for from in inside into like near off on onto out outside over past
    per since through to toward towards under until up upon via with within without
    is are was were be been being has have had having do does did will would can could may might
    must shall should not also now still already i we you he she it they them him me us
    """.split()
)
_SUFFIXES = ("ing", "ed")
_PEOPLE = frozenset(
    """
    people men women children troops police refugees civilians dead wounded missing displaced
    personnel staff
    """.split()
)
_LONGEST = 6  # words
_LOOK_BACK = 200  # code points
_LINKS = frozenset(
    """
    of at to worth reach reached total totalled totaled number numbered numbers lasting lasted last
    cost costs costing
    """.split()
)
_CHANGES = frozenset(
    """
    rise rises rose risen rising climb climbs climbed grow grows grew grown increase increased
    increases jump jumped jumps soar soared fall falls fell fallen drop dropped drops decline
    declined put puts estimated valued stand stands stood amount amounts amounted come comes came
    """.split()
)
_HANGING = frozenset("of in without".split())
_PRONOUNS = frozenset("them those whom which these".split())
_PREPOSITIONS = frozenset("in with by on for of from at to under over".split())


class Counted(NamedTuple):
    """The words for what is counted, and its head noun as the search writes it."""

    words: str
    term: str


NOTHING = Counted("", "")
"""A figure of which its sentence does not say what it counts."""


def counted(text: str, sentence: Span, quantity: Quantity) -> Counted:
    """What a figure of a sentence counts."""
    after = _tokens(text, Span(quantity.span.end, sentence.end))
    behind = _behind(after, single=bool(quantity.unit) or quantity.high <= 1)
    if quantity.unit and not behind:
        behind = _hung(after)
    if behind:
        return behind
    if len(after) > 1 and after[0].low == "of" and after[1].low in _PRONOUNS:
        return _meant(text, quantity.span.start)
    return _before(_tokens(text, Span(sentence.start, quantity.span.start))) or NOTHING


def _tokens(text: str, span: Span) -> list[Token]:
    return [
        Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, span.start, span.end)
    ]


def _behind(tokens: list[Token], *, single: bool) -> Counted | None:
    """The head of the nouns that follow at once: their first plural, or their last word."""
    at = 0
    while at < len(tokens) and tokens[at].low in _SKIPPED:
        at += 1
    chunk: list[Token] = []
    for token in tokens[at : at + _LONGEST]:
        if not token.text[0].isalpha() or token.low in _STOPS:
            break
        chunk.append(token)
    if not chunk:
        return None
    if single:
        return _made(_without_verb(chunk))
    small = [n for n, t in enumerate(chunk) if t.text[0].islower() and _is_plural(t)]
    large = [n for n, t in enumerate(chunk) if t.text[0].isupper() and _is_plural(t)]
    head = small[0] if small else large[-1] if large else -1
    return _made(chunk[: head + 1]) if head >= 0 else None


def _without_verb(chunk: list[Token]) -> list[Token]:
    """Nouns up to a word that looks like a verb."""
    for n, token in enumerate(chunk):
        if n and token.text[0].islower() and token.low.endswith(_SUFFIXES):
            return chunk[:n]
    return chunk[:2]


def _hung(tokens: list[Token]) -> Counted | None:
    """“132 days in captivity”, “six weeks of talks”."""
    if tokens and tokens[0].low in _HANGING:
        return _behind(tokens[1:], single=True)
    return None


def _before(tokens: list[Token]) -> Counted | None:
    """“a population of some 1.5 million”, “the toll reached 34,000”."""
    if not tokens or tokens[-1].low not in _LINKS:
        return None
    at = len(tokens) - 2
    if at >= 0 and tokens[at].text == ",":  # over an aside: “the population, mostly refugees, at”
        at = next((n for n in range(at - 1, -1, -1) if tokens[n].text == ","), 0) - 1
    while at >= 0 and (tokens[at].low in _STOPS | _CHANGES or not tokens[at].text[0].isalpha()):
        at -= 1
    return _made([tokens[at]]) if at >= 0 else None


def _meant(text: str, end: int) -> Counted:
    """“Two of them”: the nearest plural before that hangs on no preposition."""
    tokens = _tokens(text, Span(max(0, end - _LOOK_BACK), end))
    for n in range(len(tokens) - 1, -1, -1):
        token = tokens[n]
        if token.text[0].isalpha() and _is_plural(token) and token.low not in _STOPS:
            hangs = any(t.low in _PREPOSITIONS for t in tokens[max(0, n - 2) : n])
            if not hangs:
                return _made([token])
    return NOTHING


def _made(chunk: list[Token]) -> Counted:
    words = " ".join(t.text for t in chunk)
    return Counted(words, term_of(chunk[-1].text))


def _is_plural(token: Token) -> bool:
    low = token.low
    if low in _PEOPLE:
        return True
    return (
        low.endswith("s")
        and not low.endswith(("ss", "'s", "us", "is", "as"))
        and len(low) > len("gas")
    )
