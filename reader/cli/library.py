"""`list` and `show`: the articles of a library, and one of them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from reader.cli import output
from reader.cli.options import Form, form_options, library_option, named_so_far, open_library

if TYPE_CHECKING:
    from reader.articles.article import Article, Card
    from reader.articles.library import Library

FIELDS = (
    "path", "id", "title", "source", "author", "date", "url", "language", "words", "marks", "read",
)  # fmt: skip
"""What is told of an article, in this order; unknown metadata is empty."""

_WIDE = 100  # cells; in fewer the source has no column, and stands below the title
_COLUMNS = (
    output.Column("Title"),
    output.Column("Source"),
    output.Column("Date", keep=True),
    output.Column("Min", "right", keep=True),
    output.Column("Marks", "right", keep=True),
    output.Column("Read", keep=True),
)


@click.command("list")
@library_option
@form_options(Form.JSON, Form.CSV, Form.MD)
@click.option("--duplicates", is_flag=True, help="Pairs of one text, or nearly.")
def list_articles(form: str | None, duplicates: bool) -> None:
    """The articles.

    In a pipe, one article a line: path, title, source, date, words, marks, read or unread, with
    tabs between them.
    """
    from reader.articles.cards import Cards

    library = open_library()
    if duplicates:
        from reader.cli.duplicates import emit_duplicates

        emit_duplicates(library, form)
        return
    marked = Marked(library)
    kept = Cards(library)
    with output.Progress("reading") as progress:
        cards = kept.all(progress)
    left_out = len(kept.problems)
    rows = [marked.row(card) for card in cards]
    match form:
        case Form.JSON:
            output.emit_json(rows)
        case Form.CSV:
            output.emit_csv(FIELDS, [_cells(row) for row in rows])
        case Form.MD:
            output.emit_md(FIELDS, [_cells(row) for row in rows])
        case _ if output.on_terminal():
            _emit_for_people(cards, rows)
        case _:
            for row in rows:
                shown = ("path", "title", "source", "date", "words", "marks")
                read = "read" if row["read"] else "unread"
                output.emit_row([*(str(row[key]) for key in shown), read])
    if not cards:
        output.note(f"no articles in {library.root}: put .txt, .md or .html files there")
    if left_out:
        files = "1 file is" if left_out == 1 else f"{left_out} files are"
        output.note(f"{files} left out: `rafah-reader doctor` says why")


@click.command("show")
@library_option
@form_options(Form.JSON)
@click.option("--plain", is_flag=True, help="As in a pipe: not wrapped to the terminal.")
@click.argument("article", shell_complete=named_so_far)
def show(article: str, form: str | None, plain: bool) -> None:
    """One article as text.

    ARTICLE is its path, a unique part of the path, or its id.
    """
    library = open_library()
    found = library.find(article)
    if form == Form.JSON:
        row = Marked(library).row(found.card())
        output.emit_json(
            row
            | {
                "text": found.text,
                "paragraphs": [list(span) for span in found.paragraphs],
                "headings": [list(span) for span in found.headings],
            }
        )
    elif output.on_terminal():
        _show_painted(found, _width(plain=plain))
    else:
        output.emit("".join(f"{line}\n" for line in _head(found)))
        output.emit(found.text.strip("\n"))


class Marked:
    """What is kept of the articles of a library: how many marks, and whether they were read."""

    def __init__(self, library: Library) -> None:
        from reader.annotations.shelf import Shelf
        from reader.articles.places import Places

        self._counts: Mapping[str, int] = Shelf(library).counts()
        self._places = Places(library.root)

    def row(self, card: Card) -> dict[str, Any]:
        """An article as the contract has it."""
        row: dict[str, Any] = {
            field: getattr(card, field) for field in FIELDS if hasattr(card, field)
        }
        row["marks"] = self._counts.get(card.path, 0)
        row["read"] = self._places.is_read(card.path)
        return row


def _cells(row: Mapping[str, Any]) -> list[object]:
    """A row with truth as JSON writes it."""
    return [str(v).lower() if isinstance(v := row[key], bool) else v for key in FIELDS]


def _emit_for_people(cards: Sequence[Card], rows: Sequence[Mapping[str, Any]]) -> None:
    """A table: the title with the path below it, for that is what other commands are given."""
    from reader.text.cells import safe

    wide = shutil.get_terminal_size().columns >= _WIDE
    table = []
    for card, row in zip(cards, rows, strict=True):
        lines = [card.title, card.path, *([] if wide else [card.source])]
        marks = str(row["marks"]) if row["marks"] else ""
        facts = [card.date, str(card.minutes), marks, "yes" if row["read"] else ""]
        source = [card.source] if wide else []
        table.append(["\n".join(map(safe, filter(None, lines))), *source, *facts])
    output.emit_table(_COLUMNS if wide else (_COLUMNS[0], *_COLUMNS[2:]), table)


def _head(article: Article) -> list[str]:
    """The title, unless the text begins with it, and what is known of the article."""
    from reader.text.cells import safe

    meta = article.meta
    known = [value.text for value in (meta.source, meta.author, meta.date) if value]
    lines = [" · ".join([*known, f"{article.minutes} min", article.path])]
    passages = article.passages
    if not passages or " ".join(passages[0].of(article.text).split()) != article.title:
        lines.insert(0, article.title)
    return [safe(line) for line in lines]


def _width(*, plain: bool) -> int:
    """Cells to wrap the text to; wide enough for any line where it is not to be wrapped."""
    from reader.settings import load_settings

    if plain:
        return 2**31
    return min(load_settings().width, shutil.get_terminal_size().columns)


def _show_painted(article: Article, width: int) -> None:
    from rich.text import Text

    from reader.text.cells import painted
    from reader.text.layout import Layout

    layout = Layout(article.text, article.blocks, width)
    bold = {row for span in article.headings for row in layout.rows(span)}
    out = output.console()
    *title, known = _head(article)
    for line in title:
        out.print(Text(painted(line), style="bold"), soft_wrap=True)
    out.print(Text(painted(known), style="dim"), soft_wrap=True)
    out.print()
    for row in range(len(layout)):
        line = " " * layout.indent(row) + layout.paint(row, *layout.painted(row))
        out.print(Text(line, style="bold" if row in bold else ""), soft_wrap=True)
