"""Places that were offered for a mark and refused: never offered again.

Kept in the mark, as the words that stood there, so that a later edit of the article or another
reader of the same files does not ask once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reader.annotations.mark import Annotation

REFUSED = "rr:refused"


def refused(annotation: Annotation, words: str) -> Annotation:
    """The mark, never to be offered a place where just these words stand."""
    fields = dict(annotation.extra.get("fields", {}))
    fields[REFUSED] = list(dict.fromkeys([*refusals(annotation), words]))
    return replace(annotation, extra={**annotation.extra, "fields": fields})


def refusals(annotation: Annotation) -> list[str]:
    """The words of every place that was refused."""
    found = annotation.extra.get("fields", {}).get(REFUSED)
    return [words for words in found if isinstance(words, str)] if isinstance(found, list) else []


def without_refusals(extra: Mapping[str, Any]) -> dict[str, Any]:
    """What else a mark holds, once it has a place of the user's own choice."""
    fields = {key: value for key, value in extra.get("fields", {}).items() if key != REFUSED}
    rest = {key: value for key, value in extra.items() if key != "fields"}
    return {**rest, "fields": fields} if fields else rest
