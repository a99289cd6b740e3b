"""The installed program in tmux: keys in, what tmux shows out, measured by tmux itself."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.real.terminal import PATIENCE

MISSING = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not here")

_MEASURE = """
import json, os, re, sys, termios, tty
was = termios.tcgetattr(0)
tty.setraw(0)
texts = json.load(open(sys.argv[1]))
answers = b""
for text in texts:
    os.write(1, b"\\r\\x1b[2K" + text.encode() + b"\\x1b[6n")
while answers.count(b"R") < len(texts):
    answers += os.read(0, 65536)
termios.tcsetattr(0, termios.TCSADRAIN, was)
columns = [int(found) - 1 for found in re.findall(rb"\\[\\d+;(\\d+)R", answers)]
with open(sys.argv[2] + ".part", "w") as file:
    json.dump(columns, file)
os.rename(sys.argv[2] + ".part", sys.argv[2])
"""
"""Prints texts and asks the terminal where the cursor stands after each."""


class Tmux:
    """A server of its own with one window."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._socket = str(folder / "socket")

    def run(self, *arguments: str) -> str:
        """A command of tmux, and what it prints."""
        done = subprocess.run(
            ["tmux", "-S", self._socket, "-f", "/dev/null", *arguments],
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, command: Sequence[str | Path], size: tuple[int, int], **env: str) -> None:
        """Run a program in a window of a size (columns, rows)."""
        told = [f"{name}={value}" for name, value in env.items()]
        words = shlex.join(["env", "-u", "COLUMNS", "-u", "LINES", *told, *map(str, command)])
        width, height = map(str, size)
        self.run("new-session", "-d", "-x", width, "-y", height, words)
        self.run("set-option", "-t", ":0", "remain-on-exit", "on")

    def end(self) -> None:
        """End the server, and what runs in it."""
        subprocess.run(
            ["tmux", "-S", self._socket, "kill-server"], capture_output=True, check=False
        )

    def type(self, keys: str) -> None:
        """Type characters."""
        self.run("send-keys", "-t", ":0", "-l", keys)

    def press(self, *names: str) -> None:
        """Press keys by tmux's names: ``C-z``, ``Enter``."""
        self.run("send-keys", "-t", ":0", *names)

    def resize(self, width: int, height: int) -> None:
        """Change the size of the window."""
        self.run("resize-window", "-t", ":0", "-x", str(width), "-y", str(height))

    def rows(self) -> list[str]:
        """The rows as they stand, without the blanks at their ends."""
        return self.run("capture-pane", "-p", "-t", ":0").split("\n")[:-1]

    def wait_for(self, what: str | Callable[[str], bool]) -> str:
        """Wait until the screen shows something; the screen."""
        shown = (lambda text: what in text) if isinstance(what, str) else what
        end = time.monotonic() + PATIENCE
        while not shown(text := "\n".join(self.rows())):
            if time.monotonic() > end:
                raise AssertionError(f"not on the screen: {what}\n{text}")
            time.sleep(0.03)
        return text

    def wait_for_rows(self, number: int, last: str) -> list[str]:
        """Wait until there are so many rows and the last one says something; the rows."""
        text = self.wait_for(
            lambda text: text.count("\n") == number - 1 and last in text.rpartition("\n")[2]
        )
        return text.split("\n")

    def wait_for_exit(self) -> int:
        """Wait until the program is through; its exit code.

        tmux 3.3 now and then hears nothing of a child that ended: it is a zombie, and its pane dead
        without a status, until another child ends.
        """
        end = time.monotonic() + PATIENCE
        while not (code := self.run("display", "-p", "-t", ":0", "#{pane_dead_status}").strip()):
            self.run("run-shell", "true")
            assert time.monotonic() < end, "\n".join(self.rows())
            time.sleep(0.03)
        return int(code)

    def widths(self, texts: Sequence[str]) -> list[int]:
        """The cells that tmux takes for each text."""
        script, asked, told = (self._folder / name for name in ("measure.py", "asked", "told"))
        script.write_text(_MEASURE)
        asked.write_text(json.dumps(list(texts)))
        told.unlink(missing_ok=True)
        self.run("new-window", shlex.join([sys.executable, str(script), str(asked), str(told)]))
        end = time.monotonic() + PATIENCE
        while not told.exists():
            assert time.monotonic() < end, "tmux measures nothing"
            time.sleep(0.02)
        found: list[int] = json.loads(told.read_text())
        return found

    def columns(self, rows: Sequence[str], of: str) -> list[list[int]]:
        """For each row the columns of a character, as tmux counts cells."""
        starts = [row[:at] for row in rows for at, c in enumerate(row) if c == of]
        found = iter(self.widths(starts))
        return [[next(found) for c in row if c == of] for row in rows]


@contextmanager
def tmux(
    *arguments: str | Path,
    size: tuple[int, int] = (120, 36),
    program: Sequence[str | Path] = (sys.executable, "-m", "reader"),
    **environment: str,
) -> Iterator[Tmux]:
    """``rafah-reader`` with arguments in a tmux of its own."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="rafah-tmux-") as folder:  # a socket's path is short
        server = Tmux(Path(folder))
        env = {name: os.environ[name] for name in os.environ if name.startswith("XDG_")}
        server.start([*program, *arguments], size, **{"LANG": "C.UTF-8", **env, **environment})
        try:
            yield server
        finally:
            server.end()
