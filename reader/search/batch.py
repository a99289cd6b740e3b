"""One commit: articles that are added, taken out, merged, or were built elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import Any, Self, TypeAlias

from reader.articles.article import Article
from reader.articles.scan import Entry
from reader.search.draft import Draft
from reader.search.schema import document
from reader.search.store import Store
from reader.search.table import Table
from reader.search.weaving import Old, weave
from reader.search.whoosh_import import SegmentReader

_MEMORY = 256  # MB of postings before Whoosh sorts them on disk; a batch of long articles has 100


Place: TypeAlias = tuple[str, int]
"""An article: the name of its segment, and its number in there."""


class Batch:
    """A writer that is opened when it is needed, and commits at the end of its block."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._draft = Draft()
        self._olds: list[Old] = []
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

    def delete(self, places: Iterable[Place]) -> None:
        """Take out articles.

        Whoosh would look them up in a copy of all segments: 0.1 s and 0.4 GB at 10,000 articles.
        """
        segments = {segment.segment_id(): segment for segment in self.writer.segments}
        for name, doc in places:
            segments[name].delete_document(doc)

    def merge(self, source: Store, names: Collection[str]) -> None:
        """Put the articles of some segments of another index into one new segment."""
        index = source.open()
        for segment in index._segments():  # noqa: SLF001 - no other way
            name = segment.segment_id()
            if name in names:
                reader = SegmentReader(index.storage, index.schema, segment)
                self.writer.add_reader(reader)
                reader.close()
                table = Table(source.table_of(name), name)
                live = [doc for doc in range(len(table)) if not segment.is_deleted(doc)]
                self._olds.append(Old(table, live))

    def adopt(self, built: Store, instead_of: Collection[str] = ()) -> None:
        """Make the segments of another index part of this one; their files are moved here.

        They stand ``instead_of`` some that this one has.

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
        kept = [each for each in self.writer.segments if each.segment_id() not in instead_of]
        self.writer.segments[:] = kept + segments

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        writer = self._writer
        if writer is None:
            return
        try:
            if kind is None:
                writer.commit(mergetype=self._weave)
                self._store.seal()
        finally:
            if not writer.is_closed:
                with suppress(Exception):
                    writer.cancel()
                with suppress(Exception):
                    writer.writelock.release()

    def _weave(self, writer: Any, segments: list[Any]) -> list[Any]:
        """Write the table of the new segment: it is there before the commit is.

        Gives the other segments that stay: those with an article that is not deleted.
        """
        if self._draft.rows or self._olds:
            path = self._store.table_of(writer.newsegment.segment_id())
            weave(path, self._draft, self._olds)
        return [each for each in segments if each.deleted_count() < each.doc_count_all()]
