"""Edit distance by bit vectors: a column of the matrix is one integer.

Myers 1999, “A fast bit-vector algorithm for approximate string matching based on dynamic
programming”, in the form of Hyyrö 2003.  Python's integers have no word length, so neither have
patterns.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator


def distance(pattern: str, text: str) -> int:
    """Insertions, deletions and substitutions from one to the other."""
    if pattern == text:
        return 0
    if not pattern:
        return len(text)
    return deque(_columns(pattern, text, anchored=True), maxlen=1)[0] if text else len(pattern)


def head_distance(pattern: str, text: str) -> tuple[int, int]:
    """How far a pattern is from the start of a text: the least distance to one of its beginnings.

    The second number is where the shortest of the nearest beginnings ends.
    """
    if text.startswith(pattern):
        return 0, len(pattern)
    best, end = len(pattern), 0
    for at, score in enumerate(_columns(pattern, text, anchored=True), 1):
        if score < best:
            best, end = score, at
    return best, end


def tail_distance(pattern: str, text: str) -> tuple[int, int]:
    """The same from the end of a text; the second number is where that ending starts."""
    if text.endswith(pattern):
        return 0, len(text) - len(pattern)
    best, length = head_distance(pattern[::-1], text[::-1])
    return best, len(text) - length


def inside(pattern: str, text: str) -> tuple[int, int, int]:
    """The least distance of a pattern to any part of a text, and where the first such part lies."""
    at = text.find(pattern)
    if at >= 0:
        return 0, at, at + len(pattern)
    best, end = len(pattern), 0
    for column, score in enumerate(_columns(pattern, text, anchored=False), 1):
        if score < best:
            best, end = score, column
    _, start = tail_distance(pattern, text[max(0, end - 2 * len(pattern)) : end])
    return best, start + max(0, end - 2 * len(pattern)), end


def _columns(pattern: str, text: str, *, anchored: bool) -> Iterator[int]:
    """The last row of the matrix: the distance of the whole pattern at each letter of the text.

    ``anchored``: the match starts with the text; otherwise it may start anywhere.
    """
    places: dict[str, int] = {}
    for n, letter in enumerate(pattern):
        places[letter] = places.get(letter, 0) | 1 << n
    score = len(pattern)
    mask = (1 << score) - 1
    last = 1 << (score - 1) if score else 0
    first = 1 if anchored else 0
    up, down = mask, 0  # where the column rises and falls
    for letter in text:
        here = places.get(letter, 0)
        level = (((here & up) + up) ^ up) | here | down
        right = down | ~(level | up) & mask
        left = level & up
        if right & last:
            score += 1
        elif left & last:
            score -= 1
        right = (right << 1 | first) & mask
        left = left << 1 & mask
        up = left | ~(level | right) & mask
        down = right & level
        yield score
