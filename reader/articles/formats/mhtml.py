"""Web pages that a browser saved as one file (MHTML, RFC 2557): a mail whose parts make a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.articles.article import Origin, Value
from reader.articles.formats.draft import Draft
from reader.articles.formats.mime import has_headers, part_of
from reader.articles.formats.webpage import WebPageFormat


class SavedPageFormat:
    """``.mhtml`` and ``.mht``: the page itself; pictures and frames are not read."""

    name = "web archive"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """One draft, as of the page saved by itself; its address is where it was saved from.

        Raises:
            ValueError: there is no page in it.
        """
        raw = raw.lstrip(b"\xef\xbb\xbf\r\n")
        if not has_headers(raw):
            raise ValueError("not a web archive: it does not begin with headers")
        whole = part_of(raw)
        page = next((part for part in whole.all() if part.kind == "text/html"), None)
        if page is None:
            raise ValueError("no web page in it")
        told = (whole.line("Snapshot-Content-Location"), page.line("Content-Location"))
        address = next((a for a in told if a.startswith(("http://", "https://"))), "")
        decoded = page.decoded()
        for draft in WebPageFormat().read(decoded.text.encode("utf-8", "replace")):
            meta = draft.meta
            if address and meta.url is None:
                meta = replace(meta, url=Value(address, Origin.MAIL_HEADER))
            yield replace(draft, meta=meta, notes=decoded.notes)
