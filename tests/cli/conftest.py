"""Running the program: in this process for speed, or as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader.cli.program import run as run_program

REPO = Path(__file__).parent.parent.parent
SEEDS = REPO / "seeds"


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The JSON value on stdout."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The program in this process, with the words of a command line."""

    def run(*words: object) -> Outcome:
        capsys.readouterr()
        code = run_program([str(word) for word in words])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def spawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program as a process; ``env`` changes its environment, None takes a name away."""

    def spawn(*words: object, env: dict[str, str | None] | None = None) -> Outcome:
        for name, value in (env or {}).items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        done = subprocess.run(
            [sys.executable, "-m", "reader.cli", *map(str, words)],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            cwd=tmp_path,
            check=False,
            timeout=60,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return spawn
