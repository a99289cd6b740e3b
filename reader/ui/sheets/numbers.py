"""Figures: what each article says of one thing, and whether that agrees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.compare.numbers import Figure, Group, figures, grouped
from reader.compare.quotes import statements
from reader.compare.source import Source
from reader.text.cells import fit
from reader.ui.panes.found import counted
from reader.ui.panes.rows import Line, Part
from reader.ui.sheets.sheet import (
    EDGES,
    Columns,
    Passage,
    Row,
    Section,
    Sheet,
    flat,
    heading,
    wrapped,
)

_ITSELF = "the article itself"
_WIDE, _MIDDLE = 100, 60  # cells of a row with room for the date, and for who gave the figure


def number_sheet(sources: Sequence[Source]) -> Sheet:
    """The figures of some articles, those on one thing together."""
    columns = Columns.of(sources)
    texts = {source.path: source.text for source in sources}
    groups = grouped(f for source in sources for f in figures(source, statements(source)))
    several = [group for group in groups if len(group.figures) > 1]
    alone = [group.figures[0] for group in groups if len(group.figures) == 1]
    differ = [group for group in several if group.differ]

    def listed(first: Iterable[Group]) -> list[Section]:
        found = [_section(group, columns, texts) for group in first]
        if alone:
            title = f"Only in one article · {len(alone)}"
            rows = tuple(_row(f, columns, texts, differs=False) for f in alone)
            found.append(Section(title, rows, heading(title).lines))
        return found

    def by_article() -> list[Section]:
        every = [(f, group.differ) for group in groups for f in group.figures]
        found = []
        for path in columns.paths:
            here = sorted((p for p in every if p[0].path == path), key=lambda p: p[0].span)
            rows = tuple(_row(f, columns, texts, differs=differs) for f, differs in here)
            title = f"{columns.named(path)} · {len(rows)}"
            found.append(Section(title, rows, heading(title).lines))
        return found

    return Sheet(
        "numbers",
        columns,
        f"{counted(len(several), 'thing')} told by several, {len(differ)} with figures that differ",
        {
            "in most articles first": lambda: listed(several),
            "differing first": lambda: listed(sorted(several, key=lambda g: not g.differ)),
            "by what is counted": lambda: listed(sorted(several, key=lambda g: g.what.casefold())),
            "by article": by_article,
        },
        lambda cells: [
            Line((("≠", "differs"), (" not all of these can be true of one thing", "quiet"))),
            *columns.legend(cells),
        ],
        "there are no figures",
    )


def _section(group: Group, columns: Columns, texts: dict[str, str]) -> Section:
    sign = "≠ " if group.differ else ""
    what = group.what or "of one thing"
    title = f"{sign}{what} · {counted(len(group.paths), 'article')}"
    if group.differ:
        title += " · differ"
    look = "differs" if group.differ else "heading"
    rows = tuple(_row(f, columns, texts, differs=group.differ) for f in group.figures)
    return Section(title, rows, heading(title, look=look).lines)


def _row(figure: Figure, columns: Columns, texts: dict[str, str], *, differs: bool) -> Row:
    number = columns.number(figure.path)
    title = columns.titles[number - 1]
    who = figure.speaker.name if figure.speaker else _ITSELF
    figured = flat(figure.words)
    sentence = flat(figure.sentence.of(texts[figure.path]))
    sign: Part = ("≠ ", "differs") if differs else ("  ", "")

    def lines(cells: int) -> list[Line]:
        room = cells - EDGES - 7
        parts: list[Part] = [("  ", ""), sign, (f"{number:>2} ", "key")]
        value = 28 if room >= _WIDE else 22 if room >= _MIDDLE else room * 2 // 3
        parts.append((fit(figured, value), "title"))
        parts.append((" ", ""))
        room -= value + 1
        if room + value + 1 >= _MIDDLE:
            by = 26 if room + value + 1 >= _WIDE else 20
            parts.append((fit(who, by - 1) + " ", "quiet" if who == _ITSELF else ""))
            room -= by
        if room + value + 27 >= _WIDE:
            parts.append((fit(figure.date or "–", 17) + " ", "quiet"))
            room -= 18
        parts.append((fit(figure.what.words or sentence, room), "quiet"))
        return [Line(tuple(parts))]

    return Row(
        ("figure", figure.path, figure.span),
        lines,
        f"{figured} {figure.what.words} {who} {figure.date} {title} {sentence}",
        Passage(figure.path, figure.span),
        f"{figured} ({who}{', ' + figure.date if figure.date else ''})",
        figured,
        (_sentence(figure, columns, texts),),
    )


def _sentence(figure: Figure, columns: Columns, texts: dict[str, str]) -> Row:
    text = texts[figure.path]
    before = text[figure.sentence.start : figure.span.start]
    after = text[figure.span.end : figure.sentence.end]
    told: list[Part] = [(before, ""), (figure.words, "lit"), (after, "")]
    about = f"      ¶{figure.paragraph} · {columns.titles[columns.number(figure.path) - 1]}"

    def lines(cells: int) -> list[Line]:
        return [Line(((about, "quiet"),)), *wrapped(told, cells)]

    return Row(
        ("sentence", figure.path, figure.span),
        lines,
        passage=Passage(figure.path, figure.span),
        copied=flat(figure.words),
        words=flat(figure.words),
        is_long=True,
    )
