"""`import`: annotations of a file put on the articles of a library."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reader.cli import output
from reader.cli.options import (
    Form,
    files_so_far,
    form_options,
    library_option,
    named_so_far,
    open_library,
)
from reader.errors import ReaderError

_NAMES = ("csv", "jsonld", "hypothesis")  # as in exchange.formats, which loads more
_NAMED = 5  # strays that the message names


@click.command("import")
@library_option
@form_options(Form.JSON)
@click.option("--format", "name", type=click.Choice(_NAMES), help="Else the file tells it.")
@click.option(
    "--article",
    metavar="ARTICLE",
    shell_complete=named_so_far,
    help="Where those go whose article is not known.",
)
@click.argument("file", shell_complete=files_so_far)
def import_marks(*, file: str, name: str | None, article: str | None, form: str | None) -> None:
    """Annotations in: JSON-LD, Hypothesis, CSV.

    FILE is a W3C page of annotations, an export of Hypothesis, or a table with our columns; - is
    stdin. Articles are found by path, text, address or title. Importing the same file twice changes
    nothing; of two versions of an annotation the later stays.
    """
    from reader.annotations.shelf import Shelf
    from reader.exchange.arriving import bring_in
    from reader.exchange.formats import Format, read

    marks = read(_bytes_of(file), Format(name) if name else None)
    library = open_library()
    home = library.find(article) if article is not None else None
    shelf = Shelf(library)
    arrived = bring_in(shelf, library, marks, home)
    if shelf.trouble and not shelf.retry():
        raise ReaderError(f"not all is saved: {shelf.trouble}", f"marks go to {shelf.folder}")
    for notice in (shelf.elsewhere, *shelf.notices):
        if notice:
            output.note(notice)
    strays = [stray.path or stray.url or stray.title or "?" for stray in arrived.strays]
    if form == Form.JSON:
        output.emit_json(
            {
                "added": arrived.added,
                "changed": arrived.changed,
                "known": arrived.known,
                "left_out": strays,
            }
        )
        return
    output.emit(str(arrived))
    for stray in dict.fromkeys(strays[:_NAMED]):
        output.note(f"no article here for {stray}")
    if strays:
        output.note("hint: `--article ARTICLE` puts them on one")


def _bytes_of(file: str) -> bytes:
    from reader.exchange.guarded import SIZE_LIMIT

    try:
        if file == "-":
            return sys.stdin.buffer.read(SIZE_LIMIT + 1)
        with Path(file).expanduser().open("rb") as opened:
            return opened.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise ReaderError(f"cannot read {file}: {error.strerror}") from error
