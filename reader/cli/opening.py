"""Opening the reader: the one command that needs a terminal."""

from __future__ import annotations

import gc
import os
import sys

import click

from reader.cli.options import library_option, named_so_far, open_library
from reader.errors import ReaderError

_DUMB = ("", "dumb", "unknown")  # terminals that cannot place a cursor


@click.command("open", add_help_option=False)
@library_option
@click.option("--article", metavar="PATH", shell_complete=named_so_far, help="Open this article.")
@click.option("--at", type=click.IntRange(min=0), metavar="N", help="… at this code point.")
@click.option("-h", "--help", "help_asked", is_flag=True)
@click.argument("folder", metavar="[LIBRARY]", required=False)
@click.pass_context
def open_reader(
    context: click.Context,
    folder: str | None,
    article: str | None,
    at: int | None,
    help_asked: bool,
) -> None:
    """Open the reader."""
    if help_asked:
        assert context.parent is not None  # noqa: S101 - it is a command of the program
        click.echo(context.parent.get_help())
        return
    if at is not None and article is None:
        raise click.UsageError("--at is a place in an article: name it with --article", context)
    need_terminal()
    library = open_library(folder)
    if article is not None:
        article = library.find(article).path

    gc.disable()  # what is imported stays: looking for garbage in it is a tenth of the start
    from reader.settings import load_settings
    from reader.ui.run import run

    sys.exit(run(library, load_settings(), article=article, at=at))


def need_terminal() -> None:
    """Refuse to start where the reader could only hang.

    Raises:
        ReaderError: input or output is no terminal, or the terminal cannot place a cursor.
    """
    if os.environ.get("TEXTUAL_DRIVER"):  # a browser is at the other end: see serve
        return
    hint = "`rafah-reader list`, `show` and `search` work without one"
    for name, stream in (("input", sys.stdin), ("output", sys.stdout)):
        if stream is None or not stream.isatty():
            raise ReaderError(f"the reader needs a terminal, and its {name} is none", hint)
    term = os.environ.get("TERM", "")
    if term in _DUMB and os.name == "posix":
        said = f"TERM is “{term}”" if term else "TERM is not set"
        raise ReaderError(f"the reader needs a terminal that can place a cursor; {said}", hint)
