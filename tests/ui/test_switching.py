"""From one library to another: those opened lately, or a folder typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles import libraries
from reader.articles.library import Library
from reader.settings import Settings
from reader.ui import run as reader
from reader.ui.app import ReaderApp
from tests.ui.pilot import reading


async def test_a_library_is_chosen_among_those_opened_lately_or_typed(
    own: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other news"
    other.mkdir()
    libraries.remember(other)
    libraries.remember(tmp_path / "gone")
    async with reading(own) as hands:
        await hands.type("gL")
        screen = "\n".join(hands.screen())
        assert "other news" in screen
        assert "the samples" in screen
        assert "gone" not in screen
        await hands.type("/no/such")
        await hands.press("enter")
        chosen: list[Path] = []
        assert hands.app.screen is hands.app.main, "an error is told, and this library stays"
        monkeypatch.setattr(hands.app, "leave_for", lambda library: chosen.append(library.root))
        await hands.type("gLother n")
        await hands.press("enter")
        assert chosen == [other]
    assert [path.name for path in libraries.recent()] == [own.root.name, "other news"]


def test_the_program_goes_on_with_the_library_chosen(
    own: Library, make_library: Callable[..., Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_library({"z.txt": "Another.\n"})
    opened = []

    def carry(app: ReaderApp) -> int:
        opened.append(app.desk.library)
        app.following = other if len(opened) == 1 else None
        return 0

    monkeypatch.setattr(reader, "carry", carry)
    assert reader.run(own, Settings()) == 0
    assert opened == [own, other]
