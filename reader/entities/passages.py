"""A passage as the rules see it: words to look up, and what their capitals are worth."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reader.entities.gazetteer import Gazetteer
from reader.entities.tokens import Token, tokens
from reader.text.spans import Span

_TITLED = 0.6  # share of capitalised words above which a line is a headline
_TITLED_WORDS = 4  # words that such a line has at least
_DATELINE = re.compile(
    r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,2})(?:, ([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}))?"
    r"(?: \([\w /.-]{2,24}\))? ?(?:—|–|--|- )(?=\s?[A-Z“\"])"
)
_NO_PLACES = frozenset(
    "BREAKING LIVE UPDATE UPDATED EXCLUSIVE WATCH OPINION ANALYSIS VIDEO".split()
)
_PLACE_LETTERS = 4  # letters of a place in capitals; shorter ones are acronyms


LONGEST = 100
"""Words standing together of which names are made; a list in capitals may have thousands."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a passage.

    ``words`` are the forms to look up: words in capitals are written as names are.  ``titled``:
    most are capitalised, so capitals say nothing.  ``barred``: words of a date or an amount.
    ``end``: where the passage ends in the text.  ``dateline``: the first and last word, from and
    to before, of each place of the dateline that opens it (“KHARTOUM, Sudan (AP) —”).
    """

    tokens: list[Token]
    words: list[str]
    titled: bool
    barred: frozenset[int]
    end: int
    dateline: tuple[tuple[int, int], ...] = ()

    def starts_name(self, at: int) -> bool:
        """Whether a word may be part of a name by its capital."""
        return self.tokens[at].cap and at not in self.barred

    def reach(self, at: int) -> int:
        """The index after the last word that stands together with the one at ``at``, if near."""
        end = at + 1
        while end < min(len(self.tokens), at + LONGEST) and self.tokens[end].near:
            end += 1
        return end

    def text_span(self, start: int, end: int) -> Span:
        """The characters from word ``start`` to before word ``end``."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)


def passage_of(text: str, span: Span, gazetteer: Gazetteer, bars: Iterable[Span]) -> Passage:
    """A passage of a text; ``bars`` are spans that hold no names."""
    found = tokens(text, span, gazetteer)
    words = [token.word for token in found]
    lettered = [word for word in words if word[0].isalpha()]
    capital = sum(1 for word in lettered if word[0].isupper())
    shouted = len(lettered) > 1 and all(word.isupper() for word in lettered)
    titled = len(lettered) >= _TITLED_WORDS and capital > _TITLED * len(lettered)
    if shouted:
        words = [word if gazetteer.single(word) else word.title() for word in words]
    elif found and words[0].isupper():
        _lower_dateline(text, found, words, gazetteer)
    starts = [token.start for token in found]
    barred = frozenset(
        n
        for bar in bars
        for n in range(bisect_left(starts, bar.start), bisect_left(starts, bar.end))
    )
    ends = span.of(text).rstrip("\"'”’)")[-1:]
    headed = shouted or (titled and ends not in {".", "…"})
    return Passage(found, words, headed, barred, span.end, tuple(_dateline(text, span, starts)))


def _dateline(text: str, span: Span, starts: list[int]) -> Iterator[tuple[int, int]]:
    """The words of each place in the dateline that opens a passage."""
    match = _DATELINE.match(text, span.start, span.end)
    if match is None or match[1].partition(" ")[0] in _NO_PLACES:
        return
    for group in (1, 2):
        if match[group]:
            yield bisect_left(starts, match.start(group)), bisect_left(starts, match.end(group))


def _lower_dateline(text: str, found: list[Token], words: list[str], gazetteer: Gazetteer) -> None:
    """“KHAN YOUNIS, Gaza —” is looked up as “Khan Younis”."""
    end = 1
    while end < len(found) and found[end].near and words[end].isupper():
        end += 1
    letters = sum(map(len, words[:end]))
    after = text[found[end - 1].end :][:2].strip()
    if letters >= _PLACE_LETTERS and after[:1] in tuple("—–-(,"):
        names = [word.title() for word in words[:end]]
        if gazetteer.known(tuple(names)):
            words[:end] = names
