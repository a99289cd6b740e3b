"""Titles that an article gives to people: whom it means by “the president”."""

from __future__ import annotations

from collections.abc import Sequence

from reader.compare.nouns import PEOPLE, is_plural, singular
from reader.compare.speaker import Speaker
from reader.compare.units import Token, Unit
from reader.text.spans import Span

DETERMINERS = frozenset("the a an this that these those its his her their one some".split())
"""Words before a title that are no part of it."""


class Titles:
    """The titles of one article, the last bearer of each."""

    def __init__(self) -> None:
        self._bearers: dict[str, Speaker] = {}

    def bearer(self, words: str, noun: str) -> Speaker | None:
        """Who was last given a title: its last two words, else its noun alone."""
        return self._bearers.get(" ".join(words.lower().split()[-2:])) or self._bearers.get(noun)

    def learn(self, unit: Unit, person: Span, speaker: Speaker) -> None:
        """“Prime Minister Benjamin Netanyahu” and “Bill Burns, the CIA director,” give titles."""
        tokens = unit.tokens
        at = next((n for n, t in enumerate(tokens) if t.start >= person.start), 0)
        if at and singular(tokens[at - 1].text) in PEOPLE:
            self._give(tokens[max(0, at - 2) : at], speaker)
        end = next((n for n, t in enumerate(tokens) if t.start >= person.end), len(tokens))
        if end + 1 < len(tokens) and tokens[end].text == ",":
            close = next(
                (n for n in range(end + 1, min(end + 8, len(tokens))) if tokens[n].text in ",."), 0
            )
            if close and singular(tokens[close - 1].text) in PEOPLE:
                self._give(tokens[max(end + 1, close - 2) : close], speaker)

    def _give(self, words: Sequence[Token], speaker: Speaker) -> None:
        names = [t.low for t in words if t.low not in DETERMINERS]
        if names and not is_plural(names[-1]):
            self._bearers[" ".join(names)] = speaker
            self._bearers[singular(names[-1])] = speaker
