"""What a shell offers while a command line is typed, and the manual page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from reader.articles.library import Library
from reader.cli.program import COMMANDS, NAME, program
from tests.cli.conftest import Run

Make = Callable[..., Library]


def offered(*words: str) -> list[str]:
    """What is offered for the last word."""
    found = ShellComplete(program, {}, NAME, "").get_completions(list(words[:-1]), words[-1])
    return [item.value if item.type == "plain" else f"<{item.type}>" for item in found]


def test_commands_options_values_folders_and_files_are_offered() -> None:
    assert offered("sh") == ["show", "shared"]
    assert set(offered("")) == {name for name in COMMANDS if name != "open"}
    assert offered("list", "--d") == ["--duplicates"]
    assert offered("completion", "") == ["bash", "zsh", "fish"]
    assert offered("./some/where") == offered("-L", "") == ["<dir>"]
    assert offered("add", "") == offered("import", "x") == offered("check", "") == ["<file>"]


def test_articles_of_the_library_named_are_offered(make_library: Make) -> None:
    root = str(make_library({"gaza/a.txt": "x", "gaza/b.md": "x", "Deal.txt": "x"}).root)
    assert offered("-L", root, "show", "ga") == ["gaza/a.txt", "gaza/b.md"]
    assert offered("show", "-L", root, "de") == ["Deal.txt"]
    assert offered("quotes", "-L", root, "Deal.txt", "a.t") == ["gaza/a.txt"]
    assert offered("marks", "-L", root, "--article", "b") == ["gaza/b.md"]
    assert offered("show", "-L", f"{root}/nowhere", "") == []


def test_bash_completes_a_name_with_a_blank(run: Run, make_library: Make, tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("no bash here")
    root = make_library({"two words (1).txt": "x", "other.txt": "x"}).root
    program = tmp_path / NAME
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reader "$@"\n')
    program.chmod(0o755)
    (tmp_path / "script").write_text(run("completion", "bash").out)
    asked = (
        f'. ./script; COMP_WORDS=({NAME} -L "{root}" show two); COMP_CWORD=4; '
        f'_rafah_reader_completion {program}; printf "%s|" "${{COMPREPLY[@]}}"'
    )
    done = subprocess.run(
        [bash, "--norc", "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "two\\ words\\ \\(1\\).txt|"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_one_its_shell_can_read(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert f"{shell}_complete" in done.out
    if path := shutil.which(shell):
        subprocess.run([path, "-n"], input=done.out, text=True, check=True)


def test_the_manual_page_names_every_command_and_option(run: Run) -> None:
    page = run("man").out
    plain = page.replace("\\-", "-")
    assert page.startswith(".TH RAFAH-READER 1 ")
    for name in COMMANDS:
        assert f'.SS "{name}"' in plain or name == "open"
    for option in ("--article", "--duplicates", "--set", "--orphans", "--template", "--rename"):
        assert option in plain
    lines = page.split("\n")
    assert {line.split()[0] for line in lines if line.startswith((".", "'"))} <= {
        ".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".br", ".nf", ".fi", ".nh",
    }  # fmt: skip
    assert page.isascii()


def test_groff_sets_the_manual_page_without_a_warning(run: Run) -> None:
    groff = shutil.which("groff")
    if not groff:
        pytest.skip("no groff here")
    done = subprocess.run(
        [groff, "-man", "-Tutf8", "-ww", "-P-cbou"],
        input=run("man").out,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert done.stderr == ""
    assert "rafah-reader completion bash > ~/.local/share/" in done.stdout
    assert "EXIT STATUS" in done.stdout


def test_duplicates_are_told_same_ones_first(run: Run, make_library: Make) -> None:
    words = [f"word{n}" for n in range(300)]
    text, near = " ".join(words), " ".join([*words[:280], *(f"new{n}" for n in range(20))])
    root = make_library(
        {"a.txt": text, "b.txt": near, "c.txt": text + "\n", "d.txt": "Something else."}
    ).root
    rows = run("list", "--duplicates", "-L", root, "--json").value
    assert (rows[0]["path"], rows[0]["other"]) == ("a.txt", "c.txt")
    assert rows[0]["share"] == 1
    assert (rows[1]["path"], rows[1]["other"]) == ("a.txt", "b.txt")
    assert 0.9 < rows[1]["share"] < 1
    assert len(rows) == 2
    plain = run("list", "--duplicates", "-L", root).lines
    assert plain == ["same\ta.txt\tc.txt", "93%\ta.txt\tb.txt"]
    found = {f["name"]: f["message"] for f in run("doctor", "-L", root, "--json").value}
    assert found["c.txt"] == "the same text as a.txt"
    assert "no two articles" in run("list", "--duplicates").err
