"""Which files of an index have been compared with their checksums, and when.

Comparing all of them takes a third of a second at 10,000 articles, too long for each start.  No
program writes to a file without its change time moving (ctime, which cannot be set), so a file that
is as it was is compared again after a day only.  What a failing disk does meanwhile is seen then,
or when an answer fails: that compares everything.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from reader.files import write_whole
from reader.search.seal import checksum

SUMS = "compared.json"

STARTED = time.time()
"""When this process began (seconds since 1970)."""


class Sums:
    """The comparisons of one index folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / SUMS
        self._known: dict[str, list[float]] | None = None  # bytes, mtime, ctime (ns), when (s)
        self._is_new = False

    def is_sound(self, path: Path, status: os.stat_result, crc: int, since: float) -> bool:
        """Whether a file is as it was written, unless that was seen ``since`` then (seconds).

        Raises:
            OSError: it cannot be read.
        """
        known = self._read()
        stamp: list[float] = [status.st_size, status.st_mtime_ns, status.st_ctime_ns]
        found = known.get(path.name)
        now = time.time()
        if found and found[:3] == stamp and since <= found[3] <= now:
            return True
        if checksum(path) != crc:
            known.pop(path.name, None)
            return False
        known[path.name] = [*stamp, now]
        self._is_new = True
        return True

    def save(self, names: set[str]) -> None:
        """Write down the comparisons of some files; where that fails they are made again."""
        if self._is_new and self._known is not None:
            self._known = {name: row for name, row in self._known.items() if name in names}
            with suppress(OSError):
                write_whole(self._path, json.dumps(self._known).encode())
                self._is_new = False

    def forget(self) -> None:
        """Begin anew: the folder is another."""
        self._known, self._is_new = None, False

    def _read(self) -> dict[str, list[float]]:
        if self._known is None:
            self._known = {}
            with suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
                page = json.loads(self._path.read_bytes())
                self._known = {
                    str(name): [int(size), int(mtime), int(ctime), float(when)]
                    for name, (size, mtime, ctime, when) in page.items()
                }
        return self._known
