"""What a PDF says of itself in its document information (ISO 32000-1, 14.3.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reader.articles.article import Metadata, Origin, Value
from reader.articles.dates import iso_date
from reader.text.late import late

_DATE = late(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_NO_TITLE = late(
    r"untitled.*|document\d*|microsoft \w+ - .*|\S*\.\w{2,5}|(?:https?|file):\S+|slide \d+|\W*|"
    r".*\.(?:docx?|pdf|indd|qxd|tex|dvi|rtf|odt|pptx?|xlsx?|html?|txt)|print(?:ing)?|"
    r"scan\w*[\d _-]*|about:blank",
    re.IGNORECASE,
)
_NO_AUTHOR = late(
    r"admin(?:istrator)?|user\d*|owner|author|unknown|anonymous|root|pc|microsoft office user|"
    r"\(?unspecified\)?|\W*|.*\\.*",
    re.IGNORECASE,
)


def metadata(properties: Mapping[str, str], told: Metadata) -> Metadata:
    """What a file and its text tell, without what programs fill in themselves.

    The text's own date and author come first: the properties have who made the file, and when.
    """
    title, author = (" ".join(properties.get(key, "").split()) for key in ("/Title", "/Author"))
    language = properties.get("/Lang", "").strip().replace("_", "-")
    found: dict[str, Value | None] = {"source": told.source, "place": told.place}
    if not _NO_TITLE.fullmatch(title):
        found["title"] = Value(title, Origin.PROPERTIES)
    if told.author:
        found["author"] = told.author
    elif not _NO_AUTHOR.fullmatch(author):
        found["author"] = Value(author, Origin.PROPERTIES)
    if told.date:
        found["date"] = told.date
    elif date := _date(properties.get("/CreationDate", "")):
        found["date"] = Value(date, Origin.PROPERTIES, "when the file was made")
    if 2 <= len(language) <= 12:
        found["language"] = Value(language, Origin.PROPERTIES)
    return Metadata(**found)


def _date(raw: str) -> str:
    parts = _DATE.match(raw.strip())
    return iso_date("-".join(filter(None, parts.groups()))) if parts else ""
