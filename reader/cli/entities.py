"""`entities`: who and what is named, in the library or in some of its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli import output
from reader.cli.cataloguing import one_called, open_catalogue
from reader.cli.options import Form, form_options, library_option, named_so_far, open_library
from reader.cli.repairing import repair, repair_options, rules_of

if TYPE_CHECKING:
    from reader.articles.library import Library
    from reader.entities.company import Together
    from reader.entities.entity import Entity
    from reader.entities.kinds import Kind

_COLUMNS = (
    output.Column("Name"),
    output.Column("Kind", keep=True),
    output.Column("Count", "right", keep=True),
    output.Column("Articles", "right", keep=True),
    output.Column("Also"),
)
_BESIDE_COLUMNS = (
    output.Column("Name"),
    output.Column("Kind", keep=True),
    output.Column("Sentences", "right", keep=True),
    output.Column("Paragraphs", "right", keep=True),
    output.Column("Articles", "right", keep=True),
)
_BESIDE = ("name", "kind", "sentences", "paragraphs", "articles", "id")
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
@click.option("--called", metavar="WORDS", help="Only those with these words in a name or alias.")
@click.option("--with", "company", metavar="NAME", help="Who and what is named beside this one.")
@repair_options
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...", shell_complete=named_so_far)
def entities(
    *,
    articles: tuple[str, ...],
    kinds: frozenset[Kind],
    minimum: int,
    called: str | None,
    company: str | None,
    form: str | None,
    **repairs: Any,
) -> None:
    """Who and what is named.

    In all articles, or in those given. Kinds: person, organisation, place, group, event, work,
    product, date, number, money, percent.

    In a pipe, one entity a line: name, kind, count, number of articles, other names; with --with:
    name, kind, and the number of sentences, paragraphs and articles that name both.

    --merge, --rename, --kind-of, --hide, --not and --always correct what was found, for good: they
    write entities.toml in the library, which may be edited, and copied to other libraries. With one
    --kind they are about what is of that kind.
    """
    library = open_library()
    rules = rules_of(repairs, kinds)
    if rules:
        repair(library, rules)
        return
    if company is not None:
        _company(library, articles=articles, kinds=kinds, minimum=minimum, name=company, form=form)
        return
    found = _entities(library, articles, kinds, minimum, called)
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
    library: Library,
    articles: tuple[str, ...],
    kinds: frozenset[Kind],
    minimum: int,
    called: str | None,
) -> tuple[Entity, ...]:
    paths = [library.find(name).path for name in articles] or None
    catalogue = open_catalogue(library)
    found = catalogue.entities(paths=paths, kinds=kinds or None, minimum=minimum)
    if called is None:
        return found
    fitting = {entity.id for entity in catalogue.called(called)}
    return tuple(entity for entity in found if entity.id in fitting)


def _company(
    library: Library,
    *,
    articles: tuple[str, ...],
    kinds: frozenset[Kind],
    minimum: int,
    name: str,
    form: str | None,
) -> None:
    """Print who is named beside somebody: in the same sentences, paragraphs and articles."""
    from reader.entities.company import together

    paths = [library.find(article).path for article in articles] or None
    catalogue = open_catalogue(library)
    entity = one_called(catalogue, name, None)
    found = [
        other
        for other in together(catalogue, entity.id, paths, kinds or None)
        if other.articles >= minimum
    ]
    match form:
        case Form.JSON:
            output.emit_json([dict(zip(_BESIDE, _beside(other), strict=True)) for other in found])
        case Form.CSV:
            output.emit_csv(_BESIDE, map(_beside, found))
        case Form.MD:
            output.emit_md(_BESIDE, map(_beside, found))
        case _:
            output.emit_table(_BESIDE_COLUMNS, [[str(v) for v in _beside(o)[:5]] for o in found])


def _beside(other: Together) -> tuple[str, str, int, int, int, str]:
    return (
        other.name, str(other.kind), other.sentences, other.paragraphs, other.articles, other.id,
    )  # fmt: skip


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
