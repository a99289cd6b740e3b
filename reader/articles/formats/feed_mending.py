"""Feeds that are not well-formed: the usual faults mended, and what is still broken left out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from reader.articles.formats.feed_items import Feed, read_feed
from reader.articles.formats.records import MOST
from reader.text.late import late

_REFERENCE = late(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)?")
_XML_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_PREFIX = late(r"</?([A-Za-z][\w.-]{0,40}):")
_BOUND = late(r"xmlns:([A-Za-z][\w.-]{0,40})\s*=")
_ROOT = late(r"<[A-Za-z][\w.:-]*")
_ITEM = late(r"<(item|entry)(?=[\s>])")
_TEXTS = ("title", "description", "content:encoded", "content", "summary")


def mend_feed(text: str, feed: Feed, fault: str) -> tuple[Feed, tuple[str, ...]]:
    """What can be read of a feed, of which ``feed`` stood before a fault; and what was left out.

    In turn: all of it with the usual faults mended; each item by itself, its texts taken for HTML
    that was not escaped.

    Raises:
        ValueError: nothing can; the message is the fault.
    """
    text = _mended(text)
    mended, still = read_feed(text)
    if not still:
        return mended, ()
    apart = Feed(mended.title or feed.title, mended.language, mended.authors)
    broken = 0
    for piece in _items(text):
        for attempt in (piece, _escaped_texts(piece)):
            found, fault_in_it = read_feed(attempt)
            if found.items and not fault_in_it:
                apart.items += found.items
                break
        else:
            broken += 1
    if not apart.items:
        raise ValueError(fault)
    return apart, (f"{broken} of its items are broken and left out",) if broken else ()


def _mended(text: str) -> str:
    """From the first tag on, without stray ``&``, entities of HTML, and prefixes without a name."""
    text = _REFERENCE.sub(_escaped, text[max(0, text.find("<")) :])
    bound = set(_BOUND.findall(text))
    loose = {p for p in _PREFIX.findall(text) if p not in bound and p.lower() != "xml"}
    names = "".join(f' xmlns:{p}="{p}"' for p in sorted(loose)[:100])
    return _ROOT.sub(lambda root: root.group() + names, text, count=1) if names else text


def _escaped(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name.startswith("#") or name in _XML_OWN:
        return found.group()
    known = html.unescape(found.group())
    return f"&amp;{name};" if "&" in known or "<" in known else known


def _items(text: str) -> Iterator[str]:
    """Each item as a feed of its own, with the names of the whole one's namespaces."""
    starts = [(found.start(), found[1]) for found in _ITEM.finditer(text)][: 2 * MOST]
    if not starts:
        return
    root = text[: text.find(">") + 1]
    root = root if len(root) < 10_000 and root.startswith("<") else "<rss>"
    name = re.split(r"[\s>]", root[1:], maxsplit=1)[0]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    for (start, kind), end in zip(starts, ends, strict=True):
        close = text.find(f"</{kind}", start, end)
        inner = text[start : close if close >= 0 else end]
        yield f"{root}{inner}</{kind}></{name}>"


def _escaped_texts(item: str) -> str:
    """An item whose titles and texts hold no tags: they are text that is HTML."""
    for name in _TEXTS:
        out: list[str] = []
        at = 0
        while (start := item.find(f"<{name}", at)) >= 0:
            opened, end = item.find(">", start) + 1, item.find(f"</{name}", start)
            if not opened or end < opened:
                break
            inner = item[opened:end]
            if "<![CDATA[" not in inner:
                inner = inner.replace("<", "&lt;")
            out += [item[at:opened], inner]
            at = end
        item = "".join([*out, item[at:]])
    return item
