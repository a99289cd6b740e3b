"""File formats: one small module each, behind one interface, imported when the first file needs it.

To add one, write a module with a class that satisfies :class:`~.draft.Format` and name it in
``FORMATS``.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from reader.articles.formats.draft import Format

FORMATS = {
    "plain.PlainFormat": (".txt", ".text"),
    "markdown.MarkdownFormat": (".md", ".markdown", ".mdown"),
    "webpage.WebPageFormat": (".html", ".htm", ".xhtml"),
    "json_file.JsonFormat": (".json", ".jsonl", ".ndjson"),
    "table.TableFormat": (".csv", ".tsv"),
    "pdf.PdfFormat": (".pdf",),
    "mhtml.SavedPageFormat": (".mhtml", ".mht"),
    "mail.MailFormat": (".eml", ".emlx"),
    "mail.MailboxFormat": (".mbox",),
    "feed.FeedFormat": (".rss", ".atom", ".rdf", ".xml"),
    "docx.DocxFormat": (".docx", ".docm"),
    "odt.OdtFormat": (".odt", ".fodt"),
    "epub.EpubFormat": (".epub",),
}
"""The module and class of each format, and the endings of its files' names."""

_BY_SUFFIX = {suffix: name for name, suffixes in FORMATS.items() for suffix in suffixes}


def has_format(name: str) -> bool:
    """Whether a file is of a format that is read here, by the ending of its name."""
    return _named_by(name) is not None


def format_of(name: str) -> Format | None:
    """The format of a file by the ending of its name, or none that we read."""
    found = _named_by(name)
    return _loaded(found) if found else None


def end_reading() -> None:
    """End what reads files in a process of its own, which nobody who leaves wants to wait for."""
    pdf = sys.modules.get(f"{__name__}.pdf")
    if pdf is not None:
        pdf.end_reading()


def _named_by(name: str) -> str | None:
    stem, _, ending = name.rpartition(".")  # a tenth of what `Path.suffix` takes
    return _BY_SUFFIX.get(f".{ending.lower()}") if stem else None


@cache
def _loaded(name: str) -> Format:
    module, _, kind = name.partition(".")
    return cast("Format", getattr(import_module(f"{__name__}.{module}"), kind)())
