"""The package of an EPUB: which documents it has, in which order, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from reader.articles.article import Metadata
from reader.articles.formats.archive import Archive, inside
from reader.articles.formats.properties import checked, told_by_properties
from reader.articles.formats.tree import Element
from reader.articles.formats.xml_stream import xml_tree
from reader.text.late import late

_SIZE = 16_000_000  # bytes of a package or a table of contents
_CONTENTS = frozenset({"toc", "index", "loi", "lot"})
_FRONT = frozenset({"cover", "title-page", "titlepage", "title_page"})
_WRITERS = frozenset({"", "aut", "art-writer"})
_FEEDS = late(r"(?:\A|/)(feed_\d+/article_\d+)/")
_DATED = late(r"\s*\[[^\[\]]{1,40}\]\Z")
_NO_PLACE = frozenset({"calibre", "unknown"})


@dataclass(frozen=True, slots=True)
class Item:
    """A document of the spine."""

    name: str
    is_contents: bool = False
    is_front: bool = False


@dataclass
class Package:
    """What the package document says.

    ``periodical`` is the name of what it is an issue of.  ``labels`` is what the table of contents
    calls each document; ``sorts`` is whether an article begins there, or a section, where the table
    tells these apart.
    """

    meta: Metadata
    spine: list[Item]
    periodical: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    sorts: dict[str, bool] = field(default_factory=dict)


def package_of(archive: Archive, name: str) -> Package:
    """Read the package document.

    Raises:
        ValueError: it is missing, damaged, or names no document.
    """
    root = xml_tree(archive.chunks(name, _SIZE))
    items = {e.attributes.get("id", ""): e for e in root.elements() if _local(e) == "item"}
    guide = {
        inside(name, e.attributes.get("href", "")): e.attributes.get("type", "").lower()
        for e in root.elements()
        if _local(e) == "reference"
    }
    spine: list[tuple[bool, Item]] = []
    contents = ""
    for element in root.elements():
        if _local(element) == "spine":
            contents = element.attributes.get("toc", "")
        elif _local(element) == "itemref":
            item = items.get(element.attributes.get("idref", ""))
            if item is not None and "href" in item.attributes:
                aside = element.attributes.get("linear", "yes").lower() == "no"
                spine.append((aside, _item(item, name, guide)))
    if not spine:
        raise ValueError("no EPUB: its package names no text")
    spine.sort(key=lambda found: found[0])
    package = Package(_metadata(root), [item for _, item in spine])
    _take_contents(archive, inside(name, _link(items.get(contents))), package)
    is_periodical = bool(package.sorts) or any(feed_of(item.name) for item in package.spine)
    package.periodical = _periodical(root) or (_issue(package.meta) if is_periodical else "")
    return package


def feed_of(name: str) -> str:
    """The article that a document of Calibre's belongs to, by its folder."""
    found = _FEEDS.search(name)
    return found[1] if found else ""


def _item(element: Element, base: str, guide: dict[str, str]) -> Item:
    told = element.attributes
    name = inside(base, told["href"])
    said = guide.get(name, "")
    return Item(
        name,
        is_contents=said in _CONTENTS or "nav" in told.get("properties", "").split(),
        is_front=said in _FRONT or PurePosixPath(name).stem.lower() in _FRONT,
    )


def _link(item: Element | None) -> str:
    return item.attributes.get("href", "") if item else ""


def _take_contents(archive: Archive, name: str, package: Package) -> None:
    """Take what an NCX calls the documents.

    In those of periodicals each point has a class, and one of them is ``article``.
    """
    if name not in archive:
        return
    try:
        root = xml_tree(archive.chunks(name, _SIZE))
    except ValueError:  # the text can do without
        return
    for point in root.elements():
        if _local(point) != "navPoint":
            continue
        label = target = ""
        for part in point.children:
            if isinstance(part, str):
                continue
            if _local(part) == "navLabel":
                label = " ".join(part.text().split())
            elif _local(part) == "content":
                target = inside(name, part.attributes.get("src", ""))
        if target:
            is_article = point.attributes.get("class") == "article"
            if is_article and not package.sorts.get(target):
                package.labels.pop(target, None)  # the section began in the same document
            package.labels.setdefault(target, label)
            package.sorts[target] = is_article or package.sorts.get(target, False)
    if not any(package.sorts.values()):
        package.sorts = {}


def _periodical(root: Element) -> str:
    """The name of a periodical as Calibre writes it: ``periodical:newspaper:The Daily``."""
    for element in root.elements():
        told = element.attributes
        if _local(element) == "meta" and told.get("name") == "calibre:publication_type":
            kind, _, name = told.get("content", "").partition(":")
            title = name.partition(":")[2].strip()
            return (title or _issue(_metadata(root))) if kind == "periodical" else ""
    return ""


def _issue(meta: Metadata) -> str:
    """The title of an issue without its date: ``The Daily [19 Mar 2024]``."""
    return _DATED.sub("", meta.title.text) if meta.title else "periodical"


def _metadata(root: Element) -> Metadata:
    roles: dict[str, str] = {}
    main = ""
    for element in root.elements():
        told = element.attributes
        if _local(element) == "meta" and "refines" in told:
            of = told["refines"].lstrip("#")
            if told.get("property") == "role":
                roles[of] = element.text().strip()
            elif told.get("property") == "title-type" and element.text().strip() == "main":
                main = of
    found: dict[str, list[str]] = {}
    for element in root.elements():
        text = " ".join(element.text().split()) if element.name.startswith("dc:") else ""
        told = element.attributes
        field = element.name
        if field == "dc:creator":
            role = told.get("opf:role") or roles.get(told.get("id", ""), "")
            field = field if role in _WRITERS else ""
        elif field == "dc:date":
            event = told.get("opf:event", "publication")
            field = "dc:date" if event in {"publication", "original-publication"} else event
        elif field == "dc:title" and main and told.get("id") == main:
            found.setdefault(field, []).insert(0, text)
            continue
        if text and field:
            found.setdefault(field, []).append(text)
    addresses = [*found.get("dc:source", []), *found.get("dc:identifier", [])]
    first = {name: values[0] for name, values in found.items()}
    source = first.get("dc:publisher", "")
    return told_by_properties(
        {
            "title": first.get("dc:title", ""),
            "author": "; ".join(dict.fromkeys(found.get("dc:creator", []))),
            "date": first.get("dc:date") or first.get("creation", ""),
            "source": "" if source.lower() in _NO_PLACE else source,
            "url": next((a for a in addresses if checked("url", a)), ""),
            "language": first.get("dc:language", ""),
        },
        {},
    )


def _local(element: Element) -> str:
    return element.name.rpartition(":")[2]
