"""Coverage: which article names whom, how often and how early; blanks are the finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reader.compare.source import Named, Source
from reader.entities.kinds import NAMES, Kind
from reader.text.spans import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """How one article names one entity: its mentions, and the paragraph (from 1) of the first."""

    mentions: tuple[Span, ...]
    paragraph: int

    @property
    def count(self) -> int:
        """Mentions."""
        return len(self.mentions)


@dataclass(frozen=True, slots=True)
class Row:
    """One entity; ``cells`` by article, without those that do not name it."""

    id: str
    name: str
    kind: Kind
    cells: dict[str, Cell]

    @property
    def count(self) -> int:
        """Mentions in all the articles."""
        return sum(cell.count for cell in self.cells.values())


def coverage(
    sources: Iterable[Source], kinds: Collection[Kind] = NAMES, minimum: int = 1
) -> tuple[Row, ...]:
    """Article by entity; those of most articles first, then of most mentions."""
    places: dict[str, dict[str, list[Named]]] = defaultdict(lambda: defaultdict(list))
    articles = {}
    for source in sources:
        articles[source.path] = source.article
        for mention in source.mentions:
            if mention.kind in kinds:
                places[mention.id][source.path].append(mention)
    rows = [
        Row(
            id_,
            next(iter(by_path.values()))[0].name,
            next(iter(by_path.values()))[0].kind,
            {
                path: Cell(
                    tuple(m.span for m in found), articles[path].paragraph_at(found[0].span.start)
                )
                for path, found in by_path.items()
            },
        )
        for id_, by_path in places.items()
    ]
    kept = [row for row in rows if row.count >= minimum]
    return tuple(sorted(kept, key=lambda r: (-len(r.cells), -r.count, r.name.casefold())))


def sorted_by(rows: Iterable[Row], path: str = "") -> tuple[Row, ...]:
    """The rows with the most mentions in one article first; by name where ``path`` is empty."""
    if not path:
        return tuple(sorted(rows, key=lambda row: row.name.casefold()))
    return tuple(sorted(rows, key=lambda r: -(r.cells[path].count if path in r.cells else 0)))


BAR = 8
"""Cells of the longest bar."""


def bar(count: int, most: int, width: int = BAR) -> str:
    """A bar in eighths of a cell; empty for none, at least an eighth for one."""
    if count <= 0 or most <= 0:
        return ""
    eighths = max(1, round(8 * width * count / most))
    full, rest = divmod(eighths, 8)
    return "█" * full + ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")[rest]
