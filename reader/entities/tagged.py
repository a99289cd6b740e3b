"""One text as it was tagged: its mentions, and the paragraph and sentence each one stands in."""

from __future__ import annotations

import hashlib
import json
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reader.articles.article import Article
from reader.entities.kinds import Kind
from reader.entities.mention import Mention
from reader.entities.recogniser import Recogniser
from reader.text.finding import Edges, Folded, find
from reader.text.sentences import sentences
from reader.text.spans import Span, holding

Place = tuple[int, int]
"""Which passage of its article a mention stands in, and which sentence of it, both from 0."""


class Spot(NamedTuple):
    """Where a name stands that the user wants to be an entity, and the words that stand there."""

    span: Span
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Tagged:
    """``places`` goes with ``mentions``, one for one."""

    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()

    def fits(self, article: Article) -> bool:
        """Whether these can be the mentions of an article."""
        return all(m.span.of(article.text) == m.text for m in self.mentions)

    def packed(self) -> bytes:
        """As bytes, with a checksum."""
        rows = [
            (*mention.span, mention.kind.value, mention.text, *place)
            for mention, place in zip(self.mentions, self.places, strict=True)
        ]
        return zlib.compress(
            json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"), 1
        )


def unpacked(blob: bytes) -> Tagged | None:
    """What was packed; ``None`` if it is damaged."""
    try:
        rows = json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))
        return Tagged(
            tuple(Mention(Span(int(r[0]), int(r[1])), Kind(r[2]), str(r[3])) for r in rows),
            tuple((int(r[4]), int(r[5])) for r in rows),
        )
    except (zlib.error, ValueError, TypeError, IndexError):
        return None


def tag(article: Article, recogniser: Recogniser) -> Tagged:
    """Find the mentions of an article, and where they stand."""
    mentions = recogniser.mentions(article)
    return Tagged(mentions, tuple(places(article, [m.span.start for m in mentions])))


def spots(article: Article, names: Iterable[str]) -> dict[str, tuple[Spot, ...]]:
    """Where names stand in an article as whole words, boilerplate aside.

    A name in small letters is found in capitals too, another one only as it is written.
    """
    folded = Folded(article.body)
    out = {}
    for name in names:
        spans = [
            s for s in find(folded, name, Edges.WHOLE) if _is_written(s.of(article.text), name)
        ]
        at = places(article, [span.start for span in spans])
        out[name] = tuple(Spot(s, s.of(article.text), p) for s, p in zip(spans, at, strict=True))
    return out


def _is_written(words: str, name: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return name == name.lower() or letters == [c for c in name if c.isalpha()]


def places(article: Article, offsets: list[int]) -> Iterator[Place]:
    """The passage and sentence of each offset."""
    starts: dict[int, list[int]] = {}
    for offset in offsets:
        passage = max(0, holding(article.passages, offset))
        if passage not in starts and article.passages:
            span = article.passages[passage]
            starts[passage] = [span.start + s.start for s in sentences(span.of(article.text))]
        yield passage, max(0, bisect_right(starts.get(passage, []), offset) - 1)


def text_key(article: Article) -> str:
    """The text's digest, and of where its passages are: another format may part it otherwise."""
    parts = hashlib.sha256(repr((article.passages, article.boilerplate)).encode()).hexdigest()
    return f"{article.digest}-{parts[:8]}"
