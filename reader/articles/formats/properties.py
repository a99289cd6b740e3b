"""What a document's properties say of it, once the words that programs put there are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.articles.article import Metadata, Origin, Value
from reader.articles.dates import iso_date
from reader.articles.formats.records import FIELDS, folded
from reader.text.late import late

_NO_TITLE = late(
    r"(?:untitled|unnamed|no title|title|titel|titre|unknown|(?:new |word )?document|dokument|"
    r"microsoft word|doc)\s*\d*\Z|microsoft word - |.*\.(?:docx?|odt|rtf|html?|pdf|txt|dotx?)\Z",
    re.IGNORECASE,
)
_NOBODY = late(
    r"(?:user|admin\w*|author|autor|unknown|owner|(?:microsoft )?office user|windows[ -]user|"
    r"python-docx|libreoffice|microsoft|calibre|pandoc|default|pc|home|root|test)\Z",
    re.IGNORECASE,
)
_LANGUAGE = late(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*\Z")
_NO_LANGUAGE = frozenset({"und", "zxx", "x-none", "none"})


def told_by_properties(
    told: Mapping[str, str], custom: Mapping[str, str], notes: Mapping[str, str] | None = None
) -> Metadata:
    """Metadata from the properties that a format knows (``told``) and those of a user's making.

    The latter are more exact: nobody writes a ``date`` there but for the date.  ``notes`` says more
    of a value that is taken from ``told``.
    """
    found: dict[str, Value] = {}
    own = {folded(name): value for name, value in custom.items()}
    for field, names in FIELDS.items():
        values = [own[name] for name in names if name in own]
        if text := next((t for value in values if (t := checked(field, value))), ""):
            found[field] = Value(text, Origin.PROPERTIES)
        elif text := checked(field, told.get(field, "")):
            found[field] = Value(text, Origin.PROPERTIES, (notes or {}).get(field, ""))
    return Metadata(**found)


def checked(field: str, text: str) -> str:
    """A value in the form it is kept in; empty where it is none."""
    text = " ".join(text[:2000].split())
    match field:
        case "date":
            return iso_date(text)
        case "url":
            return text if text.startswith(("http://", "https://")) else ""
        case "title":
            return "" if _NO_TITLE.match(text) else text
        case "author":
            people = (person.strip() for person in text.split(";"))
            return ", ".join(p for p in people if p and not _NOBODY.match(p))
        case "language":
            known = _LANGUAGE.match(text) and text.lower() not in _NO_LANGUAGE
            return text.replace("_", "-") if known else ""
        case _:
            return "" if _NOBODY.match(text) else text


def date_note(created: str) -> dict[str, str]:
    """What is said of a date that the program that wrote a file put there."""
    return {"date": "when the file was made" if created else "when the file was changed last"}
