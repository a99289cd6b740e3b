"""`config`: the settings as they are in force, and where everything lives."""

from __future__ import annotations

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

    The settings file need not exist; what it does not say has its default. Each setting is told
    with its value and where that comes from; `rafah-reader keys` tells all keys.
    """
    from reader.paths import cache_path, config_file, data_folder, state_folder
    from reader.settings import load_settings
    from reader.ui.keys.keymap import keymap_of
    from reader.ui.theme import names

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
    keymap_of(settings)  # for what it finds wrong
    if settings.theme not in names():
        line = settings.lines.get("theme", 1)
        allowed = f"allowed: {', '.join(names())}"
        raise settings.fault(line, f"no theme “{settings.theme}”", allowed)
    values: dict[str, Any] = {
        "library": str(settings.library) if settings.library else None,
        "theme": settings.theme,
        "width": settings.width,
        "citation": settings.citation,
        "preset": settings.preset,
        "watch": settings.watch,
        "colours": list(settings.colours),
        "fields": {given.pattern: dict(given.names) for given in settings.fields},
        "keys": {given.name: list(given.keys) for given in settings.keys},
    }
    origins = {name: settings.origin(name) for name in values}
    if form == Form.JSON:
        output.emit_json(
            {
                "settings": values,
                "origins": origins,
                "library": str(root),
                "named_by": choice.named_by,
                "paths": {name: str(path) for name, path in paths.items()},
            }
        )
        return
    for name, value in values.items():
        if name not in ("keys", "fields"):
            shown = ", ".join(value) if isinstance(value, list) else value
            output.emit_row([name, "" if value is None else str(shown), origins[name]])
    for names_in in settings.fields:
        for name, called in names_in.names.items():
            where = ".".join(filter(None, ["fields", names_in.pattern, name]))
            output.emit_row([where, ", ".join(called), origins["fields"]])
    for given in settings.keys:
        keys = ", ".join(given.keys) or "none"
        output.emit_row([f"keys.{given.name}", keys, settings.place(given.line)])
    output.emit("")
    for name, path in paths.items():
        told = [choice.named_by] if name == "library" else []
        output.emit_row([name, str(path), *told])
