"""Other programs: a text in, their answer out."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

PATIENCE = 60.0
"""Seconds a command may take."""

_MOST = 1_000_000  # characters of an answer that are shown


def answer_of(command: str, text: str) -> str:
    """What a shell command says of a text, or why it says nothing.

    The command is the user's own, typed for this; the text goes to its standard input only.
    """
    try:
        done = subprocess.run(  # noqa: S602 - a shell is what was asked for
            command, shell=True, input=text.encode("utf-8", "replace"), capture_output=True,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"stopped: it took more than {PATIENCE:.0f} seconds"
    except OSError as error:
        return f"could not be run: {error.strerror}"
    said = done.stdout.decode("utf-8", "replace")[:_MOST]
    if done.returncode:
        complaint = done.stderr.decode("utf-8", "replace")[:_MOST]
        return f"{said}{complaint}\n(exit code {done.returncode})"
    return said or "(no output)"


def edited(text: str) -> str | None:
    """A text after the user's editor had it; ``None`` where that could not be run, or failed.

    The editor is ``$VISUAL`` or ``$EDITOR``, else vi.  The screen must be given up meanwhile.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="rafah-reader-") as folder:
        file = Path(folder) / "note.md"
        file.write_text(text, "utf-8")
        try:
            code = subprocess.call([*shlex.split(editor), str(file)])  # noqa: S603
            return file.read_text("utf-8", "replace").rstrip("\n") if code == 0 else None
        except (OSError, ValueError):
            return None
