"""The installed program in a real terminal: bytes in, a screen out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pyte

PATIENCE = 20.0
"""Seconds to wait for something to appear; only a broken program takes them."""


class Terminal:
    """A child process on a pty, and what it has painted."""

    def __init__(self, child: pexpect.spawn, size: tuple[int, int]) -> None:
        self.child = child
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""

    @property
    def rows(self) -> list[str]:
        """The rows as they stand."""
        return list(self._screen.display)

    def text(self) -> str:
        """The screen as one string."""
        return "\n".join(self.rows)

    def type(self, keys: str) -> None:
        """Send keys as bytes."""
        self.child.send(keys)

    def wait_for(self, what: str | Callable[[str], bool]) -> str:
        """Read until the screen shows something; the screen."""
        shown = (lambda text: what in text) if isinstance(what, str) else what
        end = time.monotonic() + PATIENCE
        while not shown(self.text()):
            if time.monotonic() > end:
                raise AssertionError(f"not on the screen: {what}\n{self.text()}")
            self._read()
        return self.text()

    def wait_for_exit(self) -> int:
        """Read to the end; the exit code, or minus the signal."""
        end = time.monotonic() + PATIENCE
        while self.child.isalive():
            if time.monotonic() > end:
                raise AssertionError(f"still running\n{self.text()}")
            self._read()
        self._read()
        self.child.close()
        code = self.child.exitstatus
        return code if code is not None else -(self.child.signalstatus or 0)

    def _read(self) -> None:
        try:
            data = self.child.read_nonblocking(65536, timeout=0.05)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += data
        self._stream.feed(data)


@contextmanager
def terminal(
    *arguments: str | Path,
    size: tuple[int, int] = (120, 36),
    program: Sequence[str] = ("-m", "reader"),
    **environment: str,
) -> Iterator[Terminal]:
    """``rafah-reader`` with arguments on a pty of a size (columns, rows)."""
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
    # the size of the pty is set after the child began: it might look before
    env |= {"COLUMNS": str(size[0]), "LINES": str(size[1])}
    child = pexpect.spawn(
        sys.executable,
        [*program, *map(str, arguments)],
        dimensions=(size[1], size[0]),
        env=env,
        timeout=PATIENCE,
    )
    try:
        yield Terminal(child, size)
    finally:
        child.close(force=True)
