"""The query: how it goes on, what was searched for before, what is kept and narrowed to."""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.articles.library import Library
from reader.search.saved import Saved
from tests.ui.pilot import Hands, reading
from tests.ui.test_lists import three
from tests.ui.test_reviewing import put


def pane(hands: Hands) -> str:
    """The rows of the screen, as one text."""
    return "\n".join(hands.screen())


def query(hands: Hands) -> str:
    return hands.app.main.search.field.value


async def test_a_word_is_ended_by_the_library_and_tab_still_goes_on(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        await hands.type("g/negot")
        assert "negotiators" in pane(hands), "the end is offered behind what was typed"
        assert query(hands) == "negot"
        await hands.press("ctrl+e")
        assert query(hands) == "negotiators"
        await hands.type(" cai")
        await hands.press("right")
        assert query(hands) == "negotiators cairo"
        await hands.press("ctrl+u")
        await hands.type("is:unr")
        await hands.press("end")
        assert query(hands) == "is:unread"
        await hands.type(" negot")
        await hands.press("tab")
        assert hands.app.main.document.has_focus
        assert query(hands) == "is:unread negot"


async def test_what_was_perhaps_meant_is_taken_by_enter(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        await hands.type("g/netanyaho")
        assert "did you mean netanyahu?" in pane(hands).lower()
        assert "0 articles" in pane(hands)
        await hands.press("enter")
        assert query(hands).lower() == "netanyahu"
        assert "in 2 articles" in pane(hands)
        assert hands.app.main.search.field.has_focus
        await hands.type(" AND")
        assert "AND" in pane(hands), "what was not understood is said"


async def test_older_queries_come_back_with_up_in_a_field_that_is_not_touched(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        for words in ("cairo", "kerem"):
            await hands.type("g/")
            await hands.press("ctrl+u")
            await hands.type(words)
            await hands.press("enter")
        await hands.type("g/")
        await hands.press("ctrl+u")
        await hands.press("up")
        assert query(hands) == "kerem"
        await hands.press("up")
        assert query(hands) == "cairo"
        assert "2 articles" in pane(hands)
        await hands.press("down", "down")
        assert query(hands) == ""
        await hands.type("netan")
        before = hands.app.main.search.rows.cursor
        await hands.press("down")
        assert query(hands) == "netan"
        assert hands.app.main.search.rows.cursor > before, "what is typed moves in the list"
        await hands.press("ctrl+p")
        assert query(hands) == "kerem"
        await hands.press("escape")
        await hands.type("H")
        assert [item.key for item in hands.app.main.search.rows.items] == [
            ("query", "kerem"), ("query", "cairo"),
        ]  # fmt: skip
        await hands.type("j")
        await hands.press("enter")
        assert query(hands) == "cairo"
        await hands.type("Hq")
        assert "Talks Go On" in pane(hands)


async def test_a_search_is_saved_counted_renamed_and_removed(own: Library) -> None:
    async with reading(own) as hands:
        await hands.type("g/cairo")
        await hands.press("escape")
        await hands.type("S")
        await hands.press("ctrl+u")
        await hands.type("Where they met")
        await hands.press("enter")
        assert "saved: Where they met" in hands.status()
        await hands.type("q")
        line = next(row for row in hands.screen() if "Where they met" in row)
        assert line.split("│")[1].split()[-1] == "2", "how many articles it finds"
        assert (own.root / "searches.toml").read_text("utf-8").count("cairo") == 1
    async with reading(own) as hands:
        await hands.type("gg")
        await hands.press("enter")
        assert query(hands) == "cairo"
        await hands.type("qggR")
        await hands.press("ctrl+u")
        await hands.type("Cairo")
        await hands.press("enter")
        assert "★ Cairo" in pane(hands)
        await hands.type("ggdd")
        assert "★" not in pane(hands)
        assert "removed: Cairo (cairo)" in hands.status()
        await hands.type("dd")
        assert "no saved search" in hands.status()


async def test_facets_narrow_the_query_and_widen_it_again(
    make_library: Callable[..., Library],
) -> None:
    async with reading(three(make_library)) as hands:
        await hands.type("g/rafa")
        await hands.press("escape")
        await hands.type("F")
        rows = hands.app.main.search.rows
        assert query(hands) == "rafa*", "facets count whole words, so a beginning gets its star"
        assert "SOURCES" in pane(hands)
        assert "MONTHS" in pane(hands)
        rows.choose(("facet", "source", 'source:"Wire"'))
        await hands.press("enter")
        assert query(hands) == 'rafa* source:"Wire"'
        assert "in 1 article" in pane(hands)
        assert "✓ Wire" in pane(hands)
        rows.choose(("facet", "source", 'source:"Courier"'))
        await hands.press("enter")
        assert query(hands) == 'rafa* source:"Wire" OR source:"Courier"'
        assert "in 2 articles" in pane(hands)
        await hands.type("F")
        assert "✓" not in pane(hands)
        assert "Crossing shut" in pane(hands)
        await hands.type("F")
        for source in ("Courier", "Wire"):
            rows.choose(("facet", "source", f'source:"{source}"'))
            await hands.press("enter")
        assert query(hands) == "rafa*"
        await hands.type("q")
        assert "in 3 articles" in pane(hands)


async def test_facets_of_the_whole_library_leave_again(
    make_library: Callable[..., Library],
) -> None:
    async with reading(three(make_library)) as hands:
        await hands.type("F")
        rows = hands.app.main.search.rows
        rows.choose(("facet", "month", "date:2024-05"))
        await hands.press("enter")
        assert query(hands) == "date:2024-05"
        assert "3 articles" in pane(hands)
        await hands.press("enter")
        assert query(hands) == ""
        await hands.press("escape")
        assert "by file" in str(hands.app.main.search.border_subtitle)
        assert len(rows.items) == 3


async def test_marks_and_names_are_found_and_lit(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        document.go(document.page.text.index("Officials in Cairo"))
        await hands.type("visa")
        await hands.type("Whose officials?")
        await hands.press("ctrl+s")
        await hands.type("g/note:whose")
        await hands.press("enter")
        assert [span.of(document.page.text) for span in hands.app.walking.hits] == [
            "Officials in Cairo spoke of Kerem Shalom only once."
        ]
        await hands.type("g/")
        await hands.press("ctrl+u")
        await hands.type("entity:netanyahu ")
        await hands.press("enter")
        lit = [" ".join(span.of(document.page.text).split()) for span in hands.app.walking.hits]
        assert lit in (["Benjamin Netanyahu", "Netanyahu"], ["Benjamin Netanyahu"])
        assert "in 2 articles" in pane(hands)


async def test_more_like_an_article_says_by_which_words(
    make_library: Callable[..., Library],
) -> None:
    library = make_library(
        {
            "a.txt": "Trucks\n\nTrucks carried flour to the bakery.\n",
            "b.txt": "Bakery\n\nThe bakery had flour and trucks again.\n",
            "c.txt": "Football\n\nNobody scored a goal in the match.\n",
            "d.txt": "Match\n\nThe goal came late in that match.\n",
        }
    )
    async with reading(library, article="a.txt") as hands:
        await hands.type("M")
        assert "1 article like “Trucks”" in pane(hands)
        assert "flour" in pane(hands).split("by ")[1].split("\n")[0]
        assert hands.app.main.search.rows.has_focus
        await hands.type("j")
        await hands.press("enter")
        article = hands.app.main.document.article
        assert article
        assert article.path == "b.txt"
        assert hands.app.walking.hits
        await hands.type("grq")
        assert "4 articles" in pane(hands)
        assert hands.app.return_code is None
        hands.app.opening.open("c.txt")
        await hands.type("gdG")
        await hands.type("vis*")
        assert query(hands).startswith('"Nobody scored a goal')
        assert "in 1 article" in pane(hands)


async def test_fields_of_marks_light_them_and_their_counts_follow_each_change(
    own: Library,
) -> None:
    Saved(own).add("Figures", "tag:claim")
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document

        def lit() -> list[str]:
            return [" ".join(s.of(document.page.text).split()) for s in hands.app.walking.hits]

        def counts() -> tuple[str, str]:
            rows = pane(hands).split("\n")
            saved = next(row for row in rows if "Figures" in row)
            marks = re.search(r"✎\s*(\d+)", pane(hands))
            return saved.split("│")[1].split()[-1], marks[1] if marks else ""

        assert counts() == ("0", "")
        document.go(document.page.text.index("4 trucks"))
        await hands.type("viwtclaim/figure")
        await hands.press("enter")
        document.go(document.page.text.index("Officials"))
        await hands.type("viwaWho?")
        await hands.press("ctrl+s")
        assert counts() == ("1", "2")
        await hands.type("u")
        assert counts() == ("1", "1")
        await hands.type("u")
        assert counts() == ("0", "")
        await hands.press("ctrl+r", "ctrl+r")
        assert counts() == ("1", "2")
        for query, words in (
            ("tag:claim", ["4"]),
            ("note:who", ["Officials"]),
            ("has:mark", ["4", "Officials"]),
        ):
            await hands.type("g/")
            await hands.press("ctrl+u")
            await hands.type(query)
            await hands.press("enter")
            assert lit() == words, query


async def test_marks_are_walked_over_in_the_articles_found(
    make_library: Callable[..., Library],
) -> None:
    library = three(make_library)
    for path in ("1.md", "2.md", "3.md"):
        put(library, path, "Rafah")
    async with reading(library, article="1.md") as hands:
        await hands.type("g/shut OR borders")
        await hands.press("enter")
        document = hands.app.main.document
        await hands.type("gg")
        seen = []
        for _ in range(3):
            await hands.type("]a")
            seen.append(document.article.path if document.article else "")
        first, second = hands.app.searching.paths()
        assert {first, second} == {"1.md", "3.md"}, "2.md was not found"
        assert seen == [first, second, second]
        assert "no annotation further on" in hands.status()
        await hands.type("[a")
        assert document.article
        assert document.article.path == first
