"""`marks`: the annotations of a library, and an annotation as JSON or a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from reader.cli import output
from reader.cli.options import Form, form_options, library_option, open_library
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.annotations.placing import Placed
    from reader.annotations.shelf import Shelf
    from reader.articles.article import Article
    from reader.articles.library import Library

_FIELDS = (
    "path", "paragraph", "start", "end", "found", "quotation", "note", "tags", "color", "created",
    "id",
)  # fmt: skip


class Row(NamedTuple):
    """A mark, and the article it is on unless that is gone."""

    placed: Placed
    article: Article | None

    @property
    def paragraph(self) -> str:
        """¶ number, empty for a mark that has no place in the text."""
        if self.article is None or self.placed.span is None:
            return ""
        return str(self.article.paragraph_at(self.placed.span.start))


@click.command("marks")
@library_option
@form_options(Form.JSON, Form.CSV, Form.MD)
@click.option("--article", metavar="ARTICLE", help="Only those on this article.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="Only those with this tag.")
@click.option("--orphans", is_flag=True, help="Only those whose passage is gone.")
@click.argument("query", nargs=-1)
def marks(
    *,
    query: tuple[str, ...],
    article: str | None,
    tags: tuple[str, ...],
    orphans: bool,
    form: str | None,
) -> None:
    """The annotations.

    One a line: path ¶paragraph “quotation” — note [tags] (found).

    QUERY: words that stand in the quotation, the note or the tags, all of them. What was found only
    nearly is said: moved, changed, review (to be confirmed), orphan (nowhere).
    """
    from reader.annotations.placing import Found
    from reader.annotations.shelf import Shelf

    library = open_library()
    shelf = Shelf(library)
    rows = _on(shelf, library.find(article)) if article is not None else _all(shelf, library)
    shown = [
        row
        for row in rows
        if _has(row, " ".join(query), tags) and (not orphans or row.placed.found is Found.ORPHAN)
    ]
    for notice in shelf.notices:
        output.note(notice)
    match form:
        case Form.JSON:
            output.emit_json(
                {
                    "@context": context_of(library),
                    "id": f"{shelf.folder.as_uri()}/",
                    "type": "AnnotationPage",
                    "items": [as_json(row) for row in shown],
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


def _on(shelf: Shelf, article: Article) -> Iterator[Row]:
    return (Row(placed, article) for placed in shelf.of(article))


def _all(shelf: Shelf, library: Library) -> Iterator[Row]:
    """Every mark: those of the articles in order of path, then those whose article is gone.

    An article that was renamed is known by its text, so where a page has lost its article every
    article is looked at.
    """
    from reader.annotations.placing import Found, Placed

    pages = dict(shelf.everything())
    known = {entry.path for entry in library.scanned.entries}
    lost = [path for path in pages if path not in known and path.rpartition("#")[0] not in known]
    seen: set[str] = set()
    for article in library.articles() if lost else _articles(library, sorted(pages)):
        for row in _on(shelf, article):
            seen.add(row.placed.annotation.id)
            yield row
    for path, kept in sorted(pages.items()):
        for annotation in kept:
            if annotation.id not in seen:
                yield Row(Placed(annotation, path, None, Found.ORPHAN), None)


def _articles(library: Library, paths: list[str]) -> Iterator[Article]:
    for path in paths:
        try:
            yield library.article(path)
        except ReaderError as error:  # its marks are shown as orphans
            output.note(error.message)


def _has(row: Row, query: str, tags: tuple[str, ...]) -> bool:
    annotation = row.placed.annotation
    own = {tag.casefold() for tag in annotation.tags}
    text = " ".join((annotation.exact, annotation.note, *annotation.tags)).casefold()
    return all(tag.casefold() in own for tag in tags) and all(
        word in text for word in query.casefold().split()
    )


# -- forms --------------------------------------------------------------------------------------


def context_of(library: Library) -> list[Any]:
    from reader.annotations.w3c import context

    return context(f"{library.root.as_uri()}/")


def as_json(row: Row) -> dict[str, Any]:
    """The annotation as the W3C has it, with its place of today under our own context."""
    from reader.annotations.names import iri
    from reader.annotations.w3c import to_json

    placed = row.placed
    item = to_json(placed.annotation, iri(placed.path))
    if placed.span is not None:
        item["span"] = list(placed.span)
    item["found"] = str(placed.found)
    return item


def _cells(row: Row) -> list[object]:
    placed, annotation = row.placed, row.placed.annotation
    start, end = placed.span or ("", "")
    return [
        placed.path, row.paragraph, start, end, str(placed.found), annotation.exact,
        annotation.note, "; ".join(annotation.tags), annotation.color, annotation.created,
        annotation.id,
    ]  # fmt: skip


def line_of(row: Row) -> str:
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
