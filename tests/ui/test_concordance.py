"""The concordance: its columns, its orders, the way into the text and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from reader.articles.library import Library
from reader.search.results import Line
from reader.text.spans import Span
from reader.ui.panes.kwic import Kwic
from reader.ui.screens.concordance import ConcordanceScreen
from tests.ui.pilot import Hands, reading


def lines(hands: Hands) -> list[str]:
    """The lines of the concordance, in their order."""
    return [row for row in hands.screen()[1:-1] if row.strip()]


async def test_a_word_stands_in_one_column_and_opens_where_it_is(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        start = document.page.text.index("Monday")
        document.go(start)
        before = document.caret.offset
        await hands.type("gk")
        assert isinstance(hands.app.screen, ConcordanceScreen)
        assert '"Monday" · 2 lines · by the words before' in hands.screen()[0]
        columns = {row.index("Monday") for row in lines(hands)}
        assert len(lines(hands)) == 2
        assert len(columns) == 1
        assert "met in Cairo on Monday" in lines(hands)[0], "Cairo stands before said"
        await hands.type("s")
        assert "by the words after" in hands.screen()[0]
        assert "Nothing was said" in lines(hands)[0]
        await hands.press("enter")
        assert document.article
        assert document.article.path == "talks.txt"
        assert document.page.text[document.caret.offset :].startswith("Monday")
        await hands.press("ctrl+o")
        assert isinstance(hands.app.screen, ConcordanceScreen)
        assert "by the words after" in hands.screen()[0]
        assert "1/2" in hands.status()
        await hands.type("q")
        assert document.article.path == "crossing.txt"
        assert document.caret.offset == before


async def test_lines_are_filtered_and_the_filter_is_left_first(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("g/cairo OR netanyahu")
        await hands.press("escape")
        await hands.type("gk")
        assert "cairo OR netanyahu · 6 lines" in hands.screen()[0]
        await hands.type("/COUNTED trucks")
        await hands.press("enter")
        assert "1 with “COUNTED trucks”" in hands.screen()[0]
        await hands.press("enter")
        assert hands.app.main.document.has_focus
        await hands.press("ctrl+o")
        assert "1 with" in hands.screen()[0]
        await hands.press("escape")
        assert "1 with" not in hands.screen()[0]
        await hands.press("escape")
        assert hands.app.screen is hands.app.main


async def test_a_selection_and_a_name_are_looked_up_whole(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        document.go(document.page.text.index("Kerem Shalom only"))
        await hands.type("vwwhgk")
        assert '"Kerem Shalom" · 2 lines' in hands.screen()[0]
        await hands.type("q")
        await hands.press("escape")
        document.go(document.page.text.index("Netanyahu spoke"))
        await hands.type("gk")
        assert 'entity:"Netanyahu" · 3 lines' in hands.screen()[0]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_it_fits_a_small_screen(own: Library, size: tuple[int, int]) -> None:
    async with reading(own, size, article="crossing.txt") as hands:
        document = hands.app.main.document
        document.go(document.page.text.index("Monday"))
        await hands.type("gk")
        assert all(cell_len(row) == size[0] for row in hands.screen())
        assert len({row.index("Monday") for row in lines(hands)}) == 1


async def test_thousands_of_lines_are_given_to_the_screen_as_they_scroll(
    make_library: Callable[..., Library],
) -> None:
    library = make_library({"long.txt": "Long\n\n" + "A truck came to the gate. " * 3000})
    async with reading(library) as hands:
        await hands.type("g/truck ")
        await hands.press("escape")
        await hands.type("gkG")
        assert "3,000/3,000" in hands.status()
        screen = hands.app.screen
        assert isinstance(screen, ConcordanceScreen)
        assert len(screen.rows._made) < 100


@pytest.mark.parametrize("cells", [36, 76, 118])
def test_the_column_holds_with_wide_letters_and_other_directions(cells: int) -> None:
    cases = [
        ("the crossing at ", "Rafah", " was shut"),
        ("加沙停火谈判在开罗举行", "拉法", "口岸关闭"),
        ("أغلق معبر ", "رفح", " أمس"),
        ("א" * 200, "רפיח", "\u202eevil\x1b[31m"),
        ("", "Rafah", ""),
    ]
    starts = set()
    for left, match, right in cases:
        found = Line("a.txt", Span(0, 5), left, match, right, 12)
        parts = Kwic(found, "标题 of it", "").rows(cells)[0].parts
        at = next(n for n, (_, look) in enumerate(parts) if look == "lit")
        starts.add(sum(cell_len(words) for words, _ in parts[:at]))
        assert sum(cell_len(words) for words, _ in parts) == cells - 2
        assert not any("\x1b" in words or "\u202e" in words for words, _ in parts)
    assert len(starts) == 1
