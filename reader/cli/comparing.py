"""`quotes`, `numbers`, `timeline`, `shared`, `matrix`, `wording`: the comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from reader.cli import output
from reader.cli.cataloguing import open_catalogue
from reader.cli.options import Form, form_options, library_option, named_so_far, open_library

if TYPE_CHECKING:
    from reader.compare.source import Source
    from reader.compare.tables import Record

_FORMS = (Form.JSON, Form.CSV, Form.MD)


def _command(name: str) -> Callable[[Any], Any]:
    """A command over the articles named, or over all of them."""

    def decorate(function: Any) -> Any:
        for decorator in (
            click.argument(
                "articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=named_so_far
            ),
            form_options(*_FORMS),
            library_option,
            click.command(name),
        ):
            function = decorator(function)
        return function

    return decorate


def opened(articles: Sequence[str]) -> tuple[Source, ...]:
    """The articles named, or all of the library, ready to be compared."""
    from reader.compare.source import sources

    library = open_library()
    paths = [library.find(name).path for name in articles]
    catalogue = open_catalogue(library)
    return sources(library, catalogue, paths or [article.path for article in library.articles()])


def printed(
    form: str | None,
    records: Iterable[Record],
    columns: Sequence[tuple[output.Column, Callable[[Record], str]]],
    empty: str,
) -> None:
    """Print rows in the form asked for; ``columns`` are those of the table for people."""
    rows = list(records)
    header = list(rows[0]) if rows else []
    match form:
        case Form.JSON:
            output.emit_json(rows)
        case Form.CSV:
            output.emit_csv(header, [[_flat(row[key]) for key in header] for row in rows])
        case Form.MD:
            output.emit_md(
                [column.name for column, _ in columns],
                [[cell(row) for _, cell in columns] for row in rows],
            )
        case _:
            output.emit_table(
                [column for column, _ in columns],
                [[cell(row) for _, cell in columns] for row in rows],
            )
    if not rows:
        output.note(empty)


def _flat(value: object) -> object:
    """A value in one cell: spans as ``3-9``, several with blanks between them."""
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], int):
        return "-".join(map(str, value))
    parts = (_flat(v) if isinstance(v, list) else f"{v['kind']}: {v['words']}" for v in value)
    return " ".join(map(str, parts))


def _field(key: str) -> Callable[[Record], str]:
    return lambda row: "" if row[key] is None else str(row[key])


_WHERE = (
    (output.Column("Article"), _field("path")),
    (output.Column("¶", "right", keep=True), _field("paragraph")),
)


@_command("quotes")
def quotes(*, articles: tuple[str, ...], form: str | None) -> None:
    """Who said what, and how each article tells it.

    Every quotation and reported statement with its speaker. Those that several articles tell stand
    together: the first, and what became of it elsewhere (verbatim, cut, expanded, changed,
    paraphrased); “only here” is what one article alone has.
    """
    from reader.compare.quotes import statements
    from reader.compare.tables import quote_records
    from reader.compare.variants import utterances

    found = opened(articles)
    told = utterances(found, [s for source in found for s in statements(source)])
    ordered = sorted(told, key=lambda u: (u.speaker.name == "", u.speaker.name, -len(u.versions)))
    printed(
        form,
        quote_records(found, ordered),
        (
            (output.Column("Speaker"), _field("speaker")),
            (output.Column("Said", keep=True), lambda row: row["verb"]),
            (output.Column("Words"), _quoted),
            (output.Column("Version", keep=True), _field("version")),
            *_WHERE,
        ),
        "nobody is said to have said anything",
    )


def _quoted(row: Record) -> str:
    words = " ".join(row["words"].split())
    return f"“{words}”" if row["quoted"] else words


@_command("numbers")
def numbers(*, articles: tuple[str, ...], form: str | None) -> None:
    """Figures, what they count, and where articles differ.

    Figures on the same thing stand together; “differ” says that not all of them can be true.
    """
    from reader.compare.numbers import figures, grouped
    from reader.compare.quotes import statements
    from reader.compare.tables import number_records

    found = opened(articles)
    groups = grouped(f for source in found for f in figures(source, statements(source)))
    printed(
        form,
        number_records(groups),
        (
            (output.Column("Of what"), _field("what")),
            (output.Column("Figure"), _field("words")),
            (output.Column("", keep=True), lambda row: "differ" if row["differs"] else ""),
            (output.Column("According to"), _field("speaker")),
            (output.Column("When"), _field("date")),
            *_WHERE,
        ),
        "there are no figures",
    )


@_command("timeline")
def timeline(*, articles: tuple[str, ...], form: str | None) -> None:
    """What happened when, and which article reports it.

    Times are resolved from each article’s own date. What nobody can date stands at the end with a
    question mark and the reason.
    """
    from reader.compare.tables import timeline_records
    from reader.compare.timeline import timeline as events_of

    found = opened(articles)
    printed(
        form,
        timeline_records(found, events_of(found)),
        (
            (output.Column("When", keep=True), lambda row: row["date"] or "?"),
            (output.Column("Told as"), lambda row: _told(row["words"], row["unresolved"])),
            (output.Column("What"), _field("sentence")),
            *_WHERE,
        ),
        "no time is named",
    )


def _told(words: str, reason: str) -> str:
    return f"{words}\n{reason}" if reason else words


@_command("shared")
def shared(*, articles: tuple[str, ...], form: str | None) -> None:
    """Passages that stand in more than one article.

    Verbatim or nearly, of eight words or more. The share of its text that an article has for
    itself, and articles that
    are duplicates or nearly so, are told on stderr.
    """
    from reader.compare.reuse import reuse
    from reader.compare.tables import shared_records

    found = opened(articles)
    passages = reuse((source.path, source.article.body) for source in found)
    printed(
        form,
        shared_records(found, passages),
        (
            (output.Column("", "right", keep=True), _field("passage")),
            (output.Column("Words", "right", keep=True), _field("words")),
            (output.Column("", keep=True), lambda r: "verbatim" if r["verbatim"] else "nearly"),
            (output.Column("Text"), _field("text")),
            *_WHERE,
        ),
        "no passage stands in more than one article",
    )
    for path, share in passages.own.items():
        output.note(f"{path}: {share:.0%} of its words stand in no other")
    for one, other, share in passages.twins:
        output.note(f"{one} and {other} are the same text to {share:.0%}")


@_command("matrix")
def matrix(*, articles: tuple[str, ...], form: str | None) -> None:
    """Which article names whom, how often, how early.

    One line an entity, one column an article; a blank is the finding.
    """
    from reader.compare.matrix import coverage
    from reader.compare.tables import matrix_records

    found = opened(articles)
    rows = coverage(found)
    if form == Form.JSON:
        output.emit_json(list(matrix_records(rows)))
        return
    paths = [source.path for source in found]
    header = ["name", "kind", *paths]
    cells = [[r.name, str(r.kind), *(_cell(r.cells.get(path)) for path in paths)] for r in rows]
    if form == Form.CSV:
        output.emit_csv(header, cells)
    elif form == Form.MD:
        output.emit_md(header, cells)
    else:
        columns = [output.Column(name, "right" if name in paths else "left") for name in header]
        output.emit_table(columns, cells)
    if not rows:
        output.note("nothing is named")


def _cell(cell: Any) -> str:
    return f"{cell.count} ¶{cell.paragraph}" if cell else ""


@_command("wording")
def wording(*, articles: tuple[str, ...], form: str | None) -> None:
    """How each article words the same things.

    How it names what others name too, its verbs of attribution, and its key words against the
    others (log-likelihood; negative: it uses the word less).
    """
    from reader.compare.quotes import statements
    from reader.compare.tables import wording_records
    from reader.compare.wording import key_words, namings, verbs

    found = opened(articles)
    said = [s for source in found for s in statements(source)]
    printed(
        form,
        wording_records(found, namings(found), verbs(said), key_words(found)),
        (
            (output.Column("", keep=True), _field("aspect")),
            (output.Column("Of"), _field("of")),
            (output.Column("Words"), _field("words")),
            (output.Column("Here", "right", keep=True), _field("count")),
            (output.Column("Others", "right", keep=True), _field("others")),
            (output.Column("LL", "right", keep=True), _field("likelihood")),
            *_WHERE,
        ),
        "there is nothing to compare",
    )
