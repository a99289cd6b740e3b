"""Where a library's caches and marks live."""

from __future__ import annotations

from pathlib import Path

from reader.paths import bundled_library, library_key


def test_two_folders_of_one_name_are_told_apart(tmp_path: Path) -> None:
    keys = {library_key(tmp_path / name / "articles") for name in ("a", "b")}
    assert len(keys) == 2
    assert all(key.startswith("articles-") for key in keys)


def test_a_link_to_a_library_is_that_library(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert library_key(tmp_path / "link") == library_key(tmp_path / "real")


def test_the_bundled_library_keeps_its_marks_wherever_it_is_installed() -> None:
    assert library_key(bundled_library()) == "bundled-library"
