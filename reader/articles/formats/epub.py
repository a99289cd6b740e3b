"""Books, magazines and bundles of articles as EPUB 2 and 3 (W3C, EPUB 3.3; IDPF, OPF 2.0.1).

What is read is the spine, in its order; documents that it names as not ``linear`` come last.
Covers, title pages and tables of contents are left out: the list, the info pane and the outline
have what they say.

A book is one article, with its chapters under headings.  A file is several articles only where it
says so: as a periodical (the news that Calibre downloads, what KindleEar and others make), or when
each of its documents, two or more, names the web page that it was saved from (percollate).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.articles.article import Metadata, Origin, Value
from reader.articles.formats.archive import Archive, inside
from reader.articles.formats.draft import Draft
from reader.articles.formats.epub_chapter import Chapter, chapter
from reader.articles.formats.epub_package import Package, feed_of, package_of
from reader.articles.formats.flows import page_of
from reader.articles.formats.manuscript import PARAGRAPHS
from reader.articles.formats.page import Page
from reader.articles.formats.records import MOST
from reader.articles.formats.webpage import with_headline
from reader.articles.formats.xml_stream import xml_tree
from reader.articles.labels import label_of

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_SIZE = 16_000_000  # bytes of a document
_TAGS = 400_000  # of all documents together: 6 µs each
_LENGTH = 24_000_000  # bytes of all documents together; the Bible has 6 million
_FRONT = 600  # characters: a longer cover or title page has a text of its own
_TOP = 6  # paragraphs in which a byline is looked for
_NOTES = 3
_LEAST = 2  # documents that name their web page, for them to be articles


class EpubFormat:
    """``.epub``."""

    name = "EPUB"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """One draft, or one for each article of a periodical.

        Raises:
            ValueError: it is no EPUB, damaged, locked, or larger than any text.
        """
        archive = Archive(raw, "an EPUB")
        _refuse_locked(archive)
        package = package_of(archive, _package_name(archive))
        chapters, notes = _chapters(archive, package)
        if not chapters and notes:
            raise ValueError(notes[0])
        articles = _articles(chapters, package)
        if not articles:
            page = page_of(flow for part in chapters for flow in part.flows)
            meta = with_headline(package.meta, page)
            yield Draft(page.text, meta, tuple(page.blocks), notes)
        if len(articles) > MOST:
            notes = (*notes, f"only the first {MOST:,} articles of its file are read")
        for parts in articles[:MOST]:
            page = page_of(flow for part in parts for flow in part.flows)
            meta = with_headline(_own(parts[0], page, package), page)
            yield Draft(page.text, meta, tuple(page.blocks), notes)


def _package_name(archive: Archive) -> str:
    if _CONTAINER not in archive:
        raise ValueError("not an EPUB: it has no META-INF/container.xml")
    for element in xml_tree(archive.chunks(_CONTAINER, _SIZE)).elements():
        path = element.attributes.get("full-path", "")
        if element.name.endswith("rootfile") and path:
            return inside("", path)
    raise ValueError("not an EPUB: its container names no package")


def _refuse_locked(archive: Archive) -> None:
    """Refuse what only a shop's own reader opens; fonts may be encrypted, and often are."""
    if _ENCRYPTION not in archive:
        return
    for element in xml_tree(archive.chunks(_ENCRYPTION, _SIZE)).elements():
        is_method = element.name.endswith("EncryptionMethod")
        if is_method and element.attributes.get("Algorithm", "") not in _FONTS:
            raise ValueError("locked (DRM): only the reader of the shop it is from opens it")


def _chapters(archive: Archive, package: Package) -> tuple[list[Chapter], tuple[str, ...]]:
    """The documents that are read, and notes on those that cannot be."""
    found: list[Chapter] = []
    front: list[Chapter] = []
    notes: list[str] = []
    missing = tags = length = flows = 0
    for item in package.spine:
        if item.is_contents:
            continue
        if item.name not in archive:
            missing += 1
            continue
        try:
            raw = archive.read(item.name, _SIZE)
            tags, length = tags + raw.count(b"<"), length + len(raw)
            if tags > _TAGS or length > _LENGTH or flows > PARAGRAPHS:
                read = f": only its first {len(found)} documents are read" if found else ""
                notes.append(f"too much markup{read}")
                break
            made = chapter(item.name, raw, alone=bool(package.periodical))
            flows += len(made.flows)
        except ValueError as error:
            notes.append(f"a document of it is not read: {error}")
            continue
        is_front = (item.is_front or made.is_front) and made.length < _FRONT
        if made.flows:
            (front if is_front or made.is_contents else found).append(made)
    if len(notes) > _NOTES:
        notes[_NOTES:] = [f"{len(notes) - _NOTES} more documents of it are not read"]
    if missing:
        notes.append(f"{missing} of its documents are missing")
    return found or front, tuple(notes)


def _articles(chapters: list[Chapter], package: Package) -> list[list[Chapter]]:
    """The documents of each article; empty where all are one."""
    if package.sorts:
        return _by_contents(chapters, package.sorts)
    if package.periodical:
        by_feed: dict[str, list[Chapter]] = {}
        for part in chapters:
            if feed := feed_of(part.name):
                by_feed.setdefault(feed, []).append(part)
        return list(by_feed.values()) or [[part] for part in chapters]
    if len(chapters) >= _LEAST and all(part.address for part in chapters):
        return [[part] for part in chapters]
    return []


def _by_contents(chapters: list[Chapter], sorts: dict[str, bool]) -> list[list[Chapter]]:
    """An article goes from the document that the contents name to the next that they name."""
    found: list[list[Chapter]] = []
    within = False
    for part in chapters:
        if part.name in sorts:
            within = sorts[part.name]
            if within:
                found.append([])
        if within:
            found[-1].append(part)
    return found


def _own(part: Chapter, page: Page, package: Package) -> Metadata:
    """What the contents and the document of an article say of it; the rest is of the issue."""
    own, issue = part.meta, package.meta
    label = package.labels.get(part.name, "")
    title = Value(label, Origin.PROPERTIES) if label else None if page.heading else own.title
    said = _said(part)
    date = replace(issue.date, note="of the issue") if issue.date else None
    name = package.periodical
    source = Value(name, Origin.PROPERTIES) if name else None
    return replace(
        own,
        title=title,
        author=own.author or said.get("author"),
        date=own.date or said.get("date") or date,
        source=own.source or source or issue.source,
        url=Value(part.address, Origin.MARKUP) if part.address else own.url,
        language=own.language or issue.language,
    )


def _said(part: Chapter) -> dict[str, Value]:
    """What the lines at the top of an article say: a byline, a date."""
    found: dict[str, Value] = {}
    for flow in part.flows[:_TOP]:
        label = label_of(flow.text)
        for field, value in (label.values if label else {}).items():
            found.setdefault(field, value)
    return found
