"""Word documents (ECMA-376, Office Open XML), as Word, LibreOffice, Google Docs and pandoc write.

Read are the text as it stands when all changes are accepted, and the notes, at the end.  Not read:
headers and footers, comments, hidden text, a table of contents, pictures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from reader.articles.article import Metadata, Origin, Value
from reader.articles.formats.archive import Archive, inside
from reader.articles.formats.docx_body import Body
from reader.articles.formats.docx_lists import Numbering
from reader.articles.formats.docx_styles import Styles
from reader.articles.formats.draft import Draft
from reader.articles.formats.properties import checked, date_note, told_by_properties
from reader.articles.formats.tree import Element
from reader.articles.formats.webpage import with_headline
from reader.articles.formats.xml_stream import xml_tree

_SMALL = 16_000_000  # bytes of a part that is read as a whole
_MAIN = "word/document.xml"
_COMPANY = "the company of whoever wrote it"


class DocxFormat:
    """``.docx`` and ``.docm``; macros are never looked at."""

    name = "Word"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """One draft.

        Raises:
            ValueError: it is no Word document, damaged, encrypted, or larger than any text.
        """
        parts = _Parts(Archive(raw, "a Word document (.docx)"))
        archive = parts.archive
        links = parts.links("")
        main = links.get("officeDocument", _MAIN)
        if main not in archive:
            raise ValueError("no Word document in the archive")
        inner = parts.links(main)
        styles = Styles(parts.tree(inner.get("styles", "word/styles.xml")))
        numbering = Numbering(parts.tree(inner.get("numbering", "word/numbering.xml")))
        body = Body(styles, numbering)
        body.take(archive.chunks(main))
        if not body.is_text:
            raise ValueError("no Word document in the archive")
        for kind in ("footnote", "endnote"):
            notes = inner.get(f"{kind}s", f"word/{kind}s.xml")
            if body.refers_to(kind) and notes in archive:
                body.take_notes(archive.chunks(notes), kind)
        page = body.page()
        meta = _metadata(parts, links)
        if meta.language is None and (language := checked("language", body.language)):
            meta = replace(meta, language=Value(language, Origin.MARKUP))
        meta = _with_told(meta, body.told)
        yield Draft(page.text, with_headline(meta, page), tuple(page.blocks), tuple(parts.notes))


@dataclass
class _Parts:
    """The parts of the file; what cannot be read of those beside the text is noted."""

    archive: Archive
    notes: list[str] = field(default_factory=list)

    def tree(self, name: str) -> Element | None:
        """A part that the text can do without."""
        if name not in self.archive:
            return None
        try:
            return xml_tree(self.archive.chunks(name, _SMALL))
        except ValueError as error:
            self.notes.append(f"{PurePosixPath(name).name} in it is not read: {error}")
            return None

    def inner(self, name: str) -> list[Element]:
        """The elements that stand directly in a part, as properties do."""
        root = self.tree(name)
        return [e for e in root.children if isinstance(e, Element)] if root else []

    def links(self, of: str) -> dict[str, str]:
        """The parts that a part names, by the last word of their kind."""
        folder, _, name = of.rpartition("/")
        root = self.tree(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        found: dict[str, str] = {}
        for element in root.elements() if root else ():
            told = element.attributes
            if told.get("TargetMode", "").lower() != "external" and "Target" in told:
                kind = told.get("Type", "").rpartition("/")[2]
                found.setdefault(kind, inside(of, told["Target"]))
        return found


def _metadata(parts: _Parts, links: dict[str, str]) -> Metadata:
    """What the properties tell: those of a user's making, then those that Word asks for."""
    core: dict[str, str] = {}
    for element in parts.inner(links.get("core-properties", "docProps/core.xml")):
        core.setdefault(element.name, element.text())
    app: dict[str, str] = {}
    for element in parts.inner(links.get("extended-properties", "docProps/app.xml")):
        app.setdefault(element.name.rpartition(":")[2], element.text())
    custom: dict[str, str] = {}
    for element in parts.inner(links.get("custom-properties", "docProps/custom.xml")):
        if name := element.attributes.get("name", ""):
            custom.setdefault(name, element.text())
    created = checked("date", core.get("dcterms:created", ""))
    told = {
        "title": core.get("dc:title", ""),
        "author": core.get("dc:creator", ""),
        "date": created or core.get("dcterms:modified", ""),
        "source": app.get("Company", ""),
        "url": core.get("dc:identifier", ""),
        "language": core.get("dc:language", ""),
    }
    return told_by_properties(told, custom, date_note(created) | {"source": _COMPANY})


def _with_told(meta: Metadata, told: dict[str, str]) -> Metadata:
    """With what paragraphs say whose style is called “Author” or “Date”, as pandoc writes them."""
    date, author = checked("date", told.get("date", "")), checked("author", told.get("author", ""))
    if date and (meta.date is None or meta.date.note):
        meta = replace(meta, date=Value(date, Origin.MARKUP))
    if author and meta.author is None:
        meta = replace(meta, author=Value(author, Origin.MARKUP))
    return meta
