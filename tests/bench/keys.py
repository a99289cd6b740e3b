"""Keys in the whole application, from the key to the painted screen, in 10 kB, 1 MB and 10 MB."""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from reader.articles.library import Library
from reader.settings import Settings
from reader.ui.app import ReaderApp
from tests.bench.clock import Row
from tests.bench.document import lights, text_of

_KEYS = {
    "j": ("j",) * 40,
    "page": ("ctrl+f",) * 10 + ("ctrl+b",) * 10,
    "n": ("n",) * 20,
    "v … l": ("l",) * 30,
    "Ctrl+o": ("ctrl+o",) * 10,
}
_BEFORE = {"n": ("slash", *"rafah", "enter"), "v … l": ("v",)}
_AFTER = {"v … l": ("escape",)}


class _Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("hello")

    def on_key(self) -> None:
        self.query_one(Static).update(str(time.time()))


async def _timed(pilot: Pilot[Any], keys: Sequence[str]) -> float:
    """Median processor time (ms) from a key to the painted screen."""
    times: list[float] = []
    for key in keys:
        start = time.process_time()
        await pilot.press(key)
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


async def _floor() -> float:
    async with _Bare().run_test(size=(120, 36)) as pilot:
        return await _timed(pilot, "x" * 40)


def _app(folder: Path, text: str) -> ReaderApp:
    folder.mkdir()
    (folder / "a.txt").write_text(text, "utf-8")
    return ReaderApp(Library(folder), Settings(), "a.txt")


async def _figures(folder: Path, size: int, spans: int) -> dict[str, float]:
    text = text_of(size)
    app = _app(folder, text)
    async with app.run_test(size=(120, 36)) as pilot:
        while app.screen is not app.main or app.main.document.article is None:
            await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        app.main.document.put("entity", lights(text, spans))
        found: dict[str, float] = {}
        for name, keys in _KEYS.items():
            for key in _BEFORE.get(name, ()):
                await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
            found[name] = await _timed(pilot, keys)
            for key in _AFTER.get(name, ()):
                await pilot.press(key)
        start = time.process_time()
        await pilot.resize_terminal(140, 40)
        await pilot.pause()
        found["resize"] = (time.process_time() - start) * 1000
        return found


def rows() -> list[Row]:
    """Each key as a ratio to one that paints the one widget of a bare app."""
    floor = asyncio.run(_floor())
    out = [Row("floor: a key in a bare app that paints one widget", floor)]
    with tempfile.TemporaryDirectory() as place:
        for name in ("CACHE", "STATE", "DATA"):  # never the user's own
            os.environ[f"XDG_{name}_HOME"] = str(Path(place) / name.lower())
        for label, size, spans in (
            ("10 kB", 10_000, 50), ("1 MB, 5,000 spans", 10**6, 5000), ("10 MB", 10**7, 5000),
        ):  # fmt: skip
            figures = asyncio.run(_figures(Path(place) / label, size, spans))
            out += [Row(f"{label}: {name}", ms, floor) for name, ms in figures.items()]
    return out
