"""A mark on its way out, with what its article says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.annotations.linking import passage_there
from reader.annotations.listing import Entry
from reader.annotations.mark import Annotation
from reader.annotations.placing import Found, Placed
from reader.annotations.shelf import Shelf
from reader.articles.article import Article
from reader.articles.library import Library
from reader.errors import ReaderError
from reader.text.spans import Span, holding


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark with its place of today, and the article it is on; ``None`` where that is gone."""

    placed: Placed
    article: Article | None

    @property
    def annotation(self) -> Annotation:
        """The mark as it was saved."""
        return self.placed.annotation

    @property
    def path(self) -> str:
        """The article's path in the library."""
        return self.placed.path

    @property
    def span(self) -> Span | None:
        """Where the passage stands today; ``None`` for an orphan and for the whole article."""
        return None if self.article is None or self.annotation.whole else self.placed.span

    @property
    def words(self) -> str:
        """The words that were marked; those that stand there today where only a place was kept."""
        if self.annotation.exact or self.article is None or self.span is None:
            return self.annotation.exact
        return self.span.of(self.article.text)

    @property
    def paragraph(self) -> int | None:
        """The number of its paragraph, where it stands in the text."""
        if self.article is None or self.span is None:
            return None
        return self.article.paragraph_at(self.span.start)

    @property
    def heading(self) -> str:
        """The heading that it stands under, or in; empty for none, and for the title itself."""
        if self.article is None or self.span is None or not self.article.headings:
            return ""
        heading = self.article.headings[holding(self.article.headings, self.span.start)]
        words = " ".join(heading.of(self.article.text).split())
        return words if heading.start <= self.span.start and words != self.title else ""

    @property
    def link(self) -> tuple[str, str] | None:
        """Of an end of a link, the path of the other end's article and the words there."""
        there = passage_there(self.annotation)
        return (there[0], there[1].exact) if there else None

    @property
    def entry(self) -> Entry:
        """The mark as lists and filters take it."""
        placed = self.placed
        return Entry(
            placed.annotation,
            placed.path,
            self.title,
            placed.span,
            self.paragraph,
            placed.found,
            placed.reason,
        )

    @property
    def title(self) -> str:
        """The title of the article; its path where it is gone."""
        return self.article.title if self.article else self.path

    @property
    def url(self) -> str:
        """The address of the article on the web, where it is known."""
        url = self.article.meta.url if self.article else None
        return url.text if url else ""


def on_article(shelf: Shelf, article: Article) -> Iterator[Marked]:
    """The marks on one article, in the order of the text; orphans last."""
    return (Marked(placed, article) for placed in shelf.of(article))


def in_library(
    shelf: Shelf, library: Library, complain: Callable[[str], None] = lambda _: None
) -> Iterator[Marked]:
    """Every mark: those of the articles in order of path, then those whose article is gone.

    An article that was renamed is known by its text, so where a page has lost its article every
    article is looked at.  ``complain`` hears of articles that cannot be read.
    """
    pages = dict(shelf.everything())
    known = {entry.path for entry in library.scanned.entries}
    lost = [path for path in pages if path not in known and path.rpartition("#")[0] not in known]
    seen: set[str] = set()
    articles = library.articles() if lost else _articles(library, sorted(pages), complain)
    for article in articles:
        for marked in on_article(shelf, article):
            seen.add(marked.annotation.id)
            yield marked
    for path, kept in sorted(pages.items()):
        for annotation in kept:
            if annotation.id not in seen:
                reason = "its article is gone"
                yield Marked(Placed(annotation, path, None, Found.ORPHAN, reason), None)


def _articles(
    library: Library, paths: list[str], complain: Callable[[str], None]
) -> Iterator[Article]:
    for path in paths:
        try:
            yield library.article(path)
        except ReaderError as error:  # its marks are shown as orphans
            complain(error.message)
