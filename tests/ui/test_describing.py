"""Correcting what is known of an article in the info tab: checked, seen at once, undone."""

from __future__ import annotations

from reader.articles.library import Library
from tests.ui.pilot import reading


async def test_a_date_is_corrected_in_the_info_tab_and_undone(own: Library) -> None:
    sidecar = own.root / "crossing.meta.toml"
    async with reading(own, article="crossing.txt") as hands:
        await hands.type("gi")
        hands.app.main.side.rows.choose(("field", "date"))
        await hands.type("e2024-13")
        await hands.press("enter")
        assert not sidecar.exists()
        assert "2024-13" in "\n".join(hands.screen()), "to be mended"
        await hands.type("2024-05")  # what stood there is selected
        await hands.press("enter")
        await hands.until(lambda: "date: 2024-05; u takes it back" in hands.status())
        assert sidecar.read_text() == 'date = "2024-05"\n'
        screen = "\n".join(hands.screen())
        assert "from: sidecar" in screen
        assert "2024-05 · 1 min" in screen

        await hands.type("g/date:2024-05")
        await hands.until(lambda: "1 article" in "\n".join(hands.screen()))
        await hands.press("escape", "q")
        await hands.type("u")
        await hands.until(lambda: "undone: date as the file says" in hands.status())
        assert not sidecar.exists()
        await hands.press("ctrl+r")
        await hands.until(lambda: "done again: date: 2024-05" in hands.status())
        assert "2024-05 · 1 min" in "\n".join(hands.screen())
