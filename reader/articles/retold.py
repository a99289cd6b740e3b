"""Writing what the user says of an article into its sidecar, with the user's own lines kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

from reader.articles.beside import beside, names_for
from reader.articles.sidecar import checked, parse
from reader.errors import ReaderError
from reader.files import write_whole

_TABLE = re.compile(r"\s*\[")
_NUMBERED = re.compile(r".*#(\d+)\Z")


def sidecar_for(file: Path, siblings: Iterable[str]) -> Path:
    """Where the sidecar of a file is, or is to be; ``siblings`` are the articles' files beside it.

    ``name.meta.toml``, unless a file of another ending has that name too.
    """
    there = beside(file)[0]
    if there:
        return Path(there)
    whole, stem = names_for(file.name)
    shared = any(stem in names_for(name) for name in siblings if name != file.name)
    return file.with_name(whole if shared else stem)


def retell(sidecar: Path, path: str, changes: Mapping[str, str | None]) -> bool:
    """Set fields of the article at a path; ``None`` takes one away, empty text says “unknown”.

    Returns whether the file was changed.  One with nothing left in it is removed.

    Raises:
        ReaderError: a value is wrong, or the file is broken or cannot be written; it is as it was.
    """
    try:
        values = {k: None if v is None else checked(k, v) for k, v in changes.items()}
    except ValueError as error:
        raise ReaderError(str(error)) from None
    numbered = _NUMBERED.match(path)
    number = int(numbered[1]) if numbered else 0
    try:
        source = sidecar.read_text("utf-8-sig") if sidecar.exists() else ""
        before = parse(sidecar.name, source)
        if before.faults:
            raise ReaderError(before.faults[0], f"mend that line of {sidecar} first")
        table = before.each.get(number, {}) if number else before.all
        wanted = {**table, **{k: v for k, v in values.items() if v is not None}}
        for gone in (k for k, v in values.items() if v is None):
            wanted.pop(gone, None)
        if wanted == table:
            return False
        text = _edited(source, number, values)
        after = parse(sidecar.name, text)
        if after.faults or (after.each.get(number, {}) if number else after.all) != wanted:
            raise ReaderError(
                f"{sidecar.name} is written in a way that cannot be changed line by line",
                f"change it in an editor: {sidecar}",
            )
        if text.strip():
            write_whole(sidecar, text.encode())
        else:
            sidecar.unlink(missing_ok=True)
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError(f"cannot write {sidecar}: {error}") from error
    return True


def _edited(source: str, number: int, values: Mapping[str, str | None]) -> str:
    lines = source.splitlines()
    first, end = _table(lines, number)
    if first < 0:
        lines += [""] * bool(lines) + [f"[{number}]"]
        first = end = len(lines)
    for name, value in values.items():
        line = None if value is None else f"{name} = {_quoted(value)}"
        at = _line_of(name, lines, first, end)
        if at < 0 and line is None:
            continue
        if at < 0:
            while end > first and not lines[end - 1].strip():
                end -= 1
            lines.insert(end, str(line))
            end += 1
        elif line is None:
            del lines[at]
            end -= 1
        else:
            lines[at] = line
    return "".join(f"{line}\n" for line in lines)


def _table(lines: list[str], number: int) -> tuple[int, int]:
    """The lines of a table, from the first after its head to the next head; −1 without one."""
    heads = [n for n, line in enumerate(lines) if _TABLE.match(line)] + [len(lines)]
    if not number:
        return 0, heads[0]
    for at, until in pairwise(heads):
        if re.match(rf"""\s*\[\s*["']?{number}["']?\s*\]""", lines[at]):
            return at + 1, until
    return -1, -1


def _line_of(name: str, lines: list[str], first: int, end: int) -> int:
    sets = re.compile(rf"""\s*["']?{name}["']?\s*=""")
    return next((n for n in range(first, end) if sets.match(lines[n])), -1)


def _quoted(text: str) -> str:
    """A string as TOML writes it, which JSON does too but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
