"""The corpora as articles with labelled spans, their conventions made one.

A file ``*.bio.gz`` has a token and its tag a line (BIO over PER ORG LOC MISC), a blank line between
sentences and ``-DOCSTART-`` between documents.  The tokens are written out as text again, so that
the model learns from what the reader's own tokens look like.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.articles.article import Article, Metadata
from reader.entities.gazetteer import WORD, gazetteer
from reader.entities.kinds import Kind
from reader.text.blocks import blocks
from reader.text.spans import Span

Tagged = list[tuple[str, str]]
"""A sentence: tokens with their tags."""

_CLOSING = frozenset(
    ", . ; : ? ! ) ] } % ’ ” 's ’s n't n’t 're 've 'll 'm 'd ’re ’ve ’ll ’m ’d …".split()
)
_OPENING = frozenset("( [ { $ £ € “ ‘ #".split())
_QUOTE = '"'
_ENDS = (".", "?", "!", "”", '"', "'", ":", ")")
_COMPOUNDS = frozenset(
    """
    old year day week month based led backed winning held born wide style like owned run elect hour
    term time party level made level profile general in out up off known language occupied built
    speaking century minute mile foot man woman degree point scale quality friendly related
    """.split()
)  # fmt: skip
_PREPOSITIONS = frozenset("of for to in at on by with from".split())
_NUMBERED = re.compile(r"\d[\d,.]*\Z")
_GROUP_ENDING = re.compile(r"[A-Z]\w+(?:ians?|eans?|[^aeiou]ans?|ese|ish|[bdkmqstw]is?)\Z")


@dataclass(frozen=True)
class Labelled:
    """An article and what is named in it: spans with tags (PER ORG LOC GRP MISC)."""

    article: Article
    labels: dict[Span, str]


def corpus(file: Path, *, ours: bool = True) -> Iterator[Labelled]:
    """The documents of one corpus; ``ours``: labelled by our convention, else as it comes.

    Raises:
        OSError: the file cannot be read.
    """
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        body = lines.read()
    for n, document in enumerate(body.split("-DOCSTART-")[1:]):
        sentences = [_tagged(block) for block in re.split(r"\n\s*\n", document) if block.strip()]
        if sentences:
            text, labels = _written(sentences)
            article = Article(f"{file.name}:{n}", text, blocks(text), Metadata(), ())
            yield Labelled(article, _ours(text, labels) if ours else labels)


def _tagged(block: str) -> Tagged:
    rows = (line.split("\t") for line in block.splitlines() if "\t" in line)
    return [(row[0], row[1]) for row in rows]


def _written(sentences: list[Tagged]) -> tuple[str, dict[Span, str]]:
    """Sentences as a text, and its labels; a line without a stop is a paragraph of its own."""
    out = ""
    labels: dict[Span, str] = {}
    for sentence in sentences:
        quoted = False
        start, kind = 0, ""
        for n, (word, tag) in enumerate(sentence):
            gap = " " if n and _parted(sentence, n, quoted=quoted) else ""
            if word == _QUOTE:
                quoted = not quoted
            if kind and not tag.startswith("I-"):
                labels[Span(start, len(out))] = kind
                kind = ""
            out += gap
            if tag != "O" and not kind:
                start, kind = len(out), tag[2:]
            out += word
        if kind:
            labels[Span(start, len(out))] = kind
        out += " " if sentence[-1][0].endswith(_ENDS) else "\n\n"
    return out.rstrip(), labels


def _parted(sentence: Tagged, n: int, *, quoted: bool) -> bool:
    """Whether a blank stands before a token."""
    word, before = sentence[n][0], sentence[n - 1][0]
    if word in _CLOSING or before in _OPENING:
        return False
    if _QUOTE in (word, before):
        return not quoted
    if "'" in (word, before):
        return before != "'"
    if word == "-" and n + 1 < len(sentence):
        return not (_NUMBERED.match(before) or sentence[n + 1][0].lower() in _COMPOUNDS)
    if before == "-" and n > 1:
        return not (_NUMBERED.match(sentence[n - 2][0]) or word.lower() in _COMPOUNDS)
    return True


def _ours(text: str, labels: dict[Span, str]) -> dict[Span, str]:
    """Labels by our convention.

    No article or title before a name and no possessive after it; peoples, nations and religions
    apart from the rest of MISC, also where the corpus leaves them out.
    """
    out: dict[Span, str] = {}
    for span, kind in labels.items():
        short = _without_title(text, span) if kind == "PER" else span
        short = _without_ends(text, short)
        tag = kind
        if kind == "MISC":
            short, tag = _group(text, short)
        name = short.of(text)
        if kind == "ORG" and _is(Kind.PLACE, name):
            tag = "LOC"
        elif kind in {"ORG", "LOC"} and _is(Kind.GROUP, name):
            tag = "GRP"
        if any(map(str.isupper, name)) and name.split()[0] not in _PREPOSITIONS:
            out[short] = tag
    taken = bytearray(len(text))
    for start, end in out:
        taken[start:end] = b"\1" * (end - start)
    missing = {s: tag for s, tag in _overlooked(text) if not any(taken[s.start : s.end])}
    return dict(sorted({**out, **missing}.items()))


def _overlooked(text: str) -> Iterator[tuple[Span, str]]:
    """Nations and places that nobody could take for anything else, alone among small words."""
    known = gazetteer()
    found = list(WORD.finditer(text))
    words = [match.group() for match in found]
    at = 0
    while at < len(words):
        longest = known.longest(words, at, len(words))
        length, name = longest or (1, None)
        around = words[max(0, at - 1) : at] + words[at + length : at + length + 1]
        span = Span(found[at].start(), found[at + length - 1].end())
        if name and not name.wary and not any(w[0].isupper() for w in around):
            if name.kind is Kind.GROUP and length == 1:
                yield span, "GRP"
            elif name.kind is Kind.PLACE and "\n" not in span.of(text):
                yield span, "LOC"
        at += length


def _is(kind: Kind, name: str) -> bool:
    known = gazetteer().called(name)
    return known is not None and known.kind is kind


def _without_ends(text: str, span: Span) -> Span:
    name = span.of(text)
    lead = re.match(r"(?:the|a|an)\s+", name)
    tail = re.search(r"(?:['’]s|['’])\Z", name)
    start = span.start + (lead.end() if lead else 0)
    return Span(start, max(start, span.end - (len(tail.group()) if tail else 0)))


def _without_title(text: str, span: Span) -> Span:
    words = gazetteer().words
    roles, kept = words["roles"], words["kept_titles"]
    modifiers = words["role_modifiers"]
    parts = list(re.finditer(r"\S+", span.of(text)))
    at = 0
    for n, part in enumerate(parts[:-1]):
        word = part.group()
        low = word.lower().rstrip(".")
        if low in kept and n == len(parts) - 2:
            break
        if low in roles or word.rstrip(".") in roles:
            at = n + 1
        elif low not in modifiers and low not in {"of", "and", "state"}:
            break
    return Span(span.start + parts[at].start(), span.end) if at else span


def _group(text: str, span: Span) -> tuple[Span, str]:
    """The part of a MISC name that is a people's, and its tag."""
    name = span.of(text)
    known = gazetteer().called(name)
    if known:
        return span, "GRP" if known.kind is Kind.GROUP else "MISC"
    stem, hyphen, rest = name.partition("-")
    if hyphen and rest.islower():
        known = gazetteer().called(stem)
        if known and known.kind is Kind.GROUP:
            return Span(span.start, span.start + len(stem)), "GRP"
    return span, "GRP" if _GROUP_ENDING.match(name) else "MISC"
