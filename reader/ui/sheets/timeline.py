"""The timeline: what happened when, and which articles report it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.compare.source import Source
from reader.compare.timeline import Event, Report
from reader.compare.timeline import timeline as events_of
from reader.text.cells import fit
from reader.text.spans import Span
from reader.ui.panes.found import counted
from reader.ui.panes.rows import Line
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

_WIDE = 60  # cells of a row with room for two days
_NARROW = 11  # cells of a time where there is no such room


def time_sheet(sources: Sequence[Source]) -> Sheet:
    """The events of some articles; what nobody can date stands at the end with the reason."""
    columns = Columns.of(sources)
    texts = {source.path: source.text for source in sources}
    events = events_of(sources)
    dated = [event for event in events if event.iso]
    days = max((len(event.iso) for event in dated), default=8) + 2
    loose = [event for event in events if not event.iso]

    def listed(first: Iterable[Event]) -> list[Section]:
        title = f"Dated · {len(dated)}"
        rows = tuple(_row(event, columns, texts, days) for event in first)
        found = [Section(title, rows, heading(title, columns).lines)]
        if loose:
            title = f"Not dated · {len(loose)}"
            rows = tuple(_row(event, columns, texts, days) for event in loose)
            found.append(Section(title, rows, heading(title, columns).lines))
        return found

    return Sheet(
        "timeline",
        columns,
        f"{counted(len(dated), 'event')} dated, {len(loose)} not",
        {
            "oldest first": lambda: listed(dated),
            "newest first": lambda: listed(reversed(dated)),
            "in most articles first": lambda: listed(sorted(dated, key=lambda e: -len(e.paths))),
        },
        lambda cells: [
            Line((("● reports it   ? cannot be dated: unfold for the reason", "quiet"),)),
            *columns.legend(cells),
        ],
        "no time is named",
    )


def _row(event: Event, columns: Columns, texts: dict[str, str], days: int) -> Row:
    """``days`` are the cells that the longest time takes, with blanks on either side."""
    first = event.reports[0]
    sentence = flat(first.sentence.of(texts[first.path]))
    reason = "" if event.iso else f"“{flat(first.words)}”: {first.moment.reason}"
    when = event.iso or "?"
    several = len(event.paths) > 1

    def lines(cells: int) -> list[Line]:
        room = cells - EDGES
        size = days if room >= _WIDE else _NARROW
        taken = columns.cells(room) + size + 1
        strip = columns.signs(room, dict.fromkeys(event.paths, ("●", "")))
        shown = f"{reason} · {sentence}" if reason else sentence
        look = "title" if event.iso else "warning"
        return [
            Line(
                (
                    (fit(f" {when}", size - 1) + " ", look),
                    (fit(shown, room - taken) + " ", "" if several else "quiet"),
                    *strip,
                )
            )
        ]

    return Row(
        ("event", event.iso, first.path, first.moment.span),
        lines,
        " ".join((when, reason, sentence, *(columns.named(path) for path in event.paths))),
        _passage(first),
        f"{when}: {flat(first.words)}",
        flat(first.words),
        tuple(_report(report, columns, texts) for report in event.reports),
    )


def _passage(report: Report) -> Passage:
    return Passage(report.path, report.sentence)


def _report(report: Report, columns: Columns, texts: dict[str, str]) -> Row:
    number = columns.number(report.path)
    moment, text = report.moment, texts[report.path]
    told = moment.reason or moment.iso
    about = f"“{flat(report.words)}”: {told} · ¶{report.paragraph} · {columns.titles[number - 1]}"
    before = Span(report.sentence.start, moment.span.start).of(text)
    after = Span(moment.span.end, report.sentence.end).of(text)
    parts = [(before, ""), (report.words, "lit"), (after, "")]

    def lines(cells: int) -> list[Line]:
        head = Line((("    ", ""), (f"{number} ", "key"), (about, "quiet")))
        return [head, *wrapped(parts, cells)]

    return Row(
        ("report", report.path, moment.span),
        lines,
        about,
        _passage(report),
        f"{told}: {flat(report.words)}",
        flat(report.words),
        is_long=True,
    )
