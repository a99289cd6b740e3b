"""The lists of the comparisons over real articles: rows lead into their article, and fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from reader.articles.library import Library
from reader.compare.source import Source, sources
from reader.entities.catalogue import Catalogue
from reader.text.cells import width
from reader.ui.sheets.matrix import Frame, cell_row, head, line, matrix_sheet
from reader.ui.sheets.numbers import number_sheet
from reader.ui.sheets.quotes import quote_sheet
from reader.ui.sheets.shared import shared_sheet
from reader.ui.sheets.sheet import EDGES, Sheet, joined
from reader.ui.sheets.timeline import time_sheet
from reader.ui.sheets.wording import wording_sheet

MAKERS: tuple[Callable[[Sequence[Source]], Sheet], ...] = (
    quote_sheet, number_sheet, shared_sheet, time_sheet, wording_sheet,
)  # fmt: skip


def read(library: Library) -> tuple[Source, ...]:
    catalogue = Catalogue(library)
    catalogue.update()
    return sources(library, catalogue, [article.path for article in library.articles()])


@pytest.fixture(params=["bundled", "published"])
def real(request: pytest.FixtureRequest) -> tuple[Source, ...]:
    """The bundled articles, and those published."""
    library = request.getfixturevalue(request.param)
    assert isinstance(library, Library)
    return read(library)


def test_every_row_of_every_order_leads_into_its_article_and_fits(
    real: tuple[Source, ...],
) -> None:
    texts = {source.path: source.text for source in real}
    for maker in MAKERS:
        sheet = maker(real)
        for order, sections in sheet.orders.items():
            made = sections()
            rows = list(joined(made))
            assert rows or order == "only those changed", (sheet.name, order)
            tops = [row.key for section in made for row in section.rows]
            assert len(tops) == len(set(tops)), f"two rows of {sheet.name} have one key"
            for row in rows:
                if row.passage:
                    assert 0 <= row.passage.span.start <= row.passage.span.end
                    assert row.passage.span.end <= len(texts[row.passage.path])
                for cells in (38, 78, 118):
                    lines = row.lines(cells)
                    assert row.is_long or len(lines) == 1
                    for shown in lines if not row.is_long else lines[1:]:
                        used = sum(width(words) for words, _ in shown.parts)
                        assert used <= cells - EDGES + 1, (sheet.name, row.key, cells)


def test_a_quotation_opens_on_the_words_that_the_row_shows(real: tuple[Source, ...]) -> None:
    texts = {source.path: source.text for source in real}
    for section in next(iter(quote_sheet(real).orders.values()))():
        for row in joined([section]):
            assert row.passage
            there = row.passage.span.of(texts[row.passage.path])
            assert row.words.split(" … ")[0] in there


def test_the_matrix_opens_on_a_mention_and_its_columns_stay_in_view(
    real: tuple[Source, ...],
) -> None:
    grid = matrix_sheet(real)
    texts = {source.path: source.text for source in real}
    count = len(grid.columns.paths)
    for row in grid.covered:
        for at, path in enumerate(grid.columns.paths):
            opened = cell_row(row, grid.columns, at).passage
            assert (opened is None) == (path not in row.cells)
            assert opened is None or opened.span.of(texts[path]).strip()
    for cells in (38, 78, 118):
        for at in range(count):
            frame = Frame.of(cells, count, at)
            assert at in frame.range
            top = head(frame, grid.columns)
            for row in grid.covered[:20]:
                parts = line(row, frame, grid.columns, most=20).parts
                assert sum(width(w) for w, _ in parts) <= cells - EDGES
                assert sum(width(w) for w, _ in top.parts) <= cells - EDGES
