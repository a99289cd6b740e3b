"""`export`: annotations as a file of another program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import output
from reader.cli.annotations import chosen
from reader.cli.options import Form, form_options, library_option, named_so_far, open_library
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.exchange.formats import Format

NAMES = ("md", "csv", "jsonld", "hypothesis", "qdpx")  # as in exchange.formats, which loads more


@click.command("export")
@library_option
@form_options(Form.JSON)
@click.option("--format", "name", type=click.Choice(NAMES), help="Else the ending of -o tells it.")
@click.option("-o", "--output", "file", metavar="FILE", help="Where to; stdout without it.")
@click.option("--by", type=click.Choice(("article", "tag")), default="article", help="For md.")
@click.option("--template", metavar="FILE", help="For md: a Jinja template of your own.")
@click.option("--print-template", is_flag=True, help="The template of md, to begin one from.")
@click.option(
    "--article", metavar="ARTICLE", shell_complete=named_so_far, help="Only those on this article."
)
@click.option(
    "--tag", "tags", multiple=True, metavar="T", help="Only those with this tag, or one below it."
)
@click.argument("query", nargs=-1)
def export(
    *,
    query: tuple[str, ...],
    name: str | None,
    file: str | None,
    by: str,
    template: str | None,
    print_template: bool,
    article: str | None,
    tags: tuple[str, ...],
    form: str | None,
) -> None:
    """Annotations out: Markdown, CSV, JSON-LD, Hypothesis, REFI-QDA.

    \b
    md          for people: quotation, note, tags, citation, paragraph, heading
    csv         for spreadsheets; cells that look like a formula begin with '
    jsonld      W3C annotations, nothing left out
    hypothesis  what Hypothesis imports
    qdpx        a REFI-QDA project for NVivo, ATLAS.ti, MAXQDA

    QUERY: as in `marks`: words, tag:, color:, date:, has:note, is:orphan and so on.
    """
    from reader.annotations.shelf import Shelf
    from reader.exchange.formats import Format, write
    from reader.exchange.markdown import template_at
    from reader.settings import load_settings

    if print_template:
        from reader.exchange.markdown import default_template

        output.emit(default_template(), end="")
        return
    kind = _kind(name, file)
    if file is None and (form == Form.JSON or (kind is Format.QDPX and output.on_terminal())):
        raise ReaderError("name a file for this", f"rafah-reader export --format {kind} -o FILE")
    pattern = template_at(template) if template else None
    library = open_library()
    shelf = Shelf(library)
    marks = chosen(shelf, library, query=query, article=article, tags=tags)
    for notice in shelf.notices:
        output.note(notice)
    colours = load_settings().colours
    data = write(marks, kind, by=by, template=pattern, colours=colours)
    if file is None:
        output.emit_bytes(data)
        return
    _save(Path(file).expanduser(), data)
    if form == Form.JSON:
        output.emit_json({"count": len(marks), "format": str(kind), "file": file})
    else:
        plural = "" if len(marks) == 1 else "s"
        output.note(f"{len(marks)} annotation{plural} in {file}")


def _kind(name: str | None, file: str | None) -> Format:
    from reader.exchange.formats import ENDINGS, Format

    if name:
        return Format(name)
    ending = Path(file).suffix.lower() if file else ""
    for kind, endings in ENDINGS.items():
        if ending in endings:
            return kind
    raise ReaderError("say which format", f"--format {'|'.join(NAMES)}")


def _save(file: Path, data: bytes) -> None:
    from reader.files import write_whole

    try:
        write_whole(file, data)
    except OSError as error:
        raise ReaderError(f"cannot write {file}: {error.strerror}") from error
