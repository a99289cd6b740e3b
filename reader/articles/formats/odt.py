"""OpenDocument texts (OASIS ODF 1.3), as LibreOffice, Google Docs, Word and pandoc write them.

Read are the text as it stands when all changes are accepted, and the notes, at the end.  Not read:
headers and footers, comments, hidden text, tables of contents and indexes, pictures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.articles.article import Metadata, Origin, Value
from reader.articles.formats.archive import Archive
from reader.articles.formats.draft import Draft
from reader.articles.formats.odt_body import Body
from reader.articles.formats.properties import checked, date_note, told_by_properties
from reader.articles.formats.webpage import with_headline


class OdtFormat:
    """``.odt``, and the same in one file, ``.fodt``."""

    name = "OpenDocument"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """One draft.

        Raises:
            ValueError: it is no text document, damaged, encrypted, or larger than any text.
        """
        body = Body()
        notes: list[str] = []
        if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] in {b"<?xml", b"<offi"}:
            body.take([raw])
        else:
            notes = _take_all(Archive(raw, "an OpenDocument text (.odt)"), body)
        if not body.is_text:
            raise ValueError("no text document in it")
        page = body.page()
        meta = _metadata(body)
        yield Draft(page.text, with_headline(meta, page), tuple(page.blocks), tuple(notes))


def _take_all(archive: Archive, body: Body) -> list[str]:
    """Read the parts; what cannot be read of those beside the text is noted."""
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise ValueError("encrypted with a password")
    if "content.xml" not in archive:
        raise ValueError("no text document in the archive")
    notes: list[str] = []
    for part in ("meta.xml", "styles.xml"):
        if part in archive:
            try:
                body.take(archive.chunks(part), styles_alone=True)
            except ValueError as error:
                notes.append(f"{part} in it is not read: {error}")
    body.take(archive.chunks("content.xml"))
    return notes


def _metadata(body: Body) -> Metadata:
    told = body.told
    created = checked("date", told.get("meta:creation-date", ""))
    meta = told_by_properties(
        {
            "title": told.get("dc:title", ""),
            "author": told.get("meta:initial-creator") or told.get("dc:creator", ""),
            "date": created or told.get("dc:date", ""),
            "source": told.get("dc:publisher", ""),
            "language": told.get("dc:language", ""),
        },
        body.custom,
        date_note(created),
    )
    if meta.language is None and (language := checked("language", body.styles.language)):
        meta = replace(meta, language=Value(language, Origin.MARKUP))
    return meta
