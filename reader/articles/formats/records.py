"""Articles as records of fields: what news-please, NewsAPI, Common Crawl and others call them.

A field is looked for under the names that tools give it, most exact first; ``-``, ``_`` and capital
letters make no difference.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import islice
from typing import Any

from reader.articles.article import Metadata, Origin, Value
from reader.articles.dates import iso_date
from reader.articles.formats.draft import Draft
from reader.articles.formats.fields import names_of
from reader.articles.formats.head import named
from reader.articles.formats.page import Page
from reader.text.canonical import canonical
from reader.text.late import late

MOST = 10_000
"""Articles of one file that are read; a note says how many there were."""

TEXT = (
    "maintext", "text", "articlebody", "bodytext", "fulltext", "articletext", "plaintext",
    "contenttext", "contenthtml", "content", "body", "storytext", "story", "article", "transcript",
    "selftext", "html", "leadparagraph", "description", "summary", "abstract", "snippet", "excerpt",
)  # fmt: skip
"""Names of the field with the text; those of a summary are last."""

FIELDS = {
    "title": ("title", "headline", "webtitle", "titlepage", "subject", "name"),
    "author": ("author", "authors", "byline", "creator", "writer", "journalist", "by"),
    "date": (
        "datepublish", "datepublished", "publishedat", "published", "publisheddate", "pubdate",
        "publishdate", "publicationdate", "webpublicationdate", "firstpublished", "date",
        "publishedutc", "published at", "timestamp", "datetime", "createdat", "created",
        "createdutc", "time", "year",
    ),
    "source": (
        "source", "sourcename", "publisher", "outlet", "publication", "newspaper", "sitename",
        "site", "website", "sourcedomain", "domain", "provider", "channel", "section",
    ),
    "url": ("url", "link", "weburl", "sourceurl", "canonicalurl", "permalink", "uri", "href"),
    "language": ("language", "lang", "languagecode", "inlanguage"),
    "place": ("place", "dateline", "location"),
}  # fmt: skip
"""A field, and its names."""

_INNER = ("fields", "_source", "article", "attributes", "data", "node")
_TAGS = late(r"<(?:p|br|div|h[1-6]|li|a|em|strong|b|i|span|blockquote)\b[^<>]{0,2000}>|</p>")
_CUT = late(r"(?:…|\.{3})?\s*\[\+\d+ chars\]\s*\Z")
_TAIL = 200  # characters at the end; in a longer run of blanks a search takes the square of it
_FIELDS = 1000  # of a record that are looked at
_SECONDS = range(10**8, 10**11)  # a moment since 1970: 1973 to the year 5138
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def draft_of(record: Mapping[str, Any], origin: Origin = Origin.FIELD) -> Draft | None:
    """The article that a record holds; none where it has no text, or nothing else that tells.

    Raises:
        ValueError: the HTML in it is too long or has too many elements.
    """
    low = _lowered(record)
    found: dict[str, Value] = {}
    for name, keys in FIELDS.items():
        for key in (*names_of(name), *keys):
            if text := _checked(name, _under(key, record, low)):
                found[name] = Value(text, origin)
                break
    text = next((t for key in text_names() if (t := _text(_under(key, record, low)))), "")
    if not text:
        return None
    notes: tuple[str, ...] = ()
    if cut := _CUT.search(text, max(0, len(text) - _TAIL)):
        text = text[: cut.start()].rstrip() + "…"
        notes = ("the file has only the beginning of this article",)
    return draft_of_text(text, Metadata(**found), notes)


def draft_of_text(text: str, meta: Metadata, notes: tuple[str, ...] = ()) -> Draft:
    """The draft of a text, which may be HTML."""
    if _TAGS.search(text):
        from reader.articles.formats.webpage import page_of_html

        page: Page = page_of_html(text)
        return Draft(page.text, meta, tuple(page.blocks), notes)
    return Draft(canonical(text).strip(), meta, notes=notes)


def is_text(record: Mapping[str, Any]) -> bool:
    """Whether a record has a field that may be the text of an article."""
    low = _lowered(record)
    return any(_text(_under(key, record, low)) for key in text_names())


def text_names() -> tuple[str, ...]:
    """What the field with the text may be called, by the user and anyhow."""
    return (*names_of("text"), *TEXT)


def _under(key: str, record: Mapping[str, Any], low: Mapping[str, Any]) -> Any:
    """The value of a field; ``meta.title`` is in an object."""
    if "." not in key or key in record:
        return low.get(key) or low.get(folded(key))
    node: Any = record
    for part in key.split("."):
        node = node.get(part) if isinstance(node, Mapping) else None
    return node


def folded(key: object) -> str:
    """The name of a field without what makes no difference."""
    return "".join(filter(str.isalnum, str(key)[:100])).lower()


def _lowered(record: Mapping[str, Any]) -> dict[str, Any]:
    """The fields by folded name, and those of an object that holds them, as the Guardian's do."""
    low: dict[str, Any] = {}
    for key, value in islice(record.items(), _FIELDS):
        low.setdefault(folded(key), value)
    for key in _INNER:
        inner = record.get(key)
        if isinstance(inner, Mapping):
            for name, value in islice(inner.items(), _FIELDS):
                low.setdefault(folded(name), value)
    return low


def _text(value: Any) -> str:
    """A text, or the paragraphs of one."""
    match value:
        case str():
            return value if value.strip() else ""
        case list() if value and all(isinstance(part, str) for part in value):
            return "\n\n".join(value)
        case {"rendered": str(inner)} | {"value": str(inner)} | {"#text": str(inner)}:
            return inner  # WordPress, feeds turned into JSON
        case [{"value": str(inner)}, *_]:
            return inner
        case _:
            return ""


def _checked(name: str, value: Any) -> str:
    if name == "title" and isinstance(value, Mapping):
        value = value.get("rendered") or value.get("main") or value
    if name == "date":
        return _date(value)
    text = named(value)
    if name == "url":
        return text if text.startswith(("http://", "https://")) else ""
    if name == "title":
        import html

        return " ".join(html.unescape(text).split())
    return text if text.lower() not in {"none", "null", "nan"} else ""


def _date(value: Any) -> str:
    """ISO 8601 of a date, of the date in an RFC 5322 one, or of seconds since 1970."""
    if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) in {10, 13}:
        value = int(value)
    if isinstance(value, float):
        value = int(value) if 0 < value < 10**14 else None  # a range would be counted through
    if isinstance(value, int) and not isinstance(value, bool):
        seconds = value // 1000 if value not in _SECONDS else value
        if seconds in _SECONDS:
            return (_EPOCH + dt.timedelta(seconds=seconds)).date().isoformat()
        return iso_date(str(value)) if 1000 < value < 10**8 else ""
    return iso_date(named(value))
