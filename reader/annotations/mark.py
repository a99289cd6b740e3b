"""One mark, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from reader.text.spans import Span

CONTEXT_LENGTH = 64
"""Code points of text that are kept before and after the quotation."""

LOOKS = range(1, 9)
"""The looks that a mark may have; the ui gives each a colour and a sign."""

_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Quote:
    """The words marked and those around them: what finds a passage again in an edited text."""

    exact: str
    prefix: str
    suffix: str

    @classmethod
    def at(cls, text: str, span: Span) -> Quote:
        """The quotation at a span, with 64 code points on each side."""
        return cls(
            exact=span.of(text),
            prefix=text[max(0, span.start - CONTEXT_LENGTH) : span.start],
            suffix=text[span.end : span.end + CONTEXT_LENGTH],
        )


@dataclass(frozen=True, slots=True)
class Annotation:
    """One mark as it was saved; where it stands in the text of today is a matter of placing.

    ``span`` counts code points in the text whose SHA-256 is ``digest``.  A mark on the whole
    article has no span and no quotation.  Times are ISO 8601 in UTC.  ``extra`` holds whatever
    another program wrote and this one does not know; it is written back and never changed.
    """

    id: str
    created: str
    modified: str
    span: Span | None
    exact: str
    prefix: str
    suffix: str
    note: str = ""
    tags: tuple[str, ...] = ()
    color: int = 1
    creator: str = ""
    digest: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def motivation(self) -> str:
        """Why it was made, in the words of the W3C."""
        if self.note:
            return "commenting"
        return "tagging" if self.tags else "highlighting"

    @property
    def quote(self) -> Quote:
        """The quotation and what stood around it."""
        return Quote(self.exact, self.prefix, self.suffix)

    @property
    def whole(self) -> bool:
        """Whether it is a mark on the whole article."""
        return self.span is None and not self.exact


def now() -> str:
    """This moment, to the microsecond."""
    return _stamp(datetime.now(UTC))


def touched(annotation: Annotation, after: str = "") -> Annotation:
    """The mark as changed now: later than it was, and than ``after``, whatever the clock says."""
    earlier = max(instant(annotation.modified or annotation.created), instant(after))
    moment = datetime.now(UTC)
    if moment <= earlier:
        moment = earlier + timedelta(microseconds=1)
    return replace(annotation, modified=_stamp(moment))


def instant(stamp: str) -> datetime:
    """A time as written by any program; the beginning of time where it cannot be read."""
    try:
        moment = datetime.fromisoformat(stamp)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return _BEGINNING


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
