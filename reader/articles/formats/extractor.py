"""The main text of a web page by trafilatura, where it is installed (``rafah-reader[html]``).

Barbaresi (2021), Trafilatura: F1 0.960 on 181 public pages.  It is
given no address and fetches nothing.
"""

from __future__ import annotations

import logging
from importlib.util import find_spec
from typing import Any

from reader.articles.formats.page import BULLET, Page
from reader.text.blocks import BlockKind

_LENGTH = 1_000_000  # characters of markup: 1 s; our own finding takes 0.3 s
_TAGS = 30_000  # with more, its parser takes seconds
_LEAST = 140  # characters: with less, something was missed


def has_extractor() -> bool:
    """Whether trafilatura is installed."""
    return find_spec("trafilatura") is not None


def extracted(source: str, headline: Page) -> Page | None:
    """The main text below its headline, which trafilatura mostly takes for metadata.

    None where trafilatura finds none, or would take too long.
    """
    if len(source) > _LENGTH or source.count("<") > _TAGS:
        return None
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
