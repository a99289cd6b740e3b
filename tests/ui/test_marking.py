"""Marks by keys and by mouse: made, shown, saved, undone, and never lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events

from reader.articles.library import Library
from reader.paths import data_folder
from tests.ui.pilot import Hands, reading


def saved(folder: Path) -> list[dict[str, Any]]:
    """Every annotation in the files of a folder."""
    pages = [json.loads(file.read_text("utf-8")) for file in sorted(folder.rglob("[!.]*.json"))]
    return [item for page in pages for item in page["items"]]


def exact(annotation: dict[str, Any]) -> str:
    """The passage of an annotation as it was quoted."""
    selectors = annotation["target"]["selector"]
    return next(str(s["exact"]) for s in selectors if s["type"] == "TextQuoteSelector")


async def test_a_selection_is_highlighted_and_saved_at_once(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}vww")
        document = hands.app.main.document
        selected = document.selection
        assert selected is not None
        await hands.press("enter")
        (annotation,) = saved(own.root / "annotations")
        assert exact(annotation) == selected.of(document.page.text)
        assert document.selection is None
        assert "┃" in "\n".join(hands.screen())


async def test_a_note_is_written_saved_and_there_at_the_next_start(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        await hands.type("g/")
        await hands.type("kerem shalom")
        await hands.press("enter")
        await hands.type("vwwa")
        await hands.type("Who said so?")
        await hands.press("ctrl+s")
        await hands.press("ctrl+q")
        assert hands.app.return_code == 0
    (annotation,) = saved(own.root / "annotations")
    assert exact(annotation).startswith("Kerem Shalom")
    assert annotation["body"][0]["value"] == "Who said so?"
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("]a")
        assert "Who said so?" in "\n".join(hands.screen())


async def test_a_note_without_a_selection_is_on_the_sentence(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}a")
        await hands.type("First.")
        await hands.press("ctrl+s")
        (annotation,) = saved(own.root / "annotations")
        assert exact(annotation).startswith("RAFAH—The White House")
        assert exact(annotation).endswith("open again.")


async def test_a_on_a_mark_edits_its_note(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}a")
        await hands.type("One")
        await hands.press("ctrl+s")
        await hands.type("a")
        await hands.type(" and two")
        await hands.press("ctrl+s")
        (annotation,) = saved(own.root / "annotations")
        assert annotation["body"][0]["value"] == "One and two"


async def test_a_note_left_with_escape_is_kept_as_a_draft(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}a")
        await hands.type("Half a thou")
        await hands.press("escape")
        assert saved(own.root / "annotations") == []
        assert "not saved" in hands.status()
        await hands.type("a")
        await hands.type("ght")
        await hands.press("ctrl+s")
        (annotation,) = saved(own.root / "annotations")
        assert annotation["body"][0]["value"] == "Half a thought"


async def test_tags_are_read_apart_and_offered_again(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}t")
        await hands.type("crossing, #claim/figure")
        await hands.press("enter")
        (annotation,) = saved(own.root / "annotations")
        tags = [b["value"] for b in annotation["body"] if b["purpose"] == "tagging"]
        assert tags == ["crossing", "claim/figure"]
        await hands.type(")t")
        assert "claim/figure" in "\n".join(hands.screen())
        await hands.press("escape")


async def test_deleting_is_undone_and_done_again(own: Library) -> None:
    folder = own.root / "annotations"
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}vww")
        await hands.press("enter")
        assert len(saved(folder)) == 1
        await hands.type("gg")
        await hands.type("}dd")
        assert saved(folder) == []
        await hands.type("u")
        assert len(saved(folder)) == 1
        await hands.type("u")
        assert saved(folder) == []
        await hands.press("ctrl+r")
        assert len(saved(folder)) == 1


async def test_the_mouse_selects_what_the_keys_then_mark(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        start = document.page.text.index("White House")
        row, x = document.page.cell_of(start)
        y = row + document.head_height - document.scroll_offset.y
        at = (document.margin + x + 1, y + 1)  # the border is one cell
        await hands.pilot.mouse_down(document, offset=at)
        await hands.pilot.hover(document, offset=(at[0] + len("White House") - 1, at[1]))
        await hands.pilot.mouse_up(document, offset=(at[0] + len("White House") - 1, at[1]))
        await hands.settle()
        assert document.selection is not None
        assert document.selection.of(document.page.text) == "White House"
        await hands.press("enter")
        assert [exact(a) for a in saved(own.root / "annotations")] == ["White House"]


async def test_two_clicks_select_a_word_and_three_a_paragraph(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        row, x = document.page.cell_of(document.page.text.index("Cairo"))
        at = (document.margin + x + 2, row + document.head_height - document.scroll_offset.y + 1)
        await hands.pilot.click(document, offset=at, times=2)
        await hands.settle()
        assert document.selection
        assert document.selection.of(document.page.text) == "Cairo"
        await hands.pilot.click(document, offset=at, times=3)
        await hands.settle()
        assert document.selection
        assert document.selection.of(document.page.text).startswith("Officials in Cairo")


async def test_a_library_that_cannot_be_written_to_keeps_its_marks_in_the_data_folder(
    own: Library,
) -> None:
    own.root.chmod(0o555)
    try:
        async with reading(own, article="crossing.txt") as hands:
            await hands.type("}vw")
            await hands.press("enter")
            told = [n.message for n in hands.app._notifications]
        assert not (own.root / "annotations").exists()
        assert len(saved(data_folder(own.root))) == 1
        assert any(str(data_folder(own.root)) in words for words in told)
    finally:
        own.root.chmod(0o755)


async def _mark_while_saving_fails(hands: Hands, root: Path) -> None:
    (root / "annotations").write_text("in the way")  # no folder can be made, no file written
    await hands.type("}vw")
    await hands.press("enter")


async def test_a_mark_that_cannot_be_saved_stays_and_is_saved_later(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await _mark_while_saving_fails(hands, own.root)
        assert len(hands.app.marking.marks) == 1
        assert hands.app.desk.shelf.trouble
        (own.root / "annotations").unlink()
        hands.app.marking._retry()
        await hands.settle()
        assert not hands.app.desk.shelf.trouble
        assert len(saved(own.root / "annotations")) == 1


async def test_quitting_with_an_unsaved_mark_asks_once_more(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await _mark_while_saving_fails(hands, own.root)
        await hands.press("ctrl+q")
        assert hands.app.return_code is None
        assert any("Quit once more" in n.message for n in hands.app._notifications)
        await hands.press("ctrl+q")
        assert hands.app.return_code == 0


@pytest.mark.parametrize("keys", ["vis", "vip", "viw", "vie"])
async def test_text_objects_select_what_they_name(own: Library, keys: str) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        document.go(document.page.text.index("Netanyahu did"))
        await hands.type(keys)
        assert document.article is not None
        assert document.selection is not None
        words = document.selection.of(document.article.text)
        expected = {
            "vis": "Prime Minister Benjamin Netanyahu did not\nanswer.",
            "viw": "Netanyahu",
            "vie": "Benjamin Netanyahu",
        }
        if keys == "vip":
            assert words.startswith("Officials")
            assert words.endswith("Tuesday.")
        else:
            assert words == expected[keys]


async def test_marks_of_an_edited_article_move_with_their_words(
    make_library: Callable[..., Library],
) -> None:
    library = make_library({"a.txt": "One sentence here. Another sentence, to be marked, is here."})
    async with reading(library, article="a.txt") as hands:
        await hands.type(")")
        await hands.type("vis")
        await hands.press("enter")
        text = "Put before. " + (library.root / "a.txt").read_text("utf-8")
        (library.root / "a.txt").write_text(text, "utf-8")
        await hands.type("R")
        (mark,) = hands.app.marking.marks
        assert mark.span is not None
        assert mark.span.of(text) == "Another sentence, to be marked, is here."


def burst(hands: Hands, *keys: str) -> None:
    """All keys at once, as a paste, a slow line or a fast hand has them."""
    names = {"}": "right_curly_bracket", " ": "space", "/": "slash", "?": "question_mark"}
    for key in keys:
        character = key if len(key) == 1 else None
        hands.app.post_message(events.Key(names.get(key, key), character))


async def test_keys_typed_ahead_go_where_they_were_meant(own: Library) -> None:
    async with reading(own) as hands:
        burst(hands, *"gd}vis", "a", *"So it was", "ctrl+s", *"3G")
        await hands.settle()
        (annotation,) = saved(own.root / "annotations")
        assert annotation["body"][0]["value"] == "So it was"
        assert exact(annotation).startswith("RAFAH—The White House")
        assert "¶3/3" in hands.status()


async def test_a_whole_search_typed_ahead_ends_at_its_mark(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        burst(hands, *"g/kerem shalom", "enter", *"vww", "enter")
        await hands.settle()
        (annotation,) = saved(own.root / "annotations")
        assert exact(annotation).startswith("Kerem Shalom")
        assert hands.app.main.search.field.value == "kerem shalom"


async def test_keys_typed_ahead_pass_through_help_find_and_tags(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        burst(hands, "?", "q", *"/cairo", "enter", "t", *"where", "enter", *"gg")
        await hands.settle()
        (annotation,) = saved(own.root / "annotations")
        assert exact(annotation).startswith("Officials in Cairo")
        assert [b["value"] for b in annotation["body"]] == ["where"]
        assert hands.app.main.document.caret.offset == 0


async def test_a_query_without_an_answer_lets_its_field_go(own: Library) -> None:
    async with reading(own, article="talks.txt") as hands:
        burst(hands, *"g/zebra", "enter", *"x")
        await hands.settle()
        assert hands.app.main.search.field.value == "zebrax"


async def test_quitting_with_a_note_open_asks_once_more(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("}a")
        await hands.type("Nearly")
        await hands.press("ctrl+q")
        assert hands.app.return_code is None
        await hands.press("ctrl+s")
        (annotation,) = saved(own.root / "annotations")
        assert annotation["body"][0]["value"] == "Nearly"
