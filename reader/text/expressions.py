"""Find by regular expression: in folded text, paragraph by paragraph, and never for long.

Python's ``re`` cannot be stopped, so a pattern like ``(a+)+$`` would hang the reader.  The package
``regex`` reads the same patterns and stops when its time is over.  It is imported at the first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.text.finding import LIMIT, Folded, fold_character
from reader.text.late import late
from reader.text.spans import Span

SECONDS = 0.5
"""How long one search may take."""

_LONGEST = 1000  # characters of a pattern: twenty lines of a terminal
_REPEATS = 250_000  # characters times counts in braces: 70 MB once they are written out
_COUNT = late(r"\{(\d+)(?:,\d*)?\}")
_NO_CAPITALS = late(r"\\.|\(\?P?[<=>]\w*", re.DOTALL)  # \S and (?P<Name> ask for no case


@dataclass(frozen=True, slots=True)
class Found:
    """Places in order of the text, and in words why they may not be all."""

    spans: Sequence[Span] = ()
    trouble: str = ""
    broken: bool = field(default=False, compare=False)
    """Whether nothing was looked for, as the expression is none."""


def find_pattern(
    folded: Folded, pattern: str, passages: Sequence[Span] = (), *, seconds: float = SECONDS
) -> Found:
    """Every place of a regular expression in a folded text, at most 20,000; empty ones left out.

    A blank in the pattern is any run of blanks within a passage, a line end too; ``^`` and ``$``
    are the edges of passages.  Smart case: a pattern without capitals ignores case.  Nothing is
    raised: a broken pattern, and one that takes too long, is said in :attr:`Found.trouble`, with
    the character of the pattern counted from 1.
    """
    import regex

    if not pattern.strip():
        return Found()
    wanted, origin = _folded_pattern(pattern)
    if _too_long(wanted):
        return Found(trouble="too long, or too many repeats in braces", broken=True)
    flags = regex.MULTILINE
    if not any(c.isupper() for c in _NO_CAPITALS.sub("", wanted)):
        flags |= regex.IGNORECASE
    try:
        compiled = regex.compile(wanted, flags)
    except regex.error as error:
        position: int | None = getattr(error, "pos", None)  # the stubs know neither of the two
        at = "" if position is None else f" at {origin[min(position, len(origin) - 1)] + 1}"
        return Found(trouble=f"{getattr(error, 'msg', error)}{at}", broken=True)
    except (RecursionError, OverflowError, MemoryError):
        return Found(trouble="too deep, or too many repeats", broken=True)
    trouble: list[str] = []

    def matches() -> Iterator[tuple[int, int]]:
        try:
            for match in compiled.finditer(folded.parted(passages), timeout=seconds):
                if match.end() > match.start():
                    yield match.span()
        except TimeoutError:
            trouble.append(f"stopped after {seconds:g} s: too many ways to match")
        except MemoryError:
            trouble.append("stopped: too many ways to match for the memory there is")

    spans = folded.places(matches())
    if len(spans) >= LIMIT:
        trouble.append(f"the first {LIMIT:,} only")
    return Found(spans, "; ".join(trouble))


def _folded_pattern(pattern: str) -> tuple[str, list[int]]:
    """The pattern as the folded text is written, and where each of its characters stood."""
    parts: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(pattern):
        fold = character if character.isascii() else fold_character(character)
        part = fold if fold == character or not fold.isascii() else re.escape(fold)
        parts.append(part)
        origin += [at] * len(part)
    return "".join(parts), [*origin, len(pattern)]


def _too_long(pattern: str) -> bool:
    size = len(pattern)
    for count in _COUNT.findall(pattern):
        size *= max(1, int(count[:9]))
    return len(pattern) > _LONGEST or size > _REPEATS
