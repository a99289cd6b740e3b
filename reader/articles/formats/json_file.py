"""JSON of articles: one, a list, a list in an answer of a service, or one on each line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from reader.articles.decode import decode
from reader.articles.formats.draft import Draft
from reader.articles.formats.records import MOST, draft_of, is_text

_LISTS = (
    "articles", "items", "results", "docs", "documents", "entries", "hits", "posts", "stories",
    "news", "response", "data", "feed", "channel", "records", "value", "rows",
)  # fmt: skip
_READ = 2 * MOST  # records that are looked at
_DEPTH = 4  # objects around a list: Elasticsearch has two


class JsonFormat:
    """``.json`` and ``.jsonl``: names of fields as :mod:`.records` knows them."""

    name = "JSON"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """A draft for each record that has a text.

        Raises:
            ValueError: it is not JSON, or no record in it has a text, or they are annotations.
        """
        decoded = decode(raw)
        text = decoded.text.lstrip("\ufeff \t\r\n")
        try:
            data = _loaded(text)
            records = list(_records(data))
            notes = decoded.notes
        except ValueError as error:
            records, broken = _lines(text)
            if not records:
                raise ValueError(f"not JSON: {error}") from None
            notes = decoded.notes
            if broken:
                notes = (*notes, f"{broken} of its lines are not JSON and left out")
        if records and _is_mark(records[0]):
            raise ValueError("annotations, not articles")
        yield from drafts(records, notes)


def drafts(records: Iterable[Mapping[str, Any]], notes: tuple[str, ...]) -> Iterator[Draft]:
    """The drafts of records that have a text, the first with the notes on their file.

    Raises:
        ValueError: none has.
    """
    found = [d for r in islice(records, _READ) if (d := draft_of(r)) is not None]
    if not found:
        raise ValueError("no article in it: no field such as text, content or body")
    if len(found) > MOST:
        notes = (*notes, f"only the first {MOST:,} articles of its file are read")
    yield replace(found[0], notes=(*notes, *found[0].notes))
    yield from found[1:MOST]


def _is_mark(record: Mapping[str, Any]) -> bool:
    """Whether a record is an annotation, of the W3C's kind or of Hypothesis."""
    return record.get("type") == "Annotation" or ("target" in record and "document" in record)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, parse_int=_number)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}: {error.msg}") from None


def _number(digits: str) -> int:
    return int(digits) if len(digits) < 20 else 0  # 10,000 digits take Python a while


def _lines(text: str) -> tuple[list[Mapping[str, Any]], int]:
    """The records of JSON lines, and how many lines are none; not all of a file of nothing else."""
    records: list[Mapping[str, Any]] = []
    broken = bare = 0
    for line in text.split("\n"):
        if not line.strip():
            continue
        before = len(records)
        try:
            records += _records(_loaded(line))
        except ValueError:
            broken += 1
        bare += len(records) == before
        if len(records) > _READ or bare > MOST:
            break
    return records, broken


def _records(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The records in data: itself, those of a list, or of the list that it holds."""
    if isinstance(data, list):
        yield from (record for record in data if isinstance(record, dict))
    elif isinstance(data, dict):
        inner = [] if depth > _DEPTH else [data[key] for key in _LISTS if key in data]
        holds = [i for i in inner if isinstance(i, list) and any(isinstance(r, dict) for r in i)]
        if holds:
            yield from _records(holds[0])
        elif is_text(data):
            yield data
        elif inner and (
            found := next((r for i in inner if (r := list(_records(i, depth + 1)))), [])
        ):
            yield from found
        elif data and all(isinstance(value, dict) for value in data.values()):
            yield from data.values()  # by id
