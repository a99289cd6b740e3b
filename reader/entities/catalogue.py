"""The mentions and entities of a library, kept in its cache folder."""

from __future__ import annotations

import hashlib
import threading
import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from reader.articles.article import Article
from reader.articles.library import Library, read
from reader.articles.scan import Entry
from reader.entities.entity import Entity
from reader.entities.joining import Joined
from reader.entities.kinds import Kind
from reader.entities.mention import Mention
from reader.entities.recogniser import Recogniser, default_recogniser
from reader.entities.store import FileRow, Store
from reader.paths import cache_folder

_FILE = "mentions.sqlite"
_BATCH = 100  # files in one transaction
_RECENT = 64  # articles whose mentions are at hand without asking the file
_SETTLED_NS = 2_000_000_000  # a file that changed later before it was read may have changed since


class Catalogue:
    """Who is named where in one library.  Safe to share between threads."""

    def __init__(
        self, library: Library, folder: Path | None = None, recogniser: Recogniser | None = None
    ) -> None:
        """The catalogue of a library, cached in a folder: the library's cache folder by default.

        Nothing is read or tagged yet.  A cache that is old, damaged or cannot be written is made
        anew or done without.
        """
        self._library = library
        self._recogniser = recogniser or default_recogniser()
        self._store = Store(_cache_file(library, folder), self._recogniser.version)
        self._recent: OrderedDict[str, tuple[Mention, ...]] = OrderedDict()
        self._recent_lock = threading.Lock()
        self._joined = Joined({})
        self._joined_texts: dict[str, str] = {}
        self._joined_lock = threading.RLock()

    def of(self, article: Article) -> tuple[Mention, ...]:
        """The mentions of an article, sorted and apart; found now if they are not in the cache."""
        return self._mentions(article, _key(article))

    def update(
        self,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Tag every article of the library that is not in the cache.

        ``progress`` is called with files done and files in all; once ``cancelled`` says so, what
        was done is kept and the rest left.
        """
        entries = self._library.scan().entries
        if self._tag(entries, progress, cancelled):
            self._store.keep_only(entry.path for entry in entries)
        with self._joined_lock:
            self._joined_texts = {}

    def entities(
        self,
        paths: Iterable[str] | None = None,
        kinds: Collection[Kind] | None = None,
        minimum: int = 1,
    ) -> tuple[Entity, ...]:
        """The entities of the library, or of the articles at ``paths``, the most frequent first.

        Names are joined over the whole library, so that they do not depend on ``paths``; articles
        that are not in the cache are tagged now.  ``minimum`` is of mentions in those articles.
        """
        self._tag(self._library.scanned.entries)
        joined = self._join(self._texts())
        return joined.entities(None if paths is None else frozenset(paths), kinds, minimum)

    def mentions_of(self, article: Article) -> tuple[tuple[Mention, str], ...]:
        """The mentions of an article, each with the identifier of its entity.

        Joined with the articles that are in the cache: no other article is tagged for this.
        """
        mentions = self.of(article)
        return tuple(zip(mentions, self._joined_with(article).ids[article.path], strict=True))

    def entity_at(self, article: Article, offset: int) -> Entity | None:
        """The entity that is named at a character of an article, with all its articles."""
        mentions = self.of(article)
        at = bisect_right(mentions, offset, key=lambda m: m.span.start) - 1
        if at < 0 or not mentions[at].span.holds(offset):
            return None
        joined = self._joined_with(article)
        return joined.entity(joined.ids[article.path][at])

    def _mentions(self, article: Article, key: str) -> tuple[Mention, ...]:
        with self._recent_lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                return self._recent[key]
        found = self._store.get_all([key]).get(key)
        if found is None or not _fits(found, article):
            found = self._recogniser.mentions(article)
            self._store.put({key: found})
        with self._recent_lock:
            self._recent[key] = found
            while len(self._recent) > _RECENT:
                self._recent.popitem(last=False)
        return found

    def _tag(
        self,
        entries: Collection[Entry],
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> bool:
        """Bring the cache up to date with the files; false if it was cancelled."""
        known = self._store.files()
        rows: list[FileRow] = []
        mentions: dict[str, tuple[Mention, ...]] = {}
        finished = True
        for done, entry in enumerate(entries):
            if cancelled and cancelled():
                finished = False
                break
            if not _is_current(known.get(entry.path), entry):
                row, found = self._read(entry)
                rows.append(row)
                mentions.update(found)
            if len(rows) >= _BATCH:
                self._store.put(mentions, rows)
                rows, mentions = [], {}
            if progress:
                progress(done + 1, len(entries))
        if rows:
            self._store.put(mentions, rows)
        return finished

    def _read(self, entry: Entry) -> tuple[FileRow, dict[str, tuple[Mention, ...]]]:
        """A file's row, and the mentions of those of its texts that are not in the cache."""
        seen = time.time_ns()
        articles = {_key(article): article for article in read(entry).articles}
        here = self._store.get_all(articles)
        found = {
            key: self._recogniser.mentions(article)
            for key, article in articles.items()
            if key not in here or not _fits(here[key], article)
        }
        texts = tuple((article.path, key) for key, article in articles.items())
        return FileRow(entry.path, entry.size, entry.mtime_ns, seen, texts), found

    def _texts(self) -> dict[str, str]:
        """The keys of the library's articles by path, as far as they are in the cache."""
        known = self._store.files()
        return {
            path: key
            for entry in self._library.scanned.entries
            if entry.path in known
            for path, key in known[entry.path].texts
        }

    def _joined_with(self, article: Article) -> Joined:
        """The entities of an article and of what is in the cache, kept if both stand."""
        key = _key(article)
        with self._joined_lock:
            if self._joined_texts.get(article.path) == key:
                return self._joined
            return self._join({**self._texts(), article.path: key}, {key: self.of(article)})

    def _join(
        self, texts: dict[str, str], given: Mapping[str, tuple[Mention, ...]] | None = None
    ) -> Joined:
        """The entities of articles by path and key; kept until a path or a text changes."""
        with self._joined_lock:
            if self._joined_texts != texts:
                here = {**self._store.get_all(texts.values()), **(given or {})}
                found = {path: here[key] for path, key in texts.items() if key in here}
                self._joined = Joined(found)
                self._joined_texts = texts
            return self._joined


def _cache_file(library: Library, folder: Path | None) -> Path | None:
    try:
        return (folder or cache_folder(library.root)) / _FILE
    except OSError:
        return None


def _key(article: Article) -> str:
    """The text's digest, and of where its passages are: another format may part it otherwise."""
    parts = hashlib.sha256(repr((article.passages, article.boilerplate)).encode()).hexdigest()
    return f"{article.digest}-{parts[:8]}"


def _is_current(row: FileRow | None, entry: Entry) -> bool:
    if row is None or (row.size, row.mtime_ns) != (entry.size, entry.mtime_ns):
        return False
    return row.seen_ns - row.mtime_ns > _SETTLED_NS


def _fits(mentions: tuple[Mention, ...], article: Article) -> bool:
    return all(m.span.of(article.text) == m.text for m in mentions)
