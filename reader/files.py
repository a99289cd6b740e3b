"""Writing a file so that a reader sees the old one or the new one, whole, whatever happens."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from pathlib import Path

_TEMPORARY = ".tmp"
_STALE = 3600.0  # seconds after which a temporary file was left by a process that died


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file at once: temporary file beside it, fsync, rename, fsync of the folder.

    A symbolic link is followed, and the mode of an existing file kept.

    Raises:
        OSError: the disk is full, the folder read-only, …; the old file is then untouched.
    """
    target = Path(os.path.realpath(path))
    # 40 characters are at most 160 of the 255 bytes that a name may have
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name[:40]}.", suffix=_TEMPORARY, dir=target.parent
    )
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        try:
            temporary.chmod(target.stat().st_mode & 0o777)
        except FileNotFoundError:
            temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; does nothing where folders cannot be opened (Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Remove temporary files that a killed process left in a folder more than an hour ago."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f".*{_TEMPORARY}"):
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > _STALE:
                    left.unlink()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
