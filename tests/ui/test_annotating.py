"""Highlights, notes, tags and links as a user makes and changes them, by the keys."""

from __future__ import annotations

from collections.abc import Callable

from reader.annotations.linking import is_link
from reader.annotations.mark import Annotation
from reader.articles.library import Library
from reader.settings import Settings
from tests.ui.pilot import Hands, reading


def marks(hands: Hands) -> list[Annotation]:
    """The marks of the article on the screen, in the order of the text."""
    return [placed.annotation for placed in hands.app.marking.marks]


def caret_on(hands: Hands, words: str) -> None:
    document = hands.app.main.document
    document.go(document.page.text.index(words))


async def test_digits_name_the_colour_and_the_last_one_stays(own: Library) -> None:
    settings = Settings(colours=("claim", "green", "figure", "4", "5", "6", "7", "8"))
    async with reading(own, article="crossing.txt", settings=settings) as hands:
        await hands.type("}vwwH")
        assert " 1 claim " in hands.status(), "the palette"
        assert " 3 figure " in hands.status()
        await hands.type("3")
        assert [mark.color for mark in marks(hands)] == [3]
        await hands.type("}vww")
        assert " 3 figure " in hands.status(), "the colour that Enter gives"
        await hands.press("enter")
        await hands.type("}vww5")
        await hands.press("enter")
        assert [mark.color for mark in marks(hands)] == [3, 3, 5]
        await hands.type("gg}H1")
        assert [mark.color for mark in marks(hands)] == [1, 3, 5], "recoloured"
        assert "recolour: “RAFAH" in hands.status()
        await hands.type("u")
        assert "undone: recolour “RAFAH" in hands.status()
        assert [mark.color for mark in marks(hands)] == [3, 3, 5]
        await hands.type("H9")
        assert "1 to 8" in hands.status()


