"""`doctor`: what is wrong here, and how to mend it.  It looks and changes nothing."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.articles.ignore import IGNORE
from reader.articles.mends import MEND_STRAY, mend_of, mend_of_doubt
from reader.cli import output
from reader.cli.duplicates import sameness
from reader.cli.options import Form, choose, form_options, library_option
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.articles.library import Library

_PARTS = (
    "textual", "rich", "whoosh", "click", "markdown-it-py", "pyyaml", "charset-normalizer",
    "python-crfsuite",
)  # fmt: skip
_EXTRAS = {"html": "trafilatura", "pdf": "pypdf", "web": "textual-serve"}
_SMALLEST = (40, 12)  # cells that the document needs


class State(StrEnum):
    """How a thing is."""

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.  ``mend`` is what to do about it, empty where it is well."""

    area: str
    name: str
    state: State
    message: str
    mend: str = ""


@click.command("doctor")
@library_option
@form_options(Form.JSON)
def doctor(form: str | None) -> None:
    """What is wrong here, and how to mend it.

    Looks at the library, where marks go, the cache, the settings, the terminal and the versions;
    changes nothing.
    """
    findings = list(_findings())
    if form == Form.JSON:
        output.emit_json([asdict(finding) for finding in findings])
        return
    from reader.text.cells import safe

    area = ""
    for finding in findings:
        if finding.area != area:
            area = finding.area
            output.emit(area)
        output.emit(safe(f"  {finding.state:<5}  {finding.name}: {finding.message}"))
        if finding.mend:
            output.emit(safe(f"         mend: {finding.mend}"))
    wrong = sum(1 for finding in findings if finding.state is State.FAULT)
    output.emit("")
    output.emit("nothing is wrong" if not wrong else f"faults: {wrong}")


def _findings() -> Iterator[Finding]:
    yield from _settings()
    library: Library | None = None
    try:
        from reader.articles.library import Library

        choice = choose()
        library = Library(choice.root)
        told = f"{library.root} (from {choice.named_by})"
        yield Finding("library", "folder", State.OK, told)
    except ReaderError as error:
        yield Finding("library", "folder", State.FAULT, error.message, error.hint or _NAME_ONE)
    if library is not None:
        yield from _articles(library)
        yield from _marks(library)
        yield from _corrections(library)
        yield from _cache(library)
    yield from _terminal()
    yield from _versions()


_NAME_ONE = "name a folder with -L"


def _settings() -> Iterator[Finding]:
    from reader.paths import config_file
    from reader.settings import load_settings
    from reader.ui.keys.keymap import keymap_of

    try:
        keymap_of(load_settings())
        file = config_file()
        told = str(file) if file.exists() else f"{file} does not exist: all is at its default"
        yield Finding("settings", "file", State.OK, told)
    except ReaderError as error:
        mend = error.hint or "mend that line, or move the file away"
        yield Finding("settings", "file", State.FAULT, error.message, mend)


def _articles(library: Library) -> Iterator[Finding]:
    """The files, each that is left out or was read with a doubt."""
    problems = list(library.scanned.problems)
    doubts: list[Finding] = []
    texts: dict[str, str] = {}
    count = 0
    total = len(library.scanned.entries)
    with output.Progress("reading") as progress:
        for done, reading in enumerate(library.readings(), 1):
            count += len(reading.articles)
            if reading.problem:
                problems.append(reading.problem)
            doubts += [
                Finding("library", article.path, State.NOTE, told, mend_of_doubt(told))
                for article in reading.articles
                for told in article.notes
            ]
            for article in reading.articles:
                first = texts.setdefault(sameness(article), article.path)
                if first != article.path:
                    told = f"the same text as {first}"
                    doubts.append(
                        Finding("library", article.path, State.NOTE, told, _MEND_DUPLICATE)
                    )
            progress(done, total)
    if count:
        yield Finding("library", "articles", State.OK, str(count))
    else:
        mend = "put .txt, .md or .html files there"
        yield Finding("library", "articles", State.FAULT, "there are none", mend)
    for problem in sorted(problems, key=lambda p: p.path):
        yield Finding("library", problem.path, State.FAULT, problem.reason, mend_of(problem.reason))
    yield from doubts
    for path in library.scanned.strays:
        yield Finding("library", path, State.NOTE, "a sidecar of no article", MEND_STRAY)
    if ignored := library.scanned.ignored:
        some = ", ".join(ignored[:_SHOWN]) + (", …" if len(ignored) > _SHOWN else "")
        told = f"{len(ignored)} left out: {some}"
        yield Finding("library", IGNORE, State.NOTE, told, _MEND_IGNORED)


