"""Articles that a library has twice: the same text, or nearly."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.options import Form

if TYPE_CHECKING:
    from reader.articles.article import Article
    from reader.articles.library import Library

FIELDS = ("share", "path", "other")


@dataclass(frozen=True, slots=True)
class Twins:
    """Two articles, and the share of their words that stands in both: 1 is the very same text."""

    share: float
    path: str
    other: str


def sameness(article: Article) -> str:
    """What two articles have in common that differ in blanks and line ends at most."""
    from reader.text.canonical import digest

    return digest(" ".join(article.text.split()))


def twins(library: Library) -> list[Twins]:
    """The duplicates of a library, the same texts first.

    Of several with one text each is set beside the first; near ones are found among the first of
    each text, by passages of twelve words or more (see :mod:`reader.compare.reuse`).
    """
    from reader.compare.reuse import reuse

    alike: dict[str, list[str]] = defaultdict(list)
    bodies: list[tuple[str, str]] = []
    total = len(library.scanned.entries)
    with output.Progress("reading") as progress:
        for done, reading in enumerate(library.readings(), 1):
            for article in reading.articles:
                key = sameness(article)
                if key not in alike:
                    bodies.append((article.path, article.body))
                alike[key].append(article.path)
            progress(done, total)
    same = [Twins(1.0, first, other) for first, *others in alike.values() for other in others]
    near = [Twins(share, path, other) for path, other, share in reuse(bodies).twins]
    return same + sorted(near, key=lambda pair: -pair.share)


def emit_duplicates(library: Library, form: str | None) -> None:
    """Print the duplicates of a library."""
    found = twins(library)
    rows = [(pair.share, pair.path, pair.other) for pair in found]
    match form:
        case Form.JSON:
            output.emit_json([dict(zip(FIELDS, row, strict=True)) for row in rows])
        case Form.CSV:
            output.emit_csv(FIELDS, rows)
        case Form.MD:
            output.emit_md(FIELDS, rows)
        case _:
            for pair in found:
                told = "same" if pair.share == 1 else f"{pair.share:.0%}"
                output.emit_row([told, pair.path, pair.other])
    if not found:
        output.note(f"no two articles in {library.root} have the same text, or nearly")
