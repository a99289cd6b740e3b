"""Who said what: utterances with a sign for each article that tells them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.compare.quotes import Manner, Statement, statements
from reader.compare.source import Source
from reader.compare.speaker import Sort
from reader.compare.variants import Change, Relation, Utterance, Version, utterances
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

SIGNS: dict[Relation, Part] = {
    Relation.FIRST: ("●", ""), Relation.VERBATIM: ("=", ""), Relation.CUT: ("<", "key"),
    Relation.EXPANDED: (">", "key"), Relation.CHANGED: ("≠", "differs"),
    Relation.PARAPHRASED: ("~", "quiet"),
}  # fmt: skip
_WORDS = {Relation.FIRST: "first or alone"}
_SORTS = {
    Sort.NAMED: "", Sort.COLLECTIVE: " · collective", Sort.ANONYMOUS: " · anonymous",
    Sort.ACCOUNT: " · the account itself", Sort.UNKNOWN: "",
}  # fmt: skip
_RANK = [Sort.NAMED, Sort.COLLECTIVE, Sort.ANONYMOUS, Sort.ACCOUNT, Sort.UNKNOWN].index
"""Speakers with a name first, what an article says of itself last."""

_NOBODY = "nobody is said to have said it"
_CHANGES = {"same": "", "left out": "left-out", "put in": "put-in"}
_WIDE, _MIDDLE = 100, 60  # cells of a row with room for the manner, and for the verb


def quote_sheet(sources: Sequence[Source]) -> Sheet:
    """The utterances of some articles, grouped by speaker."""
    columns = Columns.of(sources)
    found = utterances(sources, [s for source in sources for s in statements(source)])
    teller = _Teller(columns, {s.path: s for s in sources})
    several = sum(not u.is_alone for u in found)

    def by_speaker() -> list[Section]:
        return _grouped(found, teller, most_first=True)

    def by_name() -> list[Section]:
        return _grouped(found, teller, most_first=False)

    def by_spread() -> list[Section]:
        ordered = sorted(found, key=lambda u: -len(u.versions))
        return [_section(counted(len(found), "utterance"), ordered, teller, speaker=True)]

    def changed() -> list[Section]:
        kept = [u for u in found if any(v.relation is Relation.CHANGED for v in u.versions)]
        return [_section("told in other words, in quotation marks", kept, teller, speaker=True)]

    return Sheet(
        "quotes",
        columns,
        f"{counted(len(found), 'utterance')}, {several} told by several",
        {
            "by speaker, most first": by_speaker, "by speaker, by name": by_name,
            "told by most articles first": by_spread, "only those changed": changed,
        },
        lambda cells: [_legend(cells), *columns.legend(cells)],
        "nobody is said to have said anything",
    )  # fmt: skip


def _legend(cells: int) -> Line:
    parts: list[Part] = []
    for relation, sign in SIGNS.items():
        parts += [sign, (f" {_WORDS.get(relation, str(relation))}   ", "quiet")]
    if cells >= _WIDE:
        parts += [("[left out]", "left-out"), (" ", ""), ("put in", "put-in")]
    return Line(tuple(parts))


class _Teller:
    """What is needed to say anything of an utterance."""

    def __init__(self, columns: Columns, sources: dict[str, Source]) -> None:
        self.columns = columns
        self._sources = sources

    def text(self, path: str) -> str:
        return self._sources[path].text

    def words(self, statement: Statement) -> str:
        words = flat(statement.words(self.text(statement.path)))
        return f"“{words}”" if statement.manner is Manner.DIRECT else words

    def row(self, utterance: Utterance, *, speaker: bool) -> Row:
        first = utterance.versions[0].statements[0]
        words, said = self.words(first), utterance.speaker.name or _NOBODY
        shown = f"{said}: {words}" if speaker else words
        told = f"{first.verb or '–'} · {first.manner}"
        where = "only here" if utterance.is_alone else f"{len(utterance.versions)} articles"
        signs = {v.path: SIGNS[v.relation] for v in utterance.versions}
        every = [(v, s) for v in utterance.versions for s in v.statements]

        def lines(cells: int) -> list[Line]:
            room = cells - EDGES
            taken = self.columns.cells(room)
            strip = self.columns.signs(room, signs)
            parts: list[Part] = []
            if room >= _MIDDLE:
                verb = told if room >= _WIDE else first.verb or "–"
                size = 22 if room >= _WIDE else 11
                parts.append((fit(verb, size - 1) + " ", "quiet"))
                taken += size
            if room >= _WIDE:
                parts.append((fit(where, 12), "quiet"))
                taken += 12
            said = (fit(shown, room - taken - 3) + " ", "")
            return [Line((("  ", ""), said, *parts, *strip))]

        return Row(
            ("utterance", first.path, first.span),
            lines,
            " ".join((said, told, where, *(self.words(s) for _, s in every))),
            Passage(first.path, first.span),
            self._copied(utterance, first),
            first.words(self.text(first.path)),
            tuple(self._version(utterance, v, s) for v, s in every),
        )  # fmt: skip

    def _copied(self, utterance: Utterance, statement: Statement) -> str:
        who = utterance.speaker.name or _NOBODY
        return f"{who}, {statement.verb or 'said'} ({statement.manner}): {self.words(statement)}"

    def _version(self, utterance: Utterance, version: Version, statement: Statement) -> Row:
        sign, look = SIGNS[version.relation]
        number = self.columns.number(version.path)
        named = statement.speaker.name
        other = f" · {named}" if named and named != utterance.speaker.name else ""
        relation = "only here" if utterance.is_alone else str(version.relation)
        title = self.columns.titles[number - 1]
        how = f"{statement.verb or 'no verb'} · {statement.manner}{other}"
        about = f" {relation} · {how} · ¶{statement.paragraph} · {title}"
        changes = version.changes if statement is version.statements[0] else ()

        def lines(cells: int) -> list[Line]:
            head: list[Part] = [("    ", ""), (f"{number} ", "key"), (sign, look)]
            told = difference(changes) if changes else [(self.words(statement), "")]
            return [Line((*head, (about, "quiet"))), *wrapped(told, cells)]

        return Row(
            ("version", statement.path, statement.span),
            lines,
            about,
            Passage(statement.path, statement.span),
            self._copied(utterance, statement),
            statement.words(self.text(statement.path)),
            is_long=True,
        )


def difference(changes: Iterable[Change]) -> list[Part]:
    """What an article made of an utterance: left out in brackets and struck, put in underlined."""
    out: list[Part] = []
    for change in changes:
        words = f"[{change.words}]" if change.kind == "left out" else change.words
        out += [(words, _CHANGES[change.kind]), (" ", "")]
    return out


def _grouped(found: Sequence[Utterance], teller: _Teller, *, most_first: bool) -> list[Section]:
    groups: dict[str, list[Utterance]] = {}
    for utterance in found:
        groups.setdefault(utterance.speaker.id or utterance.speaker.name, []).append(utterance)

    def place(group: list[Utterance]) -> tuple[int, int, str]:
        speaker = group[0].speaker
        return _RANK(speaker.sort), -len(group) if most_first else 0, speaker.name.casefold()

    return [
        _section(
            f"{group[0].speaker.name or _NOBODY}{_SORTS[group[0].speaker.sort]} · {len(group)}",
            sorted(group, key=lambda u: -len(u.versions)),
            teller,
            speaker=False,
        )
        for group in sorted(groups.values(), key=place)
    ]


def _section(title: str, group: Sequence[Utterance], teller: _Teller, *, speaker: bool) -> Section:
    head = heading(title, teller.columns)
    rows = tuple(teller.row(utterance, speaker=speaker) for utterance in group)
    return Section(title, rows, head.lines)
