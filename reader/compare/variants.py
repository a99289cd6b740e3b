"""The same utterance in several articles: verbatim, cut, expanded, changed or paraphrased."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from itertools import combinations

from reader.compare.groups import Groups
from reader.compare.quotes import Statement
from reader.compare.source import Source
from reader.compare.speaker import Speaker
from reader.compare.terms import content, plain, words

_SHARED = 0.6  # share of the shorter one's words that stand in the longer in the same order
_RETOLD = 0.5  # share of the shorter one's content that a paraphrase by the same speaker keeps
_RETOLD_BY_OTHER = 0.8
_FEWEST = 3  # content words that a paraphrase shares
_TWISTING = frozenset(
    "not no never nor neither none nothing without cannot can't won't don't isn't".split()
)
_COMMON = 40  # statements that share a word before it says nothing


class Relation(StrEnum):
    """How a version of an utterance stands to the first one."""

    FIRST = "first"
    VERBATIM = "verbatim"
    CUT = "cut"
    EXPANDED = "expanded"
    CHANGED = "changed"  # in quotation marks, and yet other words
    PARAPHRASED = "paraphrased"


@dataclass(frozen=True, slots=True)
class Change:
    """Words that both versions have, or only one: ``same``, ``left out``, ``put in``."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Version:
    """One article's version of an utterance; ``changes`` lead from the first version to it.

    An article may tell an utterance in several statements; a part that it repeats counts once.
    """

    statements: tuple[Statement, ...]
    relation: Relation
    changes: tuple[Change, ...] = ()

    @property
    def path(self) -> str:
        """The article."""
        return self.statements[0].path


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said once and told by several articles, or told by one alone."""

    speaker: Speaker
    versions: tuple[Version, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The articles that have it."""
        return tuple(version.path for version in self.versions)

    @property
    def is_alone(self) -> bool:
        """Whether one article alone has it."""
        return len(self.versions) == 1


class _Told:
    """A statement with its words."""

    def __init__(self, statement: Statement, text: str) -> None:
        self.statement = statement
        self._text = text
        spans = statement.quoted or ((statement.reported or statement.span),)
        self._words = [word for span in spans for word in words(text, span)]

    @cached_property
    def plain(self) -> list[str]:
        return plain(self._text, self._words)

    @cached_property
    def content(self) -> frozenset[str]:
        return frozenset(content(self._words))

    @cached_property
    def shown(self) -> list[str]:
        return [self._text[w.start : w.end] for w in self._words]


def utterances(sources: Iterable[Source], statements: Iterable[Statement]) -> tuple[Utterance, ...]:
    """The statements of several articles, versions of one utterance together.

    The first version is that of the oldest article that quotes it, else of the oldest.  In order of
    the statements given.
    """
    by_path = {source.path: source for source in sources}
    told = [_Told(s, by_path[s.path].text) for s in statements]
    groups = Groups(len(told))
    for a, b in _candidates(told):
        if _is_same(told[a], told[b]):
            groups.join(a, b)
    dates = {p: s.article.card().date or "9999" for p, s in by_path.items()}
    return tuple(_utterance([told[n] for n in members], dates) for members in groups.members())


