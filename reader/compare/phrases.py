"""Noun phrases beside a verb, without a parser: from the words that may and may not be in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.compare.cues import AUXILIARIES, BETWEEN, PASSIVE
from reader.compare.units import Token

PREPOSITIONS = frozenset(
    """
    about above across after against along among around as at before behind below beneath beside
    between beyond by despite down during except for from in inside into like near of off on onto
    out outside over past per since through throughout to toward towards under until up upon with
    within without amid via
    """.split()
)
ATTACHED = frozenset("of for in at from with to on".split())
_OTHERS = frozenset(
    """
    and or but nor so yet because although though while when where whereas if unless that which who
    whom whose what how why than both either neither not there here he she it they we i you
    yesterday today tomorrow today's
    """.split()
)
_DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday earlier later last week month year
    january february march april june july august september october november december
    """.split()
)
_STOPS = PREPOSITIONS | _OTHERS | AUXILIARIES | PASSIVE
_PRONOUNS = frozenset("he she it they we i".split())
_RELATIVES = frozenset("who which that".split())
DETERMINERS = frozenset("the a an this these those its his her their some many several".split())
_LONGEST = 14  # words


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a noun phrase up to its head's end; ``after`` is what hangs on it (“of …”)."""

    tokens: tuple[Token, ...]
    head: int
    after: tuple[Token, ...] = ()

    @property
    def start(self) -> int:
        """Where its first word starts."""
        return self.tokens[0].start


def subject_before(tokens: Sequence[Token], verb: int) -> Phrase | None:
    """The subject of the verb at an index, looking back over adverbs and asides."""
    at = verb - 1
    while at >= 0 and _may_stand_between(tokens[at]):
        at -= 1
    if at >= 0 and tokens[at].low in PASSIVE:
        return None  # “is said to”
    if at < 0:
        return None
    if tokens[at].text in ",—–)":
        return _before_aside(tokens, at)
    if tokens[at].low in _RELATIVES:
        at -= 1
        if at >= 0 and tokens[at].text == ",":
            at -= 1
        return phrase_ending(tokens, at, acting=False)
    return phrase_ending(tokens, at)


def possessor(tokens: Sequence[Token], last: int) -> Phrase | None:
    """The noun phrase in the genitive that ends at an index, without its ’s."""
    owner = tokens[last]
    bare = owner.text[:-2] if owner.low.endswith("'s") else owner.text[:-1]
    shorn = Token(bare or owner.text, owner.start, owner.start + len(bare or owner.text))
    return phrase_ending([*tokens[:last], shorn], last)


def phrase_ending(tokens: Sequence[Token], last: int, *, acting: bool = True) -> Phrase | None:
    """The noun phrase whose last word is at an index.

    ``acting``: a verb follows, so that a name behind “by” is not the subject.
    """
    if last >= 0 and tokens[last].low in DETERMINERS:
        return None
    if last < 0 or not _may_be_in(tokens[last]):
        if last >= 0 and tokens[last].low in _PRONOUNS:
            return Phrase((tokens[last],), 0)
        return None
    first = _first_word(tokens, last)
    # “a negotiator at the Carnegie Endowment”: what stands before the preposition is the head
    begin, end = first, last
    while begin >= 2 and tokens[begin - 1].low in ATTACHED and _may_be_in(tokens[begin - 2]):
        left = _first_word(tokens, begin - 2)
        if last - left > _LONGEST:
            break
        begin, end = left, begin - 2
    if acting and begin == first and first >= 2 and tokens[first - 1].low == "by":
        return _before_agent(tokens, first - 1)
    if begin == first:
        return _phrase(tokens, first, last)
    return Phrase(tuple(tokens[begin : end + 1]), end - begin, tuple(tokens[end + 1 : last + 1]))


def _before_agent(tokens: Sequence[Token], by: int) -> Phrase | None:
    """“A resolution proposed by the U.S.”: what was done by somebody is the subject."""
    at = by - 1
    if not tokens[at].low.endswith(("ed", "en", "wn", "de")):
        return None
    while at >= 0 and (_may_stand_between(tokens[at]) or at == by - 1):
        at -= 1
    return phrase_ending(tokens, at)


def phrase_starting(tokens: Sequence[Token], first: int) -> Phrase | None:
    """The noun phrase whose first word is at an index: of “said …”, “according to …”."""
    if first >= len(tokens):
        return None
    if tokens[first].low in _PRONOUNS:
        return Phrase((tokens[first],), 0)
    last = first
    while last < len(tokens) and last - first < _LONGEST and _may_be_in(tokens[last]):
        if tokens[last].low in _DAYS and last > first:
            break
        last += 1
    end = last - 1
    if end < first:
        return None
    after: tuple[Token, ...] = ()
    if last < len(tokens) and tokens[last].low in ATTACHED:
        stop = last + 1
        while stop < len(tokens) and stop - last < _LONGEST and _may_be_in(tokens[stop]):
            stop += 1
        after = tuple(tokens[last:stop])
    return Phrase(tuple(tokens[first : end + 1]), end - first, after)


def _phrase(tokens: Sequence[Token], first: int, last: int) -> Phrase:
    return Phrase(tuple(tokens[first : last + 1]), last - first)


def _first_word(tokens: Sequence[Token], last: int) -> int:
    first = last
    while first > 0 and last - first < _LONGEST:
        before = tokens[first - 1]
        if tokens[first].low in DETERMINERS:
            break
        joint = before.low == "and" and first >= 2 and tokens[first].text[:1].isupper()
        if joint and tokens[first - 2].text[:1].isupper() and _may_be_in(tokens[first - 2]):
            first -= 2
            continue
        if not _may_be_in(before) or (before.low in _DAYS and before.text[:1].isupper()):
            break
        first -= 1
    return first


def _may_be_in(token: Token) -> bool:
    """Whether a word may be part of a noun phrase."""
    return token.text[0].isalnum() and not token.is_quotation and token.low not in _STOPS


def _may_stand_between(token: Token) -> bool:
    low = token.low
    return low in AUXILIARIES or low in BETWEEN or (low.endswith("ly") and token.text[0].islower())


def _before_aside(tokens: Sequence[Token], close: int) -> Phrase | None:
    """“John Kirby, the spokesman, said”: what stands before the comma that opens the aside."""
    marks = {",": ",", "—": "—", "–": "–", ")": "("}
    opener = marks[tokens[close].text]
    for at in range(close - 1, -1, -1):
        if tokens[at].is_quotation:
            return None
        if tokens[at].text == opener:
            found = phrase_ending(tokens, at - 1)
            if found:
                return found
    return None
