"""Who is named with whom, and where: counts of articles, paragraphs and sentences, from the cache.

What the rules hide is left out.  Two are together in a sentence, a paragraph or an article that
names both, however often it does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from reader.entities.applying import Head
from reader.entities.catalogue import Catalogue
from reader.entities.kinds import NAMES, Kind
from reader.entities.mending import Named


@dataclass(frozen=True, slots=True)
class Share:
    """How often one article names something, and in how many of its sentences and paragraphs."""

    mentions: int
    sentences: int
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """An entity, and what each article that names it makes of it, by path."""

    id: str
    name: str
    kind: Kind
    articles: Mapping[str, Share]

    @property
    def mentions(self) -> int:
        """In all these articles."""
        return sum(share.mentions for share in self.articles.values())


@dataclass(frozen=True, slots=True)
class Together:
    """One that is named beside another, and how often in the same sentence, paragraph, article."""

    id: str
    name: str
    kind: Kind
    sentences: int
    paragraphs: int
    articles: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities by identifier, in order of the alphabet, and how often they are together."""

    one: str
    other: str
    sentences: int
    paragraphs: int
    articles: int


def coverage(
    catalogue: Catalogue,
    paths: Iterable[str] | None = None,
    kinds: Collection[Kind] | None = None,
    minimum: int = 1,
) -> tuple[Coverage, ...]:
    """What the articles at ``paths``, or all, name how often; the most frequent first.

    Names alone, unless ``kinds`` are given; ``minimum`` is of mentions in these articles.
    """
    heads: dict[str, Head] = {}
    shares: dict[str, dict[str, Share]] = defaultdict(dict)
    for path, named in catalogue.each(paths):
        for ident, mentions in _by_entity(named, kinds).items():
            heads[ident] = mentions[0].head
            sentences = {each.place for each in mentions}
            paragraphs = {each.place[0] for each in mentions}
            shares[ident][path] = Share(len(mentions), len(sentences), len(paragraphs))
    made = (Coverage(i, heads[i].name, heads[i].kind, shares[i]) for i in heads)
    kept = [each for each in made if each.mentions >= minimum]
    return tuple(sorted(kept, key=lambda c: (-c.mentions, c.name.casefold(), c.id)))


def together(
    catalogue: Catalogue,
    ident: str,
    paths: Iterable[str] | None = None,
    kinds: Collection[Kind] | None = None,
) -> tuple[Together, ...]:
    """Who and what is named beside an entity, in the articles at ``paths`` or in all.

    The closest first: by sentences, then paragraphs, then articles.  Names alone, unless ``kinds``
    are given.
    """
    entity = catalogue.entity(ident)
    if entity is None:
        return ()
    chosen = entity.articles.keys() if paths is None else entity.articles.keys() & set(paths)
    heads: dict[str, Head] = {}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for _, named in catalogue.each(chosen):
        own = [each.place for each in named if each.head.id == ident]
        sentences, paragraphs = set(own), {passage for passage, _ in own}
        for other, mentions in _by_entity(named, kinds).items():
            if other != ident and own:
                heads[other] = mentions[0].head
                at = {each.place for each in mentions}
                counts[other]["sentences"] += len(at & sentences)
                counts[other]["paragraphs"] += len({p for p, _ in at} & paragraphs)
                counts[other]["articles"] += 1
    made = [Together(i, heads[i].name, heads[i].kind, **_numbers(counts[i])) for i in heads]
    return tuple(
        sorted(made, key=lambda t: (-t.sentences, -t.paragraphs, -t.articles, t.name.casefold()))
    )


def pairs(
    catalogue: Catalogue,
    paths: Iterable[str] | None = None,
    kinds: Collection[Kind] | None = None,
    among: Collection[str] | None = None,
) -> tuple[Pair, ...]:
    """Every two that an article names both, in the articles at ``paths`` or in all.

    ``among`` are the identifiers to look at alone: of n names there are n² / 2 pairs.
    """
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for _, named in catalogue.each(paths):
        found = _by_entity(named, kinds)
        idents = sorted(found if among is None else found.keys() & set(among))
        at = {i: {each.place for each in found[i]} for i in idents}
        for one, other in combinations(idents, 2):
            count = counts[one, other]
            count["sentences"] += len(at[one] & at[other])
            count["paragraphs"] += len({p for p, _ in at[one]} & {p for p, _ in at[other]})
            count["articles"] += 1
    made = [Pair(one, other, **_numbers(count)) for (one, other), count in counts.items()]
    return tuple(
        sorted(made, key=lambda p: (-p.sentences, -p.paragraphs, -p.articles, p.one, p.other))
    )


def _numbers(counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in ("sentences", "paragraphs", "articles")}


def _by_entity(named: Sequence[Named], kinds: Collection[Kind] | None) -> dict[str, list[Named]]:
    out: dict[str, list[Named]] = defaultdict(list)
    for each in named:
        if each.head.kind in (kinds or NAMES):
            out[each.head.id].append(each)
    return out
