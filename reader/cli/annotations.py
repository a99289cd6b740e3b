"""`mark` and `marks`: making annotations, and listing them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from reader.cli import output
from reader.cli.options import Form, form_options, library_option, open_library
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.annotations.annotation import Annotation
    from reader.annotations.placing import Placed
    from reader.annotations.shelf import Shelf
    from reader.articles.article import Article
    from reader.articles.library import Library
    from reader.text.spans import Span

_FIELDS = (
    "path", "paragraph", "start", "end", "found", "quotation", "note", "tags", "color", "created",
    "id",
)  # fmt: skip
_NAMED = 5  # places that the message about an ambiguous quotation names


class _Row(NamedTuple):
    """A mark, and the article it is on unless that is gone."""

    placed: Placed
    article: Article | None

    @property
    def paragraph(self) -> str:
        """¶ number, empty for a mark that has no place in the text."""
        if self.article is None or self.placed.span is None:
            return ""
        return str(self.article.paragraph_at(self.placed.span.start))


@click.command("mark")
@library_option
@form_options(Form.JSON)
@click.option("--quote", metavar="TEXT", help="The passage, as it is written in the article.")
@click.option("--span", nargs=2, type=int, metavar="S E", help="The passage, in code points.")
@click.option("--note", default="", metavar="TEXT", help="A note on it, in Markdown.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="A tag; several too.")
@click.option("--color", type=click.IntRange(1, 8), default=1, show_default=True, help="Its look.")
@click.argument("article")
@click.pass_context
def mark(
    context: click.Context,
    *,
    article: str,
    quote: str | None,
    span: tuple[int, int] | None,
    note: str,
    tags: tuple[str, ...],
    color: int,
    form: str | None,
) -> None:
    """Make an annotation.

    The passage is named by --quote or by --span. A quotation may have other quotation marks, dashes
    and line ends than the article; it must stand there once.
    """
    if (quote is None) == (span is None):
        raise click.UsageError("name the passage: either --quote or --span", context)
    from reader.annotations.annotation import new_annotation
    from reader.annotations.shelf import Shelf

    library = open_library()
    found = library.find(article)
    passage = _quoted(found, quote) if span is None else _at(found, *span)
    clean = tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
    annotation = new_annotation(found, passage, note=note.strip(), tags=clean, color=color)
    made = _save(Shelf(library), found, annotation)
    if form == Form.JSON:
        output.emit_json({"@context": _context(library), **_as_json(made)})
    else:
        output.emit(_line(made))


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
                    "@context": _context(library),
                    "id": f"{shelf.folder.as_uri()}/",
                    "type": "AnnotationPage",
                    "items": [_as_json(row) for row in shown],
                }
            )
        case Form.CSV:
            output.emit_csv(_FIELDS, [_cells(row) for row in shown])
        case Form.MD:
            for row in shown:
                output.emit(f"- {output.md_text(_line(row))}")
        case _:
            for row in shown:
                output.emit(_line(row))
            if not shown:
                output.note("no such mark" if query or tags or orphans or article else "no marks")


# -- making -------------------------------------------------------------------------------------


def _at(article: Article, start: int, end: int) -> Span:
    from reader.text.spans import Span

    if not 0 <= start < end <= len(article.text):
        raise ReaderError(
            f"no passage {start} {end} in {article.path}",
            f"its code points are 0 to {len(article.text)}, and a passage has one at least",
        )
    return Span(start, end)


def _quoted(article: Article, quotation: str | None) -> Span:
    from reader.cli.quoting import places_of

    places = places_of(article.text, quotation or "")
    if not places:
        raise ReaderError(
            f"{article.path} does not say “{quotation}”",
            f"`rafah-reader find {article.path} TEXT` shows what it says",
        )
    if len(places) > 1:
        numbers = sorted({article.paragraph_at(place.start) for place in places})
        some = ", ".join(f"¶{number}" for number in numbers[:_NAMED])
        ways = ", ".join(f"--span {start} {end}" for start, end in places[:_NAMED])
        more = ", …" if len(places) > _NAMED else ""
        raise ReaderError(
            f"{article.path} says “{quotation}” {len(places)} times, in {some}{more}",
            f"quote more of it, or say which: {ways}{more}",
        )
    return places[0]


def _save(shelf: Shelf, article: Article, annotation: Annotation) -> _Row:
    """Put a mark on the shelf and see that it is on the disk: this process has no later.

    Raises:
        ReaderError: it could not be saved.
    """
    from reader.annotations.placing import place

    shelf.add(article, annotation)
    if shelf.trouble and not shelf.retry():
        raise ReaderError(f"the mark is not saved: {shelf.trouble}", f"marks go to {shelf.folder}")
    for notice in (shelf.elsewhere, *shelf.notices):
        if notice:
            output.note(notice)
    return _Row(place(article, annotation), article)


# -- listing ------------------------------------------------------------------------------------


def _on(shelf: Shelf, article: Article) -> Iterator[_Row]:
    return (_Row(placed, article) for placed in shelf.of(article))


def _all(shelf: Shelf, library: Library) -> Iterator[_Row]:
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
                yield _Row(Placed(annotation, path, None, Found.ORPHAN), None)


def _articles(library: Library, paths: list[str]) -> Iterator[Article]:
    for path in paths:
        try:
            yield library.article(path)
        except ReaderError as error:  # its marks are shown as orphans
            output.note(error.message)


def _has(row: _Row, query: str, tags: tuple[str, ...]) -> bool:
    annotation = row.placed.annotation
    own = {tag.casefold() for tag in annotation.tags}
    text = " ".join((annotation.exact, annotation.note, *annotation.tags)).casefold()
    return all(tag.casefold() in own for tag in tags) and all(
        word in text for word in query.casefold().split()
    )


# -- forms --------------------------------------------------------------------------------------


def _context(library: Library) -> list[Any]:
    from reader.annotations.w3c import context

    return context(f"{library.root.as_uri()}/")


def _as_json(row: _Row) -> dict[str, Any]:
    """The annotation as the W3C has it, with its place of today under our own context."""
    from reader.annotations.names import iri
    from reader.annotations.w3c import to_json

    placed = row.placed
    item = to_json(placed.annotation, iri(placed.path))
    if placed.span is not None:
        item["span"] = list(placed.span)
    item["found"] = str(placed.found)
    return item


def _cells(row: _Row) -> list[object]:
    placed, annotation = row.placed, row.placed.annotation
    start, end = placed.span or ("", "")
    return [
        placed.path, row.paragraph, start, end, str(placed.found), annotation.exact,
        annotation.note, "; ".join(annotation.tags), annotation.color, annotation.created,
        annotation.id,
    ]  # fmt: skip


def _line(row: _Row) -> str:
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
