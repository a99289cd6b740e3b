"""The file of a page as bytes: written, read, and read again when it is damaged.

One annotation a line, sorted by id; ids are random, so marks made in two places are seldom
neighbours and git joins them.  Deletions stand before the marks, so a file cut short at its end
does not bring back what was deleted.
"""

from __future__ import annotations

import json
import math
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import resources
from typing import Any, NoReturn, TypeVar

from reader.annotations.mark import Annotation
from reader.annotations.merge import merge
from reader.annotations.names import iri
from reader.annotations.page import SCHEMA, Page, Revision, Tombstone, as_line, gathered
from reader.annotations.w3c import context, from_json, to_json

_KNOWN = frozenset(
    "@context id type rr:schema rr:path rr:digest rr:url rr:deleted rr:revisions items".split()
)
_TOMBSTONE = "rr:Tombstone"
_REVISION = "rr:Revision"
_PAGE = "AnnotationPage"
_HEAD = re.compile(r'^\s*"(rr:[a-z]+|id|@context)": (.+?),?$', re.MULTILINE)

Lines = dict[str, tuple[object, str]]
"""Lines written before, by id, with what they were made of."""

Known = dict[str, tuple[str, Annotation]]
"""Annotations read before, by their line, with the source of their page."""

_Record = TypeVar("_Record")


class DamagedError(ValueError):
    """The bytes are not a page of annotations, or no longer a whole one."""


def dump(page: Page, name: str, base: str, lines: Lines | None = None) -> bytes:
    """The file of a page.

    ``name`` is the page's own IRI, ``base`` the library as seen from it.  ``lines`` saves writing
    anew what did not change, and is filled here.
    """
    lines = {} if lines is None else lines
    source = iri(page.path)
    head = {
        "@context": context(base),
        "id": name,
        "type": _PAGE,
        "rr:schema": SCHEMA,
        "rr:path": page.path,
        "rr:digest": page.digest,
        "rr:url": page.url,
        **{key: page.extra[key] for key in sorted(page.extra)},
    }
    parts = [f"{as_line(key)}: {as_line(value)}" for key, value in head.items() if value != ""]
    if page.deleted:
        graves = _written(page.deleted, lambda grave: _buried(grave, source), lines)
        parts.append(_block("rr:deleted", graves))
    if page.revisions:
        parts.append(_block("rr:revisions", (as_line(_kept(r, source)) for r in page.revisions)))
    items = _written(page.items, lambda mark: to_json(mark, source), lines)
    parts.append(_block("items", [*items, *map(as_line, page.strange)]))
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def schema() -> str:
    """The JSON schema of the file, as it ships with the program."""
    return (resources.files(__package__) / "schema.json").read_text("utf-8")


def _written(
    records: Mapping[str, _Record], write: Callable[[_Record], Any], lines: Lines
) -> list[str]:
    out: list[str] = []
    for key in sorted(records):
        record = records[key]
        made = lines.get(key)
        if made is None or made[0] is not record:
            made = lines[key] = (record, as_line(write(record)))
        out.append(made[1])
    return out


def _block(name: str, lines: Iterable[str]) -> str:
    inside = ",\n".join(lines)
    return f'"{name}": [\n{inside}\n]' if inside else f'"{name}": []'


def _buried(grave: Tombstone, source: str) -> dict[str, str]:
    # As a string: no program takes it for a mark, neither RDF tools nor our own salvage.
    was = as_line(to_json(grave.was, source))
    return {"type": _TOMBSTONE, "id": grave.was.id, "rr:deleted": grave.deleted, "rr:was": was}


def _kept(revision: Revision, source: str) -> dict[str, str]:
    was = as_line(to_json(revision.was, source))
    when = revision.replaced
    return {"type": _REVISION, "id": revision.was.id, "rr:replaced": when, "rr:was": was}


def parse(raw: bytes, known: Known | None = None) -> Page:
    """Read a file.

    ``known`` saves reading anew the lines that did not change, and is filled here.

    Raises:
        DamagedError: it is not a page, or not whole.
    """
    try:
        text = raw.removeprefix(BOM_UTF8).decode()
        data = _by_lines(text, {} if known is None else known) or _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise DamagedError(str(error)) from error
    if not isinstance(data, dict) or _PAGE not in _list(data.get("type")):
        raise DamagedError("not a page of annotations")
    lists = [data.get(key, []) for key in ("rr:deleted", "rr:revisions", "items")]
    if "items" not in data or not all(isinstance(records, list) for records in lists):
        raise DamagedError("not a page of annotations")
    return _page(data, [record for records in lists for record in records])


