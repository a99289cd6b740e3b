"""`keys`: which key does what, where; as settings have them or as a preset has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reader.cli import output
from reader.cli.options import Form, form_options, library_option
from reader.settings import PRESETS

if TYPE_CHECKING:
    from reader.ui.keys.key import Key

_COLUMNS = (
    output.Column("Keys", keep=True),
    output.Column("What they do"),
    output.Column("Name in config.toml"),
)


@click.command("keys")
@library_option
@form_options(Form.JSON)
@click.option(
    "--preset", type=click.Choice(PRESETS), help="As a preset has them, without your own."
)
def keys(form: str | None, preset: str | None) -> None:
    """The keys as they are in force.

    A key that is not named for a place has the meaning there that it has anywhere. In a pipe, one
    command a line: its name in config.toml, its keys, what it does, its group, with tabs between.
    """
    from reader.settings import load_settings
    from reader.ui.keys.keymap import keymap_of, preset_keymap

    keymap = preset_keymap(preset) if preset else keymap_of(load_settings())
    names = keymap.names()
    if form == Form.JSON:
        output.emit_json(
            [
                {
                    "name": name,
                    "id": row.id,
                    "context": name.partition("/")[0],
                    "group": row.group,
                    "keys": list(row.keys),
                    "label": row.label,
                }
                for name, row in names.items()
            ]
        )
    elif output.on_terminal():
        _emit_for_people(names)
    else:
        for name, row in names.items():
            output.emit_row([name, _shown(row), row.label, row.group])


def _emit_for_people(names: dict[str, Key]) -> None:
    """One table, with a line for each group of each place."""
    rows: list[tuple[str, str, str]] = []
    heading = ""
    for name, row in names.items():
        if heading != f"{row.group}, {row.context}":
            heading = f"{row.group}, {row.context}"
            rows += [("", "", ""), (heading, "", "")]
        rows.append((f"  {_shown(row)}", row.label, name))
    output.emit_table(_COLUMNS, rows[1:])


def _shown(row: Key) -> str:
    from reader.ui.keys.key import shown

    return "  ".join(shown(key) for key in row.keys) or "–"
