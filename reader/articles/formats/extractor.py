"""The main text of a web page by trafilatura, where it is installed (``rafah-reader[html]``).

A. Barbaresi, "Trafilatura" (ACL 2021, system demonstrations).  It is given no address and fetches
nothing.
"""

from __future__ import annotations

from typing import Any

from reader.articles.formats.page import BULLET, Page
from reader.text.blocks import BlockKind

_LENGTH = 1_000_000  # characters of markup: 0.3 s with 12,000 tags, our own finding 0.2 s
_TAGS = 30_000  # 0.9 s on a page of as many, our own finding 0.3 s
_LEAST = 140  # characters: with less, something was missed


def extracted(source: str, headline: Page) -> Page | None:
    """The main text below its headline, which trafilatura mostly takes for metadata.

    None where trafilatura finds none, or would take too long.
    """
    if len(source) > _LENGTH or source.count("<") > _TAGS:
        return None
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            source, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:  # noqa: BLE001 - of a foreign parser on a foreign page: ours is there
        return None
    body = getattr(document, "body", None)
    if body is None:
        return None
    page = Page()
    _take(body, page)
    if page.length < _LEAST:
        return None
    if headline.blocks and not page.text.startswith(headline.text):
        _take(body, headline)
        return headline
    return page


def _take(element: Any, page: Page) -> None:
    """Add the blocks of TEI-like elements, as trafilatura names them."""
    for child in element:
        match child.tag:
            case "head":
                rank = str(child.get("rend", "h2"))[1:]
                page.add(_line(child), BlockKind.HEADING, int(rank) if rank.isdecimal() else 2)
            case "list":
                numbered = child.get("rend") == "ol"
                for n, item in enumerate((e for e in child if e.tag == "item"), 1):
                    page.add(_line(item), BlockKind.ITEM, 1, f"{n}. " if numbered else BULLET)
            case "quote":
                page.add(_line(child), BlockKind.QUOTE, 1)
            case "code":
                page.add("".join(child.itertext()), BlockKind.VERBATIM)
            case "table":
                rows = (" | ".join(map(_line, row)) for row in child.iter("row"))
                page.add("\n".join(filter(None, rows)), BlockKind.VERBATIM)
            case "div" | "body" | "main":
                _take(child, page)
            case "graphic":
                pass
            case _:
                text = _line(child)
                page.add(text, BlockKind.VERBATIM if "\n" in text else BlockKind.PARAGRAPH)


def _line(element: Any) -> str:
    for line_break in element.iter("lb"):
        line_break.text = "\n"
    lines = ("".join(element.itertext())).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
