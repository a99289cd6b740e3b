"""Start: the first paint, the text, the list and the command line, against bare floors."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from reader.articles.library import Library
from tests.bench import corpus
from tests.bench.clock import Row, cpu_of_script
from tests.bench.terminal import signs_of, start_times

MANY = 10_000
"""Articles of the large library, indexed beforehand; it is kept for the next run."""

_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("hello")
"""
_IN_TERMINAL = _BARE + "Bare().run()\n"
_HEADLESS = f"""{_BARE}
async def leave(pilot):
    await pilot.pause()
    pilot.app.exit()
Bare().run(headless=True, size=(120, 36), auto_pilot=leave)
"""
_TEXTUAL = "import textual.app, textual.widgets"
_COMMAND = "import sys; sys.argv[1:]={arguments!r}\nfrom reader.cli import main; main()"


def bare_first_paint() -> float:
    """Processor time (ms) of a process that paints one widget of a bare app, and ends."""
    return cpu_of_script(_HEADLESS)


def rows() -> list[Row]:
    """Processor time of whole processes, and of the program until something stands there."""
    place = Path(tempfile.gettempdir()) / "rafah-reader-bench"
    for name in ("CACHE", "STATE", "DATA"):  # never the user's own
        os.environ[f"XDG_{name}_HOME"] = str(place / name.lower())
    empty, few, many = place / "empty", place / "40", place / f"{MANY}"
    empty.mkdir(parents=True, exist_ok=True)
    corpus.write(few, 40)
    _make_indexed(many)
    python = cpu_of_script("pass")
    bare, *ours = start_times(
        (["-c", _IN_TERMINAL], {"hello": "hello"}),
        (["-m", "reader.cli", str(empty)], {"frames": "╭"}),
        *((["-m", "reader.cli", str(folder)], signs_of(folder)) for folder in (few, many)),
    )
    floor = bare["hello"]
    out = [
        Row("floor: Python", python),
        Row("importing Textual", cpu_of_script(_TEXTUAL)),
        Row("floor: a bare Textual app, first paint in a terminal", floor),
    ]
    for label, times in zip(("no article", "40 articles", f"{MANY:,} indexed"), ours, strict=True):
        for name, ms in times.items():
            goal = 1.25 if name == "frames" else None
            out.append(Row(f"rafah-reader, {label}: {name}", ms, floor, goal))
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
