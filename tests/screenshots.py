"""Pictures of the real program on the bundled library: ``python -m tests.screenshots FOLDER``.

SVGs by Textual's own exporter; PNGs beside them where a headless Chromium is at hand.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from reader.articles.library import Library
from reader.paths import bundled_library
from reader.settings import Settings
from tests.ui.pilot import Hands, reading

Act = Callable[[Hands], Awaitable[None]]


async def first_screen(_: Hands) -> None:
    """The library, an article, who is named in it."""


async def searched(hands: Hands) -> None:
    """A query and its hits, opened at the first."""
    await hands.type("g/")
    await hands.type("kerem shalom")
    await hands.press("enter")


async def narrowed(hands: Hands) -> None:
    """What a search is made of, narrowed to a month and a name."""
    await hands.type("g/")
    await hands.type("rafah")
    await hands.press("escape")
    await hands.type("F")
    await hands.type("5j")
    await hands.press("enter")
    await hands.type("4j")
    await hands.press("enter")


async def concorded(hands: Hands) -> None:
    """Every use of a word below the others."""
    await hands.type("g/")
    await hands.type("hostages OR ceasefire ")
    await hands.press("escape")
    await hands.type("gk")
    await hands.type("s")
    await hands.type("5j")


async def marked(hands: Hands) -> None:
    """A highlight, a note and tags, and a selection going on."""
    await searched(hands)
    await hands.type("va")
    await hands.press("escape")
    await hands.press("escape")
    await hands.type("vis")
    await hands.press("enter")
    await hands.type("}vis")
    await hands.type("a")
    await hands.type("Who closed it, and when? Compare the others.")
    await hands.press("ctrl+s")
    await hands.type("t")
    await hands.type("crossing to-check")
    await hands.press("enter")
    await hands.type("ga")
    await hands.type("gd")
    await hands.type("}vww")


async def named(hands: Hands) -> None:
    """The entities of an article, stepping through one."""
    await hands.type("ge")
    await hands.press("enter")


async def aligned(hands: Hands) -> None:
    """Three articles side by side, the passages nearest to the one read, a link between two."""
    for keys in ("gd", "J", "gc", "p", "]c", "p", "h"):  # each waits for what the last one began
        await hands.type(keys)


async def quoted(hands: Hands) -> None:
    """Who said what, a row unfolded."""
    await hands.type("gq4jl")


async def counted(hands: Hands) -> None:
    """Figures on one thing together."""
    await hands.type("gnl")


async def covered(hands: Hands) -> None:
    """Who names whom, the cursor on a cell."""
    await hands.type("gmjll")


async def dated(hands: Hands) -> None:
    """What happened when, a row unfolded."""
    await hands.type("gt8jl")


async def helped(hands: Hands) -> None:
    """Every key that works in the text."""
    await hands.type("gd")
    await hands.type("?")


PICTURES: tuple[tuple[str, tuple[int, int], str, Act], ...] = (
    ("first-screen", (120, 36), "rafah-dark", first_screen),
    ("search", (120, 36), "rafah-dark", searched),
    ("facets", (120, 36), "rafah-dark", narrowed),
    ("concordance", (120, 36), "rafah-dark", concorded),
    ("notes", (120, 36), "rafah-dark", marked),
    ("entities", (120, 36), "rafah-dark", named),
    ("aligned", (120, 36), "rafah-dark", aligned),
    ("small", (80, 24), "rafah-dark", searched),
    ("light", (120, 36), "rafah-light", marked),
    ("quotes", (120, 36), "rafah-dark", quoted),
    ("numbers", (120, 36), "rafah-dark", counted),
    ("matrix", (120, 36), "rafah-dark", covered),
    ("timeline", (80, 24), "rafah-light", dated),
    ("help", (120, 36), "rafah-dark", helped),
)


async def take(folder: Path) -> list[Path]:
    """Every picture, each from a home of its own."""
    made: list[Path] = []
    for name, size, theme, act in PICTURES:
        with tempfile.TemporaryDirectory() as home:
            for kind in ("CACHE", "DATA", "STATE", "CONFIG"):
                os.environ[f"XDG_{kind}_HOME"] = str(Path(home) / kind.lower())
            library = Library(bundled_library())
            async with reading(library, size, settings=Settings(theme=theme)) as hands:
                await act(hands)
                hands.app.clear_notifications()
                await hands.settle()
                made.append(folder / f"{name}.svg")
                made[-1].write_text(_anonymous(hands.app.export_screenshot()), "utf-8")
    return made


def _anonymous(svg: str) -> str:
    """The same bytes for the same picture: no random ids, and fonts that are at hand."""
    found = re.search(r"terminal-\d+", svg)
    svg = svg.replace(found.group(), "terminal") if found else svg
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def to_png(svg: Path) -> Path | None:
    """A picture of a picture, where a headless Chromium is at hand."""
    browser = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)', svg.read_text("utf-8"))
    if browser is None or found is None:
        return None
    size = ",".join(str(int(float(side)) + 1) for side in found.groups())
    png = svg.with_suffix(".png")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--no-first-run", "--disable-background-networking", "--disable-sync",
                f"--user-data-dir={profile}", f"--window-size={size}", f"--screenshot={png}",
                svg.absolute().as_uri(),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return png


def main() -> None:
    """Take them all."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots")
    folder.mkdir(exist_ok=True)
    for svg in asyncio.run(take(folder)):
        png = to_png(svg)
        print(svg, png or "(no Chromium: no PNG)")


if __name__ == "__main__":
    main()
