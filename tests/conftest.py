"""What every test stands on: a home of its own, and libraries to read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from reader.articles.library import Library

# The same cases at every run: a red build is never bad luck, and a slow machine never a failure.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

REPO = Path(__file__).parent.parent
PUBLISHED = REPO.parent / "shared" / "seeds"


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, so that no test reads or writes the user's own."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("CACHE", "DATA", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    monkeypatch.setenv("HOME", str(folder))
    for name in ("RAFAH_READER_LIBRARY", "NO_COLOR", "COLORTERM", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def bundled() -> Library:
    """Our own five articles."""
    return Library(REPO / "seeds")


@pytest.fixture
def published(tmp_path: Path) -> Library:
    """A copy of the five published articles, where they can be had; never part of this repo."""
    if not PUBLISHED.is_dir():
        pytest.skip("the published articles are not at hand")
    folder = tmp_path / "published"
    shutil.copytree(PUBLISHED, folder, copy_function=shutil.copyfile)
    folder.chmod(0o755)
    return Library(folder)


@pytest.fixture
def make_library(tmp_path: Path) -> Callable[..., Library]:
    """A library of files given as ``{"name.txt": "text"}``, or bytes."""

    def make(files: dict[str, str | bytes], name: str = "library") -> Library:
        root = tmp_path / name
        root.mkdir(exist_ok=True)
        for path, content in files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            raw = content.encode() if isinstance(content, str) else content
            file.write_bytes(raw)
        return Library(root)

    return make
