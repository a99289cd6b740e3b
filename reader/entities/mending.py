"""A library's entities with the user's rules applied to them, from the first to the last.

The rules change what is shown, never what was found: they lie over the register, so that a change
of theirs is seen at once and taken back without a trace.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.entities.applying import Applied, Group, Head
from reader.entities.entity import Entity, Listed
from reader.entities.mention import Mention
from reader.entities.names import plain
from reader.entities.register import Register
from reader.entities.repairs import Repair
from reader.entities.rows import Entry, bare
from reader.entities.store import Wanted
from reader.entities.tagged import Place, Spot, Tagged
from reader.text.spans import Span


@dataclass(frozen=True, slots=True)
class Named:
    """One mention, what it names, and the passage and sentence it stands in."""

    mention: Mention
    head: Head
    place: Place


class Mended:
    """Entities as the user wants them."""

    def __init__(
        self,
        register: Register,
        rules: Sequence[Repair],
        wanted: Mapping[str, Wanted],
        tagged: Callable[[Iterable[str]], Mapping[str, Tagged]],
    ) -> None:
        """``wanted`` says by path where the names stand that are always entities; ``tagged`` gives
        what was found in texts by their keys.
        """
        self._register = register
        self._applied = Applied(register, rules)
        self._counted: list[Listed] | None = None
        self._wanted = wanted if self._applied.standing else {}
        changed = self._find_displaced(tagged)
        self._changed = changed | self._applied.group_of.keys() | self._applied.dropped.keys()

    def _find_displaced(self, tagged: Callable[[Iterable[str]], Mapping[str, Tagged]]) -> set[int]:
        """Whose mentions stand where a name always stands for something else."""
        out: set[int] = set()
        found = self._register.articles(self._wanted) if self._wanted else {}
        texts = tagged(key for key, _ in found.values()) if found else {}
        for path, (key, numbers) in found.items():
            spots = [spot.span for spot, _ in self._spots(self._wanted[path])]
            mentions = texts[key].mentions if key in texts else ()
            out.update(n for m, n in zip(mentions, numbers, strict=False) if _meets(m.span, spots))
        return out

    # -- what an article names ---------------------------------------------------------------------

    def named(
        self, tagged: Tagged, numbers: Sequence[int], wanted: Wanted | None = None
    ) -> tuple[Named, ...]:
        """Each mention of an article that is one by the rules, in order of the text.

        ``numbers`` are the entities of what was tagged; ``wanted`` where the names stand in it
        that are always entities.
        """
        standing = self._spots(wanted or {})
        spans = [spot.span for spot, _ in standing]
        self.load(numbers)
        out = [
            Named(Mention(spot.span, group.kind, spot.text), group.head, spot.place)
            for spot, group in standing
        ]
        for mention, number, place in zip(tagged.mentions, numbers, tagged.places, strict=True):
            head = self._head(number, mention.text)
            if head and not _meets(mention.span, spans):
                same = head.kind is mention.kind
                kept = mention if same else replace(mention, kind=head.kind)
                out.append(Named(kept, head, place))
        return tuple(sorted(out, key=lambda named: named.mention.span))

    def _head(self, number: int, text: str) -> Head | None:
        """What a mention names; nothing where the rules say so."""
        if number in self._applied.dropped and plain(text) in self._applied.dropped[number]:
            return None
        group = self._applied.group_of.get(number)
        if group:
            return None if group.gone else group.head
        row = self._applied.row(number)
        return Head(row.id, row.name, row.kind) if row else None

    def _spots(self, wanted: Wanted) -> list[tuple[Spot, Group]]:
        """Where a name always stands and for what, in order; of names that meet, the longer one."""
        found = [
            (spot, group)
            for name, spots in wanted.items()
            if (group := self._applied.standing.get(name)) and not group.gone
            for spot in spots
        ]
        kept: list[tuple[Spot, Group]] = []
        for spot, group in sorted(found, key=lambda pair: (-pair[0].span.length, pair[0].span)):
            if not _meets(spot.span, (other.span for other, _ in kept)):
                kept.append((spot, group))
        return sorted(kept, key=lambda pair: pair[0].span)

    # -- the library -------------------------------------------------------------------------------

    def entity(self, ident: str) -> Entity | None:
        """An entity by its identifier, with every place in the library that names it."""
        group = next((g for g in self._applied.groups if not g.gone and g.head.id == ident), None)
        if group:
            return self._gathered(group.head, group.members, group)
        number = self._register.number(ident)
        row = (
            None
            if number in self._applied.group_of or number is None
            else self._applied.row(number)
        )
        return self._gathered(Head(row.id, row.name, row.kind), {row.number}) if row else None

    def entities(self) -> Iterator[Entity]:
        """Every entity that is shown, with its places."""
        entries = self._register.entries()
        for number, entry in entries.items():
            if number not in self._applied.group_of:
                head = Head(entry.row.id, entry.row.name, entry.row.kind)
                entity = self._gathered(head, {number}, entries=entries)
                if entity.articles:
                    yield entity
        for group in self._applied.groups:
            if not group.gone and not group.hidden:
                entity = self._gathered(group.head, group.members, group, entries)
                if entity.articles:
                    yield entity

    def listed(self) -> Iterator[Listed]:
        """Every entity without its places, hidden ones too."""
        for row in self._register.rows():
            if row.number not in self._changed:
                yield Listed(row.id, row.name, row.kind, row.count, row.articles)
        yield from self._changed_ones()

    def counts(self, idents: Collection[str]) -> dict[str, int]:
        """How often the library names each of some entities."""
        out = {
            row.id: row.count
            for row in self._register.rows_of(idents)
            if row.number not in self._changed
        }
        return out | {e.id: e.count for e in self._changed_ones() if e.id in idents}

    def called(self, words: str) -> list[str]:
        """What has a name in which some words stand, by identifier; the best fitting first."""
        wanted = [f" {word}" for word in bare(words).split()]
        groups = [
            group
            for group in self._applied.groups
            if not group.gone and all(word in f" {bare(group.name)}" for word in wanted)
        ]
        out = [group.head.id for group in groups]
        numbers = self._register.with_words(words)
        self.load(numbers)
        heads = (self._head(number, "") for number in numbers)
        return list(dict.fromkeys([*out, *(head.id for head in heads if head)]))

    def _changed_ones(self) -> list[Listed]:
        """What rules have changed, counted once."""
        if self._counted is None:
            single = self._changed - self._applied.group_of.keys()
            numbers = {n for g in self._applied.groups if not g.gone for n in g.members} | single
            entries = self._register.entries(numbers) if numbers else {}
            made = [
                (self._gathered(g.head, g.members, g, entries), g.hidden)
                for g in self._applied.groups
                if not g.gone
            ]
            for number in sorted(single & entries.keys()):
                row = entries[number].row
                head = Head(row.id, row.name, row.kind)
                made.append((self._gathered(head, {number}, entries=entries), False))
            self._counted = [
                Listed(e.id, e.name, e.kind, e.count, len(e.articles), hidden)
                for e, hidden in made
                if e.articles
            ]
        return self._counted

    def _gathered(
        self,
        head: Head,
        members: Collection[int],
        group: Group | None = None,
        entries: Mapping[int, Entry] | None = None,
    ) -> Entity:
        """An entity of its members' places, without those that rules gave to others."""
        if entries is None:
            entries = self._register.entries(members)
        surfaces: Counter[str] = Counter()
        spans: dict[str, list[Span]] = defaultdict(list)
        for number in members:
            if number in entries:
                self._gather(number, entries[number], surfaces, spans)
        if group and group.wanted:
            for path, wanted in self._wanted.items():
                for spot, standing in self._spots(wanted):
                    if standing is group:
                        surfaces[spot.text] += 1
                        spans[path].append(spot.span)
        return Entity(
            head.id, head.name, head.kind,
            tuple(sorted(surfaces, key=lambda s: (-surfaces[s], s))),
            {path: tuple(sorted(found)) for path, found in sorted(spans.items())},
        )  # fmt: skip

    def _gather(
        self, number: int, entry: Entry, surfaces: Counter[str], spans: dict[str, list[Span]]
    ) -> None:
        dropped = self._applied.dropped.get(number, ())
        kept = [not dropped or plain(alias) not in dropped for alias in entry.aliases]
        for path, places in entry.places.items():
            wanted = self._wanted.get(path)
            spots = [spot.span for spot, _ in self._spots(wanted)] if wanted else []
            for span, alias in places:
                if kept[alias] and not (spots and _meets(span, spots)):
                    surfaces[entry.aliases[alias]] += 1
                    spans[path].append(span)

    def load(self, numbers: Iterable[int]) -> None:
        """Have what some entities are called at hand."""
        self._applied.load(numbers)


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span.meets(other) for other in others)
