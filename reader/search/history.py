"""The searches made lately."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress

from reader.articles.library import Library
from reader.files import write_whole
from reader.paths import state_folder


class History:
    """The searches made in a library lately; kept on this machine only, and lost without harm."""

    MOST = 200

    def __init__(self, library: Library) -> None:
        self._file = state_folder(library.root) / "searches.json"

    def all(self) -> tuple[str, ...]:
        """The queries, the last one first."""
        return tuple(reversed(tuple(self._read())))

    def add(self, query: str) -> None:
        """Note a query, unless it is the last one again."""
        query = " ".join(query.split())
        queries = list(self._read())
        if not query or queries[-1:] == [query]:
            return
        page = {"schema": 1, "queries": [*queries, query][-self.MOST :]}
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, json.dumps(page, ensure_ascii=False, indent=0).encode())

    def _read(self) -> Iterator[str]:
        try:
            page = json.loads(self._file.read_bytes())
            queries = page["queries"] if page["schema"] == 1 else []
            yield from [query for query in queries if isinstance(query, str)]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return
