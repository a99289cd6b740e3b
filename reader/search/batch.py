"""One commit: articles that are added, taken out, or were built elsewhere; and what is merged."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Self

from reader.articles.article import Article
from reader.articles.scan import Entry
from reader.search.draft import Draft
from reader.search.schema import document
from reader.search.store import Store
from reader.search.table import Table
from reader.search.weaving import Old, weave
from reader.search.whoosh_import import SegmentReader

_MEMORY = 256  # MB of postings before Whoosh sorts them on disk; a batch of long articles has 100
_SEGMENTS = 30  # above it, searching slows down, and the smaller half is merged
_DEAD = 0.25  # part of a segment that may be deleted articles


class Batch:
    """A writer that is opened when it is needed, and commits at the end of its block."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._draft = Draft()
        self._writer: Any = None

    @property
    def writer(self) -> Any:
        """Whoosh's writer."""
        if self._writer is None:
            self._writer = self._store.open().writer(limitmb=_MEMORY)
        return self._writer

    def add(self, article: Article, entry: Entry, digest: str) -> None:
        """Index an article, in Whoosh's segment and in the table beside it."""
        self.writer.add_document(**document(article, entry.path, digest))
        self._draft.add(article, entry, digest)

    def delete(self, file: str) -> None:
        """Take out the articles of a file, given by its path; before anything is adopted."""
        self.writer.delete_by_term("file", file)

    def adopt(self, built: Store) -> None:
        """Make the segments of another index part of this one; their files are moved here.

        Raises:
            OSError: the disk is full or the folder read-only.
        """
        segments = built.open()._segments()  # noqa: SLF001 - no other way
        for segment in segments:
            for file in (
                built.folder / segment.make_filename(".seg"),
                built.table_of(segment.segment_id()),
            ):
                file.replace(self._store.folder / file.name)
        self.writer.segments.extend(segments)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        writer = self._writer
        if writer is None:
            return
        try:
            if kind is None:
                writer.commit(mergetype=self._merge)
                self._store.seal()
        finally:
            if not writer.is_closed:
                with suppress(Exception):
                    writer.cancel()
                with suppress(Exception):
                    writer.writelock.release()

    def _merge(self, writer: Any, segments: list[Any]) -> list[Any]:
        """Merge segments, and write the new one's table: it is there before the commit is."""
        kept, merged = _merged(segments)
        olds = []
        for segment in merged:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
            name = segment.segment_id()
            table = Table(self._store.table_of(name), name)
            live = [doc for doc in range(len(table)) if not segment.is_deleted(doc)]
            olds.append(Old(table, live))
        if self._draft.rows or olds:
            path = self._store.table_of(writer.newsegment.segment_id())
            weave(path, self._draft, olds)
        return kept


def _merged(segments: list[Any]) -> tuple[list[Any], list[Any]]:
    """What stays as it is and what becomes part of the new segment, in order.

    Segments of which a quarter is deleted, and the smaller half when there are more than 30: so an
    article is rewritten about as often as the number of articles has a digit to the base 15.
    """
    sizes = sorted(segment.doc_count_all() for segment in segments)
    small = sizes[len(sizes) // 2] if len(segments) > _SEGMENTS else 0
    kept, merged = [], []
    for segment in segments:
        count = segment.doc_count_all()
        if segment.deleted_count() == count:
            continue
        if (
            segment.deleted_count() > _DEAD * count
            or count < small
            or (small and count == sizes[0])
        ):
            merged.append(segment)
        else:
            kept.append(segment)
    return kept, merged
