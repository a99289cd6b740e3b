"""The program: its commands by name, `rafah-reader [LIBRARY]`, and the edge where errors end."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from reader import __version__
from reader.cli.options import folders_so_far, library_option
from reader.cli.output import complain, end_output
from reader.errors import ReaderError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

NAME = "rafah-reader"

_OPEN = "open"  # the command that a bare library stands for
_USAGE_ERROR = 2
_INTERRUPTED = 130  # 128 + SIGINT, as shells count


class Place(NamedTuple):
    """Where a command is written, and its line in the help (which must not import it)."""

    module: str
    attribute: str
    help: str


COMMANDS = {
    "list": Place("library", "list_articles", "The articles."),
    "show": Place("library", "show", "One article as text."),
    "search": Place("searching", "search", "Ranked articles, with the sentences around the hits."),
    "concordance": Place("concordance", "concordance", "Every hit with the words around it."),
    "find": Place("searching", "find", "Every place of a text in one article."),
    "entities": Place("entities", "entities", "Who and what is named."),
    "meta": Place("metadata", "meta", "What is known of an article, and where it was found."),
    "mark": Place("marking", "mark", "Make an annotation."),
    "marks": Place("annotations", "marks", "The annotations."),
    "export": Place(
        "exporting", "export", "Annotations out: Markdown, CSV, JSON-LD, Hypothesis, REFI-QDA."
    ),
    "import": Place("importing", "import_marks", "Annotations in: JSON-LD, Hypothesis, CSV."),
    "merge-driver": Place("merging", "merge_driver", "Merge annotations for git."),
    "quotes": Place("comparing", "quotes", "Who said what, and how each article tells it."),
    "numbers": Place(
        "comparing",
        "numbers",
        "Figures, what they count, and where articles differ.",
    ),
    "timeline": Place("comparing", "timeline", "What happened when, and which article reports it."),
    "shared": Place("comparing", "shared", "Passages that stand in more than one article."),
    "matrix": Place("comparing", "matrix", "Which article names whom, how often, how early."),
    "wording": Place("comparing", "wording", "How each article words the same things."),
    "check": Place("checking", "check", "Find the quotations and figures of your own text."),
    "index": Place("indexing", "index", "Bring index and mentions up to date."),
    "add": Place("indexing", "add", "Copy files into the library."),
    "keys": Place("keys", "keys", "The keys as they are in force."),
    "config": Place("config", "config", "Settings and paths."),
    "serve": Place("serving", "serve", "The reader in a browser, on this machine only."),
    "completion": Place("completing", "completion", "Completion for bash, zsh or fish."),
    "man": Place("manual", "man", "The manual page."),
    "doctor": Place("doctor", "doctor", "What is wrong here, and how to mend it."),
    _OPEN: Place("opening", "open_reader", "Open the reader."),
}


class _Program(click.Group):
    """Commands that are imported when asked for; a first word that is none of them is a library."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks
        return [name for name in COMMANDS if name != _OPEN]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click asks
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module = importlib.import_module(f"reader.cli.{place.module}")
        command = getattr(module, place.attribute)
        assert isinstance(command, click.Command)  # noqa: S101 - a slip of our own
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands, with no need to import them; else the folders, since one may be opened."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=COMMANDS[name].help)
            for name in self.list_commands(ctx)
            if name.startswith(incomplete)
        ]
        options = super(click.Group, self).shell_complete(ctx, incomplete)
        return found + options or folders_so_far(ctx, ctx.command.params[0], incomplete)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:  # else a shell completes the words typed so far
            args = _with_command(ctx, args)
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click asks
        formatter.write_usage(NAME, "[LIBRARY] [--article PATH [--at N]]")
        formatter.write_usage(NAME, "COMMAND [ARGUMENTS]…", prefix="       ")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].help) for name in self.list_commands(ctx)])


def _with_command(ctx: click.Context, args: list[str]) -> list[str]:
    """The words with ``open`` put in where the user left it out."""
    at = 0
    while at < len(args):
        word = args[at]
        if word in ("-L", "--library"):
            at += 2
        elif word.startswith(("-L", "--library=", "--version")) or word in ("--help", "-h"):
            at += 1
        else:
            break
    if at > len(args):  # an option without its value
        return args
    if at == len(args):
        return [*args, _OPEN]
    word = args[at]
    if word in COMMANDS:
        return args
    if word and not word.startswith(("-", "~")) and os.sep not in word and not Path(word).exists():
        raise click.UsageError(f"no command and no folder “{word}”{_meant(word)}", ctx)
    return [*args[:at], _OPEN, *args[at:]]


def _meant(word: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, COMMANDS, n=1)
    return f"; did you mean “{close[0]}”?" if close else ""


@click.command(
    cls=_Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a library: $RAFAH_READER_LIBRARY, “library” in config.toml, else the samples.",
)
@library_option
@click.version_option(__version__, message=f"{NAME} %(version)s")
def program() -> None:
    """Read, search and mark a folder of articles.

    Without a command it opens the reader, at --article PATH and its code point --at N if asked.
    """


def run(args: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; what is neither wrong use nor mendable is raised.

    0 done; 1 nothing matched where asked with ``--fail``; 2 wrong use or a
    :class:`~reader.errors.ReaderError`; 130 on Ctrl+C.
    """
    _speak_utf8()
    try:
        code = program.main(args, prog_name=NAME, standalone_mode=False)
        end_output()
    except ReaderError as error:
        complain(error.message, error.hint)
    except click.UsageError as error:
        complain(_sentence(error.format_message()), f"`{_help_of(error.ctx)}` tells how")
    except click.ClickException as error:
        complain(_sentence(error.format_message()))
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except click.exceptions.Exit as leave:  # raised by the last flush
        return leave.exit_code
    else:
        return code if isinstance(code, int) else 0
    return _USAGE_ERROR


def _speak_utf8() -> None:
    """UTF-8 into pipes whatever the locale says, and never an exception for a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:  # a lone surrogate as \udcff, which JSON reads as itself
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _sentence(message: str) -> str:
    """Click's message as ours: one line, no capital, no full stop."""
    line = " ".join(message.split()).rstrip(".")
    return line[:1].lower() + line[1:]


def _help_of(ctx: click.Context | None) -> str:
    path = ctx.command_path if ctx else NAME
    return f"{path.removesuffix(f' {_OPEN}')} --help"
