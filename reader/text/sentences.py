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

from reader.text.late import late
from reader.text.spans import Span

_MARK = late("[.!?…।॥۔؟。！？｡]")  # a set is searched for ten times faster than what follows
_STOP = late(
    r"""
    (?P<stop>(?<![.!?…])[.!?…]++(?:[ \xa0]\.)*+|[।॥۔؟]++)    # “. . .”; Indic, Urdu and Arabic stops
    (?P<close>["'”’»)\]]*+(?:\[\d{1,3}\])*+)               # also the number of a note
    (?P<gap>\s++|\Z)
    |
    (?P<ideographic>[。！？｡]++["'”’»」』）】》]*+)\s*+        # no blank follows
    """,
    re.VERBOSE,
)
_LOOK_BACK = 24  # code points before a stop in which its word is looked for
_LOOK_AHEAD = 40  # code points after it
_NOT_WORD = late(r"[^\w.&'’-]|_")
_OPENS = late(r"[\s\"'“‘«(\[•–—-]*(?P<first>[^\W_]|[$€£@#])")
_NEXT_WORD = late(r"[\"'“‘«(\[]*(?P<word>\w+)")
_PRONOUN = late(r"\w,? I\Z")  # “So did I.”, not “I. M. Pei”
_INITIALS = late(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")

# Never the last word of a sentence: a name follows.
_TITLES = frozenset(
    """
    mr mrs ms mx dr prof sen rep gov gen lt col capt cpt sgt maj adm cmdr brig pres st mt ft
    messrs rev fr hon supt det insp amb sec dep asst no nos vol pp fig ed eds vs v cf approx ca
    e.g i.e viz al ch vols pvt cpl atty cit
    """.split()
)
_ALSO_WORDS = frozenset("no v ed al fig sec ft ch vol vols".split())
# Shortened in small letters too; “sun.”, “sat.” and “rep.” are words, “Sun.” may not be.
_SMALL = frozenset(
    "st ft no nos vol vols pp fig ed eds vs v cf approx ca viz al ch cit etc min hr sq".split()
)
# May be the last word of a sentence: the next word decides.
_SHORTENED = frozenset(
    """
    inc corp ltd co bros llc plc jr sr etc a.m p.m u.s u.k u.n e.u d.c jan feb mar apr jun jul aug
    sept sep oct nov dec mon tue tues wed thu thurs fri sat sun ave blvd rd dept est univ assn min
    hr sq ph.d m.d b.a m.a
    """.split()
)
_ABBREVIATIONS = _TITLES | _SHORTENED
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
    for mark in _MARK.finditer(text, start):
        match = _STOP.match(text, mark.start()) if mark.start() >= start else None
        if match is None:
            continue
        end = match.end("close" if match["stop"] else "ideographic")
        if not _ends(text, match):
            continue
        spans.append(Span(start, end))
        start = match.end()
    tail = len(text.rstrip())
    if start < tail:
        spans.append(Span(start, tail))
    return tuple(spans)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether the stop found ends a sentence."""
    if match["ideographic"]:
        return True
    start = match.end()
    opens = _OPENS.match(text, start, start + _LOOK_AHEAD)
    if opens is None:
        return True
    if opens["first"].islower():
        return False  # “Stop!” he said; U.S. officials; i.e. this
    if match["stop"] != "." or match["close"]:
        return True
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    word = _NOT_WORD.split(before)[-1].strip(".'’-")
    if word == "I":
        return _PRONOUN.search(before) is not None
    return not _may_go_on(word) or (_is_word_too(word) and _next_word(text, start) in _OPENERS)


def _may_go_on(word: str) -> bool:
    """Whether a full stop after a word is often that of an abbreviation."""
    low = word.lower()
    if _INITIALS.match(word):
        return True
    return low in _ABBREVIATIONS and (word != low or low in _SMALL or "." in low)


def _is_word_too(word: str) -> bool:
    """Whether an abbreviation may be the last word of a sentence, if the next one opens one."""
    low = word.lower()
    return low not in _TITLES or low in _ALSO_WORDS  # “No. 7”, but “He said no. The talks…”


def _next_word(text: str, start: int) -> str:
    found = _NEXT_WORD.match(text, start, start + _LOOK_AHEAD)
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
