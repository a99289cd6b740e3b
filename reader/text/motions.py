"""Where a caret goes: words, sentences, paragraphs, by offsets alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reader.text.late import late
from reader.text.spans import Span

# A word as vim's `w` sees prose: letters and digits with what joins them, or a run of marks.
_TOKEN = late(r"\w+(?:['’\u00ad-]\w+)*|[^\w\s]+")
_WINDOW = 4096  # code points looked at around the caret; a word is never this long


def word_forward(text: str, offset: int, count: int = 1) -> int:
    """The start of the count-th word after an offset; the last character where there are fewer."""
    found = 0
    for match in _TOKEN.finditer(text, _back_to_blank(text, offset)):
        if match.start() > offset:
            found += 1
            if found == count:
                return match.start()
    return max(0, len(text) - 1)


def word_end(text: str, offset: int, count: int = 1) -> int:
    """The last character of the count-th word that ends after an offset."""
    found = 0
    for match in _TOKEN.finditer(text, _back_to_blank(text, offset)):
        if match.end() - 1 > offset:
            found += 1
            if found == count:
                return match.end() - 1
    return max(0, len(text) - 1)


def word_back(text: str, offset: int, count: int = 1) -> int:
    """The start of the count-th word that starts before an offset; 0 where there are fewer."""
    window = _WINDOW
    while True:
        low = _back_to_blank(text, max(0, offset - window))
        starts = [m.start() for m in _TOKEN.finditer(text, low, offset)]
        if low == 0:
            return starts[-count] if len(starts) >= count else 0
        if len(starts) > count:  # the first may be the middle of a word
            return starts[-count]
        window *= 8


def word_at(text: str, offset: int) -> Span | None:
    """The word under an offset, or none on a blank."""
    for match in _TOKEN.finditer(text, _back_to_blank(text, offset)):
        if match.start() > offset:
            return None
        if offset < match.end():
            return Span(*match.span())
    return None


def _back_to_blank(text: str, offset: int) -> int:
    """A place at or before an offset where a word may be looked for."""
    low = max(0, offset - _WINDOW)
    at = max(text.rfind(" ", low, offset), text.rfind("\n", low, offset))
    return at + 1 if at >= 0 else low


def start_forward(spans: Sequence[Span], offset: int, count: int = 1) -> int | None:
    """The start of the count-th span after an offset, the last one where there are fewer."""
    index = bisect_right(spans, offset, key=lambda s: s.start)
    if index >= len(spans):
        return None
    return spans[min(index + count - 1, len(spans) - 1)].start


def start_back(spans: Sequence[Span], offset: int, count: int = 1) -> int | None:
    """The start of the count-th span before an offset, the first where there are fewer."""
    index = bisect_left(spans, offset, key=lambda s: s.start) - 1
    return None if index < 0 else spans[max(0, index - count + 1)].start


def to_character(text: str, span: Span, offset: int, character: str, count: int = 1) -> int | None:
    """The count-th occurrence of a character after an offset within a span, before it if negative.

    ``None`` where there are fewer, as in vim; case counts.
    """
    at = offset
    for _ in range(abs(count)):
        if count > 0:
            at = text.find(character, at + 1, span.end)
        else:
            at = text.rfind(character, span.start, at)
        if at < 0:
            return None
    return at
