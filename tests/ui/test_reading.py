"""Reading: the first screen, moving about, the panes at every size."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from reader.articles.library import Library
from reader.ui.conduct.parts import PARTS
from reader.ui.keys.chain import chain_rows
from reader.ui.keys.key import CHAINS, Context
from reader.ui.keys.keymap import Keymap
from reader.ui.keys.table import KEYS
from reader.ui.screens.help import help_text
from tests.ui.pilot import reading


async def test_the_first_screen_lists_the_library_and_shows_an_article(bundled: Library) -> None:
    async with reading(bundled) as hands:
        screen = "\n".join(hands.screen())
        assert "5 articles" in screen
        assert hands.app.main.document.article is not None
        assert "PEOPLE" in screen
        assert hands.app.main.search.rows.has_focus


async def test_an_article_and_a_place_can_be_asked_for(own: Library) -> None:
    async with reading(own, article="talks.txt", at=30) as hands:
        document = hands.app.main.document
        assert document.article
        assert document.article.path == "talks.txt"
        assert document.caret.offset == 30
        assert document.has_focus


async def test_the_place_asked_for_is_in_view_from_the_start(bundled: Library) -> None:
    async with reading(bundled, (80, 24), article="short-of", at=4000) as hands:
        document = hands.app.main.document
        row = document.page.row_of(4000) + document.head_height
        assert 0 <= row - document.scroll_offset.y < document.size.height


async def test_keys_move_the_caret_by_rows_sentences_and_paragraphs(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        document = hands.app.main.document
        text = document.page.text
        await hands.type("}")
        assert text[document.caret.offset :].startswith("RAFAH")
        await hands.type(")")
        assert text[document.caret.offset :].startswith('"We will')
        await hands.type("2)")
        assert text[document.caret.offset :].startswith("Officials in Cairo")
        await hands.type("3G")
        assert text[document.caret.offset :].startswith("A third")
        await hands.type("gg")
        assert document.caret.offset == 0
        await hands.type("G")
        assert document.caret.offset >= text.rindex("here")


async def test_where_an_article_was_left_it_opens_again(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("3G")
        left = hands.app.main.document.caret.offset
        await hands.type("J")
        assert hands.app.main.document.article is not None
        assert hands.app.main.document.article.path == "talks.txt"
        await hands.type("K")
        assert hands.app.main.document.caret.offset == left
        await hands.press("ctrl+q")
    async with reading(own) as hands:
        assert hands.app.main.document.article is not None
        assert hands.app.main.document.article.path == "crossing.txt"
        assert hands.app.main.document.caret.offset == left


async def test_a_jump_can_be_taken_back_and_made_again(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("2G")
        await hands.type("J")
        await hands.press("ctrl+o")
        document = hands.app.main.document
        assert document.article
        assert document.article.path == "crossing.txt"
        await hands.type("g,")
        assert document.article.path == "talks.txt"


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((120, 36), {"search", "reading", "side"}),
        ((80, 24), {"search", "reading"}),
        ((40, 12), {"search"}),
    ],
)
async def test_as_many_panes_show_as_there_is_room_for(
    own: Library, size: tuple[int, int], shown: set[str]
) -> None:
    async with reading(own, size) as hands:
        panes = {"search", "reading", "side"}
        assert {n for n in panes if hands.app.main.query_one(f"#{n}").display} == shown


async def test_on_a_small_screen_the_focused_pane_shows(own: Library) -> None:
    async with reading(own, (40, 12)) as hands:
        await hands.press("enter")
        assert hands.app.main.query_one("#reading").display
        assert not hands.app.main.search.display
        await hands.type("ge")
        assert hands.app.main.side.display
        assert not hands.app.main.query_one("#reading").display


async def test_resizing_keeps_the_character_at_the_top(bundled: Library) -> None:
    async with reading(bundled, article="short-of") as hands:
        document = hands.app.main.document
        await hands.type("  ")
        top = document.page.owned(document.scroll_offset.y - document.head_height).start
        for width in (100, 61, 140, 90, 120):
            await hands.pilot.resize_terminal(width, 36)
            await hands.settle()
        row = document.scroll_offset.y - document.head_height
        owned = document.page.owned(row)
        assert owned.start <= top < owned.end


async def test_zen_shows_only_the_text_and_goes_with_escape(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("zm")
        assert not hands.app.main.search.display
        assert not hands.app.main.side.display
        await hands.press("escape")
        assert hands.app.main.search.display


async def test_q_goes_back_one_level_and_then_out(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("q")
        assert hands.app.main.search.rows.has_focus
        assert hands.app.is_running
        await hands.type("q")
        assert hands.app.return_code == 0


async def test_escape_never_quits(own: Library) -> None:
    async with reading(own) as hands:
        await hands.press(*["escape"] * 5)
        assert hands.app.return_code is None


async def test_the_continuations_of_a_begun_sequence_show_after_a_while(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.pilot.press("d")
        await hands.pilot.pause(0.5)
        assert "delete the annotation" in hands.status()
        await hands.press("escape")
        assert "delete the annotation" not in hands.status()


async def test_help_lists_exactly_the_keys_that_work_here(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("?")
        assert "previous mention" in str(help_text(Context.READER, Keymap()))
        assert "keys in the text" in "\n".join(hands.screen())
        await hands.type("q")
        assert hands.app.screen is hands.app.main
    for context in CHAINS:
        text = str(help_text(context, Keymap()))
        for row in chain_rows(context):
            assert row.label in text


async def test_every_command_of_the_table_is_done_by_somebody(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        main = hands.app.main
        for focus, contexts in (
            ("document", (Context.READER, Context.VISUAL)),
            ("search", (Context.LIST,)),
            ("side", (Context.LIST,)),
        ):
            main.focus_pane(focus)
            await hands.settle()
            for context in contexts:
                for row in chain_rows(context):
                    name = "do_" + row.id.replace(".", "_")
                    assert any(hasattr(actor, name) for actor in main.actors(row.id)), (
                        focus,
                        row.id,
                    )


async def test_no_command_is_written_that_no_key_reaches(own: Library) -> None:
    ids = {"do_" + row.id.replace(".", "_"): row.id for row in KEYS}
    async with reading(own) as hands:
        app, main = hands.app, hands.app.main
        for pane in (main.document, main.search.rows):
            assert {n for n in dir(pane) if n.startswith("do_")} <= ids.keys(), type(pane).__name__
        for name in PARTS:
            part = getattr(app, name)
            for written in (n for n in dir(part) if n.startswith("do_")):
                assert written in ids, written
                assert app.doer(ids[written]) is part, f"{written} is not in the line of {name}"


HOSTILE = (
    "Title of a [b]Hostile[/b] Text Here\n\nIt has [bold]markup[/bold] and [red]more, "
    "\x1b[31mescapes\x1b[0m, \u202eoverrides\u202c and \x07 bells.\n\n"
    "♥️ 👍🏽 1️⃣ 👩‍👩‍👧 🇵🇸 مرحبا שלום क्षि 漢字 end.\n"
)


async def test_text_from_a_file_never_acts_on_the_screen(
    make_library: Callable[..., Library],
) -> None:
    library = make_library({"[b]name[_b].txt": HOSTILE})
    async with reading(library) as hands:
        rows = hands.screen()
        screen = "\n".join(rows)
        assert "Title of a [b]Hostile[/b] Text" in rows[0], "the title in the border"
        assert "[bold]markup[/bold] and [red]more" in screen
        assert "\x1b" not in screen
        assert "\u202e" not in screen
        assert "�" in screen


async def test_every_border_stays_in_its_column(make_library: Callable[..., Library]) -> None:
    library = make_library({"emoji.txt": HOSTILE})
    async with reading(library) as hands:
        rows = hands.screen()
        assert {cell_len(row) for row in rows} == {120}
        for row in rows[1:-2]:
            assert row.count("│") >= 6, row


async def test_an_empty_folder_says_what_to_do(make_library: Callable[..., Library]) -> None:
    async with reading(make_library({})) as hands:
        assert "no articles here" in "\n".join(hands.screen())
        await hands.type("jklg/abc")
        await hands.press("enter", "escape")
        await hands.type("vat")
        assert hands.app.return_code is None


async def test_files_that_cannot_be_read_are_named(make_library: Callable[..., Library]) -> None:
    files: dict[str, str | bytes] = {
        "good.txt": "A good text.",
        "empty.txt": "",
        "pdf.txt": b"%PDF-1.7\n\x00",
    }
    async with reading(make_library(files)) as hands:
        assert "2 files left out" in hands.status()
        assert "1 article" in "\n".join(hands.screen())


async def test_width_can_be_changed_and_reset(own: Library) -> None:
    async with reading(own, (140, 36), article="crossing.txt") as hands:
        document = hands.app.main.document
        await hands.type("--")
        assert document.column_width == document.column < 72
        await hands.type("=")
        assert document.column in {72, document.size.width - 3}


async def test_a_note_never_takes_the_room_of_the_text(own: Library) -> None:
    async with reading(own, (80, 24), article="crossing.txt") as hands:
        for _ in range(2):  # two annotations on one sentence: which of them is told below
            await hands.type("vis")
            await hands.press("enter")
        assert hands.app.main.query_one("#beneath").display
        await hands.pilot.resize_terminal(20, 6)
        await hands.settle()
        assert not hands.app.main.query_one("#beneath").display
        assert hands.app.main.document.size.height > 1
