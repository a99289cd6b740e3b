"""What a card lists: one entity's names, the articles that name it, its company, marks on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.entities.company import Together
from reader.entities.entity import Entity
from reader.entities.kinds import Kind
from reader.text.spans import Span
from reader.ui.panes.entities import look_of
from reader.ui.panes.items import heading, words
from reader.ui.panes.rows import Item, Line


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article that names the entity: how often, and where it does so first."""

    path: str
    title: str
    about: str  # source and date
    date: str
    count: int
    first: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark on a mention: its passage, and what its note and tags say."""

    path: str
    span: Span
    quote: str
    note: str


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of an entity.  ``company`` is none until it is found."""

    entity: Entity
    articles: Sequence[ArticleRow]
    left_out: int = 0  # articles beyond those that are listed
    company: Sequence[Together] | None = None
    marks: Sequence[MarkRow] = ()
    linked: Sequence[Entity] = ()  # the people of a country, the country of a people

    @property
    def head(self) -> str:
        """In one line."""
        entity = self.entity
        times = "once" if entity.count == 1 else f"{entity.count:,} times"
        count = len(entity.articles)
        articles = "1 article" if count == 1 else f"{count:,} articles"
        return f"{entity.name} · {entity.kind} · named {times} in {articles}"

    def items(self) -> list[Item]:
        """The rows, under their headings."""
        others = [alias for alias in self.entity.aliases if alias != self.entity.name]
        out: list[Item] = []
        if others:
            out += [heading("ALSO CALLED"), words("; ".join(map(_one_line, others)), "")]
        if self.linked:
            of_group = self.entity.kind is Kind.GROUP
            out += [heading("THEIR COUNTRY" if of_group else "ITS PEOPLE")]
            out += map(_linked_item, self.linked)
        out += [heading("ARTICLES: mentions"), *map(_article_item, self.articles)]
        if self.left_out:
            out.append(words(f"and {self.left_out:,} more articles, which name it less", "quiet"))
        if self.marks:
            out += [heading("MARKS ON IT"), *map(_mark_item, self.marks)]
        out.append(heading("NAMED WITH: sentences, paragraphs, articles"))
        if self.company is None:
            out.append(words("looking …", "quiet"))
        return out + [_company_item(other) for other in self.company or ()]


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _article_item(row: ArticleRow) -> Item:
    lines = [
        Line((("  ", ""), (row.title, "title")), f"{row.count:,}"),
        Line((("    ", ""), (row.about, "quiet")), f"first ¶{row.paragraph}"),
    ]
    return Item(("place", row.path, row.first), lambda _: lines, height=lambda _: 2)


def _company_item(other: Together) -> Item:
    numbers = f"{other.sentences:>4} {other.paragraphs:>4} {other.articles:>4}"
    name = (other.name, look_of(other.kind))
    line = Line((("  ", ""), name, (f"  {other.kind}", "quiet")), numbers)
    return Item(("entity", other.id), lambda _: [line], height=lambda _: 1)


def _linked_item(other: Entity) -> Item:
    name = (other.name, look_of(other.kind))
    line = Line((("  ", ""), name, (f"  {other.kind}", "quiet")), f"{other.count:,}")
    return Item(("entity", other.id), lambda _: [line], height=lambda _: 1)


def _mark_item(row: MarkRow) -> Item:
    lines = [Line((("  ", ""), (row.quote, "")), row.path)]
    if row.note:
        lines.append(Line((("    ", ""), (row.note, "title"))))
    return Item(("place", row.path, row.span), lambda _: lines, height=lambda _: len(lines))
