"""HTML cut into tags and text, in time linear in its length whatever it holds.

By the tokenizer of the HTML standard (WHATWG, 13.2.5) as far as it matters for reading.  The
library's own ``html.parser`` (3.11) takes time in the square of it on some broken pages: of ``<a ``
repeated, 20 kB take it 2.6 s and 40 kB 11 s; a megabyte is cut here in 0.3 s.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.text.late import late

_NAME = late(r"[a-zA-Z][^\s/>\x00]*")
_OPENING = late(r"<(?=[a-zA-Z/!?])")
_ATTRIBUTE = late(r"[\s/]*([^\s/>=][^\s/>=]*)?(\s*=\s*)?")
_BARE = late(r"[^\s>]+")
_RAW = {
    tag: late(rf"</{tag}(?=[\s/>])", re.IGNORECASE)
    for tag in (
        "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "template"
    )
}  # fmt: skip
_MEANT = {"title", "textarea", "xmp"}  # raw text that people read; the rest is for programs
_LONGEST = 4096  # characters of an attribute's value that are kept; pictures are in others
_ATTRIBUTES = 100  # of a tag


@dataclass(frozen=True, slots=True)
class Tag:
    """The start of an element, or its end."""

    name: str
    attributes: dict[str, str]
    ends: bool = False
    void: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment; browsers and tools that save pages write there where these are from."""

    text: str


def cut(source: str) -> Iterator[Tag | Remark | str]:
    """Tags, comments, and text with its entities decoded.

    What stands in a script or style is left out; ``data`` of a script of JSON-LD is an attribute.
    """
    at, length = 0, len(source)
    last = {quote: source.rfind(quote) for quote in "\"'"}
    while at < length:
        opening = _OPENING.search(source, at)
        if opening is None:
            yield html.unescape(source[at:])
            return
        start = opening.start()
        if start > at:
            yield html.unescape(source[at:start])
        second = source[start + 1 : start + 2]
        if source.startswith("<!--", start):
            end = source.find("-->", start + 4)
            yield Remark(source[start + 4 : end if end >= 0 else length])
            at = end + 3 if end >= 0 else length
        elif second in {"!", "?"} or (second == "/" and not _NAME.match(source, start + 2)):
            end = source.find(">", start)
            at = end + 1 if end >= 0 else length
        else:
            name = _NAME.search(source, start)
            if name is None:
                return
            low = name.group()[:64].lower()
            attributes, at, closed = _attributes(source, name.end(), last)
            if second == "/":
                yield Tag(low, {}, ends=True)
                continue
            raw = _RAW.get(low)
            if raw is None:
                yield Tag(low, attributes, void=closed)
                continue
            found = raw.search(source, at)
            inner = source[at : found.start() if found else length]
            at = found.start() if found else length
            if low == "script":
                attributes["data"] = inner if "json" in attributes.get("type", "") else ""
            yield Tag(low, attributes)
            if low in _MEANT:
                yield html.unescape(inner)


def _attributes(source: str, at: int, last: dict[str, int]) -> tuple[dict[str, str], int, bool]:
    """The attributes of a tag, where it ends, and whether it closes itself."""
    found: dict[str, str] = {}
    while at < len(source):
        match = _ATTRIBUTE.match(source, at)
        at = match.end() if match else at
        here = source[at : at + 1]
        name = ((match and match[1]) or "")[:64].lower()
        value = ""
        if match and match[2]:
            if here in last and last[here] > at:  # a quote that never closes is a letter
                end = source.find(here, at + 1)
                value = source[at + 1 : min(end, at + 1 + _LONGEST)]
                at = end + 1
            elif bare := _BARE.match(source, at):
                value, at = bare.group()[:_LONGEST], bare.end()
        elif here and here != ">" and not name:
            at += 1  # a stray “=”
        if name and len(found) < _ATTRIBUTES:
            found.setdefault(name, html.unescape(value))
        if source.startswith(">", at):
            return found, at + 1, source[at - 1] == "/"
    return found, at, False
