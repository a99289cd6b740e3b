"""Ten thousand marks in a library: the list opened, filtered at each key, sorted, changed."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest import mock

from reader.annotations.annotation import new_annotation
from reader.annotations.history import Edit
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.text.spans import Span
from tests.bench.clock import Row, cpu
from tests.ui.pilot import reading

_ARTICLES = 200
_MARKS = 50  # on each
_TYPED = ("c", "claim", "tag:claim", "color:3 has:note", "is:orphan", "number 7 -who")


def rows() -> list[Row]:
    """Milliseconds of processor time; a key that takes more than 100 is felt."""
    with tempfile.TemporaryDirectory() as folder:
        names = ("CACHE", "DATA", "STATE", "CONFIG")
        home = {f"XDG_{name}_HOME": f"{folder}/{name}" for name in names}
        with mock.patch.dict(os.environ, home):
            return asyncio.run(_rows(_library(Path(folder) / "library")))


def _library(root: Path) -> Library:
    root.mkdir()
    for n in range(_ARTICLES):
        prose = "\n\n".join(
            f"The White House said on Monday that crossing {n} number {k} “would open again”, and "
            f"{7 * k} trucks waited near Rafah. Nobody answered question {k} of {n}."
            for k in range(_MARKS)
        )
        (root / f"{n:03}.txt").write_text(f"Article Number {n} of Many\n\n{prose}\n", "utf-8")
    library = Library(root)
    shelf = Shelf(library)
    for n in range(_ARTICLES):
        article = library.article(f"{n:03}.txt")
        edits = []
        for k in range(_MARKS):
            start = article.text.index(f"crossing {n} number {k} ")
            note = "" if k % 3 else f"Who counted these {k}?"
            tags = ("who",) if k % 5 else ("claim/figure",)
            span = Span(start, start + 60)
            mark = new_annotation(article, span, note=note, tags=tags, color=k % 8 + 1)
            edits.append(Edit(article.path, None, mark))
        shelf.apply("highlight", edits, {article.path: article})
    return library


async def _rows(library: Library) -> list[Row]:
    async with reading(library, article="000.txt") as hands:
        list_ = hands.app.reviewing
        await hands.type("ga")
        list_.scope = "library"
        out = [Row("the list of the library, opened first", cpu(list_.refresh, runs=1))]
        list_.scope = "article"
        await hands.type("ga")
        out.append(Row("the list of the library, opened again", cpu(list_.refresh)))

        def typed(words: str) -> Callable[[], None]:
            return lambda: list_.narrow(words)

        out += [Row(f"a key of the filter: {words}", cpu(typed(words))) for words in _TYPED]
        list_.narrow("")
        await hands.type("s")
        out.append(Row("sorted by date", cpu(list_._sort)))
        keys = [entry.key for entry in list_.entries[:1000]]
        shelf = hands.app.desk.shelf
        colours = iter([2, 3, 4, 5, 6, 7])

        def recolour() -> None:
            color = next(colours)
            shelf.rework("recolour", keys, lambda mark: replace(mark, color=color))

        out.append(Row("1,000 recoloured and saved", cpu(recolour)))
        return out
