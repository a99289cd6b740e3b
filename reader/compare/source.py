"""An article with what is known of it, ready to be compared."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reader.articles.article import Article
from reader.articles.library import Library
from reader.compare.units import Unit, units
from reader.entities.catalogue import Catalogue
from reader.entities.kinds import Kind
from reader.text.blocks import BlockKind
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
    """The articles at some paths, their names joined over the whole library.

    Raises:
        ReaderError: one of them cannot be read.
    """
    wanted = list(dict.fromkeys(paths))
    names = {entity.id: entity.name for entity in catalogue.entities(wanted)}
    return tuple(source(library.article(path), catalogue, names) for path in wanted)


def source(article: Article, catalogue: Catalogue, names: dict[str, str]) -> Source:
    """One article; ``names`` of entities by their identifiers."""
    return Source(
        article,
        tuple(
            Named(m.span, m.kind, m.text, id_, names.get(id_, m.text))
            for m, id_ in catalogue.mentions_of(article)
        ),
    )
