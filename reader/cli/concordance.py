"""`concordance`: every hit of a query on a line, with the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli import output
from reader.cli.indexing import updated_index
from reader.cli.options import Form, form_options, library_option, open_library

if TYPE_CHECKING:
    from reader.search.results import Line, Lines

_FIELDS = ("path", "paragraph", "start", "end", "left", "match", "right")


@click.command("concordance")
@library_option
@form_options(Form.JSON, Form.CSV, Form.MD)
@click.option(
    "--sort",
    type=click.Choice(["left", "right", "date", "article"]),
    default="left",
    show_default=True,
    help="By the words before or after the hit, by date, by article.",
)
@click.option(
    "--width",
    type=click.IntRange(1, 500),
    default=40,
    show_default=True,
    help="Characters on either side.",
)
@click.option("--limit", type=click.IntRange(min=1), default=5000, show_default=True)
@click.option("--fail", is_flag=True, help="Exit 1 when nothing matched.")
@click.argument("query", nargs=-1, required=True)
@click.pass_context
def concordance(
    context: click.Context,
    *,
    query: tuple[str, ...],
    form: str | None,
    sort: str,
    width: int,
    limit: int,
    fail: bool,
) -> None:
    """Every hit with the words around it.

    QUERY is written as for `search`.
    """
    words = " ".join(query).strip()
    if not words:
        raise click.UsageError("there is nothing to look for", context)
    index = updated_index(open_library())
    try:
        lines = index.concordance(words, sort, width, limit)
        notes = index.notes(words)
    finally:
        index.close()
    for message in notes:
        output.note(message)
    _emit(lines, form, width)
    if not lines.total:
        output.note(f"nothing matches {words}")
    elif len(lines.lines) < lines.total:
        output.note(f"{lines.total} lines in all: --limit shows more of them")
    if fail and not lines.total:
        context.exit(1)


def _emit(lines: Lines, form: str | None, width: int) -> None:
    match form:
        case Form.JSON:
            output.emit_json([_as_json(line) for line in lines.lines])
        case Form.CSV:
            output.emit_csv(_FIELDS, [_row(line) for line in lines.lines])
        case Form.MD:
            for line in lines.lines:
                left, match, right = map(output.md_text, (line.left, line.match, line.right))
                output.emit(f"- {left}**{match}**{right} (`{line.path}` ¶{line.paragraph})")
        case _:
            _emit_plain(lines, width)


def _as_json(line: Line) -> dict[str, object]:
    return {
        "path": line.path,
        "span": list(line.span),
        "left": line.left,
        "match": line.match,
        "right": line.right,
        "paragraph": line.paragraph,
    }


def _row(line: Line) -> tuple[object, ...]:
    return (line.path, line.paragraph, *line.span, line.left, line.match, line.right)


def _emit_plain(lines: Lines, width: int) -> None:
    """The hits below each other; on a terminal bold, and without the article where it is narrow."""
    from rich.cells import cell_len
    from rich.text import Text

    from reader.text.cells import painted, safe

    for line in lines.lines:
        left, right = safe(line.left), safe(line.right)
        blank = " " * max(0, width - cell_len(left))
        where = f"{line.path} ¶{line.paragraph}"
        if not output.on_terminal():
            output.emit(f"{blank}{left}[{safe(line.match)}]{right}\t{safe(where)}")
            continue
        text = Text(blank + painted(line.left))
        text.append(painted(line.match), style="bold underline")
        text.append(painted(line.right))
        text.append(f"  {painted(where)}", style="dim")
        output.console().print(text, no_wrap=True, overflow="ellipsis", soft_wrap=False)
