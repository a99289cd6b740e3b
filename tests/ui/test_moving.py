"""Every key that moves in the text goes where its label says, on the hardest of texts too."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
import regex

from reader.articles.library import Library
from reader.text.spans import Span
from reader.ui.keys.dispatch import Press
from tests.text.strategies import WHOLE
from tests.ui.pilot import reading

PLAIN = (
    "A Headline That Stands Alone Here\n\n"
    "First words of the first paragraph. A second sentence, with a comma, follows it here. "
    "“A quotation of some words,” said the U.S. spokesman, Mr. Miller. The last of it.\n\n"
    "The second paragraph is short. It has 12 lorries in it.\n\n"
    "A third one ends the article. It is over now."
)

PLACES = {
    "}": "First words", "}}": "The second", "2}": "The second", "}}{": "First words",
    "})": "A second", "}3)": "The last", "}3)(": "“A quotation", "}2((": "A Headline",
    "G": ".", "1G": "First words", "3G": "A third", "3Ggg": "A Headline", "2gg": "The second",
    "}w": "words", "}3w": "the", "}ww": "of", "}$": None, "}$0": "First words",
    "}$^": "First words",
    "]q": "“A quotation", "]n": "12", "G[q": "“A quotation", "}j": None, "}jk": "First words",
    "}vll": "rst words", "}vllh": "irst words", "}vw": "words", "}vwb": "First", "}ve": "t words",
    "}v}": "The second", "}v)": "A second", "}v)(": "First words", "}v2e": "s of",
    "}vfd;": "d sentence",
    "}vfs;,": "st words", "}viwo": "First", "}viso": "First", "}}vipo": "The second",
    "]qviqo": "“A quo",
    "12gg": "A third", "100%": None, "}*": None, "3G\x0f": None,
}  # fmt: skip
"""Keys from the top of the text, and what the caret stands on; nothing: only that they work."""


async def test_keys_go_where_their_labels_say(make_library: Callable[..., Library]) -> None:
    library = make_library({"plain.txt": PLAIN})
    async with reading(library, (100, 30), article="plain.txt") as hands:
        document, main = hands.app.main.document, hands.app.main
        text = document.page.text
        wrong: dict[str, str] = {}
        for keys, place in PLACES.items():
            document.leave_selection()
            document.go(0)
            for key in keys:
                name = "ctrl+o" if key == "\x0f" else key
                press = main._dispatcher.feed(name, main.context)
                assert press is not None or main._dispatcher.pending, keys
                assert press is None or main.perform(press), keys
            found = text[document.caret.offset :]
            if place is not None and not found.startswith(place):
                wrong[keys] = found[:20]
        assert wrong == {}


HARD = (
    *WHOLE, "Rafah", "U.S.", "“quoted”", "以色列", "إسرائيل", "שלום", "प्रधानमंत्री", " ", " ", " ",
    "\n\n", "well-known", "\n", "a\u0301\u0302", "🇵🇸🇮🇱",
)  # fmt: skip
MOVES = (
    "down", "up", "left", "right", "word", "word_back", "word_end", "row_start", "row_end",
    "paragraph", "paragraph_back", "sentence", "sentence_back", "half_down", "page_up", "percent",
)  # fmt: skip


@pytest.fixture
def hard(make_library: Callable[..., Library]) -> Library:
    chance = random.Random(7)
    text = "A Headline\n\n" + "".join(chance.choice(HARD) for _ in range(1500))
    return make_library({"hard.txt": text})


async def test_what_is_copied_is_what_lies_between_the_ends_wherever_they_are(
    hard: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """500 selections by random moves: ends on graphemes of Unicode, offsets and cells agree."""
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    monkeypatch.delenv("TMUX", raising=False)
    chance = random.Random(11)
    async with reading(hard, (90, 30), article="hard.txt") as hands:
        document, perform = hands.app.main.document, hands.app.main.perform
        assert document.article is not None
        text = document.article.text
        edges = {0, *(found.end() for found in regex.finditer(r"\X", text))}
        for _ in range(500):
            for n in range(4):
                if n == 2:
                    perform(Press("select.characters"))
                perform(Press(f"move.{chance.choice(MOVES)}", chance.choice((None, 2, 7))))
                row, x = document.page.cell_of(document.caret.offset)
                if document.page.painted(row).holds(document.caret.offset):  # else it has no cell
                    assert document.page.offset_at(row, x) == document.caret.offset
            selected = document.selection
            assert selected is not None
            assert {selected.start, selected.end} <= edges
            low, high = sorted((document.caret.anchor or 0, document.caret.offset))
            assert selected == Span(low, document.page.grapheme(high).end)
            perform(Press("copy.selection"))
            assert hands.app.clipboard == text[selected.start : selected.end]
            document.leave_selection()


async def test_the_character_at_the_top_stays_there_through_any_resize(hard: Library) -> None:
    async with reading(hard, (120, 30), article="hard.txt") as hands:
        document, chance = hands.app.main.document, random.Random(3)
        for top in (200, 900, 2500):
            document.go(top)
            await hands.press("z", "t")
            await hands.pilot.pause()
            kept = document.page.owned(document.scroll_offset.y - document.head_height).start
            for _ in range(12):
                await hands.pilot.resize_terminal(chance.randint(20, 160), chance.randint(6, 40))
                row = document.page.row_of(kept) + document.head_height
                assert document.scroll_offset.y in (row, document.max_scroll_y)
            await hands.pilot.resize_terminal(120, 30)
            row = document.scroll_offset.y - document.head_height
            assert document.page.owned(row).start == kept
