"""The card of an entity: what stands on it, where its rows lead, and the way back."""

from __future__ import annotations

import pytest

from reader.articles.library import Library
from reader.ui.screens.card import CardScreen
from tests.ui.pilot import Hands, reading


def rows(hands: Hands) -> list[str]:
    """The rows of the card, all of them."""
    card = hands.app.screen
    assert isinstance(card, CardScreen)
    lines = (line for item in card.rows.items for line in item.lines(60))
    return [
        "".join(words for words, _ in line.parts).strip() + f" | {line.right}" for line in lines
    ]


async def on(hands: Hands, words: str, keys: str) -> None:
    """Keys with the caret on some words."""
    document = hands.app.main.document
    document.go(document.page.text.index(words))
    hands.app.main.focus_pane("document")
    await hands.type(keys)


async def test_a_card_says_names_articles_company_and_marks(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await on(hands, "Netanyahu spoke", "viw")
        await hands.press("enter")  # a mark on the mention
        await on(hands, "Benjamin Netanyahu", "")
        await hands.press("enter")
        assert "Benjamin Netanyahu · person · named 3 times in 2 articles" in hands.screen()[0]
        listed = rows(hands)
        assert "Netanyahu | " in listed
        assert "Aid Waits at the Crossing | 2" in listed
        assert "Talks Go On in Cairo | 1" in listed
        assert "crossing.txt | first ¶2" in listed
        assert any(
            row.startswith("Cairo  place |") and row.split()[-3:] == ["0", "2", "2"]
            for row in listed
        )
        assert "“Netanyahu” | crossing.txt" in listed
        await hands.type("/")
        await hands.type("talks")
        await hands.press("enter", "enter")
        article = hands.app.main.document.article
        assert article is not None
        assert article.path == "talks.txt"
        at = hands.app.main.document.caret.offset
        assert article.text[at:].startswith("Benjamin Netanyahu sent")
        await hands.press("ctrl+o")
        assert hands.app.main.document.article is not None
        assert hands.app.main.document.article.path == "crossing.txt"


async def test_from_one_card_to_the_next_and_back(own: Library) -> None:
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("ge")
        rows_ = hands.app.main.side.rows
        rows_.choose(("entity", "person/benjamin-netanyahu"))
        await hands.type("gw")
        screen = hands.app.screen
        assert isinstance(screen, CardScreen)
        screen.rows.choose(("entity", "place/cairo"))
        await hands.press("enter")
        assert "Cairo · place" in hands.screen()[0]
        await hands.type("q")
        assert "Benjamin Netanyahu · person" in hands.screen()[0]
        await hands.press("ctrl+o")
        assert hands.app.screen is hands.app.main
        assert hands.app.main.side.rows.has_focus
        await hands.type("gd")
        await on(hands, "would open", "gw")
        assert "no entity under the caret" in hands.status()


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_a_card_of_the_bundled_articles_fits_every_size(
    bundled: Library, size: tuple[int, int]
) -> None:
    async with reading(bundled, size, article="short-of-a-full-assault.md") as hands:
        await on(hands, "Netanyahu", "gw")
        screen = hands.screen()
        assert screen[0].strip().startswith("Benjamin Netanyahu")
        assert any("ARTICLES" in row for row in screen)
        assert "CARD" in hands.status()
        await hands.type("s")
        articles = [row.split(" | ")[0] for row in rows(hands) if " | first" in row]
        assert len(articles) == 5
        await hands.type("G")
        assert rows(hands)[-1].split(" | ")[0].split("  ")[0] in "\n".join(hands.screen())
