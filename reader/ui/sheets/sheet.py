"""A comparison as a list: rows that lead to a passage, under headings, in several orders."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.compare.reuse import Reuse
from reader.compare.source import Source
from reader.text.cells import fit, width
from reader.text.finding import Folded
from reader.text.spans import Span
from reader.ui.panes.items import parts_of, wrap_parts
from reader.ui.panes.rows import Item, Line, Part

EDGES = 2
"""Cells of a row that are not its own: the cursor's mark, and a blank at the end."""

_SHARE = 3  # one cell of so many at most is for the columns of articles
_TITLED = 60  # cells from which the titles of the articles stand over the list


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a row leads."""

    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """A row, and those that it unfolds to.

    ``said`` is what it is filtered by, ``copied`` what stands before the citation of its passage,
    ``words`` what the concordance looks up.  ``lines`` makes as many rows as ``height`` says; one
    without it.
    """

    key: Hashable
    lines: Callable[[int], Sequence[Line]] = field(compare=False)
    said: str = ""
    passage: Passage | None = None
    copied: str = ""
    words: str = ""
    under: tuple[Row, ...] = ()
    is_long: bool = False
    """Whether it takes as many rows as it makes."""

    def item(self) -> Item:
        """The row as a list shows it."""
        return Item(self.key, self.lines, height=None if self.is_long else _one)

    def has(self, parts: Iterable[str]) -> bool:
        """Whether all of some folded words stand in it, or in a row under it."""
        said = Folded(" ".join((self.said, *(row.said for row in self.under)))).lower
        return all(part in said for part in parts)


def _one(_: int) -> int:
    return 1


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading; no heading where ``lines`` is nothing."""

    title: str
    rows: tuple[Row, ...]
    lines: Callable[[int], Sequence[Line]] | None = field(default=None, compare=False)

    def item(self) -> Item:
        """The heading."""
        lines = self.lines or (lambda _: [Line(((self.title, "heading"),))])
        return Item(("head", self.title), lines, choosable=False, height=_one)


@dataclass(frozen=True)
class Sheet:
    """A whole comparison.  ``orders`` makes its sections, by the words for each order."""

    name: str
    columns: Columns
    summary: str
    orders: Mapping[str, Callable[[], Sequence[Section]]]
    over: Callable[[int], Sequence[Line]]
    empty: str


@dataclass(frozen=True)
class SharedSheet(Sheet):
    """Shared text, with what was found: the list names duplicates from then on."""

    reuse: Reuse


# -- columns of articles ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Columns:
    """The articles of a comparison, numbered from 1, and a narrow column for each."""

    paths: tuple[str, ...]
    titles: tuple[str, ...]

    @classmethod
    def of(cls, sources: Sequence[Source]) -> Columns:
        """The articles in the order of the comparison."""
        return cls(tuple(s.path for s in sources), tuple(s.article.title for s in sources))

    def number(self, path: str) -> int:
        """Which article, from 1."""
        return self.paths.index(path) + 1

    def named(self, path: str) -> str:
        """An article by its number and title."""
        return f"{self.number(path)} {self.titles[self.number(path) - 1]}"

    @property
    def _each(self) -> int:
        return len(str(len(self.paths))) + 1

    def cells(self, room: int) -> int:
        """Cells that the columns take in a row; without room for all, those of a count."""
        wanted = self._each * len(self.paths)
        return wanted if wanted * _SHARE <= room else 8

    def _fits(self, room: int) -> bool:
        return self._each * len(self.paths) * _SHARE <= room

    def heads(self, room: int) -> list[Part]:
        """The numbers over the columns."""
        if not self._fits(room):
            return [(fit("", self.cells(room)), "")]
        return [(f"{n:>{self._each}}", "quiet") for n in range(1, len(self.paths) + 1)]

    def signs(self, room: int, signs: Mapping[str, Part]) -> list[Part]:
        """A sign for each article that has one, else how many have."""
        if not self._fits(room):
            return [(f"{len(signs)} of {len(self.paths)}".rjust(self.cells(room)), "quiet")]
        blank: Part = ("", "")
        out: list[Part] = []
        for path in self.paths:
            sign, look = signs.get(path, blank)
            out += [(" " * (self._each - width(sign)), ""), (sign, look)]
        return out

    def legend(self, cells: int) -> list[Line]:
        """Which number is which article, in one row."""
        if cells < _TITLED or not self.paths:
            return []
        each = (cells - 1) // min(len(self.paths), max(1, cells // 14))
        shown = range(cells // each) if each else range(0)
        return [
            Line(
                tuple(
                    part
                    for n in shown
                    if n < len(self.paths)
                    for part in (
                        (f"{n + 1} ", "key"),
                        (fit(self.titles[n], each - len(str(n + 1)) - 2), "quiet"),
                        (" ", ""),
                    )
                )
            )
        ]


# -- rows ------------------------------------------------------------------------------------------


def flat(words: str) -> str:
    """Words in one line."""
    return " ".join(words.split())


def heading(title: str, columns: Columns | None = None, look: str = "heading") -> Section:
    """A heading without rows yet, with the numbers of the articles at its right."""

    def lines(cells: int) -> list[Line]:
        room = cells - EDGES
        taken = columns.cells(room) if columns else 0
        return [Line(((fit(title, room - taken), look), *(columns.heads(room) if columns else ())))]

    return Section(title, (), lines)


def wrapped(words: Iterable[Part], cells: int, indent: str = "      ") -> list[Line]:
    """Words with looks as rows of their own."""
    split = [piece for said, look in words for piece in parts_of(said, look)]
    return wrap_parts(split, max(8, cells - EDGES - len(indent)), indent=indent)


def joined(sections: Iterable[Section]) -> Iterator[Row]:
    """Every row of some sections, those under others too."""
    for section in sections:
        for row in section.rows:
            yield row
            yield from row.under
