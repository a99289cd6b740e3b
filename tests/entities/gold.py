"""Reading what was labelled by hand, and scoring a recogniser on it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader.articles.article import Article, Metadata
from reader.articles.library import Library
from reader.entities.kinds import Kind
from reader.entities.recogniser import Recogniser
from reader.entities.train.passages import passages
from reader.text.blocks import blocks
from reader.text.spans import Span

GOLD = Path(__file__).parent / "gold"

Labels = set[tuple[Span, Kind]]


@dataclass
class Score:
    """Mentions found and not, spans and kinds both exact; ``faults`` for the failure message."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.extra + self.missed)

    def add(
        self,
        article: Article,
        labels: Labels,
        recogniser: Recogniser,
        kinds: Collection[Kind] = tuple(Kind),
    ) -> None:
        """Score one article; only ``kinds`` were labelled in it."""
        found = {(m.span, m.kind) for m in recogniser.mentions(article) if m.kind in kinds}
        self.right += len(found & labels)
        self.extra += len(found - labels)
        self.missed += len(labels - found)
        for span, kind in sorted(found ^ labels):
            fault = "extra" if (span, kind) in found else "missed"
            self.faults.append(f"{fault} {kind}: {span.of(article.text)!r} in {article.path}")


def article_of(text: str, path: str = "made-up.txt", boilerplate: tuple[Span, ...] = ()) -> Article:
    """An article of a bare text."""
    return Article(path, text, blocks(text), Metadata(), boilerplate)


def labelled_seed(name: str, library: Library) -> tuple[Article, Labels]:
    """One of our articles, and its labels: a passage a line, in order of the text."""
    article = library.article(f"{name}.md")
    lines = (GOLD / f"{name}.txt").read_text("utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]
    labels: Labels = set()
    for passage, line in zip(article.passages, lines, strict=True):
        at = passage.start
        for entry in [] if line == "-" else line.split("; "):
            kind, _, text = entry.partition(" ")
            found = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)").search(
                article.text, at, passage.end
            )
            assert found, f"{name}: no {text!r} left in {passage.of(article.text)[:60]!r}"
            labels.add((Span(*found.span()), Kind(kind)))
            at = found.end()
    return article, labels


def labelled_passages(name: str = "passages.txt") -> Iterator[tuple[Article, Labels]]:
    """The made-up passages of a file, each an article of its own."""
    for article, labels in passages(GOLD / name):
        yield article, set(labels.items())
