"""A document of an EPUB: all of its text, and what it says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.articles.article import Metadata
from reader.articles.formats.flows import Flow, Setting
from reader.articles.formats.head import metadata
from reader.articles.formats.tree import Element, tree
from reader.articles.formats.webpage import decode_page
from reader.text.blocks import BlockKind
from reader.text.late import late

_OPEN_CLOSED = late(
    r"<([a-zA-Z][\w:.-]*)((?:\s+[^\s<>=/\"']+(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))?)*)\s*/>"
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_SECTION = late(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_DTD = late(r"<!DOCTYPE[^<>\[]{0,500}\[", re.IGNORECASE)
_HEAD = 4096  # characters in which a DTD is looked for
_LENGTH = 4_000_000  # characters of one document
_UNREAD = frozenset(
    "toc landmarks page-list pagebreak doc-pagebreak lot loi doc-backlink backlink".split()
)
_UNREAD_CLASSES = frozenset({"footnote-back", "calibre_navbar", "touchscreen_navbar"})
_REFERENCES = frozenset({"noteref", "doc-noteref", "footnote-ref"})
_FRONT = frozenset({"cover", "titlepage"})
_NOTES = frozenset({"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"})
_DIGITS = 6
_LINKED = 0.9  # share of a table of contents that is links
_SAVED = ("calibre-downloaded-from", "canonical")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document.  ``address`` is the web page it was saved from, if it names one."""

    name: str
    flows: list[Flow]
    meta: Metadata
    address: str = ""
    is_front: bool = False

    @property
    def length(self) -> int:
        """Characters of its text."""
        return sum(len(flow.text) for flow in self.flows)

    @property
    def is_contents(self) -> bool:
        """Whether it is links below headings and nothing else: a table of contents."""
        lines = [flow for flow in self.flows if flow.kind is not BlockKind.HEADING]
        length = sum(len(flow.text) for flow in lines)
        return sum(flow.linked for flow in lines) > _LINKED * length


def chapter(name: str, raw: bytes, *, alone: bool) -> Chapter:
    """Read a document; what it says of itself only if it may be an article alone.

    Raises:
        ValueError: it has a DTD of its own, is too long, or has too many elements.
    """
    source = decode_page(raw).text
    if _DTD.search(source, 0, _HEAD):
        raise ValueError("a document with a DTD of its own, which is not read")
    if len(source) > _LENGTH:
        raise ValueError(f"more than {_LENGTH / 1e6:.0f} million characters in a document")
    root, remarks = tree(_as_html(source))
    body = next((e for e in root.elements() if e.name == "body"), root)
    address = _address(root)
    elements = list(body.elements())
    is_front = any(_FRONT & _kinds(e) for e in elements[:4])
    for element in elements:
        if len(element.children) > 1 or not isinstance(next(iter(element.children), ""), str):
            _mend(element)
    setting = Setting()
    setting.set(body)
    meta = metadata(root, remarks) if alone or address else Metadata()
    return Chapter(name, setting.flows, meta, address, is_front)


def _as_html(source: str) -> str:
    """XHTML as HTML has it: an empty element is closed by a tag, and CDATA is text."""
    if "<![CDATA[" in source:
        source = _SECTION.sub(lambda s: s[1].replace("&", "&amp;").replace("<", "&lt;"), source)

    def closed(found: re.Match[str]) -> str:
        name = found[1]
        return found[0] if name.lower() in _VOID else f"<{name}{found[2]}></{name}>"

    return _OPEN_CLOSED.sub(closed, source) if "/>" in source else source


def _kinds(element: Element) -> set[str]:
    told = element.attributes
    return set(f"{told.get('epub:type', '')} {told.get('role', '')}".split()) if told else set()


def _mend(element: Element) -> None:
    """Take out what is there to find one's way, and mark the numbers of notes."""
    kept: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            kept.append(child)
            continue
        kinds = _kinds(child)
        classes = set(child.attributes.get("class", "").split())
        if child.name == "nav" or _UNREAD & kinds or _UNREAD_CLASSES & classes:
            continue
        if _REFERENCES & (kinds | classes):
            number = child.text().strip().strip("[]()*")
            kept.append(f"[{number}]" if number else "")
            continue
        if _NOTES & kinds:
            _mark_note(child)
        kept.append(child)
    element.children = kept


def _mark_note(note: Element) -> None:
    """Mark the number that a note begins with, which is a link back to where it is called."""
    link = next((e for e in note.elements() if e.name == "a" and "href" in e.attributes), None)
    number = link.text().strip().strip("[]().*") if link else ""
    if link and number.isalnum() and len(number) < _DIGITS:
        link.children = [f"[{number}] "]


def _address(root: Element) -> str:
    """The page that a document was saved from, by Calibre, percollate or its own word."""
    for element in root.elements():
        told = element.attributes
        link = told.get("href", "")
        if link.startswith(("http://", "https://")) and told.get("rel", "").lower() in _SAVED:
            return link
        if "article__url" in told.get("class", "").split():
            links = (e.attributes.get("href", "") for e in element.elements())
            return next((x for x in links if x.startswith(("http://", "https://"))), "")
    return ""
