"""The text that an article retells: “the report says”."""

from __future__ import annotations

from collections import Counter

from reader.compare.nouns import ACCOUNTS
from reader.compare.source import Source
from reader.compare.speaker import Sort, Speaker
from reader.compare.titles import DETERMINERS


def account_of(source: Source) -> Speaker:
    """What an article calls the text that it retells, if it retells one."""
    counts = Counter(
        token.low
        for unit in source.units
        for before, token in zip(unit.tokens, unit.tokens[1:], strict=False)
        if token.low in ACCOUNTS and (before.low in DETERMINERS or token.start == 0)
    )
    best = counts.most_common(1)
    return Speaker(f"the {best[0][0]}" if best else "the report", "", Sort.ACCOUNT)
