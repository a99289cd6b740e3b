"""A file is written whole or not at all; places for files are one a library."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from reader.files import sweep, write_whole
from reader.paths import (
    bundled_library,
    cache_folder,
    can_write,
    data_folder,
    library_key,
    state_folder,
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_made_and_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    write_whole(file, b"old")
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert names(tmp_path) == ["marks.json"]


def test_a_failed_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "marks.json"
    write_whole(file, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["marks.json"]


def test_an_interrupted_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "marks.json"
    write_whole(file, b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(file, b"new")
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["marks.json"]


def test_a_folder_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "kept.txt").write_text("kept")
    with pytest.raises(IsADirectoryError):
        write_whole(folder, b"new")
    assert names(tmp_path) == ["folder"]
    assert names(folder) == ["kept.txt"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "marks.json", b"new")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_of_a_file_is_kept(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "marks.json"
    file.write_bytes(b"old")
    file.chmod(mode)
    write_whole(file, b"new")
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_new_file_has_the_mode_any_other_would_have(tmp_path: Path) -> None:
    write_whole(tmp_path / "ours", b"new")
    (tmp_path / "other").write_bytes(b"new")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "marks.json"
    target.write_bytes(b"old")
    link = tmp_path / "link.json"
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert names(tmp_path / "real") == ["marks.json"]


def test_the_longest_names_can_be_written(tmp_path: Path) -> None:
    for name in ("x" * 255, "加" * 85):
        write_whole(tmp_path / name, b"new")
        assert (tmp_path / name).read_bytes() == b"new"


def test_only_old_temporary_files_are_swept(tmp_path: Path) -> None:
    for name in (".marks.json.abc.tmp", ".fresh.json.abc.tmp", "notes.tmp", ".kept"):
        (tmp_path / name).write_bytes(b"")
        if "fresh" not in name:
            os.utime(tmp_path / name, (0, 0))
    sweep(tmp_path)
    assert names(tmp_path) == [".fresh.json.abc.tmp", ".kept", "notes.tmp"]
    sweep(tmp_path / "none")


def test_each_library_has_folders_of_its_own_by_its_real_path(tmp_path: Path, home: Path) -> None:
    one, two = tmp_path / "a" / "library", tmp_path / "b" / "library"
    for root in (one, two):
        root.mkdir(parents=True)
    (tmp_path / "link").symlink_to(one)
    assert library_key(one) != library_key(two)
    assert library_key(tmp_path / "link") == library_key(one)
    assert library_key(one).startswith("library-")
    assert library_key(Path("/")).startswith("root-")
    for folder in (cache_folder, data_folder, state_folder):
        assert folder(one) != folder(two)
        assert folder(one).is_relative_to(home)


def test_a_key_is_a_plain_name_whatever_the_folder_is_called(tmp_path: Path) -> None:
    for name in ("a b/c", "x" * 200, "加沙", os.fsdecode(b"caf\xe9"), "-rf", "\x1b[31m"):
        key = library_key(tmp_path / name)
        assert key.encode()
        assert len(key) <= 60
        assert all(c.isalnum() or c in "-_" for c in key)


def test_the_cache_is_private_and_the_rest_is_not_made_unasked(tmp_path: Path) -> None:
    folder = cache_folder(tmp_path)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not data_folder(tmp_path).exists()
    assert not state_folder(tmp_path).exists()


def test_a_folder_without_write_bits_is_read_only_for_root_too(tmp_path: Path) -> None:
    assert can_write(tmp_path)
    tmp_path.chmod(0o555)
    try:
        assert not can_write(tmp_path)
    finally:
        tmp_path.chmod(0o755)
    assert not can_write(tmp_path / "none")


def test_the_bundled_library_is_there() -> None:
    assert list(bundled_library().glob("*.md"))