_MEND_DUPLICATE = "keep one; `rafah-reader list --duplicates` names near ones too"
_SHOWN = 10  # ignored paths that are named
_MEND_IGNORED = "as you asked; where not, take the pattern out of it"
_MEND_PAGE = "open the file named: what could be saved of it is kept, the rest is in the copy"


def _marks(library: Library) -> Iterator[Finding]:
    from reader.annotations.shelf import Shelf

    try:
        shelf = Shelf(library)
    except (ReaderError, OSError) as error:
        yield Finding("marks", "folder", State.FAULT, str(error), "see the permissions of it")
        return
    told = f"{sum(shelf.counts().values())} in {shelf.folder}"
    if shelf.elsewhere:
        mend = "copy the library to a folder of yours to keep its marks beside it"
        yield Finding("marks", "folder", State.NOTE, f"{told}: {shelf.elsewhere}", mend)
    else:
        yield Finding("marks", "folder", State.OK, told)
    for notice in shelf.notices:
        yield Finding("marks", "pages", State.FAULT, notice, _MEND_PAGE)


def _corrections(library: Library) -> Iterator[Finding]:
    from reader.entities.rulebook import Rulebook

    rulebook = Rulebook(library.root)
    try:
        rulebook.check()
    except ReaderError as error:
        mend = error.hint or "mend that line; until then the rules that held last are used"
        yield Finding("names", "corrections", State.FAULT, error.message, mend)
        return
    told = f"{len(rulebook.rules)} in {rulebook.file}"
    yield Finding("names", "corrections", State.NOTE if rulebook.elsewhere else State.OK, told)


def _cache(library: Library) -> Iterator[Finding]:
    from reader.cli.indexing import cache_of, is_usable
    from reader.paths import cache_path

    folder, there = cache_path(library.root), cache_of(library)
    if is_usable(there):
        yield Finding("cache", "folder", State.OK, str(folder))
    else:
        mend = f"make {there} a folder that can be written to, or point XDG_CACHE_HOME elsewhere"
        yield Finding("cache", "folder", State.FAULT, f"{folder} cannot be written to", mend)
    built = {"index": folder / "index", "mentions": folder / "mentions.sqlite"}
    for name, path in built.items():
        if path.exists():
            yield Finding("cache", name, State.OK, f"{_size(path) / 2**20:.1f} MB")
        else:
            yield Finding("cache", name, State.NOTE, "not built yet", "`rafah-reader index`")


def _size(path: Path) -> int:
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(file.stat().st_size for file in files)


def _terminal() -> Iterator[Finding]:
    from reader.cli.opening import need_terminal

    try:
        need_terminal()
        size = shutil.get_terminal_size()
        told = f"TERM={os.environ.get('TERM', '')}, {size.columns}×{size.lines}"
        small = size.columns < _SMALLEST[0] or size.lines < _SMALLEST[1]
        mend = "{}×{} is the least that holds a text".format(*_SMALLEST) if small else ""
        yield Finding("terminal", "screen", State.NOTE if small else State.OK, told, mend)
    except ReaderError as error:
        mend = "start it in a terminal, with TERM as your terminal sets it (xterm-256color, …)"
        yield Finding("terminal", "screen", State.NOTE, error.message, mend)
    colours = os.environ.get("COLORTERM") or "as TERM says"
    colours = "none: NO_COLOR is set" if os.environ.get("NO_COLOR") else colours
    yield Finding("terminal", "colours", State.OK, colours)
    encoding = locale.getpreferredencoding(do_setlocale=False)
    if encoding.lower().replace("-", "") == "utf8":
        yield Finding("terminal", "locale", State.OK, encoding)
    else:
        mend = "set LC_ALL or LANG to a UTF-8 locale, such as C.UTF-8"
        yield Finding("terminal", "locale", State.FAULT, f"{encoding} lacks most letters", mend)


def _versions() -> Iterator[Finding]:
    from reader import __version__

    yield Finding("versions", "rafah-reader", State.OK, __version__)
    python = f"{platform.python_version()} on {platform.system()}, {sys.executable}"
    yield Finding("versions", "python", State.OK, python)
    for part in _PARTS:
        try:
            yield Finding("versions", part, State.OK, metadata.version(part))
        except metadata.PackageNotFoundError:
            mend = "install rafah-reader anew"
            yield Finding("versions", part, State.FAULT, "not installed", mend)
    for extra, part in _EXTRAS.items():
        name = f"{part} (extra {extra})"
        try:
            yield Finding("versions", name, State.OK, metadata.version(part))
        except metadata.PackageNotFoundError:
            mend = f"only if you want it: pip install 'rafah-reader[{extra}]'"
            yield Finding("versions", name, State.NOTE, "not installed", mend)
