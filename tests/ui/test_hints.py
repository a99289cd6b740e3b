"""Labels to jump by, web addresses, the command line, and a search for what is selected."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable

import pytest

from reader.articles.library import Library
from reader.ui.screens.card import CardScreen
from reader.ui.screens.hints import labels
from tests.ui.pilot import Hands, reading

LINKS = (
    "A Page With Links in It\n\nSee https://example.org/one, and https://example.org/two.\n\n"
    "Benjamin Netanyahu spoke in Rafah.\n\nA last line, two words long.\n"
)


@pytest.fixture
def links(make_library: Callable[..., Library]) -> Library:
    return make_library(
        {"links.txt": LINKS, "other.txt": "Another Page\n\nTwo words long it is.\n"}
    )


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser was asked to open."""
    seen: list[str] = []

    def see(url: str) -> bool:
        seen.append(url)
        return True

    browser = webbrowser.Chrome("none")
    monkeypatch.setattr(browser, "open", see)
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    return seen


def under_caret(hands: Hands) -> str:
    document = hands.app.main.document
    return document.page.text[document.caret.offset :].split()[0]


def test_labels_differ_and_none_begins_another() -> None:
    for number in (0, 1, 26, 27, 300):
        found = labels(number)
        assert len(found) == len(set(found)) == number
        assert len(set(map(len, found))) <= 1


async def test_a_label_leads_to_a_link_and_enter_opens_it(
    links: Library, opened: list[str]
) -> None:
    async with reading(links, article="links.txt") as hands:
        document = hands.app.main.document
        before = "\n".join(hands.screen())
        await hands.type("f")
        assert "attps://example.org/one" in "\n".join(hands.screen())
        await hands.type("s")
        assert under_caret(hands) == "https://example.org/two."
        assert "sttps" not in "\n".join(hands.screen())
        await hands.press("enter")
        assert opened == ["https://example.org/two"]
        await hands.press("ctrl+o")
        assert document.caret.offset == 0
        assert hands.screen()[3:8] == before.split("\n")[3:8]
        await hands.type("fd")
        assert under_caret(hands) == "Benjamin"
        await hands.press("enter")
        screen: object = hands.app.screen
        assert isinstance(screen, CardScreen)
        await hands.type("gdf")
        await hands.press("escape")
        await hands.type("j")
        assert hands.app.screen is hands.app.main
        assert not document._labels


async def test_only_web_addresses_are_opened(links: Library, opened: list[str]) -> None:
    async with reading(links, article="links.txt") as hands:
        await hands.type("}gx")
        assert opened == []
        await hands.type("wgx")
        assert opened == ["https://example.org/one"]
        await hands.type("Ggx")
        assert len(opened) == 1
        assert "no web address" in hands.status()


async def test_words_and_line_ends_without_a_selection(links: Library) -> None:
    async with reading(links, article="links.txt") as hands:
        document = hands.app.main.document
        await hands.type("G0")
        start = document.caret.offset
        assert under_caret(hands) == "A"
        await hands.type("2w")
        assert under_caret(hands) == "line,"
        await hands.type("$")
        assert document.page.text[document.caret.offset] == "."
        await hands.type("^")
        assert document.caret.offset == start


async def test_the_selection_is_searched_for_in_all_articles(links: Library) -> None:
    async with reading(links, article="links.txt") as hands:
        await hands.type("/two words")
        await hands.press("enter")
        await hands.type("vee*")
        assert hands.app.main.search.field.value == '"two words"'
        assert hands.app.main.search.rows.has_focus
        assert "2 hits in 2 articles" in "\n".join(hands.screen())


async def test_the_command_line_goes_to_a_paragraph_and_runs_what_it_names(
    bundled: Library,
) -> None:
    async with reading(bundled, article="001") as hands:
        document = hands.app.main.document
        await hands.type(":12")
        await hands.press("enter")
        assert "¶12/" in hands.status()
        await hands.type(":50%")
        await hands.press("enter")
        assert "¶12/" not in hands.status()
        await hands.type(":width 40")
        await hands.press("enter")
        await hands.type(":widt")
        assert "width.wider" in "\n".join(hands.screen())
        await hands.press("down", "enter")
        assert document.column == 36
        await hands.type(":theme rafah-li")
        await hands.press("tab", "enter")
        assert hands.app.theme == "rafah-light"
        await hands.type(":nonesuch")
        await hands.press("enter")
        assert "no command “nonesuch”" in hands.status()
        await hands.type(":")
        await hands.press("enter")
        assert hands.app.screen is hands.app.main
        await hands.type(":place.set a")
        await hands.press("enter")
        assert "mark a set" in hands.status()


async def test_every_command_can_be_run_by_its_name(bundled: Library) -> None:
    async with reading(bundled, article="001") as hands:
        commanding, main = hands.app.commanding, hands.app.main
        for keys in ("gd", "v"):
            await hands.type(keys)
            for row in main.keymap.commands(main.context):
                assert commanding.fitting(row.id)[0].line == row.id
                assert any(offer.line == row.id for offer in commanding.fitting(""))
        assert commanding.fitting("3 move.par")[0].line == "3 move.paragraph"
