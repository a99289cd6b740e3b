"""What a bare text tells about itself: headline, date, author, dateline, and what is not the body.

The rules were read off published articles as scrapers leave them: a label before the first sentence
(`` date 2024-03-19 In an…``), a dateline (``WASHINGTON—…``), a headline followed by what the page
carried along (``author-image``, a name, ``New Update``, a caption), tags after the end
(``@Biden Israel``).  Nothing is dropped from the text; such lines are named as spans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from reader.articles.article import Metadata, Origin, Value
from reader.articles.dates import iso_date
from reader.text.blocks import HEADING_WORDS, Block, BlockKind
from reader.text.spans import Span

_TOP = 8  # blocks at the top in which labels and bylines are looked for
_LABEL_LINE = re.compile(
    r"(?P<key>title|headline|date|published(?: on)?|updated|author|by|source|publication|outlet|"
    r"url|link|language)\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_INLINE_DATE = re.compile(
    r"(?:date|published(?: on)?|updated)\s*:?\s+(?P<value>\d{4}-\d{2}-\d{2})\b[ \t]*", re.IGNORECASE
)
_LABEL_FIELDS = {
    "headline": "title", "published": "date", "published on": "date", "updated": "date",
    "by": "author", "publication": "source", "outlet": "source", "link": "url",
}  # fmt: skip
_BYLINE = re.compile(
    r"By\s+(?P<name>[A-Z][\w.'’-]+(?:[ ,]+(?:and\s+|de\s+|al-)?[A-Z][\w.'’-]+){1,7})"
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]+(?:[ /-][A-Z][A-Z.'’-]*){0,3}(?:, [A-Z][\w. ]{1,24})?)"
    r"(?:, (?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?))?"
    r"(?:\s*\((?P<agency>[A-Z][\w. ]{1,24})\))?\s*(?:—|–|--|-(?= ))\s*(?=\S)"
)
_NAME = re.compile(r"[A-Z][\w.'’-]+(?: (?:de|al|bin|van|von|der|la)?\s?[A-Z][\w.'’-]+){1,4}")
_CARRIED = re.compile(
    r"author-image|new update|advertisement|sponsored|share(?: this(?: article)?)?|read more.*|"
    r"(?:also|related)(?: read)?:.*|listen to this article.*|sign up.*|subscribe.*|follow us.*|"
    r"\d+ (?:min(?:ute)?s? read|comments?|shares)|image|photo|video|getty images|"
    r"(?:last )?updated\b.*|comments?|print|email|copy link|loading.*|click here.*",
    re.IGNORECASE,
)
_TAGS = re.compile(r"(?:[@#][\w&.'’-]+|tags?:).{0,80}", re.IGNORECASE)
_FIRST_WORDS = 60  # characters of a label made from the first words
_HEADLINE_LIMIT = 160  # characters
_CARRIED_WORDS = 4  # a carried-along line has at most so many words


@dataclass(frozen=True, slots=True)
class Told:
    """What was found in a text about itself."""

    meta: Metadata
    blocks: tuple[Block, ...]
    boilerplate: tuple[Span, ...]


def told_by(text: str, blocks: tuple[Block, ...]) -> Told:
    """Metadata and boilerplate of a bare text; its first headline is ranked as level 1."""
    found: dict[str, Value] = {}
    carried = _carried_lines(text, blocks, found)
    carried |= _labels(text, blocks, found)
    inline = _inline_label(text, blocks, found)
    body = [n for n in range(len(blocks)) if n not in carried]
    if body:
        blocks = _headline(text, blocks, body, found)
        _dateline(text, blocks, body, found)
        if "title" not in found:
            found["title"] = _first_words(text, blocks[body[0]].span, inline)
    boilerplate = sorted([blocks[n].span for n in carried] + ([inline] if inline else []))
    return Told(Metadata(**found), blocks, tuple(boilerplate))


def _carried_lines(text: str, blocks: tuple[Block, ...], found: dict[str, Value]) -> set[int]:
    """Runs of short lines of which at least one is known not to be prose; tags at the end."""
    carried: set[int] = set()
    run: list[int] = []
    for n, block in enumerate([*blocks, None]):
        line = block.span.of(text) if block else ""
        if block and block.kind in _LOOSE and _is_short(line):
            run.append(n)
            continue
        lines = [blocks[i].span.of(text) for i in run]
        if any(_CARRIED.fullmatch(each) for each in lines):
            carried.update(run)
            _author_after_image(lines, found)
        run = []
    if blocks and _TAGS.fullmatch(blocks[-1].span.of(text)) and len(blocks) > 1:
        carried.add(len(blocks) - 1)
    return carried


_LOOSE = (BlockKind.PARAGRAPH, BlockKind.HEADING)


def _is_short(line: str) -> bool:
    if line.endswith((".", "!", "?", ":", "”", '"')) and not _CARRIED.fullmatch(line):
        return False
    return len(line.split()) <= _CARRIED_WORDS or bool(_CARRIED.fullmatch(line))


def _author_after_image(lines: list[str], found: dict[str, Value]) -> None:
    for above, line in pairwise(lines):
        if above.lower() == "author-image" and _NAME.fullmatch(line):
            found.setdefault("author", Value(line, Origin.BYLINE))


def _labels(text: str, blocks: tuple[Block, ...], found: dict[str, Value]) -> set[int]:
    """``Date: …`` lines and the byline among the first blocks."""
    out: set[int] = set()
    for n, block in enumerate(blocks[:_TOP]):
        line = block.span.of(text)
        label = _LABEL_LINE.fullmatch(line)
        byline = _BYLINE.fullmatch(line)
        if label and len(line) <= _HEADLINE_LIMIT:
            key = label["key"].lower()
            field = _LABEL_FIELDS.get(key, key)
            value = iso_date(label["value"]) if field == "date" else label["value"].strip()
            if value:
                found.setdefault(field, Value(value, Origin.LABEL))
                out.add(n)
        elif byline:
            found.setdefault("author", Value(byline["name"], Origin.BYLINE))
            out.add(n)
    return out


def _inline_label(text: str, blocks: tuple[Block, ...], found: dict[str, Value]) -> Span | None:
    """A date label that runs into the first sentence."""
    if not blocks:
        return None
    start, end = blocks[0].span
    label = _INLINE_DATE.match(text, start, end)
    if label is None or label.end() >= end:
        return None
    date = iso_date(label["value"])
    if not date:
        return None
    found.setdefault("date", Value(date, Origin.LABEL))
    return Span(start, start + len(label.group().rstrip()))


def _headline(
    text: str, blocks: tuple[Block, ...], body: list[int], found: dict[str, Value]
) -> tuple[Block, ...]:
    """The first block is the headline if it is short, stands alone, and prose follows."""
    first = blocks[body[0]]
    line = first.span.of(text)
    followed = len(body) > 1 and blocks[body[1]].span.length > first.span.length
    alone = first.kind in _LOOSE and "\n" not in line and len(line) <= _HEADLINE_LIMIT
    if not (alone and followed and len(line.split()) in HEADING_WORDS):
        return blocks
    if line.endswith((".", ":", ",", ";", "”", '"')) or _DATELINE.match(line):
        return blocks
    found.setdefault("title", Value(" ".join(line.split()), Origin.HEADLINE))
    ranked = replace(first, kind=BlockKind.HEADING, level=1)
    return (*blocks[: body[0]], ranked, *blocks[body[0] + 1 :])


def _dateline(
    text: str, blocks: tuple[Block, ...], body: list[int], found: dict[str, Value]
) -> None:
    for n in body[:3]:
        block = blocks[n]
        match = _DATELINE.match(text, block.span.start, block.span.end)
        if match and block.kind is BlockKind.PARAGRAPH and len(match["place"]) > 2:
            place = match["place"]
            found.setdefault("place", Value(place.title() if place.isupper() else place, _LINE))
            if match["agency"]:
                found.setdefault("source", Value(match["agency"], _LINE))
            date = iso_date(match["date"] or "")
            if date:
                found.setdefault("date", Value(date, _LINE))
            return


_LINE = Origin.DATELINE


def _first_words(text: str, span: Span, label: Span | None) -> Value:
    """A label from the lead, cut between words, marked as made by us."""
    start = label.end if label and span.holds(label.start) else span.start
    lead = text[start : span.end].lstrip()
    dateline = _DATELINE.match(lead)
    if dateline:
        lead = lead[dateline.end() :]
    lead = " ".join(lead[: 4 * _FIRST_WORDS].split())
    if len(lead) > _FIRST_WORDS:
        cut = lead.rfind(" ", 0, _FIRST_WORDS)
        lead = lead[: cut if cut > 0 else _FIRST_WORDS].rstrip(" ,;:—–-") + "…"
    return Value(lead, Origin.FIRST_WORDS)
