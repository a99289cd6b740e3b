"""`marks`: the annotations of a library, and an annotation as JSON or a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli import output
from reader.cli.options import Form, form_options, library_option, named_so_far, open_library

if TYPE_CHECKING:
    from reader.annotations.shelf import Shelf
    from reader.articles.library import Library
    from reader.exchange.marked import Marked

_FIELDS = (
    "path", "paragraph", "start", "end", "found", "quotation", "note", "tags", "color", "created",
    "id",
)  # fmt: skip


@click.command("marks")
@library_option
@form_options(Form.JSON, Form.CSV, Form.MD)
@click.option(
    "--article", metavar="ARTICLE", shell_complete=named_so_far, help="Only those on this article."
)
@click.option(
    "--tag", "tags", multiple=True, metavar="T", help="Only those with this tag, or one below it."
)
@click.option("--orphans", is_flag=True, help="Only those whose passage is gone.")
@click.option("--schema", is_flag=True, help="The JSON schema of the files they are kept in.")
@click.argument("query", nargs=-1)
def marks(
    *,
    query: tuple[str, ...],
    article: str | None,
    tags: tuple[str, ...],
    orphans: bool,
    schema: bool,
    form: str | None,
) -> None:
    """The annotations.

    One a line: path ¶paragraph “quotation” — note [tags] (found).

    QUERY: words in the quotation, the note or the tags, all of them, and the fields of the list in
    the reader: tag:, color:, article:, note:, date:, after:, before:, has:note, is:orphan; a minus
    turns one round. What was found only nearly is said: moved, changed, review (to be confirmed),
    orphan (nowhere).
    """
    from reader.annotations.pagefile import schema as schema_of_pages
    from reader.annotations.shelf import Shelf

    if schema:
        output.emit(schema_of_pages(), end="")
        return
    library = open_library()
    shelf = Shelf(library)
    shown = chosen(shelf, library, query=query, article=article, tags=tags, orphans=orphans)
    for notice in shelf.notices:
        output.note(notice)
    match form:
        case Form.JSON:
            from reader.exchange.jsonld import item_of

            output.emit_json(
                {
                    "@context": context_of(library),
                    "id": f"{shelf.folder.as_uri()}/",
                    "type": "AnnotationPage",
                    "items": [item_of(row) for row in shown],
                }
            )
        case Form.CSV:
            output.emit_csv(_FIELDS, [_cells(row) for row in shown])
        case Form.MD:
            for row in shown:
                output.emit(f"- {output.md_text(line_of(row))}")
        case _:
            for row in shown:
                output.emit(line_of(row))
            if not shown:
                output.note("no such mark" if query or tags or orphans or article else "no marks")


# -- which ------------------------------------------------------------------------------------


def chosen(
    shelf: Shelf,
    library: Library,
    *,
    query: tuple[str, ...] = (),
    article: str | None = None,
    tags: tuple[str, ...] = (),
    orphans: bool = False,
) -> list[Marked]:
    """The marks that a command names, with notices about files that could not be read.

    Raises:
        ReaderError: there is no such article.
    """
    from reader.annotations.listing import Wanted, is_under
    from reader.annotations.placing import Found
    from reader.exchange.marked import in_library, on_article
    from reader.settings import load_settings

    if article is not None:
        rows = on_article(shelf, library.find(article))
    else:
        rows = in_library(shelf, library, output.note)
    wanted = Wanted(" ".join(query), load_settings().colours)
    return [
        row
        for row in rows
        if wanted.fits(row.entry)
        and all(any(is_under(own, tag) for own in row.annotation.tags) for tag in tags)
        and (not orphans or row.placed.found is Found.ORPHAN)
    ]


# -- forms --------------------------------------------------------------------------------------


def context_of(library: Library) -> list[Any]:
    from reader.annotations.w3c import context

    return context(f"{library.root.as_uri()}/")


def _cells(row: Marked) -> list[object]:
    placed, annotation = row.placed, row.annotation
    start, end = placed.span or ("", "")
    return [
        placed.path, row.paragraph or "", start, end, str(placed.found), annotation.exact,
        annotation.note, "; ".join(annotation.tags), annotation.color, annotation.created,
        annotation.id,
    ]  # fmt: skip


def line_of(row: Marked) -> str:
    """One mark on one line, safe for a terminal."""
    from reader.annotations.placing import Found
    from reader.text.cells import safe

    annotation = row.placed.annotation
    parts = [row.placed.path]
    if row.paragraph:
        parts.append(f"¶{row.paragraph}")
    if annotation.exact:
        parts.append(f"“{annotation.exact}”")
    if annotation.note:
        parts.append(f"— {annotation.note}")
    if annotation.tags:
        parts.append(f"[{', '.join(annotation.tags)}]")
    if row.placed.found is not Found.EXACT:
        parts.append(f"({row.placed.found})")
    return safe(" ".join(parts))
