"""Scores of a recogniser: exact spans and kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from reader.articles.article import Article
from reader.entities.kinds import Kind
from reader.entities.mention import Mention
from reader.entities.recogniser import Recogniser
from reader.entities.train.corpora import Labelled, corpus

TAGS = {Kind.PERSON: "PER", Kind.ORGANISATION: "ORG", Kind.PLACE: "LOC", Kind.GROUP: "GRP"}
_NEWS = ("PER", "ORG", "LOC")


def scores(data: Path, recogniser: Recogniser) -> Iterator[str]:
    """A line for each set that is scored."""
    dev = data / "dev_pud_news.bio.gz"
    yield line("dev_pud_news", corpus(dev, ours=False), recogniser.mentions)
    yield line("dev_pud_news, countries as places", corpus(dev), recogniser.mentions)


def line(
    name: str,
    articles: Iterable[Labelled],
    mentions: Callable[[Article], tuple[Mention, ...]],
    tags: tuple[str, ...] = _NEWS,
) -> str:
    """F1, precision and recall over all the tags, then F1 of each."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for labelled in articles:
        said = {(m.span, TAGS.get(m.kind, "MISC")) for m in mentions(labelled.article)}
        gold = set(labelled.labels.items())
        right.update(tag for _s, tag in said & gold)
        found.update(tag for _s, tag in said)
        wanted.update(tag for _s, tag in gold)

    def f1(tags: Iterable[str]) -> str:
        r, f, w = (sum(c[tag] for tag in tags) for c in (right, found, wanted))
        precision, recall = 100 * r / max(1, f), 100 * r / max(1, w)
        return f"{200 * r / max(1, f + w):.1f} (P {precision:.1f} R {recall:.1f})"

    return f"{name}: {f1(tags)} " + " ".join(f"{tag} {f1([tag])}" for tag in tags)
