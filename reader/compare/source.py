"""An article with what is known of it, ready to be compared."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reader.articles.article import Article, Metadata
from reader.articles.decode import NotTextError, decode
from reader.articles.frontmatter import front_matter_end
from reader.articles.library import Library
from reader.compare.units import Unit, units
from reader.entities.catalogue import Catalogue
from reader.entities.kinds import Kind
from reader.errors import ReaderError
from reader.text.blocks import Block, BlockKind, blocks
from reader.text.canonical import canonical
from reader.text.sentences import sentence_spans
from reader.text.spans import Span, holding


class Named(NamedTuple):
    """A mention with the entity that it names: ``id`` and the entity's ``name``."""

    span: Span
    kind: Kind
    text: str
    id: str
    name: str


@dataclass(frozen=True)
class Source:
    """One article of a comparison with its mentions, in order and apart from each other."""

    article: Article
    mentions: tuple[Named, ...]

    @property
    def path(self) -> str:
        """The article's path in its library."""
        return self.article.path

    @property
    def text(self) -> str:
        """The canonical text; all spans count in it."""
        return self.article.text

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs of running text: no headings, no code, nothing the page carried along."""
        carried = self.article.boilerplate
        return tuple(
            block.span
            for block in self.article.blocks
            if block.kind not in (BlockKind.HEADING, BlockKind.VERBATIM)
            and not any(c.start <= block.span.start and block.span.end <= c.end for c in carried)
        )

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the paragraphs, in order."""
        return tuple(sentence_spans(self.text, self.paragraphs))

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The sentences as an attribution sees them: a quotation never ends in their middle."""
        return tuple(units(self.text, self.paragraphs))

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span.start for mention in self.mentions]

    def between(self, start: int, end: int) -> Sequence[Named]:
        """The mentions that share a character with ``start..end``."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return [
            m for m in self.mentions[max(0, first) :] if m.span.end > start and m.span.start < end
        ]

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds an offset; the one before it between two."""
        if not self.sentences:
            return Span(offset, offset)
        return self.sentences[holding(self.sentences, offset)]


def sources(library: Library, catalogue: Catalogue, paths: Iterable[str]) -> tuple[Source, ...]:
    """The articles at some paths, their names joined as far as the catalogue has joined them.

    Raises:
        ReaderError: one of them cannot be read.
    """
    return tuple(source(library.article(path), catalogue) for path in dict.fromkeys(paths))


def source(article: Article, catalogue: Catalogue) -> Source:
    """One article."""
    return Source(
        article,
        tuple(
            Named(one.mention.span, one.head.kind, one.mention.text, one.head.id, one.head.name)
            for one in catalogue.named(article)
        ),
    )


def draft(name: str, raw: bytes, catalogue: Catalogue) -> Source:
    """A text of the user's own that is in no library, line by line as it is written.

    Every block is a paragraph, Markdown is left as it stands, and front matter is passed over.

    Raises:
        ReaderError: the bytes are no text.
    """
    try:
        text = canonical(decode(raw).text)
    except NotTextError as error:
        raise ReaderError(f"cannot read {name}: {error}") from error
    begin = front_matter_end(text)
    spans = tuple(Block(block.span) for block in blocks(text) if block.span.start >= begin)
    return source(Article(name, text, spans, Metadata()), catalogue)