def _by_lines(text: str, known: Known) -> dict[str, Any] | None:
    """The page with its items read, if it is laid out as :func:`dump` does it; else ``None``.

    A line that was not changed is not read again: with 1,000 of them that is nine tenths of a save
    while another writer is at work.
    """
    head, found, rest = text.partition(',\n"items": [\n')
    body, closed, after = rest.rpartition("\n]\n}\n")
    if not found or not closed or after:
        return None
    try:
        data = _DECODER.decode(head + "}")
        if not isinstance(data, dict) or "items" in data:
            return None
        path = data.get("rr:path")
        source = iri(path if isinstance(path, str) else "")
        fresh = {line: _read(line, source, known) for line in body.split(",\n")}
    except (ValueError, RecursionError):
        return None
    known.clear()
    known.update(fresh)
    return {**data, "items": [mark for _, mark in fresh.values()]}


def _read(line: str, source: str, known: Known) -> tuple[str, Annotation]:
    seen = known.get(line)
    if seen is not None and seen[0] == source:
        return seen
    return source, from_json(_DECODER.decode(line), source)


def salvage(raw: bytes) -> Page:
    """Every whole record of a damaged or conflict-marked file, and what is left of its head."""
    text = raw.decode("utf-8", "replace")
    head: dict[str, Any] = {}
    for name, value in _HEAD.findall(text):
        try:
            head.setdefault(name, _DECODER.decode(value))
        except (ValueError, RecursionError):
            continue
    return replace(_page(head, _objects(text)), strange=())


def speaks_of_marks(raw: bytes) -> bool:
    """Whether bytes that cannot be read as a page were one once."""
    return _PAGE.encode() in raw or b'"TextQuoteSelector"' in raw or b"rr:schema" in raw


def merge_files(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Three versions of a page's file made one, for git: `%O %A %B`.

    Raises:
        DamagedError: one of them is not a page; nothing was merged.
    """
    was, mine, other = (parse(raw) if raw.strip() else Page() for raw in (base, ours, theirs))
    head = _DECODER.decode((ours if ours.strip() else theirs).removeprefix(BOM_UTF8).decode())
    ours_context = _list(head.get("@context"))
    library = next((c["@base"] for c in ours_context if isinstance(c, dict) and "@base" in c), "")
    if max(mine.schema, other.schema) > SCHEMA:
        raise DamagedError("a page of a newer version")
    return dump(merge(was, mine, other), str(head.get("id", "")), str(library))


def _page(head: Mapping[str, Any], records: Iterable[Any]) -> Page:
    path, digest, url = (
        value if isinstance(value, str) else ""
        for value in (head.get("rr:path"), head.get("rr:digest"), head.get("rr:url"))
    )
    schema = head.get("rr:schema")
    source = iri(path)
    items: list[Annotation] = []
    deleted: list[Tombstone] = []
    revisions: list[Revision] = []
    strange: list[Any] = []
    for record in records:
        try:
            match record:
                case Annotation():
                    items.append(record)
                case {"type": "rr:Tombstone", "rr:deleted": str(when), "rr:was": str(was)}:
                    deleted.append(Tombstone(when, from_json(_DECODER.decode(was), source)))
                case {"type": "rr:Revision", "rr:replaced": str(when), "rr:was": str(was)}:
                    revisions.append(Revision(when, from_json(_DECODER.decode(was), source)))
                case _:
                    items.append(from_json(record, source))
        except (ValueError, RecursionError):
            strange.append(record)
    blank = Page(
        path=path,
        digest=digest,
        url=url,
        extra={key: value for key, value in head.items() if key not in _KNOWN},
        schema=schema if type(schema) is int else SCHEMA,
    )
    return gathered(blank, items, deleted, revisions, strange)


def _objects(text: str) -> Iterator[Any]:
    """Every object that can be read in a text that is not JSON as a whole, outermost first."""
    at = text.find("{")
    while at >= 0:
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield value
        at = text.find("{", end)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refuse(digits)  # it could not be written again


_DECODER = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)
