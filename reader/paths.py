"""Where caches, marks, reading state and settings live: one folder a library, by its real path."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_APP = "rafah-reader"
_BUNDLED = "bundled-library"


def bundled_library() -> Path:
    """The sample library: inside the wheel, or beside the package in a checkout."""
    inside = Path(__file__).parent / "seeds"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "seeds"


def config_file() -> Path:
    """The settings file, which need not exist."""
    return platformdirs.user_config_path(_APP) / "config.toml"


def library_key(root: Path) -> str:
    """A folder name for a library: its own for people, a digest of its path to tell it apart."""
    real = os.path.realpath(root)
    if real == os.path.realpath(bundled_library()):
        return _BUNDLED  # wherever it is installed: an upgrade must not hide its marks
    import hashlib

    digest = hashlib.sha256(os.fsencode(real)).hexdigest()[:12]
    name = "".join(c if c.isalnum() or c in "-_" else "-" for c in Path(real).name)[:40]
    return f"{name or 'root'}-{digest}"


def cache_path(root: Path) -> Path:
    """Where what can be built again is: the index and the mentions.  Need not exist."""
    return platformdirs.user_cache_path(_APP) / library_key(root)


def cache_folder(root: Path) -> Path:
    """The folder of the caches, made, and made private to the user.

    Opening a Whoosh index runs pickles, so nobody else may write here.
    """
    folder = cache_path(root)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return folder


def data_folder(root: Path) -> Path:
    """The marks of a library that cannot be written to; not made until something is saved."""
    return platformdirs.user_data_path(_APP) / library_key(root)


def state_folder(root: Path) -> Path:
    """What was read and where the reader stood; not made until something is saved."""
    return platformdirs.user_state_path(_APP) / library_key(root)


def libraries_file() -> Path:
    """Which libraries were opened lately."""
    return platformdirs.user_state_path(_APP) / "libraries.json"


def copied_file() -> Path:
    """Where a copy goes that no clipboard takes."""
    return platformdirs.user_state_path(_APP) / "copied.txt"


def crash_folder() -> Path:
    """Where reports of failures go; not made until there is one."""
    return platformdirs.user_state_path(_APP) / "crashes"


def can_write(folder: Path) -> bool:
    """Whether new files may be made in a folder.

    A folder without any write bit was made read-only on purpose, so this holds for root too.
    """
    try:
        return bool(folder.stat().st_mode & 0o222) and os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        return False
