"""Shared text: passages of several articles, what is each article's own, and twins."""

from __future__ import annotations

from collections.abc import Sequence

from reader.compare.matrix import bar
from reader.compare.reuse import Passage as Shared
from reader.compare.reuse import Place, Reuse, reuse
from reader.compare.source import Source
from reader.text.cells import fit
from reader.text.spans import Span
from reader.ui.panes.found import counted
from reader.ui.panes.rows import Line, Part
from reader.ui.sheets.sheet import (
    EDGES,
    Columns,
    Passage,
    Row,
    Section,
    SharedSheet,
    flat,
    heading,
    wrapped,
)

_BAR = 10  # cells
_VERBATIM: Part = ("=", "")
_NEARLY: Part = ("≈", "key")


def shared_sheet(sources: Sequence[Source]) -> SharedSheet:
    """The shared passages of some articles, the share that is each one's own, and twins."""
    columns = Columns.of(sources)
    by_path = {source.path: source for source in sources}
    found = reuse((source.path, source.article.body) for source in sources)
    longest = sorted(found.passages, key=lambda p: -p.words)

    def listed(passages: Sequence[Shared]) -> list[Section]:
        sections = [_twins(found, columns)] if found.twins else []
        title = f"Shared passages · {len(passages)}"
        rows = tuple(_row(passage, columns, by_path) for passage in passages)
        if not rows:
            title = "No passage of eight words or more stands in more than one of them"
        sections.append(Section(title, rows, heading(title, columns if rows else None).lines))
        return [*sections, _own(found, columns)]

    def in_order() -> list[Section]:
        at = {path: n for n, path in enumerate(columns.paths)}
        return listed(
            sorted(found.passages, key=lambda p: (at[p.places[0].path], p.places[0].span))
        )

    return SharedSheet(
        "shared text",
        columns,
        f"{counted(len(found.passages), 'passage')} in more than one, "
        f"{counted(len(found.twins), 'pair')} of near-duplicates",
        {
            "longest first": lambda: listed(longest),
            "in most articles first": lambda: listed(sorted(longest, key=lambda p: -len(p.places))),
            "in the order of the articles": in_order,
        },
        lambda cells: [
            Line((_VERBATIM, (" verbatim   ", "quiet"), _NEARLY, (" nearly", "quiet"))),
            *columns.legend(cells),
        ],
        "nothing to compare",
        found,
    )


def _twins(found: Reuse, columns: Columns) -> Section:
    title = f"The same text, or nearly · {len(found.twins)}"
    rows = []
    for one, other, share in found.twins:
        said = f"  {share:>6.1%}  {columns.named(one)}  =  {columns.named(other)}"
        rows.append(
            Row(
                ("twins", one, other),
                lambda cells, said=said: [Line(((fit(said, cells - EDGES), ""),))],  # type: ignore[misc]
                said,
                Passage(other, Span(0, 0)),
                flat(said),
            )
        )
    return Section(title, tuple(rows), heading(title).lines)


def _own(found: Reuse, columns: Columns) -> Section:
    title = "Of each article’s words, what stands in no other"
    return Section(
        title, tuple(_share(path, found.own[path], columns) for path in columns.paths),
        heading(title).lines,
    )  # fmt: skip


def _share(path: str, own: float, columns: Columns) -> Row:
    said = f"{own:>6.1%} own"

    def lines(cells: int) -> list[Line]:
        drawn = fit(bar(round(1000 * own), 1000, _BAR), _BAR)
        room = cells - EDGES - len(said) - _BAR - 5
        named = fit(columns.named(path), room)
        return [Line((("  ", ""), (said, ""), ("  ", ""), (drawn, "key"), (" ", ""), (named, "")))]

    return Row(
        ("own", path),
        lines,
        f"{said} {columns.named(path)}",
        Passage(path, Span(0, 0)),
        f"{own:.1%} of its words stand in no other article compared",
    )


def _row(passage: Shared, columns: Columns, by_path: dict[str, Source]) -> Row:
    first = passage.places[0]
    text = flat(first.span.of(by_path[first.path].text))
    sign, look = _VERBATIM if passage.verbatim else _NEARLY
    how = "verbatim" if passage.verbatim else "nearly"

    def lines(cells: int) -> list[Line]:
        room = cells - EDGES
        strip = columns.signs(room, {place.path: (sign, look) for place in passage.places})
        about = f" {passage.words:>4} words {how:<8}  " if room >= 60 else f" {passage.words:>4} "
        shown = fit(text, room - columns.cells(room) - len(about) - 1)
        return [Line(((about, "quiet"), (shown + " ", ""), *strip))]

    return Row(
        ("passage", first.path, first.span),
        lines,
        " ".join((how, text, *(columns.named(place.path) for place in passage.places))),
        Passage(first.path, first.span),
        f"{passage.words} words, {how}, in {counted(len(passage.places), 'article')}",
        " ".join(text.split()[:8]),
        tuple(_place(place, columns, by_path[place.path]) for place in passage.places),
    )


def _place(place: Place, columns: Columns, source: Source) -> Row:
    number = columns.number(place.path)
    paragraph = source.article.paragraph_at(place.span.start)
    about = f"{place.words} words · ¶{paragraph} · {columns.titles[number - 1]}"
    text = flat(place.span.of(source.text))

    def lines(cells: int) -> list[Line]:
        head = Line((("    ", ""), (f"{number} ", "key"), (about, "quiet")))
        return [head, *wrapped([(text, "")], cells)]

    return Row(
        ("place", place.path, place.span),
        lines,
        about,
        Passage(place.path, place.span),
        f"{place.words} words that stand in other articles too",
        " ".join(text.split()[:8]),
        is_long=True,
    )
