"""Words near each other: the shortest stretches that have one of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence


def windows(words: Sequence[Mapping[int, int]], within: int) -> Iterator[tuple[int, int]]:
    """First and last place of stretches with one of each of some words.

    A word is given as its places, with the positions that it covers at each (``cease-fire`` two).
    At most ``within`` other positions lie between, and no word is in another.  Only places near one
    of the rarest are looked at, so that a frequent word costs little beside a rare one.
    """
    reach = within - 1 + sum(max(word.values(), default=1) for word in words)
    rarest = min((sorted(word) for word in words), key=len)
    rows = sorted(
        (place, n) for n, word in enumerate(words) for place in _around(word, rarest, reach)
    )
    last = [-1] * len(words)
    for place, n in rows:
        last[n] = place
        first = min(last)
        if first < 0 or place - first > reach:
            continue
        widths = [word[at] for word, at in zip(words, last, strict=True)]
        end = max(at + width for at, width in zip(last, widths, strict=True))
        if 0 <= end - first - sum(widths) <= within:
            yield first, place


def _around(word: Mapping[int, int], others: Sequence[int], reach: int) -> Collection[int]:
    """The places of a word with one of some others within reach."""
    if len(word) < 2 * len(others):
        return word
    places = sorted(word)
    found: set[int] = set()
    for other in others:
        start = bisect_left(places, other - reach)
        found.update(places[start : bisect_right(places, other + reach, lo=start)])
    return found
