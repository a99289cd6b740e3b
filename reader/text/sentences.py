"""Sentences: where they start and end, right on ``U.S.``, ``Mr.``, quotations and datelines.

A sentence ends at ``. ! ? …`` (with the quotation marks and brackets that close after it), if what
follows can open one.  A stop after an abbreviation ends a sentence only where the next word is one
that opens sentences more often than it follows a name; the list below was read off the sentences
of news text.  Unicode Standard Annex 29 has no notion of abbreviations, so it is not used alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from reader.text.spans import Span

_STOP = re.compile(
    r"""
    (?P<stop>[.!?…]+|[。！？｡۔؟])     # also CJK, Urdu and Arabic stops
    (?P<close>["'”’»)\]]*)
    (?P<gap>\s+|(?<=[。！？｡])|\Z)
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(r"(?:[^\W_]|[.&'’-])+\Z")
_OPENS = re.compile(r"[\s\"'“‘«(\[•–—-]*(?P<first>[^\W_]|[$€£@#])")
_NEXT_WORD = re.compile(r"[\"'“‘«(\[]*(?P<word>\w+)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
_QUOTED_GO_ON = re.compile(r"\s*[^\W\d_]")

# Never the last word of a sentence: a name follows.
_TITLES = frozenset(
    """
    mr mrs ms mx dr prof sen rep gov gen lt col capt cpt sgt maj adm cmdr brig pres st mt ft
    messrs rev fr hon supt det insp amb sec dep asst no nos vol pp fig ed eds vs v cf approx ca
    e.g i.e viz al
    """.split()
)
# May be the last word of a sentence: the next word decides.
_SHORTENED = frozenset(
    """
    inc corp ltd co bros llc plc jr sr etc a.m p.m u.s u.k u.n e.u d.c jan feb mar apr jun jul aug
    sept sep oct nov dec mon tue tues wed thu thurs fri sat sun ave blvd rd dept est univ assn min
    hr sq ph.d m.d b.a m.a
    """.split()
)
_OPENERS = frozenset(
    """
    the a an this that these those it he she we they i you his her its our their there here in on
    at by for from with without after before since until while when where why how what who if as
    although though but and or so yet however meanwhile moreover still then now today yesterday on
    many most some all no not one two another such both each according despite during over under
    between among even only just also last next earlier later officials critics experts
    """.split()
)


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of one paragraph, without the blanks between them."""
    spans: list[Span] = []
    start = len(text) - len(text.lstrip())
    for match in _STOP.finditer(text):
        end = match.end("close")
        if match.start() < start or not _ends(text, match):
            continue
        spans.append(Span(start, end))
        start = match.end()
    tail = len(text.rstrip())
    if start < tail:
        spans.append(Span(start, tail))
    return tuple(spans)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether the stop found ends a sentence."""
    rest = text[match.end() : match.end() + 40]
    if not rest.strip() or not match["gap"]:
        return True
    opens = _OPENS.match(rest)
    if opens is None:
        return True
    first = opens["first"]
    if first.islower():
        return False  # “Stop!” he said; U.S. officials; i.e. this
    if match["stop"] != ".":
        return not (match["stop"] == "…" and not match["close"] and first.islower())
    if match["close"]:
        return True
    before = _BEFORE.search(text, max(0, match.start() - 24), match.start())
    return before is None or _word_ends(before.group().rstrip("."), rest)


def _word_ends(word: str, rest: str) -> bool:
    """Whether a full stop after ``word`` ends its sentence, given what follows."""
    low = word.lower().replace("’", "'")
    if low in _TITLES:
        # "No. 7" and "Vol. II", but "He said no. The talks…"
        return low in {"no", "v", "ed", "al", "fig"} and _next_word(rest) in _OPENERS
    if low in _SHORTENED or _INITIALS.match(word):
        if len(word) == 1 and word != "I":
            return False  # the initial of a name: J. Edgar
        return _next_word(rest) in _OPENERS
    return True


def _next_word(rest: str) -> str:
    found = _NEXT_WORD.match(rest.lstrip())
    return found["word"].lower() if found else ""


def sentence_spans(text: str, passages: Iterable[Span]) -> list[Span]:
    """The sentences of several passages (paragraphs, headings) of one text, in order."""
    return [
        Span(passage.start + s.start, passage.start + s.end)
        for passage in passages
        for s in sentences(passage.of(text))
    ]


def sentence_at(text: str, passages: tuple[Span, ...], offset: int) -> Span:
    """The sentence that holds an offset, or the last before it; all of the text if none does."""
    index = bisect_right(passages, offset, key=lambda p: p.start) - 1
    if index < 0:
        return Span(0, len(text))
    passage = passages[index]
    found = passage
    for s in sentences(passage.of(text)):
        if passage.start + s.start > offset:
            break
        found = Span(passage.start + s.start, passage.start + s.end)
    return found
