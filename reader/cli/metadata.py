"""`meta`: what is known of an article and where from, and setting it right in its sidecar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli import output
from reader.cli.options import Form, form_options, library_option, named_so_far, open_library

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.articles.library import Library


@click.command("meta")
@library_option
@form_options(Form.JSON)
@click.option(
    "--set", "given", multiple=True, metavar="FIELD=VALUE", help="Say it; empty: it is unknown."
)
@click.option(
    "--unset", "taken", multiple=True, metavar="FIELD", help="Leave it to the file again."
)
@click.argument("article", shell_complete=named_so_far)
def meta(article: str, given: tuple[str, ...], taken: tuple[str, ...], form: str | None) -> None:
    """What is known of an article, and where it was found.

    --set writes it into NAME.meta.toml beside the file, which overrides what the file says; fields
    are title, author, source, date (2024, 2024-05 or 2024-05-07), url, language, place. In a pipe,
    one field a line: its name, value, origin, note, with tabs between.
    """
    from reader.articles.sidecar import FIELDS

    library = open_library()
    found = library.find(article)
    changes: dict[str, str | None] = dict.fromkeys(taken)
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise click.UsageError(f"“{each}” is no FIELD=VALUE")
        changes[name.strip()] = value
    if changes:
        found = _changed(library, found, changes)
    known = {name: getattr(found.meta, name) for name in FIELDS}
    if form == Form.JSON:
        output.emit_json(
            {
                "path": found.path,
                **{
                    name: v and {"text": v.text, "origin": str(v.origin), "note": v.note}
                    for name, v in known.items()
                },
                "notes": list(found.notes),
            }
        )
        return
    for name, value in known.items():
        if value is None:
            output.emit_row([name, "", "unknown"])
        else:
            output.emit_row([name, value.text, str(value.origin), *filter(None, [value.note])])
    for told in found.notes:
        output.note(told)


def _changed(library: Library, article: Article, changes: dict[str, str | None]) -> Article:
    """The article after its sidecar was written.

    Raises:
        ReaderError: a field or value is wrong, or the sidecar cannot be written.
    """
    from reader.articles.corrections import correct

    correct(library, article.path, changes)
    return library.article(article.path)
