"""What a library leaves out: the patterns of its `.rafahignore`, read as git reads `.gitignore`.

The file lies at the top of the library, so that it goes where the articles go.  `.gitignore` itself
is not heeded: who keeps notes under git often keeps the articles out of it, and reads them here.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE = ".rafahignore"
_LIMIT = 64 * 1024  # bytes of a file of patterns


class Ignore:
    """The patterns of a library; without the file, none.  ``faults`` are lines that are none."""

    def __init__(self, root: Path) -> None:
        self.faults: tuple[str, ...] = ()
        self._spec: GitIgnoreSpec | None = None
        try:
            lines = _lines_of(root / IGNORE)
        except FileNotFoundError:
            return
        except OSError as error:
            self.faults = (f"not read: {error.strerror or error}",)
            return
        except ValueError as error:
            self.faults = (f"not read: {error}",)
            return
        self._read(lines)

    def _read(self, lines: list[str]) -> None:
        from pathspec import GitIgnoreSpec  # most libraries have no such file

        sound: list[str] = []
        faults: list[str] = []
        for number, line in enumerate(lines, 1):
            try:
                GitIgnoreSpec.from_lines([line])
                sound.append(line)
            except ValueError:
                faults.append(f"line {number}: “{line.strip()}” is no pattern of .gitignore")
        self.faults = tuple(faults)
        self._spec = GitIgnoreSpec.from_lines(sound)

    def __bool__(self) -> bool:
        return self._spec is not None

    def covers(self, path: str, *, folder: bool = False) -> bool:
        """Whether a file or a folder is left out, what it lies in not being looked at."""
        return self._spec is not None and self._spec.match_file(f"{path}/" if folder else path)

    def covers_any(self, path: str) -> bool:
        """Whether a file is left out, or a folder that it lies in."""
        if self._spec is None:
            return False
        parts = path.split("/")
        folders = ("/".join(parts[:n]) for n in range(1, len(parts)))
        return any(self.covers(each, folder=True) for each in folders) or self.covers(path)


def _lines_of(file: Path) -> list[str]:
    """The lines of a file of patterns.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no text file, or too long.
    """
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("not a regular file")
    if status.st_size > _LIMIT:
        raise ValueError(f"longer than {_LIMIT // 1024} kB")
    return file.read_text("utf-8-sig").splitlines()
