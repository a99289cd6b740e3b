"""`config`: the settings as they are in force, and where everything lives."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from reader.cli import output
from reader.cli.options import Form, choose, form_options, library_option


@click.command("config")
@library_option
@form_options(Form.JSON)
def config(form: str | None) -> None:
    """Settings and paths.

    The settings file need not exist; what it does not say has its default.
    """
    from reader.paths import cache_path, config_file, data_folder, state_folder
    from reader.settings import load_settings

    settings = load_settings()
    choice = choose()
    root = choice.root.expanduser().absolute()
    paths: dict[str, Path] = {
        "settings": config_file(),
        "library": root,
        "cache": cache_path(root),
        "data": data_folder(root),
        "state": state_folder(root),
    }
    values: dict[str, Any] = asdict(settings)
    values["library"] = str(settings.library) if settings.library else None
    if form == Form.JSON:
        output.emit_json(
            {
                "settings": values,
                "library": str(root),
                "named_by": choice.named_by,
                "paths": {name: str(path) for name, path in paths.items()},
            }
        )
        return
    for name, value in values.items():
        output.emit_row([name, "" if value is None else str(value)])
    output.emit("")
    for name, path in paths.items():
        output.emit_row([name, str(path)])
