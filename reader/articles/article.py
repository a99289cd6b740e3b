"""An article: one canonical text and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from reader.text.blocks import Block, BlockKind
from reader.text.canonical import digest
from reader.text.late import late
from reader.text.spans import Span, holding

ID_LENGTH = 12
"""Hexadecimal digits of an article's id."""

_WORDS = late(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_IDEOGRAPH = late("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORDS_A_MINUTE = 230  # silent reading of English non-fiction: Brysbaert 2019, 238; rounded down
_IDEOGRAPHS_A_WORD = 1.6
_NOTES = 5  # of an article that a list keeps
_TELLING = 1_000_000  # code points; to count the words of ten times as many takes 0.4 s


class Origin(StrEnum):
    """Where a piece of metadata was found, most trusted first."""

    SIDECAR = "sidecar"
    FRONT_MATTER = "front matter"
    FIELD = "field"
    MAIL_HEADER = "mail header"
    JSON_LD = "JSON-LD"
    META_TAG = "meta tag"
    MARKUP = "markup"
    PROPERTIES = "document properties"
    LABEL = "label line"
    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    FILE_NAME = "file name"
    FIRST_WORDS = "first words"


@dataclass(frozen=True, slots=True)
class Value:
    """A piece of metadata, where it was found, and what its finder adds (``inferred from …``)."""

    text: str
    origin: Origin
    note: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article; ``None`` is unknown, never a guess.

    ``date`` is ISO 8601, as precise as is known: ``2024``, ``2024-03`` or ``2024-03-19``.
    """

    title: Value | None = None
    source: Value | None = None
    author: Value | None = None
    date: Value | None = None
    url: Value | None = None
    language: Value | None = None
    place: Value | None = None


@dataclass(frozen=True)
class Article:
    """One article.  All spans count in ``text``.

    ``path`` is its name in the library: relative, with ``/``, and ``#n`` after it for the n-th
    article of a file that holds several.  ``boilerplate`` is text that the page carried along
    (bylines, labels, tags): shown dimmed, left out of search and entities.
    """

    path: str
    text: str
    blocks: tuple[Block, ...]
    meta: Metadata
    boilerplate: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()

    @cached_property
    def words(self) -> int:
        """Words in the text."""
        return count_words(self.text)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text: the same text is the same article, wherever it lies."""
        return digest(self.text)

    @property
    def id(self) -> str:
        """The first digits of the digest."""
        return self.digest[:ID_LENGTH]

    @property
    def title(self) -> str:
        """The title; the path where there is no text to take one from."""
        return self.meta.title.text if self.meta.title else self.path

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Every block that is not a heading, in order; ``¶n`` counts these from 1."""
        return tuple(b.span for b in self.blocks if b.kind is not BlockKind.HEADING)

    @cached_property
    def headings(self) -> tuple[Span, ...]:
        """The headings, in order."""
        return tuple(b.span for b in self.blocks if b.kind is BlockKind.HEADING)

    @cached_property
    def passages(self) -> tuple[Span, ...]:
        """Paragraphs and headings together, in order."""
        return tuple(b.span for b in self.blocks)

    @cached_property
    def body(self) -> str:
        """The text with each character of boilerplate as a blank, so that offsets stay."""
        parts: list[str] = []
        position = 0
        for start, end in self.boilerplate:
            parts += [self.text[position:start], " " * (end - start)]
            position = end
        return "".join([*parts, self.text[position:]])

    @cached_property
    def minutes(self) -> int:
        """Reading time, at least one minute; of a book, as its first million characters tell."""
        length = len(self.text)
        if length <= _TELLING:
            return max(1, round(self.words / _WORDS_A_MINUTE))
        return round(count_words(self.text[:_TELLING]) * length / _TELLING / _WORDS_A_MINUTE)

    def paragraph_at(self, offset: int) -> int:
        """The number (from 1) of the paragraph that holds an offset or stands before it."""
        return holding(self.paragraphs, offset) + 1

    def card(self) -> Card:
        """What a list of articles shows of this one."""
        meta = self.meta
        return Card(
            path=self.path,
            id=self.id,
            title=self.title,
            source=meta.source.text if meta.source else "",
            author=meta.author.text if meta.author else "",
            date=meta.date.text if meta.date else "",
            url=meta.url.text if meta.url else "",
            language=meta.language.text if meta.language else "",
            words=self.words,
            minutes=self.minutes,
            notes="\n".join(self.notes[:_NOTES]),
        )


@dataclass(frozen=True, slots=True)
class Card:
    """An article as a list shows it; unknown metadata is empty."""

    path: str
    id: str
    title: str
    source: str
    author: str
    date: str
    url: str
    language: str
    words: int
    minutes: int
    notes: str = ""
    """What was doubtful when it was read, a line each."""


def count_words(text: str) -> int:
    """Words, with 1.6 ideographs to the word."""
    ideographs = 0 if text.isascii() else len(_IDEOGRAPH.findall(text))
    if not ideographs:
        return len(_WORDS.findall(text))
    return len(_WORDS.findall(_IDEOGRAPH.sub(" ", text))) + round(ideographs / _IDEOGRAPHS_A_WORD)
