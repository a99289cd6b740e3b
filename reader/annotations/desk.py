"""Which files hold the marks of which article: found by path, text and address."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from reader.annotations.leaf import Leaf
from reader.annotations.names import PAGE, named_by
from reader.annotations.store import Store
from reader.annotations.texts import kept
from reader.articles.article import Article
from reader.articles.library import Library
from reader.articles.scan import ANNOTATIONS, Scan
from reader.errors import ReaderError
from reader.paths import bundled_library, can_write, data_folder

_FULL = {errno.ENOSPC, errno.EDQUOT}


class Desk:
    """The pages of a library that were looked at, one leaf an article."""

    def __init__(self, library: Library, folder: Path | None = None) -> None:
        self.leaves: dict[str, Leaf] = {}
        self.notices: list[str] = []
        self._library = library
        self._moved: dict[str, str] = {}
        self._settled: set[tuple[str, str]] = set()
        self._texts: dict[str, str | None] = {}
        self._scanned: Scan | None = None
        self._paths: frozenset[str] = frozenset()
        inside, self.outside = library.root / ANNOTATIONS, data_folder(library.root) / ANNOTATIONS
        self._beside: Store | None = None
        if folder is None:
            folder, other = inside, self.outside
            if not _writable(library.root, inside):
                folder, other = other, folder
            self._beside = Store(other, library.root)
        self.store = Store(folder, library.root)

    def retreat(self) -> bool:
        """The library let us write once and does not now: go on in the data folder.

        False where that is not the library, or there is no other folder to go to.
        """
        if self._beside is None or self.store.folder == self.outside:
            return False
        self.store, self._beside = self._beside, self.store
        for leaf in self.leaves.values():
            leaf.retreat(self._beside, self.store)
        return True

    def leaf(self, path: str) -> Leaf:
        """The leaf of the article at a path, as its files stand now."""
        leaf = self.leaves.get(path)
        if leaf is None:
            leaf = self.leaves[path] = Leaf(path)
            if self._beside:
                leaf.beside(self._beside, leaf.name)
            self._seek_copies(leaf)
        self._update(leaf)
        return leaf

    def leaf_of(self, path: str) -> Leaf:
        """The leaf of an article by any path it had in this session."""
        return self.leaf(self._moved.get(path, path))

    def _update(self, leaf: Leaf) -> None:
        try:
            leaf.update(self.store)
        except OSError as error:
            self._notice(f"cannot read the marks on {leaf.path}: {reason(error)}")
        if leaf.main.damaged:
            self._notice(
                f"the marks on {leaf.path} were in a damaged file: {len(leaf.page.items)} were "
                f"read from it, and a copy of it is kept when they are saved"
            )

    def _notice(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices.append(sentence)

    def opened(self, article: Article) -> Leaf:
        """The leaf of an article; where it has none, that of the same article before a renaming."""
        leaf = self.leaf(article.path)
        key = (article.path, article.digest)
        if leaf.page.empty and key not in self._settled:
            self._settled.add(key)
            return self._claimed(article) or leaf
        return leaf

    def sought(self, article: Article) -> Leaf:
        """The leaf of an article, with files that were not there when it was last looked for."""
        self._settled.discard((article.path, article.digest))
        leaf = self.opened(article)
        self._seek_copies(leaf)
        self._update(leaf)
        return leaf

    def text(self, digest: str) -> str | None:
        """The text with a digest, as it was marked; ``None`` where it was not kept."""
        if digest not in self._texts:
            texts = (kept(store.folder, digest) for store in self._stores())
            self._texts[digest] = next((text for text in texts if text is not None), None)
        return self._texts[digest]

    def _claimed(self, article: Article) -> Leaf | None:
        """The marks of a file that was renamed: same text or address, and gone from its path."""
        self.survey()
        url = article.meta.url.text if article.meta.url else ""
        for old in self.leaves.values():
            page = old.page
            same = page.digest == article.digest or (url and page.url == url)
            if same and page.items and old.path != article.path and self._left(old, article):
                return self._hand_over(old, article.path)
        return None

    def rename(self, old: str, new: str) -> None:
        """The file at a path was seen to get another name: its marks are of that one now."""
        leaf = self.leaf(old)
        if leaf.page.items and self.leaf(new).page.empty:
            self._hand_over(leaf, new)

    def _hand_over(self, old: Leaf, path: str) -> Leaf:
        leaf = old.renamed(path, self.store)
        self._moved[old.path] = path
        del self.leaves[old.path]
        self.leaves[path] = leaf
        if self.is_there(old.path):  # by another article, which must not find these marks
            with contextlib.suppress(OSError, ReaderError):
                leaf.save(self.store)
                leaf.leave_former()
        return leaf

    def _left(self, old: Leaf, article: Article) -> bool:
        """Whether a page's article is no longer where the page says."""
        if not self.is_there(old.path):
            return True
        marks = old.page.items.values()
        if old.page.digest != article.digest or any(m.digest != article.digest for m in marks):
            return False
        try:
            return self._library.article(old.path).digest != article.digest
        except ReaderError:
            return True

    def is_there(self, path: str) -> bool:
        """Whether the library has an article at a path."""
        scanned = self._library.scanned
        if scanned is not self._scanned:
            self._scanned = scanned
            self._paths = frozenset(entry.path for entry in scanned.entries)
        return path in self._paths or path.rpartition("#")[0] in self._paths

    def survey(self) -> None:
        """Look at every page there is."""
        for store, name in self.files():
            self.take_in(store, name)
        for leaf in list(self.leaves.values()):
            self._update(leaf)

    def _stores(self) -> list[Store]:
        return [self.store, self._beside] if self._beside else [self.store]

    def files(self) -> Iterator[tuple[Store, str]]:
        """Every file that may be a page."""
        return ((store, name) for store in self._stores() for name in store.names())

    def take_in(self, store: Store, name: str) -> None:
        """Look at one of the :meth:`files`."""
        try:
            seen = store.look(name)
        except OSError as error:
            self._notice(f"cannot read {store.file(name)}: {reason(error)}")
            return
        if not seen.ours:
            return
        path = named_by(name)
        if seen.page.path and not self.is_there(path):
            path = seen.page.path  # a page of an article that is gone, or a sync tool's copy
        path = self._moved.get(path, path)
        leaf = self.leaves.get(path) or self.leaf(path)
        if name != leaf.name:
            leaf.beside(store, name)

    def _seek_copies(self, leaf: Leaf) -> None:
        """Find what sync tools put beside a page when two computers wrote it."""
        for store in self._stores():
            file = store.file(leaf.name)
            stem = file.name.removesuffix(PAGE)
            try:
                names = [other.name for other in file.parent.iterdir()]
            except OSError:
                continue
            for name in names:
                if name != file.name and name.startswith(stem) and name.endswith(PAGE):
                    self.take_in(store, leaf.name.removesuffix(file.name) + name)


def _writable(root: Path, folder: Path) -> bool:
    if os.path.realpath(root) == os.path.realpath(bundled_library()):
        return False
    return can_write(folder) if folder.exists() else can_write(root)


def reason(error: OSError) -> str:
    """Why a file could not be read or written, in words that can stand in a sentence."""
    if error.errno in _FULL:
        return "the disk is full"
    if isinstance(error, TimeoutError):
        return "another reader is writing"
    return (error.strerror or str(error) or type(error).__name__).lower()
