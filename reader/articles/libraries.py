"""The libraries opened lately, the last one first: kept in the state folder, for a quick switch."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from reader.files import write_whole
from reader.paths import libraries_file

_KEPT = 30


def recent() -> list[Path]:
    """The libraries opened lately that are still there."""
    found: list[Path] = []
    with suppress(OSError, ValueError, TypeError):
        found = [Path(path) for path in json.loads(libraries_file().read_text("utf-8"))]
    return [path for path in found if path.is_dir()]


def remember(root: Path) -> None:
    """Put a library first.  Losing this loses no work, so nothing here raises."""
    real = Path(os.path.realpath(root))
    before = recent()
    paths = [real, *(path for path in before if path != real)][:_KEPT]
    if paths == before:
        return
    file = libraries_file()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps([str(path) for path in paths]).encode("utf-8", "replace"))
