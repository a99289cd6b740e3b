"""How each article words the same things: names, verbs of attribution, key words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.compare.nouns import PEOPLE, singular
from reader.compare.quotes import Statement
from reader.compare.source import Named, Source
from reader.compare.terms import content, words
from reader.entities.kinds import FIGURES, Kind
from reader.text.spans import Span

SURE = 6.63
"""Log-likelihood at which a difference is chance once in a hundred (1 degree of freedom)."""

_FEWEST = 3  # uses of a key word
_TITLE_WORDS = 4  # before a name
_OFFICES = frozenset(
    """
    Prime Vice Deputy Foreign Defense Defence Interior Finance State National Security Council Chief
    Former former US U.S Israeli American British French German Russian Iranian Egyptian Palestinian
    prime vice deputy foreign defense defence interior finance national security opposition
    """.split()
)


@dataclass(frozen=True, slots=True)
class Naming:
    """How one article calls one entity: each form with the places where it stands."""

    id: str
    name: str
    kind: Kind
    path: str
    forms: Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of attribution in one article, and the places of its cues."""

    verb: str
    path: str
    cues: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A word that an article uses more (or less) than the others do.

    ``likelihood`` is the log-likelihood ratio (Dunning 1993; Rayson and Garside 2000), negative
    where it is used less; ``count`` of ``total`` words here, ``count_other`` of ``total_other``
    there; ``word`` is its commonest form, ``places`` where it stands here.
    """

    word: str
    path: str
    likelihood: float
    count: int
    total: int
    count_other: int
    total_other: int
    places: tuple[Span, ...]


def namings(sources: Iterable[Source], fewest_articles: int = 2) -> tuple[Naming, ...]:
    """How the articles name what at least some of them name, titles before a name included."""
    forms: dict[str, dict[str, dict[str, list[Span]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    first: dict[str, Named] = {}
    for source in sources:
        for mention in source.mentions:
            if mention.kind in FIGURES:
                continue
            first.setdefault(mention.id, mention)
            span = _titled(source, mention)
            words_ = " ".join(span.of(source.text).split())
            forms[mention.id][source.path][words_].append(span)
    return tuple(
        Naming(
            id_, first[id_].name, first[id_].kind, path,
            {
                form: tuple(spans)
                for form, spans in sorted(by_form.items(), key=lambda item: -len(item[1]))
            },
        )
        for id_, by_path in forms.items()
        if len(by_path) >= fewest_articles
        for path, by_form in by_path.items()
    )  # fmt: skip


def _titled(source: Source, mention: Named) -> Span:
    """A mention with the title before it: “Defense Minister Yoav Gallant”."""
    if mention.kind is not Kind.PERSON:
        return mention.span
    before = source.text[max(0, mention.span.start - 60) : mention.span.start]
    found = [w for w in words(before) if w.end >= 0]
    start, offset = mention.span.start, mention.span.start - len(before)
    taken = False
    for word in reversed(found[-_TITLE_WORDS:]):
        between = source.text[offset + word.end : start]
        as_written = before[word.start : word.end]
        noun = singular(as_written)
        attached = taken and as_written in _OFFICES
        if between.strip() or not (noun in PEOPLE or attached):
            break
        taken = True
        start = offset + word.start
    return Span(start, mention.span.end)


def verbs(statements: Iterable[Statement]) -> tuple[Verb, ...]:
    """The verbs of attribution of each article, most used first."""
    cues: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for statement in statements:
        if statement.verb:
            cues[statement.path, statement.verb].append(statement.cue)
    ordered = sorted(cues.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
    return tuple(Verb(verb, path, tuple(spans)) for (path, verb), spans in ordered)


def key_words(sources: Sequence[Source], fewest: int = _FEWEST) -> tuple[KeyWord, ...]:
    """The words by which each article differs from the others, the surest first.

    Only differences that are chance less than once in a hundred, of words used at least ``fewest``
    times; with one article there is nothing to differ from.
    """
    places: dict[str, dict[str, list[Span]]] = {source.path: _places(source) for source in sources}
    counts = {
        path: Counter({term: len(spans) for term, spans in found.items()})
        for path, found in places.items()
    }
    every: Counter[str] = Counter()
    for counted in counts.values():
        every.update(counted)
    texts = {source.path: source.text for source in sources}
    written: dict[str, str] = {}
    everything = every.total()
    out: list[KeyWord] = []
    for source in sources:
        ours, total = counts[source.path], counts[source.path].total()
        other = everything - total
        for term, in_all in every.items():
            here = ours[term]
            if max(here, in_all - here) < fewest or not other or not total:
                continue
            ratio = _likelihood(here, total, in_all - here, other)
            if abs(ratio) >= SURE:
                if term not in written:
                    written[term] = _commonest(texts, places, term)
                spans = tuple(places[source.path].get(term, ()))
                out.append(
                    KeyWord(
                        written[term], source.path, ratio, here, total, in_all - here, other, spans
                    )
                )
    return tuple(sorted(out, key=lambda k: (k.path, -k.likelihood, k.word)))


def _places(source: Source) -> dict[str, list[Span]]:
    """Where each content word of an article stands."""
    found = [word for span in source.paragraphs for word in words(source.text, span)]
    kept = set(content(found))
    places: dict[str, list[Span]] = defaultdict(list)
    for word in found:
        if word.term in kept and not word.term[0].isdigit():
            places[word.term].append(Span(word.start, word.end))
    return places


def _commonest(
    texts: Mapping[str, str], places: Mapping[str, Mapping[str, list[Span]]], term: str
) -> str:
    """A term as it is written most often."""
    forms = Counter(
        span.of(text) for path, text in texts.items() for span in places[path].get(term, ())
    )
    return max(forms, key=lambda form: (forms[form], form))


def _likelihood(here: int, total: int, there: int, other: int) -> float:
    """The log-likelihood ratio of two frequencies, negative where the first is the smaller."""
    share = (here + there) / (total + other)
    ratio = 2 * sum(
        count * math.log(count / (share * size))
        for count, size in ((here, total), (there, other))
        if count
    )
    return ratio if here / total >= there / other else -ratio
