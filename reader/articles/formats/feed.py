"""Feeds kept as files: RSS 0.9 to 2.0, RDF Site Summary 1.0, Atom 0.3 and 1.0 (RFC 4287).

Each item is an article.  feedparser (BSD-2) knows the same dialects.  It obeys no entities either,
but takes six times as long for the items as this (62 ms and 10 ms for 300 items of 6 kB), and puts
items together where one does not end; what else it recovers, :mod:`.feed_mending` does.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import replace

from reader.articles.article import Metadata, Origin, Value
from reader.articles.decode import Decoded, decode, decode_as
from reader.articles.formats.draft import Draft
from reader.articles.formats.feed_items import Feed, Item, NotFeedError, read_feed
from reader.articles.formats.feed_mending import mend_feed
from reader.articles.formats.mail_head import day_of
from reader.articles.formats.records import MOST, draft_of_text
from reader.text.canonical import canonical
from reader.text.late import late

_DECLARED = late(rb"""\A\s{0,100}<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{2,40})["']""")
_DECLARATION = late(r"\A[^<]*<\?xml[^>]*>")
_CONTROL = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = late(r"<[a-zA-Z/!][^<>]{0,2000}>|&[#\w]{1,30};")
_NAMED = late(r"\S+@\S+\s+\((?P<name>[^()]+)\)\Z")


class FeedFormat:
    """``.rss``, ``.atom`` and ``.xml``; an XML file that is a web page is read as one."""

    name = "feed"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """A draft for each item that has a text.

        Raises:
            ValueError: it is no feed, or no item in it has a text.
        """
        decoded = _decoded(raw)
        try:
            feed, fault = read_feed(decoded.text)
            feed, notes = mend_feed(decoded.text, feed, fault) if fault else (feed, ())
        except NotFeedError as error:
            if error.root != "html":
                raise
            from reader.articles.formats.webpage import WebPageFormat

            yield from WebPageFormat().read(raw)
            return
        drafts = [d for item in feed.items[:MOST] if (d := _draft(item, feed)) is not None]
        silent = min(len(feed.items), MOST) - len(drafts)
        if not drafts:
            raise ValueError(f"no article in it: none of its {silent} items has a text")
        if silent:
            notes = (*notes, f"{silent} of its items have no text and are left out")
        if len(feed.items) > MOST:
            notes = (*notes, f"only the first {MOST:,} articles of its file are read")
        yield replace(drafts[0], notes=(*decoded.notes, *notes))
        yield from drafts[1:]


def _decoded(raw: bytes) -> Decoded:
    """The text, without what expat would stop at: a wrong encoding named, control characters."""
    named = _DECLARED.match(raw)
    found = decode_as(raw, named[1].decode("ascii")) if named else decode(raw)
    text = _DECLARATION.sub("", found.text, count=1)
    return replace(found, text=_CONTROL.sub("", text).lstrip("\ufeff \t\r\n"))


def _draft(item: Item, feed: Feed) -> Draft | None:
    """The article of an item; none where it has no text."""
    text = max(item.get("content"), item.get("summary"), key=len)
    if not text.strip():
        return None
    meta = _metadata(item, feed)
    if item.is_markup or _MARKUP.search(text):
        from reader.articles.formats.webpage import page_of_html

        page = page_of_html(text)
        return Draft(page.text, meta, tuple(page.blocks)) if page.blocks else None
    return Draft(canonical(text).strip(), meta)


def _metadata(item: Item, feed: Feed) -> Metadata:
    authors = dict.fromkeys(filter(None, map(_author, item.all("author") or feed.authors)))
    fields = {
        "title": _line(item.get("title")),
        "author": ", ".join(authors),
        "source": _line(item.get("source") or feed.title),
        "date": next(filter(None, map(day_of, item.all("published") + item.all("updated"))), ""),
        "url": next((u for u in item.all("link") if u.startswith(("http://", "https://"))), ""),
        "language": (item.get("language") or feed.language).strip().replace("_", "-"),
    }
    if len(fields["language"]) > 12:
        fields["language"] = ""
    return Metadata(**{k: Value(text, Origin.FIELD) for k, text in fields.items() if text})


def _author(text: str) -> str:
    """A name; RSS writes ``address (name)``."""
    text = _line(text)
    found = _NAMED.match(text)
    return found["name"].strip() if found else text


def _line(text: str) -> str:
    """A title on one line; many are HTML that was escaped once more."""
    text = text[:4000]
    if _MARKUP.search(text):
        text = draft_of_text(html.unescape(text), Metadata()).text
    return " ".join(text.split())[:2000]
