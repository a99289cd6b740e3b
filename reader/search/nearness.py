"""Words near each other: the shortest stretches that have one of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence


def windows(places: Sequence[Sequence[int]], within: int) -> Iterator[tuple[int, int]]:
    """First and last position of stretches with a place of each sequence in them.

    At most ``within`` other positions lie between; the sequences are in order.  Only places near
    one of the rarest are looked at, so that a frequent word costs little beside a rare one.
    """
    reach = within + len(places) - 1
    rarest = min(places, key=len)
    rows = sorted(
        (place, n) for n, some in enumerate(places) for place in _around(some, rarest, reach)
    )
    last = [-1] * len(places)
    for place, n in rows:
        last[n] = place
        first = min(last)
        if first >= 0 and place - first <= reach:
            yield first, place


def _around(places: Sequence[int], others: Sequence[int], reach: int) -> Sequence[int]:
    """The places with one of some others within reach."""
    if places is others or len(places) < 2 * len(others):
        return places
    found: set[int] = set()
    for other in others:
        start = bisect_left(places, other - reach)
        found.update(places[start : bisect_right(places, other + reach, lo=start)])
    return sorted(found)
