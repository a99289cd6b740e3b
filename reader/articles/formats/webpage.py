"""Saved web pages: the main text, and what the page says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from reader.articles.article import Metadata, Origin, Value
from reader.articles.decode import Decoded, decode, decode_as
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
_HEAD = 4096  # bytes in which a page names its encoding; the standard looks into 1024


class WebPageFormat:
    """``.html``: the main text with its headings, lists and quotations."""

    name = "web page"

    def read(self, raw: bytes) -> Iterable[Draft]:
        """One draft."""
        decoded = decode_page(raw)
        source = without_data(decoded.text)
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
    root, _ = tree(without_data(source))
    setting = Setting()
    setting.set(root)
    return page_of(setting.flows)


def decode_page(raw: bytes) -> Decoded:
    """The text of a page; where it is not UTF-8, in the encoding that it names."""
    found = _CHARSET.search(raw[:_HEAD])
    if found and b"\x00" not in raw[:_HEAD]:
        return decode_as(raw, found[1].decode("ascii"))
    return decode(raw)


def _main_page(source: str, root: Element) -> Page:
    """The main text, by trafilatura where it is installed, else by our own finding."""
    from reader.articles.formats.extractor import extracted
    from reader.articles.formats.installed import has_extractor
    from reader.articles.formats.main_text import main_flows

    flows = main_flows(next((e for e in root.elements() if e.name == "body"), root))
    top = flows[:1] if flows and flows[0].kind is BlockKind.HEADING else []
    ours = page_of(flows)
    theirs = extracted(source, page_of(top)) if has_extractor() else None
    return ours if theirs is None or _keeps_more(ours, theirs) else theirs


_LOST = 0.1  # share of the one text that may be missing in the other, for both to be the same


def _keeps_more(ours: Page, theirs: Page) -> bool:
    """Whether both found the same text and we kept headings that trafilatura has dropped.

    It does so on pages without an ``article`` element, such as those of pandoc and LibreOffice.
    """
    if not theirs.length * (1 - _LOST) <= ours.length <= theirs.length * (1 + _LOST):
        return False
    kept = set(theirs.text.split("\n"))
    lost = [line for line in ours.headings if line not in kept]
    shared = sum(len(line) for line in kept.intersection(ours.text.split("\n")))
    return bool(lost) and shared >= theirs.length * (1 - 2 * _LOST)


def without_data(source: str) -> str:
    """Without the pictures and fonts that a page saved as one file holds."""
    source = _DATA.sub(r"\1", source) if "data:" in source else source
    if len(source) > _LENGTH:
        raise ValueError(f"more than {_LENGTH / 1e6:.0f} million characters of markup")
    return source


def _same(title: str, heading: str) -> bool:
    return "".join(filter(str.isalnum, title)).lower() == (
        "".join(filter(str.isalnum, heading)).lower()
    )
