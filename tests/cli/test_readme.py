"""Every command line that README.md shows runs as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import REPO, SEEDS, Run

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PROMPT = "$ rafah-reader "


def shown() -> list[str]:
    """The command lines of the console blocks; a line that ends with a backslash goes on."""
    blocks = _BLOCK.findall((REPO / "README.md").read_text("utf-8"))
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    return [line.removeprefix(_PROMPT) for line in lines if line.startswith(_PROMPT)]


def opens_the_reader(words: list[str]) -> bool:
    from reader.cli.program import COMMANDS

    return words[0] not in COMMANDS and not words[0].startswith("-")


@pytest.mark.parametrize("line", shown() or ["--version"])
def test_a_command_line_of_the_readme_runs(
    line: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that opens the reader gets as far as the want of a terminal: see tests/real."""
    line = re.split(r"\s[|>]\s?", line)[0]
    words = shlex.split(line, comments=True)
    library = tmp_path / "articles"
    shutil.copytree(SEEDS, library, copy_function=shutil.copyfile)
    monkeypatch.setenv("RAFAH_READER_LIBRARY", str(library))
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    if opens_the_reader(words):
        assert done.err.startswith("rafah-reader: the reader needs a terminal"), done.err
    else:
        assert done.code == 0, done.err
