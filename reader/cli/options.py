"""Options that several commands share: which library, and the form of the output."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.errors import ReaderError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from reader.articles.library import Library

VARIABLE = "RAFAH_READER_LIBRARY"
"""The environment variable that names a library."""

_META = "reader.cli.library"  # where click's context keeps what -L said

Decorator = Callable[[Any], Any]


class Form(StrEnum):
    """How a command prints its result."""

    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MD = "md"


_FORM_HELP = {
    Form.JSON: "One JSON value.",
    Form.CSV: "A table as CSV.",
    Form.MD: "Markdown.",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The library to work on, and who named it."""

    root: Path
    named_by: str


def _remember(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[_META] = value


def folders_so_far(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """For a shell: it completes folders itself."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def files_so_far(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """For a shell: it completes files itself."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def library_option(command: Any) -> Any:
    """``-L/--library``, which every command takes, before its name or after it."""
    return click.option(
        "-L",
        "--library",
        metavar="DIR",
        shell_complete=folders_so_far,
        expose_value=False,
        callback=_remember,
        help="The folder of articles.",
    )(command)


def form_options(*forms: Form) -> Decorator:
    """``--json``, ``--csv``, ``--md``: as the argument ``form``; the last one named counts."""

    def decorate(command: Any) -> Any:
        for form in reversed(forms):
            option = click.option(
                f"--{form}", "form", flag_value=str(form), default=None, help=_FORM_HELP[form]
            )
            command = option(command)
        return command

    return decorate


def named_so_far(
    ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """For a shell: the articles whose path begins with what is typed; else those that hold it."""
    from click.shell_completion import CompletionItem

    try:
        with ctx.scope(cleanup=False):
            paths = [entry.path for entry in open_library().scanned.entries]
    except ReaderError:
        return []
    low = incomplete.lower()
    found = [path for path in paths if path.lower().startswith(low)]
    found = found or [path for path in paths if low in path.lower()]
    if os.environ.get(COMPLETING) == "bash_complete":  # it puts words in as they are
        import re

        found = [re.sub(r"[^\w./@%+=:,-]", r"\\\g<0>", path) for path in found]
    return [CompletionItem(path) for path in found]


COMPLETING = "_RAFAH_READER_COMPLETE"
"""The environment variable by which a shell asks for completions."""


def choose(argument: str | None = None) -> Choice:
    """Which library: ``-L``, the argument, the environment, the settings, else the samples.

    Raises:
        ReaderError: the settings cannot be read, or an option names no folder.
    """
    from reader.paths import bundled_library
    from reader.settings import load_settings

    told: dict[str, str | None] = {
        "-L": click.get_current_context().meta.get(_META),
        "the argument": argument,
        f"${VARIABLE}": os.environ.get(VARIABLE) or None,
    }
    for named_by, name in told.items():
        if name is not None:
            if not name:
                raise ReaderError(f"{named_by} names no folder", "it is empty")
            return Choice(Path(name), named_by)
    if root := load_settings().library:
        return Choice(root, "config.toml")
    return Choice(bundled_library(), "the bundled samples")


def open_library(argument: str | None = None) -> Library:
    """The library that was chosen.

    Raises:
        ReaderError: there is no such folder, or it cannot be read.
    """
    from reader.articles.library import Library

    return Library(choose(argument).root)
