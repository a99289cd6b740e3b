"""What files had in them when they were last looked at, so that unchanged ones are not read.

A size and a modification time, of a file and of its sidecar, stand for a digest.  A file changed
within two seconds of the look could change again without either of them changing, so it is not
noted (git calls it “racily clean”).  Losing the memo costs one reading of the library.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from pathlib import Path

from reader.articles.beside import beside
from reader.articles.scan import Entry
from reader.files import write_whole

MEMO = "files.json"

_RACY = 2_000_000_000  # ns: FAT keeps times in steps of two seconds


class Memo:
    """Digests of files by path, sizes and modification times."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / MEMO
        self._known: dict[str, list[int | str]] = {}
        self._found: dict[str, list[int | str]] = {}
        try:
            page = json.loads(self._path.read_bytes())
            self._known = {str(path): list(stamp) for path, stamp in page.items()}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            pass  # none yet, or not ours: every file is read once

    def digest(self, entry: Entry) -> str:
        """The digest of a file that has not been touched since, or nothing."""
        known = self._known.get(entry.path)
        if known and known[:-1] == list(entry.stamp):
            self._found[entry.path] = known
            return str(known[-1])
        return ""

    def look(self, entry: Entry) -> str:
        """The digest (SHA-256) of a file and its sidecar, read now; nothing where that fails."""
        now = time.time_ns()
        try:
            with entry.file.open("rb") as file:
                found = hashlib.file_digest(file, "sha256")
            if sidecar := beside(entry.file)[0]:
                found.update(Path(sidecar).read_bytes())
            digest = found.hexdigest()
        except OSError:
            return ""
        if now - entry.touched_ns > _RACY:
            self._found[entry.path] = [*entry.stamp, digest]
        return digest

    def save(self) -> None:
        """Write what was found; a memo that cannot be written is done without."""
        if self._found != self._known:
            with suppress(OSError):
                write_whole(self._path, json.dumps(self._found).encode())
                self._known = dict(self._found)
