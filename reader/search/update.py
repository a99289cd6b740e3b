"""Bringing an index up to date with its library."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

from reader.articles.article import Article
from reader.articles.library import SIZE_LIMIT, Library, read
from reader.articles.scan import Entry, Problem
from reader.errors import ReaderError
from reader.search.draft import Draft
from reader.search.memo import Memo
from reader.search.schema import document
from reader.search.snapshot import open_snapshot
from reader.search.store import Store
from reader.search.table import Table
from reader.search.weaving import Old, weave
from reader.search.whoosh_import import SegmentReader

BATCH = 500
"""Articles of a commit: a quarter faster than one commit for all, and searched meanwhile."""

_MEMORY = 256  # MB of postings before Whoosh sorts them on disk; a batch of long articles has 100
_SEGMENTS = 30  # above it, searching slows down, and the smaller half is merged
_DEAD = 0.25  # part of a segment that may be deleted articles


@dataclass(frozen=True, slots=True)
class Update:
    """What was done, in files.  ``rebuilt`` says why it was from nothing, where there was one."""

    added: int
    changed: int
    removed: int
    unchanged: int
    problems: tuple[Problem, ...]
    rebuilt: str = ""


def update(
    library: Library,
    store: Store,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    anew: bool = False,
) -> Update:
    """Index what is new or changed and take out what is gone.

    ``progress`` gets the files done and those to do; ``cancelled`` is asked before each, and what
    is done by then is kept.

    Raises:
        ReaderError: the folder of the index cannot be written, or another process is at it.
    """
    try:
        with store.lock():
            indexed, rebuilt = _prepare(store, anew)
            return _Work(library, store, progress, cancelled).done(indexed, rebuilt)
    except OSError as error:
        raise ReaderError(
            f"cannot write the search index in {store.folder}: {error.strerror or error}",
            "free some space, or mend the permissions of that folder; everything else works",
        ) from error


def _prepare(store: Store, anew: bool) -> tuple[dict[str, str], str]:
    """Make sure of an index that can be written to.

    Gives the digest of every file in it, and why it was made anew, where there was one before.
    """
    if not store.exists():
        store.create()
        return {}, ""
    fault = "asked for" if anew else store.fault(deep=True)
    if not fault:
        try:
            open_snapshot(store, store.segments(), None)
            return _indexed(store), ""
        except Exception as error:  # noqa: BLE001 -- of an unsound index anything may be raised
            fault = f"damaged: {type(error).__name__}: {error}"
    if fault.startswith("damaged"):
        store.set_aside()
    store.create()
    return {}, fault


def _indexed(store: Store) -> dict[str, str]:
    """The digest of every file in the index."""
    with store.open().reader() as reader:
        return {stored["file"]: stored["digest"] for stored in reader.all_stored_fields()}


@dataclass
class _Work:
    library: Library
    store: Store
    progress: Callable[[int, int], None] | None
    cancelled: Callable[[], bool] | None
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    def done(self, indexed: dict[str, str], rebuilt: str) -> Update:
        scan = self.library.scan()
        self.problems += scan.problems
        memo = Memo(self.store.folder)
        present = {entry.path for entry in scan.entries}
        gone = [path for path in indexed if path not in present]
        todo = [e for e in scan.entries if not self._is_known(memo.digest(e), indexed.get(e.path))]
        self.unchanged = len(scan.entries) - len(todo)
        try:
            self._remove(gone)
            self._read(todo, memo, indexed)
        finally:
            memo.save()
        problems = tuple(sorted(self.problems, key=lambda problem: problem.path))
        return Update(self.added, self.changed, self.removed, self.unchanged, problems, rebuilt)

    @staticmethod
    def _is_known(digest: str, indexed: str | None) -> bool:
        return bool(digest) and digest == indexed

    def _remove(self, gone: list[str]) -> None:
        with _Batch(self.store) as batch:
            for path in gone:
                batch.writer.delete_by_term("file", path)
        self.removed += len(gone)

    def _read(self, todo: list[Entry], memo: Memo, indexed: dict[str, str]) -> None:
        total = len(todo)
        for first in range(0, total, BATCH):
            with _Batch(self.store) as batch:
                for done, entry in enumerate(todo[first : first + BATCH], first):
                    self._report(done, total)
                    if self.cancelled and self.cancelled():
                        return
                    self._take(entry, memo, indexed.get(entry.path), batch)
        self._report(total, total)

    def _report(self, done: int, total: int) -> None:
        if self.progress and total:
            self.progress(done, total)

    def _take(self, entry: Entry, memo: Memo, indexed: str | None, batch: _Batch) -> None:
        """Index one file, or find that it has been touched only."""
        digest = memo.digest(entry) or (memo.look(entry) if entry.size <= SIZE_LIMIT else "")
        if self._is_known(digest, indexed):
            self.unchanged += 1
            return
        reading = read(entry)
        if reading.problem:
            self.problems.append(reading.problem)
        if indexed is not None:
            batch.writer.delete_by_term("file", entry.path)
        for article in reading.articles:
            batch.add(article, entry, digest)
        if reading.articles and indexed is not None:
            self.changed += 1
        elif reading.articles:
            self.added += 1
        elif indexed is not None:
            self.removed += 1


class _Batch:
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
        self._draft.add(article, entry)

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
