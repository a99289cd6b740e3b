"""Start: the first paint, the text, the list and the command line, against bare floors."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from reader.articles.library import Library
from tests.bench import corpus
from tests.bench.clock import Row, cpu_of_script
from tests.bench.terminal import start_times

MANY = 10_000
"""Articles of the large library, indexed beforehand; it is kept for the next run."""

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
from pathlib import Path
from reader.articles.library import Library
from reader.settings import Settings
from reader.ui.app import ReaderApp
async def painted(self):
    self.exit(0)  # the first paint is done, nothing else begun
ReaderApp.begin = painted
app = ReaderApp(Library(Path({folder!r})), Settings())
app.run(headless=True, size=(120, 36))
raise SystemExit(app.return_code)
"""
_TEXTUAL = "import textual.app, textual.widgets"
_COMMAND = "import sys; sys.argv[1:]={arguments!r}\nfrom reader.cli import main; main()"


def bare_first_paint() -> float:
    """Processor time (ms) of a process that paints one widget of a bare app, and ends."""
    return cpu_of_script(_BARE)


def rows() -> list[Row]:
    """Processor time of whole processes, and of the program until something stands there."""
    place = Path(tempfile.gettempdir()) / "rafah-reader-bench"
    for name in ("CACHE", "STATE", "DATA"):  # never the user's own
        os.environ[f"XDG_{name}_HOME"] = str(place / name.lower())
    empty, few, many = place / "empty", place / "40", place / f"{MANY}"
    empty.mkdir(parents=True, exist_ok=True)
    corpus.write(few, 40)
    _make_indexed(many)
    python, bare = cpu_of_script("pass"), bare_first_paint()
    out = [
        Row("floor: Python", python),
        Row("importing Textual", cpu_of_script(_TEXTUAL)),
        Row("floor: a bare Textual app, first paint", bare),
    ]
    for label, folder in (("no article", empty), (f"{MANY:,} indexed", many)):
        paint = cpu_of_script(_READER.format(folder=str(folder)))
        out.append(Row(f"first paint, {label}", paint, bare, 1.25))
    for label, folder in (("40 articles", few), (f"{MANY:,}, none changed", many)):
        times = start_times(folder)
        out += [Row(f"in a terminal, {label}: {name}", ms, bare) for name, ms in times.items()]
    for arguments in (["--help"], ["list", "-L", str(few)], ["list", "-L", str(many)]):
        name = " ".join(arguments).replace(f"{place}/", "")
        command = cpu_of_script(_COMMAND.format(arguments=arguments))
        out.append(Row(f"rafah-reader {name}", command, python))
    return out


def _make_indexed(folder: Path) -> None:
    from reader.search.index import Index

    corpus.write(folder, MANY)
    index = Index(Library(folder))
    index.update()
    index.close()
