"""`entities`: who and what is named, in the library or in some of its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli import output
from reader.cli.options import Form, form_options, library_option, open_library

if TYPE_CHECKING:
    from reader.articles.library import Library
    from reader.entities.entity import Entity
    from reader.entities.kinds import Kind

_COLUMNS = (
    output.Column("Name"),
    output.Column("Kind", keep=True),
    output.Column("Count", "right", keep=True),
    output.Column("Articles", "right", keep=True),
    output.Column("Also"),
)
_FIELDS = ("name", "kind", "count", "articles", "aliases", "id")


def _kinds(
    context: click.Context, parameter: click.Parameter, names: tuple[str, ...]
) -> frozenset[Kind]:
    """The kinds named; they are not imported before one is."""
    if not names:
        return frozenset()
    from reader.entities.kinds import Kind

    try:
        return frozenset(Kind(name) for name in names)
    except ValueError as error:
        told = f"{error}; there are {', '.join(Kind)}"
        raise click.BadParameter(told, context, parameter) from error


@click.command("entities")
@library_option
@form_options(Form.JSON, Form.CSV, Form.MD)
@click.option(
    "--kind", "kinds", multiple=True, callback=_kinds, metavar="K", help="This kind; several too."
)
@click.option(
    "--min", "minimum", type=click.IntRange(min=1), default=1, help="Named so often at least."
)
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
def entities(
    articles: tuple[str, ...], kinds: frozenset[Kind], minimum: int, form: str | None
) -> None:
    """Who and what is named.

    In all articles, or in those given. Kinds: person, organisation, place, group, event, work,
    product, date, number, money, percent.

    In a pipe, one entity a line: name, kind, count, number of articles, other names.
    """
    library = open_library()
    found = _entities(library, articles, kinds, minimum)
    match form:
        case Form.JSON:
            output.emit_json([_as_json(entity) for entity in found])
        case Form.CSV:
            output.emit_csv(_FIELDS, [(*_row(entity), entity.id) for entity in found])
        case Form.MD:
            output.emit_md(_FIELDS, [(*_row(entity), entity.id) for entity in found])
        case _:
            output.emit_table(_COLUMNS, [_row(entity) for entity in found])
    if not found:
        output.note("nothing of that kind is named so often" if kinds else "nothing is named")


def _entities(
    library: Library, articles: tuple[str, ...], kinds: frozenset[Kind], minimum: int
) -> tuple[Entity, ...]:
    from reader.entities.catalogue import Catalogue

    paths = [library.find(name).path for name in articles] or None
    catalogue = Catalogue(library)
    with output.Progress("reading names") as progress:
        catalogue.update(progress)
    return catalogue.entities(paths=paths, kinds=kinds or None, minimum=minimum)


def _as_json(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": str(entity.kind),
        "aliases": list(entity.aliases),
        "count": entity.count,
        "articles": {
            path: [list(span) for span in spans] for path, spans in entity.articles.items()
        },
    }


def _row(entity: Entity) -> list[str]:
    others = "; ".join(alias for alias in entity.aliases if alias != entity.name)
    return [entity.name, str(entity.kind), str(entity.count), str(len(entity.articles)), others]
