"""Searches that are kept under a name.

Saved searches are part of one's work on a library, so they lie in it, in ``searches.toml``: a
table a search, to be read, edited and merged by hand.  Whatever else stands in the file (comments,
other keys, order) stays as it is.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from reader.articles.library import Library
from reader.errors import ReaderError
from reader.files import write_whole
from reader.paths import bundled_library, can_write, data_folder

FILE = "searches.toml"
"""The name of the file."""

_HEAD = "# Saved searches of this library: rafah-reader shows them above the list of articles.\n"
_TABLE = re.compile(r"[ \t]*\[\[[ \t]*search[ \t]*\]\]")
_ANY_TABLE = re.compile(r"[ \t]*\[")


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with a name."""

    name: str
    query: str


class Saved:
    """The saved searches of a library; the file is read anew each time."""

    def __init__(self, library: Library) -> None:
        inside, outside = library.root / FILE, data_folder(library.root) / FILE
        is_bundled = library.root.resolve() == bundled_library().resolve()
        writable = can_write(library.root) and not is_bundled
        self.file = inside if writable else outside
        """Where they are written: in the library, or in the data folder where that cannot be."""
        self._other = outside if writable else inside

    def all(self) -> tuple[SavedSearch, ...]:
        """The searches in the order of the file.

        Raises:
            ReaderError: the file cannot be read; the message names the line.
        """
        found = {search.name: search for file in (self._other, self.file) for search in _read(file)}
        here = [search.name for search in _read(self.file)]
        order = [*here, *(name for name in found if name not in here)]
        return tuple(found[name] for name in order)

    def named(self, name: str) -> SavedSearch:
        """A search by its name.

        Raises:
            ReaderError: there is none, or the file cannot be read.
        """
        searches = self.all()
        for search in searches:
            if search.name == name:
                return search
        known = ", ".join(search.name for search in searches)
        raise ReaderError(f"no saved search “{name}”", f"there are: {known}" if known else "")

    def add(self, name: str, query: str) -> None:
        """Save a search, in the place of the one that has its name.

        Raises:
            ReaderError: the name or the query is empty, or the file cannot be read or written.
        """
        name, query = " ".join(name.split()), " ".join(query.split())
        if not name or not query:
            raise ReaderError("a saved search needs a name and a query")
        blocks = self._blocks()
        at = _place(blocks, name)
        if at is None:
            if not blocks:
                blocks.append(_HEAD)
            blocks[-1] = _ended(blocks[-1])
            blocks.append(f"\n{_table(name, query)}")
        else:
            blocks[at] = _with(blocks[at], "query", query)
        self._write(blocks)

    def remove(self, name: str) -> None:
        """Forget a search; the comments above it stay.

        Raises:
            ReaderError: there is none of this name, or the file cannot be read or written.
        """
        blocks = self._blocks()
        del blocks[self._must(blocks, name)]
        self._write(blocks)

    def rename(self, name: str, to: str) -> None:
        """Give a search another name.

        Raises:
            ReaderError: there is none of this name, one of the other, or the file cannot be read
                or written.
        """
        to = " ".join(to.split())
        blocks = self._blocks()
        at = self._must(blocks, name)
        if not to:
            raise ReaderError("a saved search needs a name")
        if to != name and _place(blocks, to) is not None:
            raise ReaderError(f"there is a saved search “{to}” already", "choose another name")
        blocks[at] = _with(blocks[at], "name", to)
        self._write(blocks)

    def _must(self, blocks: list[str], name: str) -> int:
        at = _place(blocks, name)
        if at is None:
            raise ReaderError(f"no saved search “{name}” in {self.file}")
        return at

    def _blocks(self) -> list[str]:
        """The file in pieces: what stands before the first search, then a search each."""
        _read(self.file)  # a file that is broken is not written to
        try:
            text = self.file.read_text("utf-8-sig")
        except OSError:
            return []
        blocks = [""]
        for line in text.splitlines(keepends=True):
            if _ANY_TABLE.match(line):
                blocks.append("")
            blocks[-1] += line
        return blocks

    def _write(self, blocks: list[str]) -> None:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.file, "".join(blocks).encode())
        except OSError as error:
            raise ReaderError(f"cannot write {self.file}: {error.strerror or error}") from error


def _read(file: Path) -> list[SavedSearch]:
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError(f"cannot read the saved searches in {file}: {error}") from error
    try:
        page = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReaderError(
            f"{file}: {error}", "mend that line, or delete it; nothing is written until then"
        ) from error
    tables = page.get("search", [])
    if not isinstance(tables, list):
        tables = [tables]
    out = []
    lines = [n for n, line in enumerate(text.splitlines(), 1) if _TABLE.match(line)]
    for number, table in enumerate(tables):
        name, query = (table.get("name"), table.get("query")) if isinstance(table, dict) else (0, 0)
        if not (isinstance(name, str) and isinstance(query, str) and name and query):
            line = lines[number] if number < len(lines) else 1
            raise ReaderError(
                f"{file}, line {line}: a search needs a name and a query, both in quotes",
                'for instance: name = "Truce", then query = "ceasefire OR truce"',
            )
        out.append(SavedSearch(name, query))
    return out


def _place(blocks: list[str], name: str) -> int | None:
    return next(
        (at for at, block in enumerate(blocks) if _TABLE.match(block) and _name(block) == name),
        None,
    )


def _name(block: str) -> str:
    found = tomllib.loads(block)["search"][0]["name"]
    return found if isinstance(found, str) else ""


def _with(block: str, key: str, value: str) -> str:
    """A search with another value of a key; its comments stay."""
    searched = tomllib.loads(block)["search"][0]
    if searched[key] == value:
        return block
    lines = block.splitlines(keepends=True)
    line = re.compile(
        rf"([ \t]*(?:{key}|\"{key}\"|'{key}')[ \t]*=[ \t]*)(\"[^\"\\\n]*\"|'[^'\n]*')"
    )
    for at, text in enumerate(lines):
        found = line.match(text)
        if found:
            lines[at] = f"{found[1]}{_quoted(value)}{text[found.end() :]}"
            return "".join(lines)
    return _table(**{**searched, key: value})  # written over several lines: made anew


def _table(name: str, query: str, **_more: object) -> str:
    return f"[[search]]\nname = {_quoted(name)}\nquery = {_quoted(query)}\n"


def _quoted(text: str) -> str:
    """A TOML string: literal where it can be, so that quotation marks stay readable."""
    if "'" not in text and text.isprintable() and '"' in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _ended(block: str) -> str:
    return block if not block or block.endswith("\n") else f"{block}\n"
