"""Start: the first paint and the command line, against a bare Textual app and a bare Python."""

from __future__ import annotations

from tests.bench.clock import Row, cpu_of_script

_BARE = """
import asyncio
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("hello")
async def leave(pilot):
    await pilot.pause()
    pilot.app.exit()
Bare().run(headless=True, size=(120, 36), auto_pilot=leave)
"""
_READER = """
from reader.articles.library import Library
from reader.paths import bundled_library
from reader.settings import Settings
from reader.ui.app import ReaderApp
async def painted(self):
    self.exit(0)  # the first paint is done, nothing else begun
ReaderApp.begin = painted
app = ReaderApp(Library(bundled_library()), Settings())
app.run(headless=True, size=(120, 36))
raise SystemExit(app.return_code)
"""
_TEXTUAL = "import textual.app, textual.widgets"


def bare_first_paint() -> float:
    """Processor time (ms) of a process that paints one widget of a bare app, and ends."""
    return cpu_of_script(_BARE)


def rows() -> list[Row]:
    """Processor time of whole processes."""
    python = cpu_of_script("pass")
    bare = bare_first_paint()
    return [
        Row("floor: Python", python),
        Row("importing Textual", cpu_of_script(_TEXTUAL)),
        Row("floor: a bare Textual app, first paint", bare),
        Row("the reader, first paint", cpu_of_script(_READER), bare, 1.25),
        Row(
            "rafah-reader --help",
            cpu_of_script(
                "import sys; sys.argv[1:]=['--help']\nfrom reader.cli import main; main()"
            ),
            python,
        ),
        Row(
            "rafah-reader list",
            cpu_of_script("import sys; sys.argv[1:]=['list']\nfrom reader.cli import main; main()"),
            python,
        ),
    ]
