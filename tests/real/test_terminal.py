"""The main job, in a real terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.articles.library import Library
from tests.real.terminal import Terminal, terminal

pytestmark = pytest.mark.real

LEFT = b"\x1b[?1049l"
"""The alternate screen was left."""


def open_at_hit(reader: Terminal, query: str) -> None:
    reader.wait_for("5 articles")
    reader.wait_for("PEOPLE")  # the index and the names are there
    reader.type("g/")
    reader.wait_for("TYPING")
    reader.type(query)
    reader.wait_for("hits")
    reader.type("\r")
    reader.wait_for("NORMAL")


def test_search_select_note_quit_and_the_mark_is_there_again(published: Library) -> None:
    with terminal(published.root) as reader:
        open_at_hit(reader, "kerem shalom")
        reader.type("vww")
        reader.wait_for("SELECT")
        reader.type("a")
        reader.wait_for("Ctrl+s saves")
        reader.type("Closed by whom?")
        reader.wait_for("Closed by whom?")
        reader.type("\x13")  # Ctrl+S
        reader.wait_for("note: “")
        reader.type("\x11")  # Ctrl+Q
        assert reader.wait_for_exit() == 0
        assert LEFT in reader.raw
    (page,) = (published.root / "annotations").rglob("[!.]*.json")
    (item,) = json.loads(page.read_text("utf-8"))["items"]
    quoted = next(s for s in item["target"]["selector"] if s["type"] == "TextQuoteSelector")
    assert quoted["exact"].startswith("Kerem Shalom")
    assert item["body"][0]["value"] == "Closed by whom?"
    with terminal(published.root) as reader:
        reader.wait_for("PEOPLE")
        reader.type("gd]a")
        reader.wait_for("Closed by whom?")
        reader.type("\x11")
        assert reader.wait_for_exit() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(bundled: Library, number: signal.Signals) -> None:
    with terminal(bundled.root) as reader:
        reader.wait_for("5 articles")
        os.kill(reader.child.pid, number)
        assert reader.wait_for_exit() == 128 + number
        assert LEFT in reader.raw


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12), (20, 6)])
def test_it_opens_and_quits_at_any_size(bundled: Library, size: tuple[int, int]) -> None:
    with terminal(bundled.root, size=size) as reader:
        reader.wait_for("LIST")
        reader.type("\x11")
        assert reader.wait_for_exit() == 0


def test_no_colour_is_used_when_none_is_wanted(bundled: Library) -> None:
    with terminal(bundled.root, NO_COLOR="1") as reader:
        reader.wait_for("PEOPLE")
        colours = {
            cell.fg
            for row in reader._screen.buffer.values()
            for cell in row.values()
            if cell.fg != "default"
        }
        assert all(c[0:2] == c[2:4] == c[4:6] for c in colours if len(c) == 6), colours
        reader.type("\x11")
        assert reader.wait_for_exit() == 0


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reader", *map(str, arguments)],
        capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60,
        env={**os.environ, **environment}, check=False,
    )  # fmt: skip


def test_without_a_terminal_it_says_what_to_use_instead(bundled: Library) -> None:
    done = run(bundled.root, TERM="xterm")
    assert done.returncode == 2
    assert done.stderr.startswith("rafah-reader: ")
    assert "hint: " in done.stderr
    assert done.stdout == ""


def test_a_dumb_terminal_is_refused_in_one_line(bundled: Library) -> None:
    with terminal(bundled.root, TERM="dumb") as reader:
        assert reader.wait_for_exit() == 2
        assert b"rafah-reader: " in reader.raw
        assert b"\x1b[" not in reader.raw


def test_a_missing_folder_is_refused_before_the_screen_opens(tmp_path: Path) -> None:
    with terminal(tmp_path / "nowhere") as reader:
        assert reader.wait_for_exit() == 2
        assert b"no folder" in reader.raw
        assert LEFT not in reader.raw


def test_a_file_that_is_no_text_is_told_and_the_others_open(
    make_library: Callable[..., Library],
) -> None:
    library = make_library({"a.txt": "A good article, short.", "b.txt": b"\x7fELF\x00\x01"})
    with terminal(library.root) as reader:
        reader.wait_for("b.txt")
        reader.wait_for("1 article")
        reader.type("\x11")
        assert reader.wait_for_exit() == 0


BROKEN = """
import sys
from pathlib import Path
from reader.articles.library import Library
from reader.settings import Settings
from reader.ui.app import ReaderApp
from reader.ui.run import carry

class Broken(ReaderApp):
    def begin(self):
        raise RuntimeError("on purpose")

sys.exit(carry(Broken(Library(Path(sys.argv[1])), Settings())))
"""


def test_a_failure_restores_the_terminal_and_leaves_a_report(
    bundled: Library, home: Path, tmp_path: Path
) -> None:
    script = tmp_path / "broken.py"
    script.write_text(BROKEN)
    with terminal(bundled.root, program=[str(script)]) as reader:
        assert reader.wait_for_exit() == 1
        assert LEFT in reader.raw
        assert b"a report is in" in reader.raw
        assert b"Traceback" not in reader.raw
    (file,) = (home / "state").rglob("crash-*.txt")
    told = file.read_text("utf-8")
    assert "RuntimeError: on purpose" in told
    assert "Israel" not in told, "no article's text in it"
