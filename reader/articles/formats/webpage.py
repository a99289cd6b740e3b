"""Saved web pages: the main text, and what the page says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from reader.articles.article import Metadata, Origin, Value
from reader.articles.decode import Decoded, decode
from reader.articles.formats.draft import Draft
from reader.articles.formats.flows import Setting, page_of
from reader.articles.formats.head import metadata
from reader.articles.formats.page import Page
from reader.articles.formats.tree import Element, tree
from reader.text.blocks import BlockKind
from reader.text.late import late

_LENGTH = 4_000_000  # characters of markup, without pictures in it; 0.2 to 0.7 s a million
_DATA = late(r"""(["'(])data:[^"')\s]{200,}""")
_CHARSET = late(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_LABELS = {  # what a label means to browsers (WHATWG Encoding Standard, 4.2)
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "x-sjis": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "iso-8859-9": "cp1254", "iso-8859-11": "cp874",
    "tis-620": "cp874", "big5": "big5hkscs",
}  # fmt: skip
_HEAD = 4096  # bytes in which a page names its encoding; the standard looks into 1024


class WebPageFormat:
    """``.html``: the main text with its headings, lists and quotations."""

    name = "web page"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """One draft."""
        decoded = decode_page(raw)
        source = _without_data(decoded.text)
        root, remarks = tree(source)
        meta = metadata(root, remarks)
        page = _main_page(source, root)
        yield Draft(page.text, with_headline(meta, page), tuple(page.blocks), decoded.notes)


def with_headline(meta: Metadata, page: Page) -> Metadata:
    """The headline as the title, where there is no other or the text opens with the same."""
    if page.heading and (meta.title is None or _same(meta.title.text, page.heading)):
        return replace(meta, title=Value(page.heading, Origin.HEADLINE))
    return meta


def page_of_html(source: str) -> Page:
    """All text of a piece of HTML, such as the body of a mail.

    Raises:
        ValueError: it is too long, or has too many elements.
    """
    root, _ = tree(_without_data(source))
    setting = Setting()
    setting.set(root)
    return page_of(setting.flows)


def decode_page(raw: bytes) -> Decoded:
    """The text of a page; where it is not UTF-8, in the encoding that it names."""
    found = _CHARSET.search(raw[:_HEAD])
    if found and b"\x00" not in raw[:_HEAD]:
        try:
            return Decoded(raw.decode("utf-8-sig"), "utf-8")
        except UnicodeDecodeError:
            pass
        label = found[1].decode("ascii").lower()
        encoding = _LABELS.get(label, label)
        try:
            text = raw.decode(encoding, "replace")
            if encoding not in {"utf-8", "utf8", "utf-7", "utf-16", "idna", "punycode"}:
                return Decoded(text, encoding, text.count("�"))
        except (LookupError, UnicodeError, ValueError):
            pass
    return decode(raw)


def _main_page(source: str, root: Element) -> Page:
    """The main text, by trafilatura where it is installed, else by our own finding."""
    from reader.articles.formats.extractor import extracted
    from reader.articles.formats.installed import has_extractor
    from reader.articles.formats.main_text import main_flows

    flows = main_flows(next((e for e in root.elements() if e.name == "body"), root))
    top = flows[:1] if flows and flows[0].kind is BlockKind.HEADING else []
    page = extracted(source, page_of(top)) if has_extractor() else None
    return page or page_of(flows)


def _without_data(source: str) -> str:
    """Without the pictures and fonts that a page saved as one file holds."""
    source = _DATA.sub(r"\1", source) if "data:" in source else source
    if len(source) > _LENGTH:
        raise ValueError(f"more than {_LENGTH / 1e6:.0f} million characters of markup")
    return source


def _same(title: str, heading: str) -> bool:
    return "".join(filter(str.isalnum, title)).lower() == (
        "".join(filter(str.isalnum, heading)).lower()
    )
