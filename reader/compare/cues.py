"""Words of attribution: the verbs that tell of speech, by what has to follow them.

The classes follow the reporting verbs of PolNeAR and PARC 3.0 (Pareti 2016): some report whatever
follows, some only a clause, some only where words are quoted.
"""

from __future__ import annotations

from enum import IntEnum


class Needs(IntEnum):
    """What a verb must have beside it to be one of attribution."""

    NOTHING = 0  # “said”, whatever follows
    CLAUSE = 1  # that …, how …, to …, or a comma on both sides
    NAMING = 2  # “called it a mistake”, “described it as …”
    QUOTATION = 3  # words in quotation marks


_NOTHING = """
say argue contend claim assert insist declare announce state warn allege urge report emphasize
emphasise stress reiterate reaffirm caution voice express advocate
"""
_CLAUSE = """
explain note maintain add suggest predict foresee observe remark recall conclude confirm disclose
reveal testify complain object promise pledge vow threaten propose demand recommend respond reply
acknowledge admit concede deny underline underscore affirm hint imply estimate believe hold charge
tell write tweet post counter retort repeat boast lament protest reckon agree advise
speculate joke quip swear
"""
_NAMING = "call describe characterize characterise portray label dub deem"
_QUOTATION = """
see view put list blame ask continue set brand denounce dismiss condemn
appeal read criticize criticise praise accuse cite define refer
speak shout whisper exclaim begin go open mock name hail decry plead answer comment
treat
"""
_IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "write": "writes wrote writing",
    "hold": "holds held holding", "think": "thinks thought thinking", "put": "puts put putting",
    "see": "sees saw seen seeing", "set": "sets set setting", "read": "reads read reading",
    "swear": "swears swore swearing", "speak": "speaks spoke speaking", "go": "goes went going",
    "begin": "begins began beginning", "foresee": "foresees foresaw foreseeing",
}  # fmt: skip
_DOUBLED = frozenset({"quip", "admit", "refer", "dub"})
_VOWELS = "aeiou"


def _forms(lemma: str) -> list[str]:
    """A verb and its inflections."""
    if lemma in _IRREGULAR:
        return [lemma, *_IRREGULAR[lemma].split()]
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    plural = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    return [lemma, plural, stem + "ed", stem + "ing"]


VERBS: dict[str, tuple[str, Needs]] = {
    form: (lemma, needs)
    for needs, lemmas in (
        (Needs.QUOTATION, _QUOTATION),
        (Needs.NAMING, _NAMING),
        (Needs.CLAUSE, _CLAUSE),
        (Needs.NOTHING, _NOTHING),
    )
    for lemma in lemmas.split()
    for form in _forms(lemma)
}
"""For each form of a verb of attribution, the verb and what it needs."""

CLAUSE_OPENERS = frozenset("that whether how why what if to".split())
"""Words that open what was said, after a verb that needs a clause."""

AUXILIARIES = frozenset(
    "has have had having did does do will would can could may might must shall should".split()
)
"""Verbs that may stand between a speaker and the verb."""

PASSIVE = frozenset("is are was were be been being".split())
"""Forms of “be”: “is said to” has no speaker before it."""

BETWEEN = frozenset(
    """
    also again later still then now earlier already even just once only first never not always often
    meanwhile further therefore thus however instead rightly long since simply too in turn both
    himself herself itself themselves essentially soon
    """.split()
)
"""Words that may stand between a speaker and the verb, beside adverbs in -ly."""

VERSION_NOUNS = frozenset(
    """
    words word view opinion telling account phrase judgment judgement reading version estimate
    estimation analysis eyes terms description assessment summary position argument interpretation
    """.split()
)
"""Nouns of “in Netanyahu’s words”, “by his account”, “Biden’s version is that”."""

NOUNS = frozenset(
    """
    warning warnings claim claims statement statements declaration assertion allegation allegations
    promise promises pledge threat threats announcement assurance assurances accusation accusations
    argument contention suggestion prediction admission complaint complaints demand demands
    insistence assessment belief view charge charges denial report reports finding findings
    """.split()
)
"""Nouns of “Israel’s claim that”, “warnings from Biden that”."""
