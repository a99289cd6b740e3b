"""Somebody who said something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What is known of a speaker."""

    NAMED = "named"
    COLLECTIVE = "collective"  # officials, a government's office, residents
    ANONYMOUS = "anonymous"  # somebody who is not named
    ACCOUNT = "account"  # the text that an article retells: “the report says”
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who said something; ``id`` of the entity, empty where there is none."""

    name: str
    id: str = ""
    sort: Sort = Sort.NAMED


NOBODY = Speaker("", "", Sort.UNKNOWN)
"""Words in quotation marks that nobody is said to have said."""
