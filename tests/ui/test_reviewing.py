"""The list of marks, what an edited article does to them, and the trash."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.annotations.annotation import new_annotation
from reader.annotations.mark import Annotation
from reader.annotations.shelf import Shelf
from reader.articles.library import Library
from reader.text.spans import Span
from tests.ui.pilot import Hands, reading


def put(library: Library, path: str, quote: str, **fields: object) -> Annotation:
    """A mark made before the reader is opened."""
    article = library.article(path)
    start = article.text.index(quote)
    mark = new_annotation(article, Span(start, start + len(quote)), **fields)  # type: ignore[arg-type]
    Shelf(library).add(article, mark)
    return mark


@pytest.fixture
def marked(own: Library) -> Library:
    """Five marks in two articles."""
    put(own, "crossing.txt", "White House", tags=("who",), color=2)
    put(own, "crossing.txt", "4 trucks", tags=("claim/figure",), note="Who counted?")
    put(own, "crossing.txt", "Netanyahu spoke on Tuesday", color=3)
    put(own, "talks.txt", "Negotiators", tags=("who", "claim"))
    put(own, "talks.txt", "sent nobody", color=3, note="Compare the other article")
    return own


def listed(hands: Hands) -> list[str]:
    """The words of the marks that are listed."""
    return [" ".join(entry.mark.exact.split()) for entry in hands.app.reviewing.entries]


def side(hands: Hands) -> str:
    """The side pane as it is painted."""
    width = hands.app.main.side.region.x
    return "\n".join(row[width:] for row in hands.screen())


async def narrow(hands: Hands, words: str) -> None:
    await hands.type("/")
    hands.app.main._find.value = ""
    await hands.type(words)
    await hands.press("enter")


async def test_the_list_is_of_the_article_then_of_the_library(marked: Library) -> None:
    async with reading(marked, article="crossing.txt") as hands:
        await hands.type("ga")
        assert listed(hands) == ["White House", "4 trucks", "Netanyahu spoke on Tuesday"]
        await hands.type("ga")
        assert len(listed(hands)) == 5
        assert "library 5" in side(hands)
        assert "Talks Go On" in side(hands), "under the titles of their articles"
        await hands.type("G")
        await hands.press("enter")
        document = hands.app.main.document
        assert document.article
        assert document.article.path == "talks.txt"
        assert document.article.text[document.caret.offset :].startswith("sent nobody")
        await hands.type("gaga")
        assert listed(hands) == ["Negotiators", "sent nobody"]


async def test_the_list_is_filtered_as_it_is_typed_and_sorted_by_a_key(marked: Library) -> None:
    async with reading(marked, article="crossing.txt") as hands:
        await hands.type("gaga")
        await narrow(hands, "tag:claim")
        assert listed(hands) == ["4 trucks", "Negotiators"], "with what is below it"
        assert "2 of 5" in side(hands)
        await narrow(hands, "color:blue")
        assert listed(hands) == ["Netanyahu spoke on Tuesday", "sent nobody"]
        await narrow(hands, "color:3 -has:note")
        assert listed(hands) == ["Netanyahu spoke on Tuesday"]
        await narrow(hands, "article:talks compare")
        assert listed(hands) == ["sent nobody"]
        await narrow(hands, "zebra")
        assert "nothing with “zebra”" in side(hands)
        await hands.press("escape")
        assert len(listed(hands)) == 5
        await hands.type("s")
        assert listed(hands)[0] == "sent nobody", "the newest first"
        await hands.type("ss")
        assert hands.app.reviewing.order == "tag"
        assert listed(hands)[:2] == ["4 trucks", "White House"]


async def test_several_are_changed_at_once_and_undone_by_one_key(marked: Library) -> None:
    async with reading(marked, article="crossing.txt") as hands:
        shelf = hands.app.desk.shelf

        def every() -> list[Annotation]:
            return [mark for _, found in shelf.everything() for mark in found]

        await hands.type("gaga")
        await hands.type("xjx")
        assert "2 picked" in side(hands)
        await hands.type("H7")
        assert sorted(mark.color for mark in every()) == [1, 1, 3, 7, 7]
        assert "recolour: 2 annotations" in hands.status()
        await hands.type("u")
        assert "undone: recolour 2 annotations" in hands.status()
        assert sorted(mark.color for mark in every()) == [1, 1, 2, 3, 3]
        await hands.type("*tdone -who")
        await hands.press("enter")
        assert all("done" in mark.tags and "who" not in mark.tags for mark in every())
        await hands.type("udd")
        assert every() == []
        await hands.type("u")
        assert len(every()) == 5
        await hands.type("X")
        assert "picked" not in side(hands)


async def test_what_was_deleted_comes_back_in_another_session(marked: Library) -> None:
    async with reading(marked, article="crossing.txt") as hands:
        await hands.type("gadddd")
        assert listed(hands) == ["Netanyahu spoke on Tuesday"]
    async with reading(marked, article="crossing.txt") as hands:
        await hands.type("gD")
        assert set(listed(hands)) == {"White House", "4 trucks"}
        assert "deleted 2" in side(hands)
        await hands.type("*")
        await hands.press("enter")
        assert "restore: 2 annotations" in hands.status()
        assert listed(hands) == []
        await hands.type("ga")
        assert len(listed(hands)) == 3
        assert hands.app.marking.marks[1].annotation.note == "Who counted?"
        await hands.type("u")
        assert len(listed(hands)) == 1


async def test_the_note_and_the_link_of_a_mark_are_reached_from_the_list(marked: Library) -> None:
    async with reading(marked, article="crossing.txt") as hands:
        await hands.type("gaje!")
        await hands.press("ctrl+s")
        assert hands.app.marking.marks[1].annotation.note == "Who counted?!"
        await hands.type("gp")
        assert "no link here" in hands.status()


FIRST = "The ministry said on Monday that 40 trucks had waited at the crossing for nine days."
SECOND = "Nobody in the town could say who had given the order to close the road to the south."
THIRD = "A doctor at the hospital counted more than two hundred wounded in a single night."


@pytest.fixture
def edited(make_library: Callable[..., Library]) -> Library:
    """Three marks: one whose figure was changed since, one whose passage was cut, one moved."""
    library = make_library({"a.txt": f"A Headline Stands Here\n\n{FIRST} {SECOND}\n\n{THIRD}\n"})
    for words in (FIRST, SECOND, THIRD):
        put(library, "a.txt", words)
    changed = FIRST.replace("40", "45")
    (library.root / "a.txt").write_text(
        f"A Headline Stands Here\n\n{THIRD}\n\n{changed}\n", "utf-8"
    )
    return Library(library.root)


async def test_a_place_that_is_not_sure_is_confirmed_or_refused_by_a_key(edited: Library) -> None:
    async with reading(edited, article="a.txt") as hands:
        found = {placed.annotation.exact: placed for placed in hands.app.marking.marks}
        assert found[FIRST].found == "review"
        assert found[SECOND].found == "orphan"
        document = hands.app.main.document
        place = found[FIRST].span
        assert place is not None
        document.go(place.start)
        await hands.settle()
        screen = "\n".join(hands.screen())
        assert "to be confirmed" in screen
        assert "c confirms, C" in screen
        await hands.type("c")
        assert "confirm: “The ministry" in hands.status()
        assert any("45 trucks" in p.annotation.exact for p in hands.app.marking.marks)
        await hands.type("u")
        await hands.type("C")
        assert "refuse: “The ministry" in hands.status()
        assert [p.found for p in hands.app.marking.marks if p.annotation.exact == FIRST] == [
            "orphan"
        ]
        await hands.type("R")
        assert "refused" in next(
            p.reason for p in hands.app.marking.marks if p.annotation.exact == FIRST
        )
        await hands.type("u")
        assert [p.found for p in hands.app.marking.marks if p.annotation.exact == FIRST] == [
            "review"
        ]


def exacts(hands: Hands) -> list[str]:
    """The words of every mark of the article on the screen, as it was marked."""
    return [placed.annotation.exact for placed in hands.app.marking.marks]


async def test_an_orphan_is_listed_with_its_reason_and_attached_elsewhere(edited: Library) -> None:
    async with reading(edited, article="a.txt") as hands:
        await hands.type("ga")
        await narrow(hands, "is:orphan")
        assert [e.mark.exact for e in hands.app.reviewing.entries] == [SECOND]
        assert "the passage was" in side(hands)
        await hands.type("A")
        assert "select the passage of “Nobody in the town" in hands.status()
        document = hands.app.main.document
        document.go(document.page.text.index("A doctor"))
        await hands.type("vis")
        assert "select the passage of “Nobody in the town" in hands.status()
        await hands.type("A")
        assert "attach: “A doctor at" in hands.status()
        assert exacts(hands).count(THIRD) == 2
        await hands.type("u")
        assert SECOND in exacts(hands)
        await hands.type("ga")
        await narrow(hands, "is:orphan")
        await hands.type("C")
        assert "dismiss" in hands.status()
        assert SECOND not in exacts(hands)
        await hands.type("u")
        assert SECOND in exacts(hands)


async def test_marks_of_an_article_that_is_gone_are_listed_and_can_be_attached(
    marked: Library,
) -> None:
    (marked.root / "talks.txt").unlink()
    async with reading(Library(marked.root), article="crossing.txt") as hands:
        await hands.type("gaga")
        await narrow(hands, "is:orphan")
        assert set(listed(hands)) == {"Negotiators", "sent nobody"}
        assert "its article is gone" in side(hands)
        await hands.type("GA")
        await hands.type("viwA")
        assert len(hands.app.marking.marks) == 4
        assert [len(m) for _, m in hands.app.desk.shelf.everything()] == [4, 1]
        await hands.type("u")
        assert [len(m) for _, m in hands.app.desk.shelf.everything()] == [3, 2]


async def test_what_is_listed_is_written_to_a_file(marked: Library, tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    async with reading(marked, article="crossing.txt") as hands:
        await hands.type("gaga")
        await narrow(hands, "has:note")
        await hands.type(f"w{file}")
        await hands.press("enter", "enter")
        assert "2 annotations in" in hands.status()
        written = file.read_text("utf-8")
        assert "Who counted?" in written
        assert "Compare the other article" in written
        assert "White House" not in written.replace("The White House", "")
        await hands.type(f"w{file}")
        await hands.press("enter")
        assert any("is there already" in n.message for n in hands.app._notifications)
        await hands.type("wx.doc")
        await hands.press("enter")
        assert any("which format" in n.message for n in hands.app._notifications)
