"""The list of articles: its orders, what is made of it when, and that it follows the text."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App, ComposeResult

from reader.articles.library import Library
from reader.text.spans import Span
from reader.ui.panes.rows import Item, Line, RowList
from tests.ui.pilot import Hands, reading

DATED = """---
title: {title}
date: {date}
source: {source}
---

{title}

{text}
"""


def titles(hands: Hands) -> list[str]:
    """The articles of the list by the first letter of their titles."""
    keys = [item.key for item in hands.app.main.search.rows.items]
    paths = [key[0] for key in keys if isinstance(key, tuple) and key[1] is None]
    return [hands.app.desk.cards[path].title[0] for path in paths if isinstance(path, str)]


def three(make_library: Callable[..., Library]) -> Library:
    rows = (
        ("1.md", "Crossing shut", "2024-05-01", "Wire", "Rafah was shut. Rafah was open."),
        ("2.md", "Aid waits", "2024-05-03", "Courier", "Rafah " + "waits for aid again. " * 40),
        ("3.md", "Borders", "2024-05-02", "", "Nothing of Rafah, and that is all."),
    )
    return make_library(
        {
            path: DATED.format(title=title, date=date, source=source, text=text)
            for path, title, date, source, text in rows
        }
    )


async def test_the_library_is_sorted_at_a_key_and_stays_so(
    make_library: Callable[..., Library],
) -> None:
    library = three(make_library)
    async with reading(library) as hands:
        seen = {}
        for _ in range(10):
            seen[str(hands.app.main.search.border_subtitle).strip()] = "".join(titles(hands))
            await hands.type("s")
        assert seen == {
            "by file": "CAB",
            "by title": "ABC",
            "newest first": "ABC",
            "by source": "ACB",
            "by author": "ABC",
            "by language": "ABC",
            "by format": "ABC",
            "longest first": "ABC",
            "unread first": "ABC",
            "most marks first": "ABC",
        }
        await hands.type("sss")
        assert "by source" in str(hands.app.main.search.border_subtitle)
        await hands.type("J")
        article = hands.app.main.document.article
        assert article
        assert article.path == "3.md", "the next article is the next of the list"
        await hands.press("ctrl+q")
    async with reading(library) as hands:
        assert "by source" in str(hands.app.main.search.border_subtitle)
        assert "".join(titles(hands)) == "ACB"


async def test_what_was_found_is_sorted_at_the_same_key(
    make_library: Callable[..., Library],
) -> None:
    async with reading(three(make_library)) as hands:
        await hands.type("g/rafah")
        await hands.press("escape")
        assert "best first" in str(hands.app.main.search.border_subtitle)
        await hands.type("s")
        assert "newest first" in str(hands.app.main.search.border_subtitle)
        assert "".join(titles(hands)) == "ABC"
        await hands.type("s")
        assert "by title" in str(hands.app.main.search.border_subtitle)
        await hands.type("q")
        assert "by file" in str(hands.app.main.search.border_subtitle)


async def test_the_list_follows_the_hits_that_are_walked(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        await hands.type('g/"kerem shalom" OR negotiators')
        await hands.press("enter")
        rows = hands.app.main.search.rows
        seen = []
        for _ in range(3):
            document = hands.app.main.document
            assert document.article
            seen.append(document.article.path)
            match rows.current:
                case (str() as path, (Span() | None) as span):
                    assert path == document.article.path
                    if len(seen) > 1:
                        assert span
                        assert span.start == document.caret.offset
                case other:
                    raise AssertionError(other)
            await hands.type("]s")
        assert sorted(seen) == ["crossing.txt", "crossing.txt", "talks.txt"]
        assert "the last hit" in hands.status()


async def test_more_is_found_when_the_end_of_the_list_comes_near(
    make_library: Callable[..., Library],
) -> None:
    many = make_library({f"{n:03}.txt": f"Number {n}\n\nTrucks came.\n" for n in range(120)})
    async with reading(many) as hands:
        await hands.type("g/trucks")
        assert "50 hits in 50 of 120" in "\n".join(hands.screen())
        await hands.press("escape")
        await hands.type("G")
        assert "100 hits in 100 of 120" in "\n".join(hands.screen())
        place = hands.app.main.search.rows.cursor
        assert place > 50
        await hands.type("G")
        assert "120 hits in 120 articles" in "\n".join(hands.screen())
        await hands.type("G")
        await hands.press("enter")
        await hands.type("]s")
        assert "the last hit" in hands.status()


class _Lists(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.list = RowList()

    def compose(self) -> ComposeResult:
        yield self.list

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"select-front": "#ffffff", "select-back": "#000000", "quiet": "#888888"}


async def test_rows_are_made_when_they_come_into_view() -> None:
    made = []

    def item(n: int) -> Item:
        def lines(_: int) -> list[Line]:
            made.append(n)
            return [Line(((f"number {n}", ""),))]

        return Item(n, lines, height=lambda _: 2)

    app = _Lists()
    async with app.run_test(size=(40, 20)) as pilot:
        app.list.put([item(n) for n in range(10_000)])
        await pilot.pause()
        assert sorted(made) == list(range(10))
        app.list.choose(7_000)
        await pilot.pause()
        assert len(made) <= 21
        assert 7_000 in made
        assert app.list.virtual_size.height == 20_000
        app.list.put([Item(n, lambda _: [Line()], choosable=False) for n in range(3)])
        app.list.move_rows(20)  # where nothing can be chosen, as when a filter finds none
        assert app.list.cursor == 0
