"""From a draft to an article: what is missing is filled in from the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import PurePosixPath

from reader.articles.article import Article, Metadata, Origin, Value
from reader.articles.bare import told_by
from reader.articles.dates import iso_date
from reader.articles.formats.draft import Draft
from reader.text.blocks import blocks as find_blocks
from reader.text.canonical import without_halves
from reader.text.spans import Span

_LINES = 500_000  # of texts whose blocks are to be found: 2 to 5 µs and 200 bytes each


def compose_all(drafts: Iterable[Draft], path: str) -> tuple[Article, ...]:
    """The articles of a file; the n-th of several goes by its path and ``#n``.

    Raises:
        ValueError: they have more lines than any text; or what the format raises.
    """
    found = list(drafts)
    if sum(draft.text.count("\n") for draft in found if draft.blocks is None) > _LINES:
        raise ValueError(f"more than {_LINES:,} lines in it")
    several = len(found) > 1
    return tuple(
        compose(draft, f"{path}#{n}" if several else path)
        for n, draft in enumerate(found, 1)
        if draft.text.strip()
    )


def compose(draft: Draft, path: str) -> Article:
    """The article at a path.

    Metadata in order of trust: what the format knows (front matter), what the text tells, what the
    file's name tells.
    """
    draft = _sound(draft)
    blocks = draft.blocks
    boilerplate = draft.boilerplate
    meta = draft.meta
    if blocks is None:
        told = told_by(draft.text, find_blocks(draft.text))
        blocks, boilerplate = told.blocks, (*boilerplate, *told.boilerplate)
        meta = _first_known(meta, told.meta)
    elif meta.title is None:
        meta = _first_known(meta, told_by(draft.text, blocks).meta)
    return Article(
        path=path,
        text=draft.text,
        blocks=blocks,
        meta=_first_known(meta, _told_by_name(path)),
        boilerplate=_merged(boilerplate),
        notes=draft.notes,
    )


def _sound(draft: Draft) -> Draft:
    """A draft that can be saved and printed; every offset stays."""
    changes = {
        f.name: replace(value, text=text)
        for f in fields(draft.meta)
        if (value := getattr(draft.meta, f.name))
        and (text := without_halves(value.text)) != value.text
    }
    text = without_halves(draft.text)
    if not changes and text is draft.text:
        return draft
    return replace(draft, text=text, meta=replace(draft.meta, **changes))


def _first_known(*sources: Metadata) -> Metadata:
    out = sources[0]
    for source in sources[1:]:
        missing = {
            f.name: getattr(source, f.name) for f in fields(out) if getattr(out, f.name) is None
        }
        out = replace(out, **missing)
    return out


def _told_by_name(path: str) -> Metadata:
    date = iso_date(PurePosixPath(path).name)
    precise = len(date) >= len("2024-03")  # a lone year in a name is as often a number
    return Metadata(date=Value(date, Origin.FILE_NAME) if precise else None)


def _merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
