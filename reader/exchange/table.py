"""Marks as CSV (RFC 4180), for spreadsheets, and back."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from typing import Any

from reader.annotations.mark import LOOKS, Annotation
from reader.annotations.page import as_line
from reader.errors import ReaderError
from reader.exchange.guarded import json_of, text_of
from reader.exchange.incoming import Incoming, derived_id
from reader.exchange.marked import Marked
from reader.text.spans import Span

COLUMNS = (
    "path", "title", "paragraph", "heading", "quotation", "note", "tags", "color", "found",
    "created", "modified", "creator", "url", "start", "end", "prefix", "suffix", "digest", "id",
    "other",
)  # fmt: skip
"""The header.  ``paragraph``, ``heading`` and ``found`` speak of the text of today; ``start`` and
``end`` count in the text that was marked, which ``digest`` names.  ``other`` is JSON."""

_NEEDED = ("quotation", "note")  # one of these makes a row a mark
_FORMULA = re.compile(r"'*[\s=+\-@＝＋－＠]")
_GUARDED = re.compile(r"'+[\s=+\-@＝＋－＠]")
_LONGEST = 2**20  # characters of a cell; csv's own limit is an eighth of it
_TAG = re.compile(r"((?:[^\\;]|\\.)*)(?:;|$)", re.DOTALL)


def write_csv(marks: Sequence[Marked]) -> bytes:
    """A table with one mark a row: UTF-8 with a byte order mark, which spreadsheets ask for.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it, and so does one
    that begins with such an apostrophe; reading takes it away again.
    """
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    writer.writerows([harmless(str(cell)) for cell in _cells(marked)] for marked in marks)
    return BOM_UTF8 + page.getvalue().encode("utf-8", "surrogatepass")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _cells(marked: Marked) -> list[object]:
    mark = marked.annotation
    start, end = mark.span or ("", "")
    other = as_line(dict(mark.extra)) if mark.extra else ""
    return [
        marked.path, marked.title, marked.paragraph or "", marked.heading, mark.exact, mark.note,
        joined_tags(mark.tags), mark.color, marked.placed.found, mark.created, mark.modified,
        mark.creator, marked.url, start, end, mark.prefix, mark.suffix, mark.digest, mark.id, other,
    ]  # fmt: skip


def read_csv(data: bytes) -> list[Incoming]:
    """Marks of a table with our column names, in any order; also with ``;`` or tabs between.

    What a row needs is a quotation or a note; it gets an id where it has none.

    Raises:
        ReaderError: it is no such table.
    """
    text = _text(data)
    csv.field_size_limit(_LONGEST)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_between(text)))
    except csv.Error as error:
        raise ReaderError(f"the file is not a table: {error}") from error
    header = [name.strip().lower() for name in rows[0]] if rows else []
    if not any(name in header for name in _NEEDED):
        raise ReaderError(
            "the table has no marks in it",
            f"its first line should name the columns: {', '.join(COLUMNS)}",
        )
    named = (dict(zip(header, map(_plain, row), strict=False)) for row in rows[1:])
    return [_incoming(row) for row in named if any(row.get(name) for name in (*_NEEDED, "id"))]


def _text(data: bytes) -> str:
    try:
        return data.removeprefix(BOM_UTF8).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return text_of(data)


def _between(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _plain(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _incoming(row: Mapping[str, str]) -> Incoming:
    path, quotation, note = (row.get(name, "") for name in ("path", "quotation", "note"))
    start, end = (_number(row.get(name, "")) for name in ("start", "end"))
    color = _number(row.get("color", ""))
    mark = Annotation(
        id=row.get("id") or derived_id(path, quotation, note, row.get("start", "")),
        created=row.get("created", ""),
        modified=row.get("modified", ""),
        span=None if start is None or end is None or end < start else Span(start, end),
        exact=quotation,
        prefix=row.get("prefix", ""),
        suffix=row.get("suffix", ""),
        note=note,
        tags=split_tags(row.get("tags", "")),
        color=color if color is not None and color in LOOKS else 1,
        creator=row.get("creator", ""),
        digest=row.get("digest", ""),
        extra=_other(row.get("other", "")),
    )
    return Incoming(mark, path, row.get("url", ""), row.get("title", ""))


def _number(cell: str) -> int | None:
    return int(cell) if re.fullmatch(r"[0-9]{1,15}", cell.strip()) else None


def _other(cell: str) -> dict[str, Any]:
    value = json_of(cell.encode("utf-8", "surrogatepass")) if cell else {}
    return value if isinstance(value, dict) else {}


def joined_tags(tags: Sequence[str]) -> str:
    """Tags in one cell: ``; `` between them, a backslash before a ``;`` or blank of their own."""
    return "; ".join(re.sub(r"[\\;]|^\s|\s$", r"\\\g<0>", tag) for tag in tags)


def split_tags(cell: str) -> tuple[str, ...]:
    """The tags in a cell; blanks around them do not count."""
    tags = []
    for found in _TAG.finditer(cell):
        tag = re.sub(r"^\s+", "", found.group(1))
        tag = re.sub(r"(?<!\\)((?:\\\\)*)\s+$", r"\1", tag)
        tags.append(re.sub(r"\\(.)", r"\1", tag, flags=re.DOTALL))
    return tuple(dict.fromkeys(tag for tag in tags if tag))
