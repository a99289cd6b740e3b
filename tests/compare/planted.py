"""Made-up articles with passages of one planted in another, and where they are."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate

VOCABULARY = 20_000
WORDS = 600  # of an article


@dataclass(frozen=True)
class Planted:
    """A passage of ``words`` words copied from one article to another, ``changed`` of them anew."""

    source: str
    target: str
    original: str
    words: str
    length: int
    changed: int


class Press:
    """Writes articles of words that follow Zipf's law, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        letters = "abcdefghijklmnopqrstuvwxyz"
        self._words = sorted(
            {
                "".join(self.random.choices(letters, k=self.random.randint(3, 10)))
                for _ in range(VOCABULARY)
            }
        )
        self.random.shuffle(self._words)
        self._sums = list(accumulate(1 / (n + 10) for n in range(len(self._words))))

    def words(self, count: int) -> list[str]:
        """Words in no order."""
        return self.random.choices(self._words, cum_weights=self._sums, k=count)

    def articles(self, count: int) -> list[list[str]]:
        """Articles as words."""
        return [self.words(WORDS) for _ in range(count)]


def planted(
    count: int, passages: int, lengths: range, change: float, seed: int = 1
) -> tuple[list[tuple[str, str]], list[Planted]]:
    """Articles (path and text) with passages copied between them, each word changed at a rate.

    Exactly the rounded share of the inner words is changed, so that a passage has two known ends.
    """
    press = Press(seed)
    articles = press.articles(count)
    copies = []
    for n in range(passages):
        a, b = press.random.sample(range(count), 2)
        length = press.random.choice(lengths)
        at = press.random.randrange(WORDS - length)
        copied = articles[a][at : at + length]
        original = " ".join(copied)
        for m in press.random.sample(range(1, length - 1), round(change * length)):
            copied[m] = f"changed{n}{m}"
        to = press.random.randrange(WORDS - length)
        articles[b][to:to] = copied
        changed = round(change * length)
        copies.append(Planted(f"{a}.txt", f"{b}.txt", original, " ".join(copied), length, changed))
    return [(f"{n}.txt", " ".join(words) + ".") for n, words in enumerate(articles)], copies
