"""`index` and `add`: bringing what is kept of a library up to date, and files into it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli import output
from reader.cli.options import Form, files_so_far, form_options, library_option, open_library
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.articles.library import Library
    from reader.search.index import Index, Update
    from reader.search.outside import Outside


@click.command("index")
@library_option
@form_options(Form.JSON)
@click.option("--rebuild", is_flag=True, help="Build them anew.")
def index(rebuild: bool, form: str | None) -> None:
    """Bring index and mentions up to date.

    Searching does this by itself; here it can be done beforehand, and be seen.
    """
    library = open_library()
    update = bring_up_to_date(library, rebuild=rebuild)
    problems = {(p.path, p.reason) for p in (*update.problems, *library.scanned.problems)}
    if form == Form.JSON:
        output.emit_json(
            {
                "added": update.added,
                "changed": update.changed,
                "removed": update.removed,
                "unchanged": update.unchanged,
                "rebuilt": update.rebuilt,
                "problems": [{"path": p, "reason": reason} for p, reason in sorted(problems)],
            }
        )
    else:
        output.emit(
            f"{update.added} added, {update.changed} changed, {update.removed} removed, "
            f"{update.unchanged} unchanged"
        )
        if update.rebuilt:
            output.emit(f"built anew: {update.rebuilt}")
    for path, reason in sorted(problems):
        output.note(f"left out: {path}: {reason}")


def bring_up_to_date(library: Library, *, rebuild: bool = False) -> Update:
    """Index every article, and find who is named in it.

    Raises:
        ReaderError: the cache folder cannot be written to, or another process writes the index.
    """
    from reader.entities.catalogue import Catalogue
    from reader.search.index import Index

    found = Index(library)
    try:
        with output.Progress("indexing") as progress:
            update = found.rebuild(progress) if rebuild else found.update(progress)
        with output.Progress("merging") as progress:
            found.tidy(progress)
    finally:
        found.close()
    with output.Progress("reading names") as progress:
        Catalogue(library).update(progress)
    return update


def updated_index(library: Library) -> Index:
    """The index, up to date; a temporary one where the cache cannot be written to.  Close it.

    Raises:
        ReaderError: another process writes the index, or the disk is full.
    """
    from reader.search.index import MANY, Index

    rooms = _rooms(library)
    index = Index(library, outside=rooms)
    try:
        with output.Progress("indexing") as progress:
            index.update(progress)
        index.tidy(above=MANY)
    except ReaderError as error:
        index.close()
        if is_usable(cache_of(library)):
            raise
        output.note(f"{error.message}; looking through a temporary index")
        index = Index.temporary(library, rooms)
        with output.Progress("indexing") as progress:
            index.update(progress)
    return index


def _rooms(library: Library) -> tuple[Outside, ...]:
    """The rooms that answer fields of a query, each opened when it is asked."""
    from reader.annotations.outside import Marked
    from reader.annotations.shelf import Shelf
    from reader.articles.cards import Cards
    from reader.articles.places import Places
    from reader.entities.catalogue import Catalogue
    from reader.entities.outside import Named
    from reader.search.described import Described
    from reader.search.outside import ReadOnes

    cards = cache(lambda: {card.path: card for card in Cards(library).all()})
    places = Places(library.root)
    catalogue = cache(lambda: Catalogue(library))
    shelf = cache(lambda: Shelf(library))
    described = Described(cards, places)
    return Named(library, catalogue), Marked(library, shelf), ReadOnes(places), described


def cache_of(library: Library) -> Path:
    """The cache folder of a library, or the first one above it that is there."""
    from reader.paths import cache_path

    folder = cache_path(library.root)
    return next(path for path in (folder, *folder.parents) if path.exists())


def is_usable(folder: Path) -> bool:
    """Whether files can be made in a folder."""
    from reader.paths import can_write

    return folder.is_dir() and can_write(folder)


@click.command("add")
@library_option
@form_options(Form.JSON)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=files_so_far)
@click.pass_context
def add(context: click.Context, files: tuple[str, ...], form: str | None) -> None:
    """Copy files into the library.

    What NAME.meta.toml says of a file comes along. No file of the library is ever replaced. A file
    that cannot be read as an article is not copied; then the exit code is 2.
    """
    library = open_library()
    _need_writable(library)
    added: list[str] = []
    unchanged: list[str] = []
    problems: list[tuple[str, str]] = []
    for name in files:
        file = Path(name)
        try:
            (added if _copy(file, library.root) else unchanged).append(file.name)
        except OSError as error:
            problems.append((name, error.strerror or str(error)))
        except ReaderError as error:
            problems.append((name, error.message))
    if form == Form.JSON:
        output.emit_json(
            {
                "added": added,
                "unchanged": unchanged,
                "problems": [{"path": path, "reason": reason} for path, reason in problems],
            }
        )
    else:
        output.emit(f"{len(added)} added, {len(unchanged)} unchanged")
    for path, reason in problems:
        output.note(f"not added: {path}: {reason}")
    if problems:
        context.exit(2)


def _need_writable(library: Library) -> None:
    from reader.paths import bundled_library, can_write

    if library.root.resolve() == bundled_library().resolve():
        raise ReaderError("the bundled samples are not added to", "name your folder with -L")
    if not can_write(library.root):
        raise ReaderError(f"{library.root} cannot be written to", "copy the files there yourself")


def _copy(file: Path, root: Path) -> bool:
    """Copy one file; false where the same one is there already.

    Raises:
        ReaderError: it is no article, or another file of its name is there.
        OSError: it cannot be read, or the copy not written.
    """
    from reader.articles.ignore import IGNORE, Ignore
    from reader.articles.library import read
    from reader.articles.scan import Entry

    status = file.stat()
    if not file.is_file():
        raise ReaderError("a folder" if file.is_dir() else "not a regular file")
    if file.name.startswith("."):
        raise ReaderError("hidden: its name begins with a full stop")
    if Ignore(root).covers_any(file.name):
        raise ReaderError(f"{IGNORE} of the library leaves it out")
    reading = read(Entry(file.name, file, status.st_size, status.st_mtime_ns))
    if reading.problem:
        raise ReaderError(reading.problem.reason)
    raw = file.read_bytes()
    target = root / file.name
    try:
        copy = target.open("xb")
    except FileExistsError:
        if target.is_file() and target.read_bytes() == raw:
            return False
        raise ReaderError("another file of this name is there") from None
    try:
        with copy:
            copy.write(raw)
    except BaseException:
        target.unlink(missing_ok=True)  # no half of an article stays
        raise
    _copy_sidecar(file, target)
    return True


def _copy_sidecar(file: Path, target: Path) -> None:
    """Bring along what is said of a file; a sidecar that is there already stays as it is."""
    from reader.articles.beside import beside
    from reader.articles.formats import has_format
    from reader.articles.retold import sidecar_for

    said = beside(file)[0]
    if said and not beside(target)[0]:
        siblings = [each.name for each in target.parent.iterdir() if has_format(each.name)]
        sidecar_for(target, siblings).write_bytes(Path(said).read_bytes())
