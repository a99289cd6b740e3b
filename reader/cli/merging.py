"""`merge-driver`: two versions of a page of annotations made one, for git."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click

from reader.cli import output
from reader.cli.options import library_option, open_library
from reader.errors import ReaderError

_NAME = "rafah-reader"
_ATTRIBUTES = (f"*.json merge={_NAME}",)
_IGNORED = (".lock", ".*.bak", ".*.tmp", "*.damaged-*")
_MOST = 127  # git takes a higher exit code for a crash


@click.command("merge-driver")
@library_option
@click.option("--install", is_flag=True, help="Set it up in the git repository of the library.")
@click.argument("files", nargs=-1, metavar="%O %A %B")
@click.pass_context
def merge_driver(context: click.Context, *, files: tuple[str, ...], install: bool) -> None:
    """Merge annotations for git.

    An annotation changed on both sides keeps its later version, and the other one as a revision;
    an edit outlives a deletion that did not know it. Only a file that is no page of this version is
    left to git's own merge; where that leaves conflict markers, no annotation is lost: the reader
    reads both sides of them.

    \b
    `rafah-reader -L LIBRARY merge-driver --install` does this, once in each clone:
      git config merge.rafah-reader.name "annotations"
      git config merge.rafah-reader.driver "rafah-reader merge-driver %O %A %B"
    and writes to LIBRARY/annotations/.gitattributes, which is to be committed:
      *.json merge=rafah-reader
    """
    if install:
        _install(open_library().root)
        return
    if len(files) != 3:
        raise click.UsageError("git gives three files: the base, ours, theirs", context)
    context.exit(merge(*map(Path, files)))


def merge(base: Path, ours: Path, theirs: Path) -> int:
    """Merge into ``ours``; the exit code for git: 0 clean, 1 to 127 conflicts.

    Raises:
        ReaderError: a file cannot be read or written.
    """
    from reader.annotations.pagefile import DamagedError, merge_files
    from reader.files import write_whole

    try:
        versions = [file.read_bytes() for file in (base, ours, theirs)]
        try:
            write_whole(ours, merge_files(*versions))
        except DamagedError as error:
            output.note(f"rafah-reader: {error}; left to git’s own merge")
            return _by_lines(base, ours, theirs)
    except OSError as error:
        raise ReaderError(f"cannot merge {ours}: {error.strerror}") from error
    return 0


def _by_lines(base: Path, ours: Path, theirs: Path) -> int:
    labels = ["-L", "ours", "-L", "base", "-L", "theirs"]
    done = _git("merge-file", *labels, str(ours), str(base), str(theirs))
    return min(done.returncode, _MOST)


def _install(root: Path) -> None:
    inside = _git("-C", str(root), "rev-parse", "--is-inside-work-tree")
    if inside.stdout.strip() != "true":
        raise ReaderError(f"{root} is in no git repository", "`git init` makes one")
    program = shutil.which(_NAME)
    command = _NAME if program else f'"{sys.executable}" -m reader'
    for key, value in (("name", "annotations"), ("driver", f"{command} merge-driver %O %A %B")):
        done = _git("-C", str(root), "config", f"merge.{_NAME}.{key}", value)
        if done.returncode:
            raise ReaderError(f"git config failed: {done.stderr.strip()}")
        output.emit(f"git config merge.{_NAME}.{key} {value!r}")
    folder = root / "annotations"
    try:
        folder.mkdir(exist_ok=True)
        for name, lines in ((".gitattributes", _ATTRIBUTES), (".gitignore", _IGNORED)):
            _complete(folder / name, lines)
    except OSError as error:
        raise ReaderError(f"cannot write in {folder}: {error.strerror}") from error


def _complete(file: Path, lines: tuple[str, ...]) -> None:
    """Put lines into a file that are not in it."""
    from reader.files import write_whole

    text = file.read_text("utf-8") if file.exists() else ""
    missing = [line for line in lines if line not in text.splitlines()]
    if missing:
        joined = text if not text or text.endswith("\n") else text + "\n"
        write_whole(file, (joined + "\n".join(missing) + "\n").encode())
        output.emit(f"{file}: {', '.join(missing)}")


def _git(*words: str) -> subprocess.CompletedProcess[str]:
    git = shutil.which("git")
    if git is None:
        raise ReaderError("git is not installed")
    command = [git, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
