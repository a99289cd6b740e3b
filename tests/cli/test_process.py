"""The program as a process: pipes, signals, encodings, what it imports."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from tests.cli.conftest import SEEDS, Run

MakeLibrary = Callable[..., Library]

CLI = [sys.executable, "-m", "reader.cli"]
HEAVY = {"textual", "whoosh", "rich", "yaml", "markdown_it", "charset_normalizer", "platformdirs"}

IMPORTED = """
import sys
from reader.cli.program import run
code = run(sys.argv[1:])
names = sorted({name.partition(".")[0] for name in sys.modules})
rooms = sorted(name for name in sys.modules if name.startswith("reader."))
print(code, *names, *rooms, file=sys.stderr)
"""


def imported(*words: object) -> set[str]:
    """Everything a command line imports."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *map(str, words)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    code, *names = done.stderr.splitlines()[-1].split()
    assert code == "0"
    return set(names)


def test_help_imports_nothing_heavy() -> None:
    names = imported("search", "--help")
    assert not names & HEAVY
    rooms = {name for name in names if name.startswith("reader.")}
    assert {name for name in rooms if not name.startswith("reader.cli")} == {"reader.errors"}


@pytest.mark.parametrize(
    ("words", "light"),
    [
        (["list", "--json"], {"textual", "whoosh", "rich"}),
        (["search", "rafah", "--json"], {"textual"}),
        (["entities", "--json"], {"textual", "whoosh"}),
        (["doctor"], {"textual", "whoosh"}),
    ],
)
def test_a_command_imports_no_more_than_it_needs(words: list[str], light: set[str]) -> None:
    assert not imported(*words) & light


def test_python_m_reader_is_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("rafah-reader ")


def test_exit_codes_and_stderr_of_a_process(spawn: Run, tmp_path: Path) -> None:
    done = spawn("list", "-L", tmp_path / "nowhere")
    assert done.code == 2
    assert done.out == ""
    assert done.err == (
        f"rafah-reader: no folder at {tmp_path / 'nowhere'}\n"
        "hint: name a folder that holds articles: .txt, .md, .html …\n"
    )


@pytest.mark.parametrize("term", ["dumb", None])
def test_opening_without_a_terminal_says_so_and_does_not_hang(spawn: Run, term: str | None) -> None:
    done = spawn(SEEDS, env={"TERM": term})
    assert done.code == 2
    assert done.err.startswith("rafah-reader: the reader needs a terminal")
    assert "Traceback" not in done.err


@pytest.mark.parametrize(("locale", "utf8"), [("C", None), ("POSIX", "0")])
def test_a_pipe_gets_utf8_whatever_the_locale(
    make_library: MakeLibrary, locale: str, utf8: str | None, spawn: Run
) -> None:
    library = make_library({"x-ع.txt": "Kerem Shalom — كرم أبو سالم — “crossing” 😀.\n"})
    env = {"LC_ALL": locale, "PYTHONUTF8": utf8, "PYTHONCOERCECLOCALE": utf8}
    assert "كرم أبو سالم — “crossing” 😀" in spawn("show", "-L", library.root, "x-", env=env).out
    (row,) = spawn("list", "-L", library.root, "--json", env=env).value
    assert row["path"] == "x-ع.txt"


def test_a_message_is_utf8_too(spawn: Run) -> None:
    done = spawn("show", "nothing", env={"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"})
    assert done.err.startswith("rafah-reader: no article “nothing”")


def test_bytes_that_are_no_characters_come_back_as_valid_json(spawn: Run) -> None:
    done = spawn("search", os.fsdecode(b"rafah\xff"), "--json")
    assert (done.code, done.err) == (0, "")
    assert done.value["query"] == "rafah\udcff"


def test_a_closed_pipe_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*CLI, "list", "--json"], stdout=writing, stderr=subprocess.PIPE, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_pipe_closed_in_the_middle_is_no_fault(make_library: MakeLibrary) -> None:
    library = make_library({"long.txt": "A long text of many words.\n\n" * 20_000})
    with subprocess.Popen(
        [*CLI, "show", "-L", str(library.root), "long"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_said() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*CLI, "list"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr == b"rafah-reader: cannot write the output: No space left on device\n"


def test_a_closed_output_is_said() -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$@" >&-', "sh", *CLI, "list"],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"rafah-reader: ")


# An expression that backtracks for longer than the universe is old, interrupted as Ctrl+C does it.
INTERRUPTED = """
import signal, sys
from reader.cli import main
import reader.cli.program
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.setitimer(signal.ITIMER_REAL, 0.4)
sys.argv = ["rafah-reader", "find", "-L", sys.argv[1], "a.txt", "--regex", "(a|a)+c"]
main()
"""


def test_ctrl_c_exits_130_without_a_traceback(make_library: MakeLibrary) -> None:
    library = make_library({"a.txt": "a" * 200 + "b and some more words here."})
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(library.root)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 130
    assert done.stdout == ""
    assert done.stderr.strip() == ""
