"""A draft held against the library: each quotation and figure of it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.compare.draft import Finding, Verdict, check, gist
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

_SIGNS: dict[Verdict, Part] = {
    Verdict.ALTERED: ("≠", "differs"), Verdict.MISATTRIBUTED: ("≠", "differs"),
    Verdict.NOT_FOUND: ("?", "differs"), Verdict.FOUND: ("=", "quiet"),
}  # fmt: skip
_VERDICT = 14  # cells
_WIDE = 60


def check_sheet(draft: Source, sources: Sequence[Source]) -> Sheet:
    """Each quotation and figure of a draft, with what some articles have of it."""
    columns = Columns.of(sources)
    found = check(draft, sources)
    counts = gist(found)
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in _SIGNS if counts[verdict])

    def listed(title: str, findings: Iterable[Finding]) -> Section:
        rows = tuple(_row(finding, columns) for finding in findings)
        said = f"{title} · {len(rows)}"
        return Section(said, rows, heading(said).lines)

    def faults_first() -> list[Section]:
        parted = [listed(str(v), (f for f in found if f.verdict is v)) for v in _SIGNS]
        return [section for section in parted if section.rows]

    return Sheet(
        f"check of {draft.path}",
        columns,
        told or counted(0, "quotation"),
        {"faults first": faults_first, "by line": lambda: [listed("quotations, figures", found)]},
        lambda cells: [
            Line((("= as the library has it   ≠ otherwise   ? not there", "quiet"),)),
            *columns.legend(cells),
        ],
        "there is no quotation and no figure in it",
    )


def _row(finding: Finding, columns: Columns) -> Row:
    sign, look = _SIGNS[finding.verdict]
    text, there = flat(finding.text), flat(finding.found)
    number = columns.number(finding.path) if finding.path else 0
    differs = finding.is_fault and there
    who = finding.verdict is Verdict.MISATTRIBUTED

    def lines(cells: int) -> list[Line]:
        room = cells - EDGES
        parts: list[Part] = [(f"{finding.line:>5} ", "key"), (f"{sign} ", look)]
        room -= 8
        if room >= _WIDE:
            parts.append((fit(str(finding.verdict), _VERDICT), look))
            room -= _VERDICT
        half = room // 2 if differs else room - 4
        parts.append((fit(text, half - 1) + " ", ""))
        if differs:
            said = f"said by {there}" if who else there
            parts.append((fit(said, room - half - 4) + " ", "put-in"))
        parts.append((f"{number or '–':>3}", "quiet"))
        return [Line(tuple(parts))]

    under = (_whole(finding, columns),)
    return Row(
        ("finding", finding.span),
        lines,
        f"{finding.verdict} {text} {there}",
        Passage(finding.path, finding.there) if finding.path and finding.there else None,
        f"line {finding.line}, {finding.verdict}: {text}" + (f" / {there}" if differs else ""),
        there or text,
        under,
    )


def _whole(finding: Finding, columns: Columns) -> Row:
    where = columns.named(finding.path) if finding.path else "in none of these articles"
    label = "said by" if finding.verdict is Verdict.MISATTRIBUTED else "there"

    def lines(cells: int) -> list[Line]:
        told = [Line(((f"      draft · line {finding.line}", "quiet"),))]
        told += wrapped([(finding.text, "")], cells)
        told.append(Line(((f"      {label} · {where}", "quiet"),)))
        return [*told, *(wrapped([(finding.found, "put-in")], cells) if finding.found else ())]

    return Row(
        ("whole", finding.span),
        lines,
        passage=Passage(finding.path, finding.there) if finding.path and finding.there else None,
        copied=f"line {finding.line}, {finding.verdict}: {flat(finding.text)}",
        words=flat(finding.found or finding.text),
        is_long=True,
    )
