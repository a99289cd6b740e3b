"""What happened when, and which article reports it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.compare.groups import Groups
from reader.compare.moments import Moment, moments
from reader.compare.source import Source
from reader.compare.terms import Weights, content, cosine, words
from reader.text.spans import Span

_SAME = 0.3  # cosine of two sentences of one day that tell of one thing


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence that names a time; ``paragraph`` counts from 1."""

    path: str
    moment: Moment
    words: str
    sentence: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Event:
    """What one or several articles report of one time; ``iso`` is empty where it is unresolved."""

    iso: str
    start: dt.date | None
    reports: tuple[Report, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The articles that report it."""
        return tuple(dict.fromkeys(report.path for report in self.reports))


def reports(source: Source) -> tuple[Report, ...]:
    """Every time that an article names, in order."""
    text, written = source.text, source.article.card().date
    return tuple(
        Report(
            source.path, moment, moment.span.of(text), sentence,
            source.article.paragraph_at(moment.span.start),
        )
        for sentence in source.sentences
        for moment in moments(text, sentence, written)
    )  # fmt: skip


def timeline(sources: Sequence[Source]) -> tuple[Event, ...]:
    """The events of several articles, the oldest first; what nobody can date stands at the end.

    Sentences of different articles are one event where they name the same time and share their
    weightier words.
    """
    found = [report for source in sources for report in reports(source)]
    texts = {source.path: source.text for source in sources}
    terms = [content(words(texts[r.path], r.sentence)) for r in found]
    weights = Weights(terms)
    vectors = [weights.vector(t) for t in terms]
    groups = Groups(len(found))
    by_time: dict[str, list[int]] = defaultdict(list)
    for n, report in enumerate(found):
        by_time[report.moment.iso].append(n)
    for iso, members in by_time.items():
        for at, a in enumerate(members if iso else ()):
            for b in members[at + 1 :]:
                same_sentence = found[a].sentence == found[b].sentence
                if found[a].path != found[b].path:
                    if cosine(vectors[a], vectors[b]) >= _SAME:
                        groups.join(a, b)
                elif same_sentence:
                    groups.join(a, b)
    return tuple(_in_order(_event([found[n] for n in m]) for m in groups.members()))


def _event(members: list[Report]) -> Event:
    first = members[0].moment
    seen = {(r.path, r.sentence): r for r in reversed(members)}
    kept = tuple(sorted(seen.values(), key=members.index))
    return Event(first.iso, first.start, kept)


def _in_order(events: Iterable[Event]) -> list[Event]:
    last = dt.date.max
    return sorted(events, key=lambda e: (e.start is None, e.start or last, e.iso))
