"""All the marks of a library: read, changed, saved at once."""

from __future__ import annotations

import contextlib
import errno
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from reader.annotations.desk import Desk, reason
from reader.annotations.history import Change, Edit, History
from reader.annotations.leaf import Leaf
from reader.annotations.mark import Annotation, touched
from reader.annotations.names import named_by
from reader.annotations.page import Tombstone
from reader.annotations.placing import Placed
from reader.annotations.store import newer_error
from reader.articles.article import Article
from reader.articles.library import Library
from reader.errors import ReaderError

_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_ARTICLES: Mapping[str, Article] = {}


class Shelf:
    """The marks of one library.  May be used from several threads.

    They are written to the folder ``annotations`` of the library; where it cannot be written to,
    and for the bundled one, to the data folder.  Marks that stand in the other place are read too.
    """

    def __init__(self, library: Library, folder: Path | None = None) -> None:
        self.trouble = ""
        """A sentence to show while something is not saved: it is in memory, and waits for
        :meth:`retry`."""
        self._guard = threading.RLock()
        self._desk = Desk(library, folder)
        self._history = History()

    @property
    def folder(self) -> Path:
        """The folder that marks are written to; it may not be there yet."""
        return self._desk.store.folder

    @property
    def elsewhere(self) -> str:
        """Why marks do not go into the library, and where they go; empty where they do."""
        if self.folder != self._desk.outside:
            return ""
        return f"this library cannot be written to: marks are kept in {self.folder}"

    @property
    def notices(self) -> list[str]:
        """Sentences about files that were damaged or cannot be read, each to be shown once."""
        return self._desk.notices

    def of(self, article: Article) -> tuple[Placed, ...]:
        """The marks on an article with their places, in the order of the text; orphans last.

        The page is found by the article's path; else, where another file bore the same text or
        address and is gone, by these.
        """
        with self._guard:
            places = self._desk.opened(article).places(article, self._desk.text)
            return tuple(sorted(places, key=_position))

    def mark(self, path: str, annotation_id: str) -> Annotation | None:
        """A mark as it is now; ``None`` where it is not there."""
        with self._guard:
            return self._current(path, annotation_id)

    def everything(self) -> Iterator[tuple[str, tuple[Annotation, ...]]]:
        """Every article's path with its marks, also of articles that are gone; in order of path."""
        with self._guard:
            self._desk.survey()
            pages = {path: leaf.page.items for path, leaf in self._desk.leaves.items()}
        for path, items in sorted(pages.items()):
            if items:
                yield path, tuple(sorted(items.values(), key=_saved_position))

    def read(self) -> None:
        """Read every page, as any question of the whole library would: for a worker at the start.

        Whoever asks for marks meanwhile waits for one page and not for all.
        """
        for store, name in self._desk.files():
            with self._guard:
                self._desk.take_in(store, name)

    def counts(self) -> Mapping[str, int]:
        """How many marks each article has; articles without any are left out."""
        with self._guard:
            self._desk.survey()
            counts = {path: len(leaf.page.items) for path, leaf in self._desk.leaves.items()}
        return {path: count for path, count in sorted(counts.items()) if count}

    def trash(self) -> Iterator[tuple[str, Tombstone]]:
        """What was deleted, the last first."""
        with self._guard:
            self._desk.survey()
            graves = [
                (path, grave)
                for path, leaf in self._desk.leaves.items()
                for grave in leaf.page.deleted.values()
            ]
        yield from sorted(graves, key=lambda entry: entry[1].deleted, reverse=True)

    def add(self, article: Article, annotation: Annotation, name: str = "") -> Change:
        """Put a new mark to an article.

        Raises:
            ReaderError: a newer version wrote the page; nothing was changed.
        """
        kind = "note" if annotation.note else "tag" if annotation.tags else "highlight"
        return self._do(name or kind, article, None, annotation)

    def change(self, article: Article, annotation: Annotation, name: str = "edit") -> Change:
        """Put a mark in the place of the one with its id; it is stamped as changed now.

        Raises:
            ReaderError: a newer version wrote the page; nothing was changed.
        """
        with self._guard:
            before = self._desk.opened(article).page.items.get(annotation.id)
            after = touched(annotation, before.modified if before else "")
            return self._do(name, article, before, after)

    def delete(self, article: Article, annotation_id: str) -> Change:
        """Take a mark away; it stays in the trash.

        Raises:
            ReaderError: it is not there any more, or a newer version wrote the page.
        """
        with self._guard:
            before = self._desk.opened(article).page.items.get(annotation_id)
            if before is None:
                raise ReaderError("this mark is not there any more", "another reader deleted it")
            return self._do("delete", article, before, None)

    def restore(self, path: str, annotation_id: str) -> Change:
        """Take a mark out of the trash.

        Raises:
            ReaderError: it is not in the trash, or a newer version wrote the page.
        """
        with self._guard:
            grave = self._desk.leaf_of(path).page.deleted.get(annotation_id)
            if grave is None:
                raise ReaderError("this mark is not in the trash")
            return self.apply("restore", [Edit(path, None, touched(grave.was))])

    def apply(
        self, name: str, edits: Iterable[Edit], articles: Mapping[str, Article] = _NO_ARTICLES
    ) -> Change:
        """Several changes as one, saved at once and undone by one key.

        ``articles``, by path, are those whose text is to be kept: they were marked as they are now.

        Raises:
            ReaderError: a newer version wrote one of the pages; nothing was changed.
            ValueError: there is nothing to change.
        """
        change = Change(name, tuple(edits))
        if not change.edits:
            raise ValueError("a change of nothing")
        return self._recorded(change, articles)

    def rework(
        self,
        name: str,
        marks: Iterable[tuple[str, str]],
        work: Callable[[Annotation], Annotation | None],
    ) -> Change | None:
        """Do the same to several marks, named by path and id, as one change.

        ``work`` takes a mark as it is now and gives it as it is to be, or ``None`` to delete it.
        Marks that are gone, or come out as they were, are left alone; ``None`` where all are.

        Raises:
            ReaderError: a newer version wrote one of the pages; nothing was changed.
        """
        with self._guard:
            edits: list[Edit] = []
            for path, annotation_id in marks:
                before = self._current(path, annotation_id)
                after = work(before) if before else None
                if before and after != before:
                    later = touched(after, before.modified) if after else None
                    edits.append(Edit(path, before, later))
            return self.apply(name, edits) if edits else None

    def undo(self) -> Change | None:
        """Take back the last change of this session; ``None`` where there is none.

        What another reader changed since stays as it is.
        """
        with self._guard:
            return self._turn(self._history.undo(self._current))

    def redo(self) -> Change | None:
        """Do again what was undone last; ``None`` where there is nothing."""
        with self._guard:
            return self._turn(self._history.redo(self._current))

    def changed_at(self, *, undone: bool) -> int:
        """When the change was made that is next to be undone, or was undone last; 0 for none."""
        changes = self._history.undone if undone else self._history.done
        return changes[-1].at if changes else 0

    def rename(self, old: str, new: str) -> None:
        """The file of an article was seen to get another name; its text may be another too."""
        with self._guard:
            self._desk.rename(old, new)

    def take_in(self) -> bool:
        """Take in what other programs wrote, of any article; whether a mark is another now."""
        with self._guard:
            before = {path: leaf.page for path, leaf in self._desk.leaves.items()}
            self._desk.survey()
            return before != {path: leaf.page for path, leaf in self._desk.leaves.items()}

    def refresh(self, article: Article) -> bool:
        """Take in what other programs wrote; whether the article's marks are others now."""
        with self._guard:
            known = self._desk.leaves.get(article.path)
            before = known.page if known else None
            return self._desk.sought(article).page != before

    def retry(self) -> bool:
        """Save what is not saved; whether everything is now, and :attr:`trouble` empty."""
        with self._guard:
            self.trouble = ""
            for leaf in list(self._desk.leaves.values()):
                if leaf.unsaved:
                    self._save(leaf)
            return not self.trouble

    def _do(
        self, name: str, article: Article, before: Annotation | None, after: Annotation | None
    ) -> Change:
        with self._guard:
            path = self._desk.opened(article).path
            return self._recorded(Change(name, (Edit(path, before, after),)), {path: article})

    def _recorded(self, change: Change, articles: Mapping[str, Article]) -> Change:
        with self._guard:
            self._carry_out(change, articles)
            self._history.record(change)
        return change

    def _turn(self, change: Change | None) -> Change | None:
        if change is not None:
            self._carry_out(change)
        return change

    def _carry_out(self, change: Change, articles: Mapping[str, Article] = _NO_ARTICLES) -> None:
        leaves = {path: self._desk.leaf_of(path) for path in {e.path for e in change.edits}}
        for leaf in leaves.values():
            if leaf.page.newer:
                raise newer_error(self._desk.store.file(leaf.name))
        for path, leaf in leaves.items():
            leaf.put([edit for edit in change.edits if edit.path == path], articles.get(path))
        self.retry()

    def _current(self, path: str, annotation_id: str) -> Annotation | None:
        return self._desk.leaf_of(path).page.items.get(annotation_id)

    def _save(self, leaf: Leaf) -> None:
        try:
            leaf.save(self._desk.store)
            if leaf.former and not self._desk.is_there(named_by(leaf.former[1])):
                with contextlib.suppress(OSError):  # then it stays, as a page of a lost article
                    leaf.leave_former()
        except OSError as error:
            if error.errno in _FORBIDDEN and self._desk.retreat():
                self._save(leaf)
            else:
                self.trouble = f"not saved: {reason(error)}; trying again"
        except ReaderError as error:
            self.trouble = f"not saved: {error.message}"


def _position(placed: Placed) -> tuple[bool, int, int, str, str]:
    start, end = placed.span or (0, 0)
    return placed.span is None, start, end, placed.annotation.created, placed.annotation.id


def _saved_position(mark: Annotation) -> tuple[int, int, str, str]:
    return *(mark.span or (0, 0)), mark.created, mark.id
