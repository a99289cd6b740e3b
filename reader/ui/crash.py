"""When the application fails: a report that can be sent, and a path to find it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import time
import traceback

from reader import __version__
from reader.files import write_whole
from reader.paths import crash_folder

_NAMED = ("textual", "rich", "Whoosh", "click")


def report(error: BaseException) -> str:
    """Write what happened to a file; its path, or why there is none.

    Nothing of any article or note is in it: the traceback has code and no values.
    """
    error = getattr(error, "error", error)  # Textual wraps what fails in a worker
    versions = [f"{name} {importlib.metadata.version(name)}" for name in _NAMED]
    lines = [
        f"rafah-reader {__version__}, Python {platform.python_version()} on {platform.platform()}",
        ", ".join(versions),
        f"TERM={os.environ.get('TERM', '')} COLORTERM={os.environ.get('COLORTERM', '')}",
        "",
        *traceback.format_exception(type(error), error, error.__traceback__),
    ]
    folder = crash_folder()
    file = folder / time.strftime("crash-%Y%m%d-%H%M%S.txt")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(file, "\n".join(lines).encode("utf-8", "replace"))
    except OSError as problem:
        return f"no report could be written: {problem.strerror}"
    return f"a report is in {file}"
