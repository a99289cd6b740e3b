"""Mentions of a library joined to entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reader.entities.agreeing import agreed
from reader.entities.entity import Entity
from reader.entities.kinds import FIGURES, Kind
from reader.entities.mention import Mention
from reader.entities.names import (
    bare_acronym,
    identifier,
    initials,
    is_acronym,
    key,
    known_name,
)
from reader.entities.people import People
from reader.text.spans import Span

_ACRONYMS = (Kind.ORGANISATION, Kind.EVENT, Kind.WORK, Kind.PRODUCT)
_SHORT_NAME = 2  # words that a name's beginning has to be taken for the whole (“Crisis Group”)


@dataclass
class _Gathered:
    """What is known of one entity while a library is joined."""

    name: str
    kind: Kind
    surfaces: Counter[str] = field(default_factory=Counter)
    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))


class Joined:
    """The entities of a set of articles, and the entity of each mention."""

    def __init__(self, articles: Mapping[str, Sequence[Mention]]) -> None:
        """Join the mentions of the articles, given by path; an entity's kind is the library's."""
        self.ids: dict[str, tuple[str, ...]] = {}
        """For each path, the entity of each mention, in order."""
        self._gathered: dict[str, _Gathered] = {}
        articles = agreed(articles)
        things = _Things(articles)
        people = People(
            {
                path: [m.text for m in mentions if m.kind is Kind.PERSON]
                for path, mentions in articles.items()
            }
        )
        for path, mentions in articles.items():
            persons = iter(people.named([m.text for m in mentions if m.kind is Kind.PERSON]))
            ids = []
            for mention in mentions:
                if mention.kind is Kind.PERSON:
                    ident, name = next(persons)
                else:
                    ident, name = things.named(mention)
                ids.append(ident)
                self._gather(path, mention, ident, name)
            self.ids[path] = tuple(ids)

    def _gather(self, path: str, mention: Mention, ident: str, name: str) -> None:
        entry = self._gathered.get(ident)
        if entry is None:
            entry = self._gathered[ident] = _Gathered(name, mention.kind)
        entry.surfaces[mention.text] += 1
        entry.spans[path].append(mention.span)

    def entity(self, ident: str, paths: Collection[str] | None = None) -> Entity:
        """An entity by its identifier, with all its articles or only those at ``paths``."""
        entry = self._gathered[ident]
        aliases = sorted(entry.surfaces, key=lambda s: (-entry.surfaces[s], s))
        found = entry.spans if paths is None else [p for p in entry.spans if p in paths]
        return Entity(
            id=ident,
            name=entry.name,
            kind=entry.kind,
            aliases=tuple(aliases),
            articles={path: tuple(entry.spans[path]) for path in found},
        )

    def entities(
        self,
        paths: Collection[str] | None = None,
        kinds: Collection[Kind] | None = None,
        minimum: int = 1,
    ) -> tuple[Entity, ...]:
        """The entities of the kinds asked for, the most frequent first, then by name."""
        if paths is None:
            idents: Iterable[str] = self._gathered
        else:
            paths = frozenset(paths)
            idents = {ident for path in paths for ident in self.ids.get(path, ())}
        found = (
            self.entity(ident, paths)
            for ident in idents
            if kinds is None or self._gathered[ident].kind in kinds
        )
        chosen = [(-e.count, e.name.casefold(), e.id, e) for e in found if e.count >= minimum]
        return tuple(entity for *_order, entity in sorted(chosen, key=lambda row: row[:3]))


class _Things:
    """Everything but people: one name, one entity, wherever it stands."""

    def __init__(self, articles: Mapping[str, Sequence[Mention]]) -> None:
        self._surfaces: dict[tuple[Kind, str], Counter[str]] = defaultdict(Counter)
        self._paths: dict[tuple[Kind, str], set[str]] = defaultdict(set)
        for path, mentions in articles.items():
            for mention in mentions:
                if mention.kind is not Kind.PERSON:
                    pair = (mention.kind, key(mention.kind, mention.text))
                    self._surfaces[pair][mention.text] += 1
                    if mention.kind not in FIGURES:
                        self._paths[pair].add(path)
        self._same: dict[tuple[Kind, str], tuple[Kind, str]] = {}
        for kind in _ACRONYMS:
            self._join_acronyms(kind)
        self._join_short_names()
        self._names: dict[tuple[Kind, str], tuple[str, str]] = {}

    def named(self, mention: Mention) -> tuple[str, str]:
        """The identifier and name of what a mention names."""
        pair = self._whole((mention.kind, key(mention.kind, mention.text)))
        if pair not in self._names:
            name = self._name(pair)
            self._names[pair] = (identifier(pair[0], name), name)
        return self._names[pair]

    def _whole(self, pair: tuple[Kind, str]) -> tuple[Kind, str]:
        seen = {pair}
        while pair in self._same and self._same[pair] not in seen:
            pair = self._same[pair]
            seen.add(pair)
        return pair

    def _name(self, pair: tuple[Kind, str]) -> str:
        surfaces = self._surfaces[pair]
        best = min(surfaces, key=lambda s: (-surfaces[s], s.isupper(), s))
        return known_name(pair[0], best) or " ".join(best.split())

    def _join_acronyms(self, kind: Kind) -> None:
        """An unknown acronym to the one name of several words that it is short for.

        Names in the same articles are asked first, then those of the library.
        """
        long: dict[str, set[tuple[Kind, str]]] = defaultdict(set)
        pairs = [pair for pair in self._surfaces if pair[0] is kind]
        for pair in pairs:
            for surface in self._surfaces[pair]:
                for short in initials(surface):
                    long[short].add(pair)
        for pair in pairs:
            surface = min(self._surfaces[pair])
            if not is_acronym(surface) or known_name(kind, surface):
                continue
            candidates = long[bare_acronym(surface)] - {pair}
            together = {c for c in candidates if self._paths[c] & self._paths[pair]}
            chosen = together or candidates
            if len(chosen) == 1:
                self._same[pair] = next(iter(chosen))

    def _join_short_names(self) -> None:
        """“Euro-Med Monitor Group” and its longer name, if one article has both and no third."""
        kind = Kind.ORGANISATION
        starts: dict[str, set[tuple[Kind, str]]] = defaultdict(set)
        for pair in self._surfaces:
            if pair[0] is kind:
                words = pair[1].split()
                for length in range(_SHORT_NAME, len(words)):
                    starts[" ".join(words[:length])].add(pair)
        for pair in [pair for pair in self._surfaces if pair[0] is kind]:
            if known_name(kind, min(self._surfaces[pair])):
                continue
            longer = {p for p in starts.get(pair[1], ()) if self._paths[p] & self._paths[pair]}
            if len(longer) == 1:
                self._same.setdefault(pair, next(iter(longer)))
