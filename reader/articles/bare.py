"""What a bare text tells about itself: headline, date, author, dateline, and what is not the body.

The rules were read off published articles as scrapers leave them: a label before the first sentence
(`` date 2024-03-19 In an…``), a dateline (``WASHINGTON—…``), a headline followed by what the page
carried along (``author-image``, a name, ``New Update``, a caption), tags after the end
(``@Biden Israel``).  Nothing is dropped from the text; such lines are named as spans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reader.articles.article import Metadata, Origin, Value, count_words
from reader.articles.carried import author_after_image, carried_lines
from reader.articles.dates import iso_date
from reader.articles.labels import is_subject, label_of
from reader.text.blocks import HEADING_WORDS, Block, BlockKind
from reader.text.late import late
from reader.text.spans import Span

_TOP = 8  # blocks at the top in which labels and bylines are looked for
_INLINE_DATE = late(
    r"(?:date|published(?: on)?|updated)\s*:?\s+(?P<value>\d{4}-\d{2}-\d{2})\b[ \t]*", re.IGNORECASE
)
_REGION = r"(?:, (?![A-Z][a-z]{2,8}\.? \d)[A-Z][\w.]*(?: [\w.]{1,12}){0,2})?"  # but no “, May 6”
_DATELINE = late(
    rf"(?P<place>[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]*){{0,3}}{_REGION}|"
    rf"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){{0,2}}{_REGION}(?=\s*\())"  # Jerusalem (CNN) —
    r"(?:, (?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?))?"
    r"(?:\s*\((?P<agency>[A-Z][\w. ]{1,24})\))?\s*(?:—|–|--|-(?= ))\s*(?=\S)"
)
_NO_PLACE = late(
    r"(?:BREAKING|LIVE|UPDATED?|EXCLUSIVE|ANALYSIS|OPINION|WATCH|EXPLAINER|FACTBOX|NEWS)\b|"
    r"(?:[A-Z]\.)+\Z|[A-Z]{2}\Z"
)
_SHOUTED = late(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")
_QUOTED_SENTENCE = late(r"[.,!?…。！？，][\"”’'」』]\Z")
_KICKER_WORDS = 2  # “World news”, above a headline
_FIRST_WORDS = 60  # characters of a label made from the first words
_HEADLINE_LIMIT = 160  # characters


@dataclass(frozen=True, slots=True)
class Told:
    """What was found in a text about itself."""

    meta: Metadata
    blocks: tuple[Block, ...]
    boilerplate: tuple[Span, ...]


def told_by(text: str, blocks: tuple[Block, ...]) -> Told:
    """Metadata and boilerplate of a bare text; its first headline is ranked as level 1."""
    found: dict[str, Value] = {}
    carried = carried_lines(text, blocks)
    author = author_after_image([block.span.of(text) for block in blocks[:_TOP]])
    if author:
        found["author"] = Value(author, Origin.BYLINE)
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


def _labels(text: str, blocks: tuple[Block, ...], found: dict[str, Value]) -> set[int]:
    """Label lines, bylines and date lines among the first blocks."""
    out: set[int] = set()
    lines = [block.span.of(text) for block in blocks[:_TOP]]
    in_mail = any(map(is_subject, lines))
    updated: Value | None = None
    for n, line in enumerate(lines):
        label = label_of(line, in_mail=in_mail)
        if label is None:
            continue
        out.add(n)
        for field, value in label.values.items():
            if label.later:
                updated = updated or value
            else:
                found.setdefault(field, value)
    if updated:
        found.setdefault("date", updated)
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
    for at, n in enumerate(body[:3]):
        if blocks[n].span.length > _HEADLINE_LIMIT:
            break
        line = " ".join(blocks[n].span.of(text).split())
        following = [blocks[m].span.length for m in body[at + 1 : at + 4]]
        if _is_headline(line, blocks[n]) and max(following, default=0) > len(line):
            found.setdefault("title", Value(line, Origin.HEADLINE))
            ranked = replace(blocks[n], kind=BlockKind.HEADING, level=1)
            return (*blocks[:n], ranked, *blocks[n + 1 :])
        if count_words(line) > _KICKER_WORDS or line.endswith((".", ":", "!", "?")):
            break
    return blocks


def _is_headline(line: str, block: Block) -> bool:
    if block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
        return False
    if line.endswith((".", ":", ",", ";", "。", "：", "，", "؛", "۔")) or _DATELINE.match(line):
        return False
    return count_words(line) in HEADING_WORDS and not _QUOTED_SENTENCE.search(line)


def _dateline(
    text: str, blocks: tuple[Block, ...], body: list[int], found: dict[str, Value]
) -> None:
    for n in body[:3]:
        block = blocks[n]
        match = _DATELINE.match(text, block.span.start, block.span.end)
        if (
            match is None
            or block.kind is not BlockKind.PARAGRAPH
            or _NO_PLACE.match(match["place"])
        ):
            continue
        found.setdefault("place", Value(_SHOUTED.sub(_spoken, match["place"]), Origin.DATELINE))
        if match["agency"]:
            found.setdefault("source", Value(match["agency"], Origin.DATELINE))
        date = iso_date(match["date"] or "")
        if date:
            found.setdefault("date", Value(date, Origin.DATELINE))
        return


def _spoken(word: re.Match[str]) -> str:
    """``GAZA`` as ``Gaza``; mixed case stays."""
    return word.group().capitalize() if word.group().isupper() else word.group()


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
