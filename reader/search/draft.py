"""The articles of a batch, turned round: from what stands in an article to where a term stands."""

from __future__ import annotations

import time
from array import array
from collections import Counter
from dataclasses import dataclass, field

from reader.articles.article import Article
from reader.articles.scan import Entry
from reader.search.days import days_of
from reader.search.forms import possessed, term_of
from reader.search.schema import FIELDS, compound, shelf_name, texts_of
from reader.search.whoosh_import import length_to_byte
from reader.search.words import GAP, Token, tokens_of
from reader.text.blocks import BlockKind

_RACY = 2_000_000_000  # ns after a change in which a file may change again unseen


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of an article beside its terms.  ``stamp``: bytes and mtime (ns) of its file,
    or zeros where these do not tell its state."""

    path: str
    file: str
    digest: str
    title: str
    source: str
    date: str
    shelf: str
    text: str
    days: tuple[int, int] = (0, 0)
    stamp: tuple[int, int] = (0, 0)
    passages: tuple[int, ...] = ()
    """Start, end and 1 for a heading, of each."""

    boilerplate: tuple[int, ...] = ()
    """Start and end of each."""


@dataclass(slots=True)
class Laid:
    """The words of a body in their order: a term, and where in the text it is.

    ``breaks`` are the positions of words before which a gap is; ``wide`` are the terms over
    several positions: position, width, the term, start and end in the text.
    """

    terms: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("I"))
    lengths: array[int] = field(default_factory=lambda: array("I"))
    breaks: array[int] = field(default_factory=lambda: array("I"))
    wide: list[tuple[int, int, str, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Posting:
    """The articles with a term: number, frequency and length (:func:`key`), and every position."""

    docs: array[int] = field(default_factory=lambda: array("I"))
    keys: array[int] = field(default_factory=lambda: array("I"))
    places: array[int] = field(default_factory=lambda: array("I"))


def key(frequency: int, length: int) -> int:
    """What a score is made of: a frequency and the byte that stands for a length, as one number."""
    return frequency << 8 | length


@dataclass(slots=True)
class FieldDraft:
    """The terms of one field."""

    postings: dict[str, Posting] = field(default_factory=dict)
    bases: array[int] = field(default_factory=lambda: array("I", [0]))
    """Where the positions of each article begin, and where those of the next would."""

    lengths: bytearray = field(default_factory=bytearray)
    """The byte that stands for the number of terms of each article."""

    total: int = 0
    """Terms in all."""

    def add(self, doc: int, found: tuple[Token, ...]) -> None:
        """Add the terms of an article; as many as Whoosh counts."""
        base = self.bases[-1]
        last = 0
        places: dict[str, list[int]] = {}
        for term, at, width, _, _ in found:
            places.setdefault(term, []).append(base + at)
            last = at + width
            if width > 1:
                marked = places.setdefault(compound(term, width), [])
                marked += range(base + at, base + last)
        length = sum(map(len, places.values()))
        byte = length_to_byte(length)
        for term, where in places.items():
            posting = self.postings.get(term)
            if posting is None:
                posting = self.postings[term] = Posting()
            posting.docs.append(doc)
            posting.keys.append(key(len(where), byte))
            posting.places.extend(where if term[0] != "-" else sorted(where))
        self.total += length
        self.lengths.append(byte)
        self.bases.append(base + last + GAP)


class Draft:
    """A batch of articles."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.laid: list[Laid] = []
        self.fields = {name: FieldDraft() for name in FIELDS}
        self.words: Counter[str] = Counter()

    def add(self, article: Article, entry: Entry, digest: str) -> None:
        """Add an article, and the digest of its file."""
        doc = len(self.rows)
        texts = texts_of(article)
        self.rows.append(_row(article, entry, digest))
        for name, draft in self.fields.items():
            text = texts.get(name, "")
            found = tokens_of(text) if text else ()
            draft.add(doc, found)
            if name == "body":
                self._lay(text, found)

    def _lay(self, text: str, found: tuple[Token, ...]) -> None:
        laid = Laid()
        after = 0
        for term, at, width, start, end in found:
            if width == 1 and at >= after:
                if at > after:
                    laid.breaks.append(at)
                laid.terms.append(term)
                laid.starts.append(start)
                laid.lengths.append(end - start)
                after = at + 1
            else:
                laid.wide.append((at, width, term, start, end))
        self.laid.append(laid)
        self.words.update(text[a : a + n] for a, n in zip(laid.starts, laid.lengths, strict=True))

    def written(self) -> dict[str, str]:
        """How each term of the bodies is written most often, where it is not written so itself."""
        best: dict[str, tuple[int, str]] = {}
        for word, count in self.words.items():
            plain = possessed(word)
            if not plain.isalnum():
                continue
            term = term_of(plain)
            if count > best.get(term, (0, ""))[0]:
                best[term] = count, plain
        return {term: word for term, (_, word) in best.items() if word != term}


def _row(article: Article, entry: Entry, digest: str) -> Row:
    meta = article.meta
    days = days_of(meta.date.text) if meta.date else None
    settled = time.time_ns() - entry.mtime_ns > _RACY
    passages: list[int] = []
    for block in article.blocks:
        passages += (*block.span, int(block.kind is BlockKind.HEADING))
    return Row(
        path=article.path,
        file=entry.path,
        digest=digest,
        title=article.title,
        source=meta.source.text if meta.source else "",
        date=meta.date.text if meta.date else "",
        shelf=shelf_name(article.title),
        text=article.text,
        days=days or (0, 0),
        stamp=(entry.size, entry.mtime_ns) if settled else (0, 0),
        passages=tuple(passages),
        boilerplate=tuple(offset for span in article.boilerplate for offset in span),
    )
