"""Bringing marks from a file into a library: to which article, and whether they are news."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from reader.annotations.annotation import attached
from reader.annotations.history import Edit
from reader.annotations.mark import Annotation, instant, now, touched
from reader.annotations.placing import Found, place
from reader.annotations.shelf import Shelf
from reader.articles.article import Article
from reader.articles.library import Library
from reader.errors import ReaderError
from reader.exchange.incoming import Incoming
from reader.text.spans import Span


@dataclass
class Arrived:
    """What came of the marks in a file; ``strays`` are on no article of the library."""

    added: int = 0
    changed: int = 0
    known: int = 0
    strays: list[Incoming] = field(default_factory=list)

    def __str__(self) -> str:
        parts = [f"{self.added} added", f"{self.changed} changed", f"{self.known} known already"]
        if self.strays:
            parts.append(f"{len(self.strays)} left out: no article here is theirs")
        return ", ".join(parts)


def bring_in(
    shelf: Shelf, library: Library, marks: Iterable[Incoming], article: Article | None = None
) -> Arrived:
    """Put marks on their articles, as one change that one undo takes back.

    The article is found by path, text or address, else it is ``article``.  Of a mark that is here
    already the later version stays; one that was deleted here comes back.

    Raises:
        ReaderError: a newer version wrote one of the pages; nothing was changed.
    """
    homes = _Homes(library)
    here = {mark.id: (path, mark) for path, own in shelf.everything() for mark in own}
    buried = {grave.was.id for _, grave in shelf.trash()}
    arrived, edits, articles = Arrived(), {}, {}
    for incoming in marks:
        home = homes.of(incoming) or article
        if home is None:
            arrived.strays.append(incoming)
            continue
        mark = _settled(incoming, home)
        path, old = here.get(mark.id, (home.path, None))
        after = mark if old is None else _news(mark, old)
        if after is None or mark.id in edits:
            arrived.known += 1
            continue
        arrived.added += old is None
        arrived.changed += old is not None
        articles[home.path] = home
        edits[mark.id] = Edit(path, old, touched(after) if mark.id in buried else after)
    if edits:
        shelf.apply("import", edits.values(), articles)
    return arrived


class _Homes:
    """The articles of a library, by whatever a file may say of them."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._at: dict[str, Article | None] = {}

    def of(self, incoming: Incoming) -> Article | None:
        """The article with this path and text, this text, this address, this path, this title."""
        by_path = self._by_path(incoming.path)
        digest = incoming.annotation.digest
        if by_path and digest in {"", by_path.digest}:
            return by_path
        return (
            self._known("text", digest)
            or self._known("url", _address(incoming.url))
            or by_path
            or self._known("title", incoming.title.casefold())
        )

    def _by_path(self, path: str) -> Article | None:
        if path and path not in self._at:
            try:
                self._at[path] = self._library.article(path)
            except ReaderError:
                self._at[path] = None
        return self._at.get(path)

    def _known(self, kind: str, value: str) -> Article | None:
        paths = self._index.get((kind, value), []) if value else []
        return self._by_path(paths[0]) if len(paths) == 1 else None

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], list[str]]:
        """Every article is read for it, once, and only where a path did not tell."""
        index: dict[tuple[str, str], list[str]] = {}
        for article in self._library.articles():
            url = article.meta.url.text if article.meta.url else ""
            for key in (
                ("text", article.digest),
                ("url", _address(url)),
                ("title", article.title.casefold()),
            ):
                index.setdefault(key, []).append(article.path)
        return index


def _address(url: str) -> str:
    """An address without what differs between two visits to the same page."""
    plain = url.partition("#")[0].rstrip("/")
    for beginning in ("https://", "http://", "www."):
        plain = plain.removeprefix(beginning)
    return plain


def _settled(incoming: Incoming, home: Article) -> Annotation:
    """The mark set on its article: with position and text where it stands there word for word."""
    moment = now()
    mark = incoming.settled(home)
    created = mark.created or mark.modified or moment
    mark = replace(mark, created=created, modified=mark.modified or created)
    if mark.digest:
        return mark
    if mark.whole:
        return replace(mark, digest=home.digest)
    span = _span_in(home, mark)
    return attached(mark, home, span) if span else mark


def _span_in(home: Article, mark: Annotation) -> Span | None:
    """Where the words stand as they are, sure to be those that were marked."""
    if not (mark.prefix or mark.suffix or mark.span) and home.text.count(mark.exact) == 1:
        start = home.text.index(mark.exact)  # nothing is known but the words, and they stand once
        return Span(start, start + len(mark.exact))
    found = place(home, mark)
    return found.span if found.found in {Found.EXACT, Found.MOVED} else None


def _news(mark: Annotation, old: Annotation) -> Annotation | None:
    """What to put in place of a mark that is here; ``None`` where that is as new, or newer.

    A version of the same moment with other words was edited outside, in a spreadsheet say.
    """
    if replace(mark, modified=old.modified) == old or instant(mark.modified) < instant(
        old.modified
    ):
        return None
    same = instant(mark.modified) == instant(old.modified)
    return touched(mark, old.modified) if same else mark
