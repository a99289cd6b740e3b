"""CSV of articles: a row for each, names of fields in the first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from reader.articles.decode import decode
from reader.articles.formats.draft import Draft
from reader.articles.formats.json_file import drafts
from reader.articles.formats.records import folded, text_names

_CELL = 4_000_000  # characters
_COLUMNS = 500
_BETWEEN = ",;\t|"
_PLACES = {"path", "paragraph", "start", "end"}  # as `search`, `marks` and `export` write them


class TableFormat:
    """``.csv`` and ``.tsv``, with any of ``, ; | tab`` between fields."""

    name = "CSV"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """A draft for each row that has a text.

        Raises:
            ValueError: no column of the first row is known as a text, or it is not CSV, or a table
                of our own.
        """
        decoded = decode(raw)
        text = decoded.text.lstrip("\ufeff")
        head = text[: text.find("\n") + 1 or None]
        between = max(_BETWEEN, key=head.count)
        yield from drafts(_rows(text, between), decoded.notes)


def _rows(text: str, between: str) -> Iterator[Mapping[str, str]]:
    before = csv.field_size_limit(_CELL)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=between)
        names = next(rows, [])
        known = {folded(name) for name in names[:_COLUMNS]}
        if known >= _PLACES:
            raise ValueError("a table of places in articles, not articles")
        if not known.intersection(map(folded, text_names())):
            raise ValueError("no table of articles: no column such as text, content or body")
        for row in rows:
            yield dict(zip(names[:_COLUMNS], row, strict=False))
    except csv.Error as error:
        if "limit" in str(error):
            raise ValueError(
                f"CSV with a field of more than {_CELL / 1e6:.0f} million characters"
            ) from None
        raise ValueError(f"not CSV: {error}") from None
    finally:
        csv.field_size_limit(before)
