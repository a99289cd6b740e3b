"""The last good rules of each file, for a session that begins with a broken one."""

from __future__ import annotations

import contextlib
from pathlib import Path

from reader.entities.repairs import Repair
from reader.entities.rulepage import understood
from reader.files import write_whole
from reader.paths import cache_folder, cache_path


class RuleCopies:
    """Copies in the cache folder of a library of the files that were right when last looked at."""

    def __init__(self, root: Path, inside: Path) -> None:
        """``inside`` is the file in the library; any other one is in the data folder."""
        self._root = root
        self._inside = inside

    def keep(self, file: Path, source: str) -> None:
        """Keep a copy of a file that is right; none of one that is gone."""
        copy = self._copy(file)
        with contextlib.suppress(OSError):
            if not source:
                copy.unlink(missing_ok=True)
            elif not copy.exists() or copy.read_text("utf-8") != source:
                cache_folder(self._root)
                write_whole(copy, source.encode("utf-8"))

    def rules(self, file: Path) -> tuple[Repair, ...]:
        """The rules of the copy of a file."""
        copy = self._copy(file)
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return understood(copy, copy.read_text("utf-8")).rules
        return ()

    def _copy(self, file: Path) -> Path:
        place = "library" if file == self._inside else "data"
        return cache_path(self._root) / f"entities-{place}.toml"
