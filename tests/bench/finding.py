"""Find in a text of 1 MB and of 10 MB, against a plain scan by `str.find`."""

from __future__ import annotations

import re
from functools import partial

from reader.text.blocks import blocks
from reader.text.expressions import find_pattern
from reader.text.finding import LIMIT, Folded, find
from tests.bench.clock import Row, cpu
from tests.bench.document import text_of

_NEEDLES = {"r": 8, "rafah": 8, "Rafah": 2, "kerem shalom": 2}
"""What is typed, and the ratio aimed at: each match costs a span, a scan makes none."""


_PATTERN = r"raf\w+ (?:said|would)"


def rows() -> list[Row]:
    """The fold, once an article, and each key of a find as a ratio to a scan for the same."""
    return [*_rows("1 MB", 10**6), *_rows("10 MB", 10**7)]


def _rows(label: str, size: int) -> list[Row]:
    text = text_of(size)
    folded = Folded(text)
    lower = folded.lower
    out = [Row(f"{label}: fold, against `str.lower`", cpu(lambda: Folded(text)), cpu(text.lower))]
    for needle, goal in _NEEDLES.items():
        scan = cpu(partial(_scan, lower, needle.lower()))
        out.append(Row(f"{label}: “{needle}”", cpu(partial(find, folded, needle)), scan, goal))
    passages = [block.span for block in blocks(text)]
    ours = cpu(lambda: find_pattern(folded, _PATTERN, passages))
    plain = cpu(lambda: re.findall(_PATTERN, lower))
    return [*out, Row(f"{label}: /{_PATTERN}/, against `re`", ours, plain)]


def _scan(text: str, needle: str) -> int:
    count, at = 0, text.find(needle)
    while at >= 0 and count < LIMIT:
        count += 1
        at = text.find(needle, at + len(needle))
    return count
