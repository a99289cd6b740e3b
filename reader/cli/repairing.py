"""Corrections to who and what is named, from the command line: options, and what they write."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import click

from reader.cli import output
from reader.cli.cataloguing import one_called, open_catalogue

if TYPE_CHECKING:
    from reader.articles.library import Library
    from reader.entities.kinds import Kind
    from reader.entities.repairs import Repair

_OPTIONS = (
    ("--merge", 2, "A B", "A is B: one entity, under the name of B."),
    ("--rename", 2, "A B", "A is to be called B."),
    ("--kind-of", 2, "A KIND", "A is of another kind."),
    ("--hide", 1, "A", "A is not listed and not lit."),
    ("--not", 1, "A", "A is not an entity."),
    ("--always", 2, "A KIND", "A is an entity of a kind wherever it is written so."),
)


def repair_options(command: Any) -> Any:
    """The options that write rules; each may be given several times."""
    for name, values, metavar, told in reversed(_OPTIONS):
        option = click.option(
            name, _variable(name), nargs=values, multiple=True, metavar=metavar, help=told
        )
        command = option(command)
    return command


def _variable(option: str) -> str:
    return f"{option.strip('-').replace('-', '_')}_"


def rules_of(given: Mapping[str, Any], kinds: Collection[Kind]) -> list[Repair]:
    """The rules that options stand for, in the order of the options.

    Raises:
        click.UsageError: a kind is not known, or several were named.
    """
    if not any(given.values()):
        return []
    from reader.entities.repairs import RuleError, checked

    if len(kinds) > 1:
        raise click.UsageError("a correction is about one --kind")
    kind = {"kind": str(next(iter(kinds)))} if kinds else {}
    values: list[dict[str, str]] = []
    values += [{"merge": a, **kind, "into": b} for a, b in given["merge_"]]
    values += [{"rename": a, **kind, "to": b} for a, b in given["rename_"]]
    values += [{"retype": a, **kind, "to": b} for a, b in given["kind_of_"]]
    values += [{"hide": a, **kind} for a in given["hide_"]]
    values += [{"not": a, **kind} for a in given["not_"]]
    values += [{"always": a, "kind": b} for a, b in given["always_"]]
    try:
        return [checked(value) for value in values]
    except RuleError as error:
        said = f"{error.message}; {error.hint}" if error.hint else error.message
        raise click.UsageError(said) from error


def repair(library: Library, rules: Collection[Repair]) -> None:
    """Write rules, once it is clear that each is about something that is there.

    Raises:
        ReaderError: nothing is called so, or the file is broken or cannot be written.
    """
    from reader.entities.repairs import Act

    catalogue = open_catalogue(library)
    catalogue.rulebook.check()
    for rule in rules:
        if rule.act is not Act.ALWAYS:
            one_called(catalogue, rule.name, rule.kind)
        catalogue.rulebook.add(rule)
        output.note(str(rule))
    if catalogue.rulebook.elsewhere:
        output.note(catalogue.rulebook.elsewhere)
