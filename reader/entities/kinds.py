"""The kinds of entity."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"  # nationalities, religions, peoples, political groups
    EVENT = "event"
    WORK = "work"  # with laws, treaties and doctrines
    PRODUCT = "product"
    DATE = "date"  # with times of day and lengths of time
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"


FIGURES = frozenset({Kind.DATE, Kind.NUMBER, Kind.MONEY, Kind.PERCENT})
"""Kinds that are read off the text and name nobody."""

NAMES = frozenset(Kind) - FIGURES
"""Kinds that are names."""
