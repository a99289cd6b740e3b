"""What an index has of the files of its library."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from reader.search.batch import Place
from reader.search.snapshot import open_snapshot
from reader.search.store import Store


class Known(NamedTuple):
    """A file in the index: its digest, and where its articles are."""

    digest: str
    places: list[Place]


Indexed: TypeAlias = dict[str, Known]
"""Files by path."""


def indexed_in(store: Store) -> Indexed:
    """Every file in an index.  Raises whatever is raised on files that are not sound."""
    found: Indexed = {}
    for leaf in open_snapshot(store, store.segments(), None).leaves:
        files, digests = leaf.table.files.every(), leaf.table.digests.every()
        for doc in leaf.live:
            known = found.setdefault(files[doc], Known(digests[doc], []))
            known.places.append((leaf.table.name, doc))
    return found
