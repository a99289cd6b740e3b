"""Copying out of a terminal: the way that works here, and the words to say which it was.

The system's own tool when we run on the user's machine; tmux's buffer inside tmux, which drops
OSC 52 by default; OSC 52 over ssh; and a file, when the text is more than terminals take.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable

from reader.files import write_whole
from reader.paths import copied_file

OSC_52_LIMIT = 74_994
"""Bytes of text that every terminal known to take OSC 52 takes (xterm's and hterm's limit)."""

_PATIENCE = 3.0  # seconds; a clipboard tool without its display can hang


def copy(text: str, osc52: Callable[[str], None]) -> str:
    """Copy, and say where to: ``clipboard (xclip)``, ``tmux buffer``, …"""
    for way in (_by_tool, _by_tmux):
        where = way(text)
        if where:
            return where
    if len(text.encode("utf-8", "replace")) <= OSC_52_LIMIT:
        osc52(text)
        return "the terminal's clipboard (OSC 52)"
    return _to_file(text)


def _is_remote() -> bool:
    return any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


def _by_tool(text: str) -> str:
    """The native tool, unless we run on another machine than the user's."""
    if _is_remote():
        return ""
    import pyperclip

    try:
        if not pyperclip.is_available():
            return ""
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError, subprocess.SubprocessError):
        return ""
    return "the clipboard"


def _by_tmux(text: str) -> str:
    """tmux's own buffer; ``-w`` hands it on to the terminal's clipboard (tmux 3.2 and later)."""
    tmux = shutil.which("tmux")
    if not os.environ.get("TMUX") or tmux is None:
        return ""
    raw = text.encode("utf-8", "replace")
    for options in (["-w"], []):
        try:
            subprocess.run(  # noqa: S603 - a fixed command
                [tmux, "load-buffer", *options, "-"],
                input=raw, check=True, capture_output=True, timeout=_PATIENCE,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            continue
        return "tmux's buffer (prefix ] pastes)"
    return ""


def _to_file(text: str) -> str:
    file = copied_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text.encode("utf-8", "replace"))
    except OSError as error:
        return f"nowhere: {error.strerror}"
    return f"the file {file}"