async def test_a_colour_without_a_selection_is_on_the_sentence(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("})H4")
        (mark,) = marks(hands)
        assert mark.exact == '"We will\nnot wait," Jane Miller said.'
        assert mark.color == 4


async def test_the_last_mark_is_repeated_without_its_note(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type(".")
        assert "no annotation made yet" in hands.status()
        await hands.type("}H6ta/b c")
        await hands.press("enter")
        await hands.type("ewhy")
        await hands.press("ctrl+s")
        await hands.type(").}vw.")
        first, second, third = marks(hands)
        assert (first.note, second.note, third.note) == ("why", "", "")
        assert {(m.color, m.tags) for m in (first, second, third)} == {(6, ("a/b", "c"))}
        assert len(third.exact) < len(second.exact), "the sentence, then the selection"


async def test_tags_are_picked_by_digits_the_last_used_first(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}tclaim/figure who")
        await hands.press("enter")
        await hands.type(")t")
        assert "1 claim/figure  2 who" in "\n".join(hands.screen())
        await hands.type("2")
        await hands.press("enter")
        assert marks(hands)[1].tags == ("who",)
        await hands.type(")t")
        assert "1 who  2 claim/figure" in "\n".join(hands.screen()), "the last used first"
        await hands.type("cf")
        assert "1 claim/figure" in "\n".join(hands.screen()), "some of its letters, in order"
        await hands.press("tab", "enter")
        assert marks(hands)[2].tags == ("claim/figure",)
        await hands.type("tbrand-new #2024")
        await hands.press("enter")
        assert marks(hands)[2].tags == ("claim/figure", "brand-new", "2024"), "made as typed"


async def test_the_last_tag_again_on_a_mark_a_sentence_a_selection(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("T")
        assert "no tag yet" in hands.status()
        await hands.type("}twho")
        await hands.press("enter")
        await hands.type("T")
        assert "has #who already" in hands.status()
        await hands.type(")T}vwT")
        assert [mark.tags for mark in marks(hands)] == [("who",)] * 3
        await hands.type("}H2T")
        assert marks(hands)[-1].tags == ("who",)
        assert marks(hands)[-1].color == 2


async def test_a_note_on_the_whole_article_stands_under_its_heading(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("WTo be checked")
        await hands.press("ctrl+s")
        (mark,) = marks(hands)
        assert mark.whole
        screen = "\n".join(hands.screen())
        assert "1» To be checked" in screen
        await hands.type("W again")
        await hands.press("ctrl+s")
        assert marks(hands)[0].note == "To be checked again"
        await hands.type("gattodo")
        await hands.press("enter")
        assert marks(hands)[0].tags == ("todo",)
        screen = "\n".join(hands.screen())
        assert "the whole article" in screen
        assert "1» To be checked again  #todo" in screen
        await hands.type("dd")
        assert "1»" not in "\n".join(hands.screen())


async def test_the_note_stands_below_its_passage_or_shows_where_the_caret_is(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("g/")
        await hands.type("kerem")  # messages came up to the app by another way after a search
        await hands.press("enter")
        await hands.type("aWho says so?")
        await hands.press("ctrl+s")
        assert "1» Who says so?" in "\n".join(hands.screen()), "below its passage"
        await hands.type("zo}")
        assert "Who says so?" not in "\n".join(hands.screen())
        await hands.type("[a")
        assert "1 yellow  Who says so?" in "\n".join(hands.screen()), "below the text"
        await hands.type("zo}")
        assert "1» Who says so?" in "\n".join(hands.screen())


async def test_of_overlapping_marks_the_innermost_is_meant_or_the_one_chosen(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}visH2")
        caret_on(hands, "Kerem Shalom crossing")
        await hands.type("vwwH3")
        caret_on(hands, "Shalom crossing")
        await hands.type("viwH4")
        document = hands.app.main.document
        at = document.page.text.index("Shalom crossing")
        looks = {h.look for h in document._layers.between(at, at + 1)}
        assert {"mark-4", "shared"} <= looks
        assert {"mark-2", "mark-3"}.isdisjoint(looks), "the innermost alone gives the colour"
        row = document.render_line(document.page.row_of(at) + document.head_height)
        assert row.text.startswith(" " * (document.margin - 3) + "+4 ")
        await hands.type("H8")
        assert sorted(mark.color for mark in marks(hands)) == [2, 3, 8]
        await hands.type(";")
        assert "2 of 3 here" in "\n".join(hands.screen())
        await hands.type("H7")
        assert sorted(mark.color for mark in marks(hands)) == [2, 7, 8]
        await hands.type(";dd")
        assert sorted(mark.color for mark in marks(hands)) == [7, 8], "the outermost is deleted"


async def test_a_link_leads_from_one_article_to_another_and_back(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        caret_on(hands, "Kerem Shalom crossing")
        await hands.type("veep")
        assert "link from “Kerem Shalom”" in hands.status()
        await hands.type("J")
        assert "link from “Kerem Shalom”" in hands.status(), "it outlives another article"
        caret_on(hands, "Nothing was said")
        await hands.type("p")
        assert "link: “Kerem Shalom”" in hands.status() or "link: “Nothing" in hands.status()
        assert "⇄" in "\n".join(hands.screen())
        here = hands.app.main.document.article
        assert here
        assert here.path == "talks.txt"
        await hands.type("gggp")
        assert "no link here" in hands.status()
        await hands.type("]agp")
        document = hands.app.main.document
        assert document.article
        assert document.article.path == "crossing.txt"
        assert document.caret.offset == document.page.text.index("Kerem Shalom crossing")
        await hands.type("gp")
        assert document.article.path == "talks.txt"
        await hands.press("ctrl+o")
        assert document.article.path == "crossing.txt", "it is on the jump list"
        await hands.type("dd")
        assert [list(found) for _, found in hands.app.desk.shelf.everything()] == []
        await hands.type("u")
        ends = [mark for _, found in hands.app.desk.shelf.everything() for mark in found]
        assert len(ends) == 2
        assert all(map(is_link, ends))


async def test_escape_drops_a_link_that_was_begun(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}p")
        assert "link from" in hands.status()
        await hands.press("escape")
        assert "link from" not in hands.status()
        await hands.type("pp")
        assert "needs two passages" in hands.status()
        assert marks(hands) == []


async def test_a_link_survives_an_edit_of_the_article_it_leads_to(
    make_library: Callable[..., Library],
) -> None:
    files = {
        "a.txt": "Here it begins, and is long enough.",
        "b.txt": "There it ends, far away now.",
    }
    library = make_library(files)
    async with reading(library, article="a.txt") as hands:
        await hands.type("pJp")
        (library.root / "b.txt").write_text("Put before it, newly.\n\n" + files["b.txt"], "utf-8")
        await hands.type("Kgp")
        document = hands.app.main.document
        assert document.article
        assert document.article.path == "b.txt"
        assert document.article.text[document.caret.offset :].startswith("There it ends")


async def test_marks_are_walked_over_into_the_next_article(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}H1J}H2KgG")
        await hands.type("]a")
        document = hands.app.main.document
        assert document.article
        assert document.article.path == "talks.txt"
        await hands.type("]a")
        assert "no annotation further on" in hands.status()
        await hands.type("[a")
        assert document.article.path == "crossing.txt"
