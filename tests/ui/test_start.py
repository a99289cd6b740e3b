"""The start: what the first paint waits for, and what is typed before the text stands."""

from __future__ import annotations

import subprocess
import sys

from reader.articles.library import Library
from reader.settings import Settings
from reader.ui.app import ReaderApp
from tests.ui.pilot import Hands

HEAVY = (
    "whoosh", "sqlite3", "yaml", "markdown_it", "charset_normalizer", "tomllib", "click",
    "reader.articles.article",
    "reader.articles.places", "reader.text.layout", "reader.search", "reader.entities",
    "reader.annotations", "reader.exchange", "reader.ui.main", "reader.ui.panes",
    "reader.ui.screens", "reader.ui.keys", "reader.ui.conduct.opening",
)  # fmt: skip

FIRST_PAINT = r"""
import sys
from reader.articles.library import Library
from reader.paths import bundled_library
from reader.settings import Settings
from reader.ui.app import ReaderApp
async def painted(self):
    self.exit(0)
    strips = self.screen._compositor.render_strips()
    rows = ["".join(part.text for part in row) for row in strips]
    print(*rows[:2], rows[-1].strip(), sep="\n", file=sys.__stdout__)
    loaded = [name for name in sys.argv[1:] if name in sys.modules]
    print("loaded:", *loaded, file=sys.__stdout__)
ReaderApp.begin = painted
app = ReaderApp(Library(bundled_library()), Settings())
app.run(headless=True, size=(120, 36))
raise SystemExit(app.return_code)
"""


def test_the_first_paint_imports_nothing_that_it_does_not_show() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, *HEAVY], capture_output=True, text=True, check=True
    )
    top, inside, bottom, loaded = done.stdout.splitlines()
    assert top.startswith("╭─ search ─"), "the frames stand"
    assert "─ document ─" in top
    assert set(inside) == {"│", " "}, "with nothing in them"
    assert not bottom
    assert loaded == "loaded:"


async def test_keys_typed_before_the_text_stands_are_done_in_their_order(own: Library) -> None:
    app = ReaderApp(own, Settings(), "crossing.txt")
    async with app.run_test(size=(120, 36)) as pilot:
        begun = app.screen is app.main
        await pilot.press("g", "slash", "r", "a", "f", "a", "h")
        hands = Hands(app, pilot)
        await hands.settle()
        assert not begun, "the frames are painted first"
        assert app.main.search.field.value == "rafah"
