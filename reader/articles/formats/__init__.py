"""File formats: one small module each, behind one interface.

To add one, write a module with a class that satisfies :class:`~.draft.Format` and name it in
``FORMATS``.
"""

from __future__ import annotations

from pathlib import PurePath

from reader.articles.formats.draft import Draft, Format
from reader.articles.formats.markdown import MarkdownFormat
from reader.articles.formats.plain import PlainFormat

__all__ = ["FORMATS", "Draft", "Format", "format_of"]

FORMATS: tuple[Format, ...] = (PlainFormat(), MarkdownFormat())

_BY_SUFFIX = {suffix: form for form in FORMATS for suffix in form.suffixes}


def format_of(name: str) -> Format | None:
    """The format of a file by the ending of its name, or none that we read."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())
