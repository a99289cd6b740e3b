"""Many queries at once, and what the articles found are grouped by."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.options import Form
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.search.index import Index
    from reader.search.results import Facet

_FIELDS = ("query", "path", "title", "hits")
_FACET_FIELDS = ("facet", "label", "count", "clause")


def queries_of(name: str) -> list[str]:
    """The queries of a file, one a line; ``-`` is standard input.

    Empty lines and those that begin with ``#`` and a blank are left out.

    Raises:
        ReaderError: it cannot be read, or is no text.
    """
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise ReaderError(f"cannot read {name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ReaderError(f"{name} is no text in UTF-8: {error}") from error
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and line != "#" and not line.startswith("# ")]


def emit_batch(index: Index, queries: list[str], form: str | None) -> int:
    """Every query with its articles and their hits; gives how many articles were found in all."""
    found = [(query, *_counts(index, query)) for query in queries]
    total = sum(len(articles) for _, _, articles in found)
    match form:
        case Form.JSON:
            keys = ("path", "title", "hits")
            output.emit_json(
                [
                    {
                        "query": query,
                        "parsed": parsed,
                        "count": len(articles),
                        "articles": [dict(zip(keys, row, strict=True)) for row in articles],
                    }
                    for query, parsed, articles in found
                ]
            )
        case Form.CSV:
            rows = [(query, *row) for query, _, articles in found for row in articles]
            output.emit_csv(_FIELDS, rows)
        case _:
            from reader.text.cells import safe

            for query, _, articles in found:
                output.emit(f"{len(articles):>6}  {safe(query)}")
                for path, _, hits in articles:
                    output.emit(f"        {hits:>6}  {safe(path)}")
    return total


def _counts(index: Index, query: str) -> tuple[str, list[tuple[str, str, int]]]:
    """How a query was understood, and path, title and number of hits of each article."""
    results = index.search(query, limit=_EVERY, hits_each=0)
    for note in results.notes:
        output.note(f"{query}: {note}")
    return results.parsed, [(r.path, r.title, r.total) for r in results.results]


_EVERY = 2**31


def emit_facets(index: Index, query: str, form: str | None) -> int:
    """The facets of a query; gives how many there are."""
    facets = index.facets(query)
    match form:
        case Form.JSON:
            output.emit_json(
                {
                    "query": query,
                    "facets": [
                        {
                            "name": facet.name,
                            "values": [
                                {"label": v.label, "count": v.count, "clause": v.clause}
                                for v in facet.values
                            ],
                        }
                        for facet in facets
                    ],
                }
            )
        case Form.CSV:
            rows = [(f.name, v.label, v.count, v.clause) for f in facets for v in f.values]
            output.emit_csv(_FACET_FIELDS, rows)
        case _:
            for line in _facet_lines(facets):
                output.emit(line)
    return len(facets)


def _facet_lines(facets: tuple[Facet, ...]) -> Iterator[str]:
    from reader.text.cells import safe

    for facet in facets:
        yield facet.name
        for value in facet.values:
            yield f"{value.count:>8}  {safe(value.label)}"
