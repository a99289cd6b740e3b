"""`mark`: making an annotation on a passage that is quoted or counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli import output
from reader.cli.annotations import context_of, line_of
from reader.cli.options import Form, form_options, library_option, named_so_far, open_library
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.annotations.annotation import Annotation
    from reader.annotations.shelf import Shelf
    from reader.articles.article import Article
    from reader.exchange.marked import Marked
    from reader.text.spans import Span

_NAMED = 5  # places that the message about an ambiguous quotation names


@click.command("mark")
@library_option
@form_options(Form.JSON)
@click.option("--quote", metavar="TEXT", help="The passage, as it is written in the article.")
@click.option("--span", nargs=2, type=int, metavar="S E", help="The passage, in code points.")
@click.option("--note", default="", metavar="TEXT", help="A note on it, in Markdown.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="A tag; several too.")
@click.option("--color", type=click.IntRange(1, 8), default=1, show_default=True, help="Its look.")
@click.argument("article", shell_complete=named_so_far)
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
        from reader.exchange.jsonld import item_of

        output.emit_json({"@context": context_of(library), **item_of(made)})
    else:
        output.emit(line_of(made))


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


def _save(shelf: Shelf, article: Article, annotation: Annotation) -> Marked:
    """Put a mark on the shelf and see that it is on the disk: this process has no later.

    Raises:
        ReaderError: it could not be saved.
    """
    from reader.annotations.placing import place
    from reader.exchange.marked import Marked

    shelf.add(article, annotation)
    if shelf.trouble and not shelf.retry():
        raise ReaderError(f"the mark is not saved: {shelf.trouble}", f"marks go to {shelf.folder}")
    for notice in (shelf.elsewhere, *shelf.notices):
        if notice:
            output.note(notice)
    return Marked(place(article, annotation), article)
