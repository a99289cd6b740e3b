"""Taking text out, marks by letter, text objects: by keys."""

from __future__ import annotations

import pytest

from reader.articles.library import Library
from tests.ui.pilot import Hands, reading


@pytest.fixture
def remote(monkeypatch: pytest.MonkeyPatch) -> None:
    """As over ssh: the clipboard is the terminal's, by OSC 52."""
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    monkeypatch.delenv("TMUX", raising=False)


def selected(hands: Hands) -> str:
    document = hands.app.main.document
    assert document.article is not None
    assert document.selection is not None
    return document.selection.of(document.article.text)


@pytest.mark.usefixtures("remote")
async def test_what_is_copied_is_the_text_between_the_offsets_and_the_way_is_said(
    own: Library,
) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}vis")
        words = selected(hands)
        await hands.type("y")
        assert hands.app.clipboard == words
        assert "OSC 52" in hands.status()
        await hands.type("ys")
        assert hands.app.clipboard == words
        await hands.type("yy")
        assert hands.app.clipboard.startswith("RAFAH—")
        assert hands.app.clipboard.endswith("4 trucks.")


@pytest.mark.usefixtures("remote")
async def test_a_citation_goes_with_the_words(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        await hands.type("}Y")
        assert hands.app.clipboard.splitlines() == [
            "> Negotiators met in Cairo on Monday.",
            "— “Talks Go On in Cairo”, ¶1",
        ]


async def test_a_quotation_is_selected_alone_or_with_its_attribution(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("]q")
        await hands.type("viq")
        assert selected(hands) == '"We will\nnot wait,"'
        await hands.press("escape")
        await hands.type("viQ")
        assert selected(hands) == '"We will\nnot wait," Jane Miller said.'


async def test_a_count_selects_several_of_them(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        await hands.type("}v2is")
        assert selected(hands).endswith("sent nobody.")
        await hands.press("escape")
        await hands.type("gg}v3iw")
        assert selected(hands) == "Negotiators met in"


async def test_a_selection_goes_to_a_character_and_on_and_back(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        await hands.type("}vf.")
        assert selected(hands) == "Negotiators met in Cairo on Monday."
        await hands.type(";")
        assert selected(hands).endswith("sent nobody.")
        await hands.type(",")
        assert selected(hands) == "Negotiators met in Cairo on Monday."


async def test_marks_by_letter_are_kept_for_the_article_and_the_library(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("2Gma")
        await hands.type("3GmB")
        third = hands.app.main.document.caret.offset
        await hands.type("gg'a")
        second = hands.app.main.document.caret.offset
        assert 0 < second < third
        await hands.type("J")
        await hands.type("'a")
        assert "no mark a" in hands.status()
        await hands.press("ctrl+q")
    async with reading(own, article="talks.txt") as hands:
        await hands.type("'B")
        document = hands.app.main.document
        assert document.article is not None
        assert document.article.path == "crossing.txt"
        assert document.caret.offset == third
        await hands.type("''")
        assert hands.app.main.document.article is not None
        assert hands.app.main.document.article.path == "talks.txt"


async def test_the_marks_that_are_set_show_while_one_is_asked_for(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("2Gma")
        await hands.pilot.press("apostrophe")
        await hands.pilot.pause(0.5)
        assert "a ¶2" in hands.status()


async def test_numbers_are_walked(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("]n")
        document = hands.app.main.document
        assert document.page.text[document.caret.offset] == "4"


async def test_a_command_gets_the_selection_and_its_answer_is_shown_safely(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}viw")
        await hands.type("|")
        await hands.type("tr A-Z a-z; printf '[b]\\033[31m'")
        await hands.press("enter")
        screen = "\n".join(hands.screen())
        assert "rafah[b]�[31m" in screen
        await hands.type("q")
        assert hands.app.screen is hands.app.main


async def test_a_command_that_fails_says_its_code(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("|")
        await hands.type("exit 3")
        await hands.press("enter")
        assert "exit code 3" in "\n".join(hands.screen())


async def test_the_screen_looks_as_it_was_left(own: Library) -> None:
    async with reading(own, (140, 36), article="crossing.txt") as hands:
        await hands.type("--")
        column = hands.app.main.document.column
        await hands.type("ga")
        await hands.press("ctrl+q")
    async with reading(own, (140, 36)) as hands:
        assert hands.app.main.document.column == column
        assert hands.app.main.side.tab == "marks"
        assert hands.app.main.side.rows.has_focus
