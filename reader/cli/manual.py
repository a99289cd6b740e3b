"""`man`: the manual page, made from what `--help` is made from."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

from reader.cli import output
from reader.cli.options import library_option

_FILES = (
    ("config.toml", "Settings; `rafah-reader config` says where."),
    ("annotations/", "Annotations, in the library, one page an article."),
    ("entities.toml", "Corrections of names, in the library."),
    ("searches.toml", "Saved searches, in the library."),
    ("NAME.meta.toml", "What you say of the article beside it, in NAME and any ending."),
    (".rafahignore", "What is no article, at the top of the library, as .gitignore is written."),
)
_VARIABLES = (
    ("RAFAH_READER_LIBRARY", "The library, where none is named."),
    ("NO_COLOR", "No colours; each meaning has a text style or sign too."),
    ("EDITOR, VISUAL", "What opens notes and files."),
    ("XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_DATA_HOME, XDG_STATE_HOME", "Where our folders lie."),
)
_CODES = (
    ("0", "Done."),
    ("1", "`check` found a fault, or nothing matched where asked with --fail."),
    ("2", "Wrong use, or something that cannot be read or written: one line, and a hint."),
    ("130", "Ctrl+C."),
)


@click.command("man")
@library_option
@click.pass_context
def man(context: click.Context) -> None:
    """The manual page.

    In the language of man(1): `rafah-reader man | man -l -` shows it; saved as rafah-reader.1 in a
    folder man1 of your manual path, `man rafah-reader` does.
    """
    root = context.find_root()
    output.emit("\n".join(_page(root)))


def _page(root: click.Context) -> Iterator[str]:
    from reader import __version__
    from reader.cli.program import NAME, program

    assert isinstance(root.command, click.Group)  # noqa: S101 - it is the program
    yield f'.TH {NAME.upper()} 1 "" "{NAME} {__version__}"'
    yield ".nh"  # names of commands and paths are copied from here
    yield from (".SH NAME", rf"{_text(NAME)} \- read, search and mark a folder of articles")
    yield ".SH SYNOPSIS"
    yield rf".B {_text(NAME)}"
    yield _text("[LIBRARY] [--article PATH [--at N]]")
    yield from (".br", rf".B {_text(NAME)}", _text("COMMAND [ARGUMENTS]..."))
    yield from (".SH DESCRIPTION", *_paragraphs(program.help or ""))
    yield from (".PP", *_paragraphs(program.epilog or ""))
    yield from _options(program, root, ())
    yield ".SH COMMANDS"
    yield _text("Each command takes -L and -h too.")
    for name in root.command.list_commands(root):
        command = root.command.get_command(root, name)
        assert command is not None  # noqa: S101 - it was listed
        with click.Context(command, info_name=name, parent=root) as context:
            usage = " ".join(command.collect_usage_pieces(context))
            yield from (f".SS {_quoted(name)}", rf".B {_text(name)}", _text(usage), ".PP")
            yield from _paragraphs(command.help or "")
            yield from _options(command, context, _SHARED)
    for title, rows in (
        ("FILES", _FILES),
        ("ENVIRONMENT", _VARIABLES),
        ("EXIT STATUS", _CODES),
    ):
        yield f".SH {_quoted(title)}"
        for term, told in rows:
            yield from (".TP", rf"\fB{_text(term)}\fR", _text(told))


_SHARED = ("--library", "--help")  # told once


def _options(
    command: click.Command, context: click.Context, told: tuple[str, ...]
) -> Iterator[str]:
    for parameter in command.get_params(context):
        if not isinstance(parameter, click.Option) or set(parameter.opts) & set(told):
            continue
        if record := parameter.get_help_record(context):
            yield from (".TP", rf"\fB{_text(record[0])}\fR", _text(record[1] or ""))


def _paragraphs(text: str) -> Iterator[str]:
    r"""The lines of a help text; a paragraph that begins with a line ``\b`` is kept as it is."""
    first = True
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        lines = paragraph.split("\n")
        if not first:
            yield ".PP"
        first = False
        if lines[0].strip() == "\b":
            yield from (".nf", *map(_text, lines[1:]), ".fi")
        else:
            yield _text(" ".join(" ".join(lines).split()))


_NAMED = {"\\": r"\(rs", "-": r"\-", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", "'": r"\(aq"}


def _text(text: str) -> str:
    """Words as they are, none of them a request of roff; what is no ASCII by its code point."""
    plain = re.sub(
        r"[\\`^~'-]|[^\x00-\x7f]",
        lambda found: _NAMED.get(found[0]) or rf"\[u{ord(found[0]):04X}]",
        text.replace("\n", " "),
    )
    return rf"\&{plain}" if plain.startswith(".") else plain


def _quoted(text: str) -> str:
    return f'"{_text(text)}"'
