"""The words of articles, to find others among them: as they stand, or nearly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

from reader.compare.quotes import Statement, statements
from reader.compare.source import Source
from reader.compare.terms import Word, plain, words
from reader.text.spans import Span

_ALIKE = 0.6  # share of a quotation's words that an altered one keeps
_RUN = 3  # words in a row by which places are found


class Told:
    """One article's words, and where each run of three stands."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.words: list[Word] = words(source.text)
        self.plain = plain(source.text, self.words)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return statements(self.source)

    def span(self, first: int, end: int) -> Span:
        return Span(self.words[first].start, self.words[end - 1].end)

    def said(self, span: Span) -> Statement | None:
        """The statement in whose quoted or reported words a passage stands."""
        return next(
            (
                s
                for s in self.statements
                if s.span.start <= span.start and span.end <= s.span.end + 1
            ),
            None,
        )


class Texts:
    """The articles that a draft is held against."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.told = [Told(source) for source in sources]
        self._runs: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for n, told in enumerate(self.told):
            for at in range(len(told.plain) - _RUN + 1):
                self._runs[tuple(told.plain[at : at + _RUN])].append((n, at))

    def places(self, wanted: list[str]) -> Iterator[tuple[Told, int, int]]:
        """Everywhere that words stand just so: the article, the first word, the end."""
        size = len(wanted)
        if size >= _RUN:
            starts: Iterable[tuple[int, int]] = self._runs.get(tuple(wanted[:_RUN]), ())
        else:
            starts = (
                (n, at)
                for n, told in enumerate(self.told)
                for at, word in enumerate(told.plain)
                if word == wanted[0]
            )
        for n, at in starts:
            if self.told[n].plain[at : at + size] == wanted:
                yield self.told[n], at, at + size

    def nearest(self, wanted: list[str]) -> tuple[Told, int, int] | None:
        """The passage that keeps most of some words in their order, if it keeps enough."""
        votes: dict[tuple[int, int], int] = defaultdict(int)
        for at in range(len(wanted) - 1):
            for n, told_at in self._pairs(wanted[at], wanted[at + 1]):
                votes[n, told_at - at] += 1
        best: tuple[float, Told, int, int] | None = None
        for n, shift in sorted(votes, key=lambda v: (-votes[v], v))[:20]:
            told = self.told[n]
            start, end = max(0, shift - 3), shift + len(wanted) + 3
            blocks = SequenceMatcher(
                None, told.plain[start:end], wanted, autojunk=False
            ).get_matching_blocks()
            kept = [b for b in blocks if b.size]
            share = sum(b.size for b in kept) / len(wanted)
            if kept and share >= _ALIKE and (best is None or share > best[0]):
                best = (share, told, start + kept[0].a, start + kept[-1].a + kept[-1].size)
        return best[1:] if best else None

    def _pairs(self, first: str, second: str) -> list[tuple[int, int]]:
        """Where two words stand side by side."""
        return self._two.get((first, second), [])

    @cached_property
    def _two(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        two: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for n, told in enumerate(self.told):
            for at, pair in enumerate(pairwise(told.plain)):
                two[pair].append((n, at))
        return two