def _candidates(told: Sequence[_Told]) -> Iterator[tuple[int, int]]:
    """Pairs in different articles that share a content word that is not everybody's."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(told):
        for term in one.content:
            holders[term].append(n)
    pairs: dict[tuple[int, int], int] = defaultdict(int)
    for members in holders.values():
        if len(members) > _COMMON:
            continue
        for a, b in combinations(members, 2):
            if told[a].statement.path != told[b].statement.path:
                pairs[a, b] += 1
    yield from (pair for pair, shared in pairs.items() if shared > 1 or _is_short(told, pair))


def _is_short(told: Sequence[_Told], pair: tuple[int, int]) -> bool:
    return min(len(told[n].content) for n in pair) <= _FEWEST


def _is_same(a: _Told, b: _Told) -> bool:
    few, many = sorted((a, b), key=lambda one: len(one.plain))
    speakers = {a.statement.speaker.id or a.statement.speaker.name,
                b.statement.speaker.id or b.statement.speaker.name}  # fmt: skip
    if a.statement.quoted and b.statement.quoted:
        shared = _in_order(few.plain, many.plain)
        kept = len(few.content & many.content)
        enough = kept > 1 or (kept == len(few.content) and len(speakers) == 1)
        if shared >= _SHARED * len(few.plain) and enough:
            return len(speakers) == 1 or shared > _FEWEST
    smaller = min(len(a.content), len(b.content))
    kept = len(a.content & b.content)
    share = _RETOLD if len(speakers) == 1 else _RETOLD_BY_OTHER
    return kept >= _FEWEST and kept >= share * smaller


def _in_order(few: Sequence[str], many: Sequence[str]) -> int:
    """Words of the shorter that stand in the longer in the same order."""
    matcher = SequenceMatcher(None, many, few, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


class _Whole:
    """All that one article tells of an utterance."""

    def __init__(self, told: Sequence[_Told]) -> None:
        self.statements = tuple(one.statement for one in told)
        kept = [one for n, one in enumerate(told) if not _is_repeated(n, told)]
        self.is_quoted = any(one.statement.quoted for one in kept)
        self.plain = [word for one in kept for word in one.plain]
        self.shown = [word for one in kept for word in one.shown]


def _is_repeated(n: int, told: Sequence[_Told]) -> bool:
    """Whether a longer statement of the same article holds all of one (or an equal one before)."""
    ours = told[n].plain
    return any(
        (len(other.plain), -m) > (len(ours), -n) and _in_order(ours, other.plain) == len(ours)
        for m, other in enumerate(told)
        if m != n
    )


def _utterance(told: Sequence[_Told], dates: dict[str, str]) -> Utterance:
    by_article: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        by_article[one.statement.path].append(one)
    wholes = {path: _Whole(ones) for path, ones in by_article.items()}
    order = sorted(wholes, key=lambda path: (not wholes[path].is_quoted, dates[path]))
    first = wholes[order[0]]
    versions = [Version(first.statements, Relation.FIRST)]
    for path in order[1:]:
        other = wholes[path]
        changes = tuple(_changes(first, other))
        versions.append(Version(other.statements, _relation(first, other), changes))
    named = next((o.statement.speaker for o in told if o.statement.speaker.id), None)
    return Utterance(named or first.statements[0].speaker, tuple(versions))


def _relation(first: _Whole, other: _Whole) -> Relation:
    if first.plain == other.plain:
        return Relation.VERBATIM
    if not (other.is_quoted and first.is_quoted):
        return Relation.PARAPHRASED
    shared = _in_order(other.plain, first.plain)
    if shared == len(other.plain):
        return Relation.CHANGED if _is_twisted(first, other) else Relation.CUT
    return Relation.EXPANDED if shared == len(first.plain) else Relation.CHANGED


def _is_twisted(first: _Whole, other: _Whole) -> bool:
    """Whether a cut took a negation or a figure from between words that stayed."""
    changes = list(_changes(first, other))
    inside = [c for c in changes[1:-1] if c.kind == "left out"]
    return any(
        word.lower() in _TWISTING or any(ch.isdigit() for ch in word)
        for change in inside
        for word in change.words.replace("’", "'").split()
    )


def _changes(first: _Whole, other: _Whole) -> Iterator[Change]:
    """The word difference, in the words as each article writes them."""
    matcher = SequenceMatcher(None, first.plain, other.plain, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Change("same", " ".join(other.shown[c:d]))
        else:
            if b > a:
                yield Change("left out", " ".join(first.shown[a:b]))
            if d > c:
                yield Change("put in", " ".join(other.shown[c:d]))
