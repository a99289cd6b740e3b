"""Articles set against each other: which are compared, what is listed, and where each row leads."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from reader.articles.library import Library
from reader.ui.conduct import comparing
from reader.ui.conduct.files import fitting
from reader.ui.screens.comparison import ComparisonScreen
from reader.ui.screens.concordance import ConcordanceScreen
from reader.ui.screens.help import HelpScreen
from reader.ui.sheets.sheet import Passage
from tests.ui.pilot import Hands, reading

FIRST = """---
title: The Crossing Shuts
date: 2024-05-07
---
"We will not open the crossing before every tunnel is found," Yoav Gallant said on Monday. He spoke
in Jerusalem after a long meeting with Joe Biden.

About 100,000 people were told to leave eastern Rafah and the camps around it before the weekend.
"""
SECOND = """---
title: A Minister Speaks
date: 2024-05-08
---
Yoav Gallant said: "We will open the crossing before every tunnel is found." The order came then.

Some 150,000 people were told to leave eastern Rafah, aid groups said. Egypt did not answer.
"""
THIRD = """---
title: Others Look On
date: 2024-05-09
---
Egypt spoke of a grave mistake. About 100,000 people were told to leave eastern Rafah and the camps
around it before the weekend. Joe Biden was silent in recent months.
"""


@pytest.fixture
def told(make_library: Callable[..., Library]) -> Library:
    """One event told three ways, with a quotation that was changed and figures that differ."""
    return make_library({"a.md": FIRST, "b.md": SECOND, "c.md": THIRD})


def compared(hands: Hands) -> ComparisonScreen:
    """The comparison on the screen."""
    screen = hands.app.screen
    assert isinstance(screen, ComparisonScreen)
    assert screen.sheet
    return screen


def on_top(hands: Hands) -> type:
    """What kind of screen is above all others."""
    return type(hands.app.screen)


def at_the_panes(hands: Hands) -> bool:
    """Whether no screen is above the panes."""
    return hands.app.screen is hands.app.main


def lit(hands: Hands) -> str:
    """What is lit in the text after a jump."""
    document = hands.app.main.document
    found = list(document._layers.between(0, len(document.page.text)))
    spans = [h for h in found if h.look == "current"]
    return document.page.text[spans[0].start : spans[0].end] if spans else ""


async def every_jump(hands: Hands) -> int:
    """Open each row of a comparison, and come back to it; how many there were."""
    await hands.type("a")
    rows = [item.key for item in compared(hands).rows.items if item.choosable]
    for key in rows:
        compared(hands).rows.choose(key)
        row = compared(hands).row
        assert row
        if row.passage is None:
            continue
        await hands.press("enter")
        document = hands.app.main.document
        assert document.article
        assert document.article.path == row.passage.path
        assert document.caret.offset == row.passage.span.start
        assert lit(hands) == row.passage.span.of(document.article.text)
        await hands.press("ctrl+o")
        assert compared(hands).rows.current == key
    return len(rows)


async def test_a_changed_quotation_is_shown_with_its_difference_and_opens(told: Library) -> None:
    async with reading(told) as hands:
        await hands.type("gq")
        head, *rows = hands.screen()
        assert "quotes · 3 articles · " in head
        assert "≠ changed" in rows[0]
        assert "1 The Crossing Shuts" in rows[1]
        at = next(n for n, row in enumerate(rows) if "Yoav Gallant" in row)
        assert rows[at].rstrip().endswith("1 2 3"), "the numbers stand over the columns"
        assert "● ≠" in rows[at + 1]
        assert "say · direct" in rows[at + 1]
        compared(hands).rows.choose(compared(hands).rows.items[at - 1].key)
        await hands.type("l")
        assert any("We will [not] open the crossing" in row for row in hands.screen())
        await hands.type("jj")
        await hands.press("enter")
        document = hands.app.main.document
        assert document.article
        assert document.article.path == "b.md"
        assert lit(hands).startswith('"We will open the crossing')
        await hands.press("ctrl+o")
        assert any("[not] open" in row for row in hands.screen()), "as it was left"
        await hands.type("h")
        assert not any("[not] open" in row for row in hands.screen())
        await hands.type("q")
        assert hands.app.screen is hands.app.main


@pytest.mark.parametrize("keys", ["gq", "gn", "gs", "gt", "gl"])
async def test_every_row_leads_to_its_passage_and_back(told: Library, keys: str) -> None:
    async with reading(told) as hands:
        await hands.type(keys)
        assert await every_jump(hands) > 2


async def test_figures_shared_text_and_days_say_what_they_are_in_words(told: Library) -> None:
    async with reading(told) as hands:
        await hands.type("gn")
        page = "\n".join(hands.screen())
        assert "≠ people · 3 articles · differ" in page
        assert "≠  1 About 100,000" in page
        assert "≠  2 Some 150,000" in page
        await hands.type("gs")  # from one comparison straight to another
        page = "\n".join(hands.screen())
        assert "words verbatim" in page
        assert "% own" in page
        await hands.type("gt")
        page = "\n".join(hands.screen())
        assert "2024-05-06" in page
        assert "Not dated · 1" in page
        await hands.type("G")
        assert "?" in "\n".join(hands.screen())
        await hands.type("gls")
        assert "verbs of attribution" in hands.screen()[0]
        await hands.type("q")
        assert hands.app.screen is hands.app.main


async def test_rows_are_sorted_filtered_copied_and_looked_up(
    told: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    def copy(text: str, _: object) -> str:
        copied.append(text)
        return "x"

    monkeypatch.setattr("reader.ui.conduct.taking.copy", copy)
    async with reading(told) as hands:
        await hands.type("gqs")
        assert "by speaker, by name" in hands.screen()[0]
        await hands.type("/tunnel NOT")
        await hands.press("enter")
        assert "1 with “tunnel NOT”" in hands.screen()[0]
        await hands.type("y")
        assert "Yoav Gallant, say (direct): “We will not open" in copied[0]
        assert "The Crossing Shuts" in copied[0]
        assert "¶1" in copied[0]
        assert "copied to x" in hands.status()
        await hands.type("gk")
        assert on_top(hands) is ConcordanceScreen
        await hands.press("enter")
        assert hands.app.main.document.has_focus
        assert at_the_panes(hands)
        await hands.type("gq")
        await hands.type("?")
        assert on_top(hands) is HelpScreen
        page = "\n".join(hands.screen())
        assert "copy the row with its citation" in page
        assert "undo" not in page, "help names what is done here"
        await hands.type("q")
        await hands.press("escape")
        assert at_the_panes(hands)


async def test_marked_articles_are_compared_and_stay_marked(told: Library) -> None:
    async with reading(told) as hands:
        await hands.type("gr")
        await hands.press("home")
        await hands.type("xx")
        assert "2 to compare" in hands.status()
        assert [row[1:].split("│")[0].count("◆") for row in hands.screen()].count(1) == 2
        await hands.type("gn")
        assert "2 articles marked" in hands.screen()[0]
        assert not any("Others Look On" in row for row in hands.screen())
        await hands.type("q")
        hands.app.leave()
    async with reading(told) as hands:
        assert hands.app.picking.paths() == ["a.md", "b.md"]
        await hands.type("grX")
        await hands.type("gn")
        assert "3 articles" in hands.screen()[0]


async def test_what_is_found_is_compared_where_nothing_is_marked(told: Library) -> None:
    async with reading(told) as hands:
        await hands.type("g/egypt")
        await hands.press("escape")
        await hands.type("x")
        assert "1 to compare" in hands.status()
        await hands.type("Xgn")
        assert "2 articles found" in hands.screen()[0]


async def test_of_a_big_library_the_first_are_compared_and_it_says_so(
    told: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "LIMIT", 2)
    async with reading(told) as hands:
        await hands.type("gn")
        assert "the first 2 of 3 (mark others with x)" in hands.screen()[0]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_comparisons_fit_small_screens(told: Library, size: tuple[int, int]) -> None:
    async with reading(told, size) as hands:
        for keys in ("gq", "gn", "gs", "gm", "gt", "gl"):
            await hands.type(f"{keys}a")
            assert all(cell_len(row) == size[0] for row in hands.screen()), keys
            row = compared(hands).row
            assert row
            assert isinstance(row.passage, Passage)


async def test_keys_typed_while_articles_are_compared_are_for_the_rows(told: Library) -> None:
    async with reading(told) as hands:
        await hands.type("gnjy?q")
        assert "2/3" in hands.status()
        await hands.type("gq/tunnel")
        await hands.press("enter")
        assert "with “tunnel”" in hands.screen()[0]


async def test_what_is_compared_again_is_there_at_once(told: Library) -> None:
    async with reading(told) as hands:
        await hands.type("gq")
        sheet = compared(hands).sheet
        await hands.type("qgq")
        assert compared(hands).sheet is sheet


async def test_the_matrix_is_walked_by_cell_and_opens_the_first_mention(told: Library) -> None:
    async with reading(told) as hands:
        await hands.type("gm")
        head, titles, *rows = hands.screen()
        assert "matrix · 3 articles · " in head
        assert titles.index("▼1 The Crossing") < titles.index("2 A Minister")
        gallant = next(row for row in rows if "Yoav Gallant" in row)
        words = [word for word in gallant.split() if "█" not in word]
        assert words == ["Yoav", "Gallant", "2/3", "1", "¶1", "1", "¶1", "·"]
        assert gallant.count("█") > 2
        await hands.type("/gallant")
        await hands.press("enter")
        await hands.type("l")
        assert "▼2" in hands.screen()[1]
        await hands.press("enter")
        document = hands.app.main.document
        assert document.article
        assert document.article.path == "b.md"
        assert lit(hands) == "Yoav Gallant"
        await hands.press("ctrl+o")
        assert "▼2" in hands.screen()[1], "as it was left"
        assert "1 with “gallant”" in hands.screen()[0]
        await hands.type("l")
        await hands.press("enter")
        assert "Yoav Gallant (person): not named in 3 Others Look On" in hands.status()
        await hands.press("escape")
        await hands.type("o")
        assert "by article 3" in hands.screen()[0]
        assert "¶1" in hands.screen()[2].split("2/3")[-1].split("·")[-1]
        await hands.type("f")
        assert "only " in hands.screen()[0]
        await hands.type("q")
        assert at_the_panes(hands)


async def test_a_draft_is_checked_and_each_finding_opens_its_place(
    told: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tmp_path / "drafts" / "mine.md"
    draft.parent.mkdir()
    draft.write_text(
        'Gallant said: "We will not open the border before every tunnel is found."\n\n'
        '"Nothing of this was ever said by anyone," Joe Biden said.\n\n'
        "About 100,000 people were told to leave eastern Rafah.\n"
    )
    monkeypatch.chdir(tmp_path)
    async with reading(told) as hands:
        await hands.type("go")
        await hands.type("dr")
        assert any("drafts/" in row for row in hands.screen())
        await hands.press("enter")  # a folder: its files are offered
        assert any("drafts/mine.md" in row for row in hands.screen())
        await hands.press("enter")
        head, *rows = hands.screen()
        assert head.startswith(" check of mine.md · 3 articles · 1 altered, 1 not found, 1 found")
        altered = next(row for row in rows if "the border" in row)
        assert altered.split()[1:4] == ["1", "≠", "altered"]
        await hands.type("l")
        assert any("We will not open the crossing" in row for row in hands.screen())
        await hands.press("enter")
        assert "We will not open the crossing" in lit(hands)
        await hands.press("ctrl+o")
        assert "check of mine.md" in hands.screen()[0]
        await hands.type("/nothing")
        await hands.press("enter")
        await hands.press("enter")
        assert "nothing to open" in hands.status()
        await hands.press("escape")
        await hands.type("q")
        await hands.type("go/nowhere.md")
        await hands.press("enter")
        assert at_the_panes(hands)


async def test_a_folder_offers_texts_first_and_hides_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.md", ".secret"):
        (tmp_path / name).write_text("x")
    (tmp_path / "c").mkdir()
    begun = f"{tmp_path}{os.sep}"
    names = [offer.line.removeprefix(begun) for offer in fitting(begun)]
    assert names == ["a.md", f"c{os.sep}", "b.pdf"]
    assert [o.line for o in fitting(f"{begun}.s")] == [f"{begun}.secret"]
    assert fitting(f"{begun}none{os.sep}") == []
