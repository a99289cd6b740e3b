"""`completion`: the script that completes our command lines in a shell; click's own."""

from __future__ import annotations

import click

from reader.cli import output
from reader.cli.options import COMPLETING, library_option

_SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@library_option
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Completion for bash, zsh or fish.

    Commands, options, their values, and the articles of the library that is named or set. Put the
    script where your shell looks for it:

    \b
    bash  rafah-reader completion bash > ~/.local/share/bash-completion/completions/rafah-reader
    zsh   rafah-reader completion zsh > DIR/_rafah-reader, DIR being in $fpath before compinit
    fish  rafah-reader completion fish > ~/.config/fish/completions/rafah-reader.fish
    """
    from click.shell_completion import ShellComplete, get_completion_class

    from reader.cli.program import NAME, program

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click has all three
    script = kind(program, {}, NAME, COMPLETING)
    source = ShellComplete.source(script)  # bash's own starts a bash to ask for its version
    output.emit(source.replace(" read type value", " read -r type value"))  # blanks are escaped
