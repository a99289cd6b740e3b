"""Articles side by side: their columns, what is nearest, and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.articles.library import Library
from reader.ui.panes.document import DocumentPane
from tests.ui.pilot import Hands, reading
from tests.ui.test_marking import exact, saved

FIRST = """The Harbour Is Shut

The harbour of Elmsworth was shut on Monday after the old crane fell into the basin.

Two dockers were taken to hospital with broken ribs, the port office said.

The mayor will speak on Friday about the price of bread.
"""
SECOND = """Bread and Cranes

Bakers in Elmsworth ask a higher price for bread, and the mayor will speak of it on Friday.

Nobody knows who is to pay for the flour that was lost.

The crane that fell into the basin was forty years old, and the harbour stays shut.
"""
THIRD = """Football

The eleven of Northam won by four goals on Sunday, before an empty stand.

Their keeper let nothing through. Two dockers play in the team.
"""


@pytest.fixture
def town(make_library: Callable[..., Library]) -> Library:
    """Two articles on one event and one on something else."""
    return make_library({"1.txt": FIRST, "2.txt": SECOND, "3.txt": THIRD})


async def side_by_side(hands: Hands, query: str) -> tuple[DocumentPane, ...]:
    """What a query finds, side by side."""
    await hands.type("g/")
    await hands.type(query)
    await hands.press("escape")
    await hands.type("gdgc")
    return hands.app.main.columns


def lit(column: DocumentPane, layer: str = "nearest") -> list[str]:
    """The words that a layer lights in a column."""
    spans = column._layers._layers[layer].highlights
    return [column.page.text[start:end] for start, end, _ in spans]


def paths(hands: Hands) -> list[str]:
    """The articles of the columns, from the left."""
    return [column.article.path for column in hands.app.main.columns if column.article]


async def turn(hands: Hands, column: DocumentPane) -> None:
    """Give a column the keys."""
    while hands.app.main.document is not column:
        await hands.press("tab")


async def test_the_nearest_passage_is_lit_in_the_other_and_followed(town: Library) -> None:
    async with reading(town, (80, 12), article="1.txt") as hands:
        one, other = await side_by_side(hands, "elmsworth")
        assert paths(hands) == ["1.txt", "2.txt"]
        assert hands.app.main.document is one
        assert not hands.app.main.search.display
        await hands.type("}")
        (crane,) = lit(other)
        assert crane.startswith("The crane that fell into the basin")
        assert any("▌The crane that fell" in row for row in hands.screen())
        assert "2: ¶3" in hands.status()
        assert lit(one) == []
        await hands.type("}}")
        assert lit(other)[0].startswith("Bakers in Elmsworth")
        assert any("▌Bakers in Elmsworth" in row for row in hands.screen())
        assert other.caret.offset == 0
        await hands.type("{")
        assert lit(other) == []
        assert "2: none near" in hands.status()
        await hands.type("}]c")  # to the passage lit, which has the keys now
        assert hands.app.main.document is other
        assert other.page.text[other.caret.offset :].startswith("Bakers")
        assert lit(one)[0].startswith("The mayor will speak")
        assert lit(other) == []
        await hands.press("ctrl+o")
        assert (hands.app.main.document, other.caret.offset) == (other, 0)


async def test_each_column_has_its_own_caret_find_and_marks(town: Library) -> None:
    async with reading(town, article="1.txt") as hands:
        columns = await side_by_side(hands, "elmsworth OR northam")
        one, two, three = (columns[paths(hands).index(f"{n}.txt")] for n in (1, 2, 3))
        await hands.type("/")
        await hands.type("harbour")
        await hands.press("enter")
        assert len(lit(one, "found")) == 2
        assert lit(two, "found") == lit(three, "found") == []
        await hands.type("n")
        at = one.caret.offset
        await turn(hands, two)
        await hands.type("n")  # nothing was looked for here
        assert lit(two, "found") == []
        await hands.type("/")
        await hands.type("flour")
        await hands.press("enter")
        await hands.type("vis")
        await hands.press("enter")
        await turn(hands, one)
        assert one.caret.offset == at
        assert lit(two, "found") == ["flour"]
        assert lit(one, "current") == ["harbour"]
        await hands.type("n")  # what was looked for here, still: from the last on to the first
        assert one.caret.offset == FIRST.index("Harbour")
        await hands.type("vis")
        await hands.press("enter")
        await turn(hands, three)
        await hands.type("}vis")
        await hands.press("enter")
        assert {exact(mark)[:9] for mark in saved(town.root / "annotations")} == {
            "Nobody kn", "The Harbo", "The eleve",
        }  # fmt: skip
        for column, marked in ((one, "The Harbour"), (two, "Nobody"), (three, "The eleven")):
            assert lit(column, "mark")[0].startswith(marked)
        await hands.type("uu")  # the last change first, whichever column has the keys
        assert (lit(three, "mark"), lit(one, "mark")) == ([], [])
        assert lit(two, "mark")
        await hands.type("hhh")  # nothing is left of the first
        assert hands.app.main.document is columns[0]
        await hands.type("lll")
        assert hands.app.main.document is columns[2]


async def test_a_link_joins_two_columns_and_is_followed_between_them(town: Library) -> None:
    async with reading(town, article="1.txt") as hands:
        one, other = await side_by_side(hands, "elmsworth")
        await hands.type("}pl}}}")
        assert "link from" in hands.status()
        await hands.type("p")
        assert len(saved(town.root / "annotations")) == 2
        assert lit(one, "mark")
        assert lit(other, "mark")
        await hands.type("gp")
        assert hands.app.main.document is one
        assert paths(hands) == ["1.txt", "2.txt"]
        await hands.press("ctrl+o")
        assert hands.app.main.document is other


async def test_marked_articles_stand_side_by_side_at_most_four(
    make_library: Callable[..., Library],
) -> None:
    files = {f"{n}.txt": text for n, text in enumerate((FIRST, SECOND, THIRD, FIRST, SECOND), 1)}
    async with reading(make_library(files), article="2.txt") as hands:
        await hands.type("grggxxgc")
        assert paths(hands) == ["1.txt", "2.txt"]
        assert hands.app.main.document is hands.app.main.columns[1]
        await hands.type("JJ")  # passes over what stands beside it
        assert paths(hands) == ["1.txt", "4.txt"]
        await hands.press("ctrl+o", "ctrl+o")
        assert paths(hands) == ["1.txt", "2.txt"]
        await hands.type("qgrGxkxkkxgc")
        assert paths(hands) == ["1.txt", "2.txt", "5.txt", "4.txt"]
        assert "the first 4 of 5 marked" in hands.status()
        assert all(column.size.width > 20 for column in hands.app.main.columns)
        await hands.type("gcgrXggxgc")  # one alone, with what is most like it
        assert paths(hands)[:2] == ["1.txt", "4.txt"]


async def test_leaving_finds_everything_as_it_was(town: Library) -> None:
    async with reading(town, article="1.txt") as hands:
        await hands.type("---")
        main, view = hands.app.main, hands.app.main.view
        home, width = main.document, main.document.column
        _, other = await side_by_side(hands, "elmsworth")
        await hands.type("---")
        await hands.press("tab")
        await hands.type("}}")
        at = other.caret.offset
        assert main.view == {**view, "pane": "document"}
        await hands.type("q")
        assert main.document is home
        assert home.article
        assert (home.article.path, home.caret.offset, home.column) == ("2.txt", at, width)
        assert main.search.display
        assert main.side.display
        assert not list(main.query(".aligned"))
        await hands.type("gcge")  # a pane that has no place beside columns
        assert main.side.rows.has_focus
        assert not main.is_aligned
        await hands.press("ctrl+o")
        assert paths(hands) == ["2.txt", "1.txt"]
        assert main.columns[0].caret.offset == at
        await hands.press("escape")
        assert not main.is_aligned


async def test_as_many_columns_show_as_there_is_room_for(town: Library) -> None:
    async with reading(town, (120, 36), article="1.txt") as hands:
        columns = await side_by_side(hands, "elmsworth OR northam")
        main = hands.app.main
        await hands.type("}}")
        at = columns[0].caret.offset
        shown = []
        for size in ((120, 36), (80, 24), (40, 12), (120, 36)):
            await hands.pilot.resize_terminal(*size)
            await hands.settle()
            shown.append([column.display for column in columns])
            if size == (40, 12):
                assert "1 of 3" in hands.status()
                await hands.press("tab", "tab")
                assert [column.display for column in columns] == [False, False, True]
                await hands.press("tab")
        one, two, three = [True, False, False], [True, True, False], [True, True, True]
        assert shown == [three, two, one, three]
        assert (main.document, columns[0].caret.offset) == (columns[0], at)
        await hands.type("zm")
        assert [column.display for column in columns] == one
        await hands.press("escape")
        assert [column.display for column in columns] == three
        await hands.pilot.click(columns[2], offset=(8, 6))
        await hands.settle()
        assert main.document is columns[2]
        assert columns[2].caret.offset > 0


async def test_the_place_is_kept_while_the_text_is_not_on_the_screen(town: Library) -> None:
    async with reading(town, article="1.txt") as hands:
        await hands.type("}}")
        at = hands.app.main.document.caret.offset
        await hands.type("gr")
        await hands.press("ctrl+q")
    async with reading(town, (40, 12)) as hands:
        assert not hands.app.main.query_one("#reading").display
        assert hands.app.main.document.caret.offset == at
        await hands.type("gd")
        assert any("Two dockers" in row for row in hands.screen())
