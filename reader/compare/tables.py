"""The comparisons as rows with stable keys, as the command line prints them and files keep them.

Every row carries its source: ``path``, ``span`` (code points) and ``paragraph`` (from 1); the last
two are none where the row says that something is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isinf
from typing import Any

from reader.compare.draft import Finding
from reader.compare.matrix import Row
from reader.compare.numbers import Figure, Group
from reader.compare.reuse import Reuse
from reader.compare.source import Source
from reader.compare.timeline import Event
from reader.compare.variants import Relation, Utterance
from reader.compare.wording import KeyWord, Naming, Verb
from reader.text.spans import Span

Record = dict[str, Any]


def quote_records(sources: Sequence[Source], found: Iterable[Utterance]) -> Iterator[Record]:
    """One row a statement; ``utterance`` numbers those that are one utterance, from 1."""
    texts = _texts(sources)
    for number, utterance in enumerate(found, 1):
        for version in utterance.versions:
            for statement in version.statements:
                alone = utterance.is_alone and version.relation is Relation.FIRST
                yield {
                    "utterance": number,
                    "speaker": utterance.speaker.name,
                    "speaker_id": utterance.speaker.id,
                    "speaker_sort": str(utterance.speaker.sort),
                    "named": statement.speaker.name,
                    "manner": str(statement.manner),
                    "verb": statement.verb,
                    "words": statement.words(texts[statement.path]),
                    "quoted": [list(span) for span in statement.quoted],
                    "version": "only here" if alone else str(version.relation),
                    "changes": [{"kind": c.kind, "words": c.words} for c in version.changes],
                    "path": statement.path,
                    "span": list(statement.span),
                    "paragraph": statement.paragraph,
                }


def number_records(groups: Iterable[Group]) -> Iterator[Record]:
    """One row a figure; ``group`` numbers those on one thing, from 1.  An open end is null."""
    for number, group in enumerate(groups, 1):
        for figure in group.figures:
            yield {
                "group": number,
                "what": figure.what.words or group.what,
                "words": figure.words,
                "low": _finite(figure.quantity.low),
                "high": _finite(figure.quantity.high),
                "unit": figure.quantity.unit,
                "rough": figure.quantity.rough,
                "differs": group.differ,
                "speaker": figure.speaker.name if figure.speaker else "",
                "date": figure.date,
                **_place(figure),
            }


def _place(figure: Figure) -> Record:
    return {"path": figure.path, "span": list(figure.span), "paragraph": figure.paragraph}


def timeline_records(sources: Sequence[Source], events: Iterable[Event]) -> Iterator[Record]:
    """One row a report; ``event`` numbers those of one event, from 1; no ``date``: unresolved."""
    texts = _texts(sources)
    for number, event in enumerate(events, 1):
        for report in event.reports:
            yield {
                "event": number,
                "date": event.iso,
                "words": report.words,
                "unresolved": report.moment.reason,
                "sentence": " ".join(report.sentence.of(texts[report.path]).split()),
                "path": report.path,
                "span": list(report.sentence),
                "paragraph": report.paragraph,
            }


def shared_records(sources: Sequence[Source], found: Reuse) -> Iterator[Record]:
    """One row a place of a shared passage; ``passage`` numbers the passages, from 1."""
    by_path = {source.path: source for source in sources}
    for number, passage in enumerate(found.passages, 1):
        for place in passage.places:
            source = by_path[place.path]
            yield {
                "passage": number,
                "words": place.words,
                "verbatim": passage.verbatim,
                "text": " ".join(place.span.of(source.text).split()),
                "path": place.path,
                "span": list(place.span),
                "paragraph": source.article.paragraph_at(place.span.start),
            }


def matrix_records(rows: Iterable[Row]) -> Iterator[Record]:
    """One row an entity and article that names it: count, first paragraph, and where."""
    for row in rows:
        for path, cell in row.cells.items():
            yield {
                "id": row.id,
                "name": row.name,
                "kind": str(row.kind),
                "count": cell.count,
                "articles": len(row.cells),
                "path": path,
                "span": list(cell.mentions[0]),
                "paragraph": cell.paragraph,
            }


def wording_records(
    sources: Sequence[Source],
    named: Iterable[Naming],
    said: Iterable[Verb],
    keys: Iterable[KeyWord],
) -> Iterator[Record]:
    """Names, verbs of attribution and key words, told apart by ``aspect``."""
    articles = {source.path: source.article for source in sources}

    def row(told: tuple[str, str, str], path: str, spans: Sequence[Span]) -> Record:
        first = spans[0] if spans else None  # a key word that this article has not
        aspect, of, word = told
        return {
            "aspect": aspect, "of": of, "words": word, "count": len(spans), "others": None,
            "likelihood": None, "path": path, "span": list(first) if first else None,
            "paragraph": articles[path].paragraph_at(first.start) if first else None,
        }  # fmt: skip

    for naming in named:
        for form, spans in naming.forms.items():
            yield row(("name", naming.name, form), naming.path, spans)
    for verb in said:
        yield row(("verb", "", verb.verb), verb.path, verb.cues)
    for key in keys:
        yield {
            **row(("key word", "", key.word), key.path, key.places),
            "others": key.count_other,
            "likelihood": round(key.likelihood, 2),
        }


def check_records(found: Iterable[Finding]) -> Iterator[Record]:
    """One row a quotation or figure of a draft, as the contract of ``check`` has it."""
    for finding in found:
        yield {
            "line": finding.line,
            "text": finding.text,
            "verdict": str(finding.verdict),
            "path": finding.path or None,
            "span": list(finding.there) if finding.there else None,
            "found": finding.found,
        }


def _texts(sources: Sequence[Source]) -> Mapping[str, str]:
    return {source.path: source.text for source in sources}


def _finite(number: float) -> float | int | None:
    if isinf(number):
        return None
    return int(number) if number == int(number) else number
